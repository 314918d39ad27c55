"""The pages beside the letter: what would be published, with what is open as a hole that says so."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from redact import renderers
from redact.model import Action, Decision, Document, Review, Show, Source, Span
from redact.redaction import withhold_undecided
from redact.segmentation.lines import blocks_of
from redact.spans import settle, stretches
from redact.web.pages import draw_page, publication_now, set_pages
from tests.sessions import LETTER, POLICY, at, open_session


def printed(publication):
    return " ".join(
        part if isinstance(part, str) else f"<{part.text or ','.join(part.exemptions)}>"
        for passage in publication.passages
        for part in passage.parts
    )


def test_what_is_open_is_a_hole_that_says_so_and_its_words_are_not_there(letter):
    session = open_session(letter)
    publication = publication_now(session.document, session.review, POLICY)

    assert Action.UNDECIDED in {d.action for d in session.review.decisions}
    assert "<[To decide]>" in printed(publication)
    assert "Cy Model" not in printed(publication)
    assert b"Cy Model" not in pickle.dumps(publication)


def test_the_legend_explains_only_what_is_withheld(letter):
    session = open_session(letter)
    open_alone = Review(
        session.review.source,
        session.review.policy,
        tuple(d for d in session.review.decisions if d.action is Action.UNDECIDED),
    )

    assert () == publication_now(session.document, open_alone, POLICY).legend


def test_an_open_place_without_a_code_is_no_fault(letter):
    session = open_session(letter)
    bare = Review(session.review.source, session.review.policy, (Decision(at(LETTER, "figures"), Action.UNDECIDED),))

    assert "<[To decide]>" in printed(publication_now(session.document, bare, POLICY))


def test_all_decided_the_pages_are_those_that_are_published(letter):
    from redact import redaction

    session = open_session(letter)
    for subject in session.subjects():
        if subject.state == "undecided":
            session.withhold(subject.key, ["s.40(2)"])
    now = publication_now(session.document, session.review, POLICY)

    assert redaction.apply(session.document, session.review, POLICY) == now
    assert renderers.render(now) == set_pages(now, {})[0]


def test_a_page_is_drawn_as_wide_as_it_is_asked_for(letter):
    session = open_session(letter)
    data, pages, _ = set_pages(publication_now(session.document, session.review, POLICY), {})
    picture = draw_page(data, pages, 640)

    assert b"\x89PNG" == picture[:4]
    assert 640 == int.from_bytes(picture[16:20], "big")


TEXT = "One two three four.\n\nFive six seven eight.\n\nNine ten."
DOCUMENT = Document(Source("text"), TEXT, blocks_of(TEXT))
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda p: Span(p[0], min(len(TEXT), p[0] + p[1]))
)
decisions = st.builds(
    lambda span, action, code, show: Decision(span, action, exemptions=(code,), show=show),
    spans,
    st.sampled_from(list(Action)),
    st.sampled_from(["s.40(2)", "s.42(1)"]),
    st.sampled_from([Show(), Show("label")]),
)


@given(st.lists(decisions, max_size=8))
def test_the_places_told_to_the_page_are_the_holes_in_their_order(held):
    """Wherever the places stand: open or not, over several blocks, touching, alike or not."""
    review = Review(DOCUMENT.digest, POLICY.reference, settle(held))
    publication = publication_now(DOCUMENT, review, POLICY)
    places = stretches(DOCUMENT, withhold_undecided(review).only(Action.WITHHOLD))

    assert [decision.exemptions for _, decision in places] == [hole.exemptions for hole in publication.redactions]
    assert sorted(span.start for span, _ in places) == [span.start for span, _ in places]
