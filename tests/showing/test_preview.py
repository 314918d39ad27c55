"""What is shown is what is printed: every preview says of every hole what the PDF says of it."""

import re
import tempfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

from redact import list_policies, redaction, renderers
from redact import review as reviews
from redact.errors import RenderError
from redact.model import Action, Decision, Document, Publication, Review, Show, Source, Span
from redact.renderers import Presentation, captions
from redact.reviewing.session import Session
from redact.segmentation.lines import blocks_of
from redact.showing.cards import published
from redact.showing.diff import diff
from redact.showing.diff_page import page
from redact.showing.records import record
from redact.spans import settle
from redact.web.views import subjects

pytestmark = pytest.mark.slow

POLICIES = {policy.id: policy for policy in list_policies()}
LOOKS = (
    *(Show("box"), Show("label"), Show("replace", "Junior official"), Show("pseudonym", "Third party A")),
    *(Show("mask", "4"), Show("generalise", "year"), Show("generalise", "outward-postcode")),
)
WORDS = ("Ann Example", "Bo", "12/05/2016", "SW1P 4DF", "020 7946 0018", "12345678", "the harbour office", "quay " * 30)


@st.composite
def reviewed(draw: st.DrawFn, policy_id: str) -> tuple[Document, Review]:
    """Draw a document of a few blocks, and a review of it: any spans, touching or over blocks, decided or not."""
    lines = draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=5)
    )
    text = draw(st.sampled_from(["\n", "\n\n"])).join(line.strip() for line in lines) + "\n"
    document = Document(Source("letter.txt"), text, blocks_of(text))
    edges = [match.start() for match in re.finditer(r"\b", text)]
    codes = list(POLICIES[policy_id].exemptions)[:3]
    decision = st.builds(
        lambda span, **rest: Decision(Span(min(span), max(span)), **rest),
        st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True),
        action=st.sampled_from(list(Action)),
        entity=st.sampled_from(["PERSON", "PHONE_NUMBER"]),
        subject=st.sampled_from(["", "person-1", "person-2"]),
        exemptions=st.sampled_from(codes).map(lambda code: (code,)),
        show=st.sampled_from(LOOKS),
    )
    decisions = draw(st.lists(decision, min_size=1, max_size=6))
    return document, Review(document.digest, POLICIES[policy_id].reference, settle(decisions))


def bare(text: str) -> str:
    """Return text without what a form adds of its own: spaces, bars, strokes between blocks, dots where it is cut."""
    return re.sub(r"[\s█/…]", "", text)


def printed_holes(publication: Publication, presentation: Presentation) -> list[str]:
    return [captions.print_hole(hole, presentation, publication.legend) for hole in publication.redactions]


def agree(document: Document, review: Review, policy_id: str) -> None:
    policy = POLICIES[policy_id]
    closed = tuple(replace(d, action=Action.WITHHOLD) if d.action else d for d in review.decisions)
    publication = redaction.apply(document, replace(review, decisions=closed), policy)
    presentation = Presentation(**policy.presentation)
    paragraphs = [
        bare(
            "".join(
                p if isinstance(p, str) else captions.print_hole(p, presentation, publication.legend)
                for p in each.parts
            )
        )
        for each in publication.passages
    ]
    hidden = [i for i, each in enumerate(publication.passages) if not all(isinstance(p, str) for p in each.parts)]

    typeset = renderers.typeset(publication, presentation)
    painted = LAParams(boxes_flow=None)  # what is painted, not what a mark is read out as
    pdf = bare(extract_text(BytesIO(typeset.data), laparams=painted))
    at = 0
    for paragraph in paragraphs:
        at = pdf.index(paragraph, at) + len(paragraph)

    plus = [bare(line[2:]) for line in diff(document, review, policy).splitlines()[3:] if line.startswith("+ ")]
    assert [paragraphs[i] for i in hidden] == plus

    html = page(document, review, policy)
    assert "".join(map(bare, printed_holes(publication, presentation))) == bare(
        "".join(
            unescape(re.sub(r"<span class=\"(label|unseen)\">.*?</span>|<[^>]*>", "", each))
            for each in re.findall(r"<ins[^>]*>(.*?)</ins>", html)
        )
    )

    told = [change["printed"] for change in record(document, review, policy)["changes"] if change["printed"]]
    assert set(map(bare, told)) <= set(map(bare, printed_holes(publication, presentation)))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.txt.review.json"
        reviews.write(path, review)
        session = Session(document, (), policy, path, "Ada Reviewer")
        places = [place for subject in subjects(session).values() for place in subject["places"]]
        told = [place["hole"] for place in places if place["hole"]]
        holes = sorted((hole["start"], hole["text"]) for hole in told if not hole["goes_on"])
        assert printed_holes(publication, presentation) == [text for _, text in holes]
        for decision in review.decisions:
            if decision.action:
                shown = published(session, decision.span, margin=10_000)
                assert bare("".join(text for _, text in shown)) in "".join(paragraphs)


@pytest.mark.parametrize("policy_id", POLICIES)
@settings(max_examples=15)
@given(data=st.data())
def test_every_preview_says_what_the_pdf_says(policy_id: str, data: st.DataObject):
    agree(*data.draw(reviewed(policy_id)), policy_id)


@pytest.mark.parametrize("show", LOOKS, ids=lambda show: f"{show.how} {show.what}")
@pytest.mark.parametrize("policy_id", POLICIES)
def test_every_policy_and_every_look(policy_id: str, show: Show):
    """Three people, one of them undecided, one named twice, and a value that every look can show in part."""
    text = "Ann met Bo on 12/05/2016 at SW1P 4DF.\n\nAnn rang 12345678, and Cy did not.\n"
    document = Document(Source("letter.txt"), text, blocks_of(text))
    code = (next(iter(POLICIES[policy_id].exemptions)),)
    decisions = [
        Decision(Span(*match.span()), action, "PERSON", key, code, show)
        for words, key, action in (
            *(("Ann", "person-1", Action.WITHHOLD), ("Bo", "person-2", Action.UNDECIDED), ("Cy", "", Action.WITHHOLD)),
            *(("12/05/2016", "date-1", Action.WITHHOLD), ("SW1P 4DF", "place-1", Action.UNDECIDED)),
            ("12345678", "number-1", Action.WITHHOLD),
        )
        for match in re.finditer(words, text)
    ]
    agree(document, Review(document.digest, POLICIES[policy_id].reference, settle(decisions)), policy_id)


@pytest.mark.parametrize("second", [Action.WITHHOLD, Action.UNDECIDED])
@pytest.mark.parametrize("show", LOOKS, ids=lambda show: f"{show.how} {show.what}")
@pytest.mark.parametrize("policy_id", ["foi-uk", "foia-us"])
def test_a_name_cut_in_two_is_one_hole_and_so_is_one_over_two_blocks(policy_id: str, show: Show, second: Action):
    text = "We met Ann Example.\n\nShe lives at 12345678 " + "quay " * 30 + "\n\nand SW1P 4DF.\n"
    document = Document(Source("letter.txt"), text, blocks_of(text))
    code = (next(iter(POLICIES[policy_id].exemptions)),)
    edges = text.index("Ann"), text.index("Example"), text.index("."), text.index("12345"), text.index(" 4DF")
    decisions = [
        Decision(Span(start, end), action, "PERSON", subject, code, show)
        for start, end, action, subject in (
            (edges[0], edges[1], Action.WITHHOLD, "person-1"),
            (edges[1], edges[2], second, "person-1"),
            (edges[3], edges[4], second, "person-2"),
        )
    ]
    agree(document, Review(document.digest, POLICIES[policy_id].reference, settle(decisions)), policy_id)


@pytest.mark.parametrize("form", renderers.RENDERERS)
def test_no_renderer_prints_a_draft(form: str):
    text = "Ann met Bo.\n"
    document = Document(Source("letter.txt"), text, blocks_of(text))
    waiting = Review(document.digest, POLICIES["foi-uk"].reference, (Decision(Span(0, 3), Action.UNDECIDED),))
    draft = redaction.draft(document, waiting, POLICIES["foi-uk"])

    assert [True] == [hole.open for hole in draft.redactions]
    with pytest.raises(RenderError, match="1 still to decide"):
        renderers.render(draft, form)
