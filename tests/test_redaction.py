"""What is printed, how holes look, and what may never get through."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redact
from redact.errors import StaleReview, Undecided, Unread
from redact.model import Action, Decision, Document, Publication, Redaction, Review, Show, Source, Span
from redact.redaction import amount_of, apply, partly
from redact.segmentation.lines import blocks_of
from redact.spans import settle, stretches

POLICY = redact.load_policy("foi-uk")
CODE = ("s.40(2)",)


def document_of(text: str) -> Document:
    return Document(Source("a.txt"), text, blocks_of(text))


def reviewed(document: Document, *decisions: Decision) -> Review:
    return Review(document.digest, POLICY.reference, settle(decisions))


def withheld(start: int, end: int, show: Show = Show(), subject: str = "") -> Decision:  # noqa: B008
    return Decision(Span(start, end), Action.WITHHOLD, "PERSON", subject, CODE, show)


def holes(publication: Publication) -> list[str]:
    return [redaction.text for redaction in publication.redactions]


@st.composite
def cut_documents(draw: st.DrawFn) -> tuple[Document, tuple[Span, ...]]:
    text = draw(st.text(alphabet="ab cé.\n\u202e😀", min_size=1, max_size=80).filter(str.strip))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)), max_size=6).map(
            lambda pairs: tuple(Span(start, min(start + size, len(text))) for start, size in pairs)
        )
    )
    return document_of(text), spans


@given(cut_documents())
def test_every_character_outside_a_redaction_comes_through_in_order(case: tuple[Document, tuple[Span, ...]]):
    """White space between blocks is theirs, and at the edges of what is withheld it is not withheld."""
    document, spans = case
    review = reviewed(document, *(withheld(span.start, span.end) for span in spans))
    publication = apply(document, review, POLICY)

    gone = {at for span, _ in stretches(document, review.decisions) for at in range(span.start, span.end)}
    seen = "".join(character for at, character in enumerate(document.text) if at not in gone)
    left = seen
    for passage in publication.passages:
        for part in passage.parts:
            if isinstance(part, str):
                before, found, left = left.partition(part)
                assert (part, "") == (found, before.strip())
    assert "" == left.strip()


def test_each_way_a_hole_can_look():
    text = "Ann 12/05/2016 SW1P 4DF 12345678 Bob Ann"
    document = document_of(text)
    publication = apply(
        document,
        reviewed(
            document,
            withheld(0, 3, Show("pseudonym", "Person"), "person-1"),
            withheld(4, 14, Show("generalise", "year")),
            withheld(15, 23, Show("generalise", "outward-postcode")),
            withheld(24, 32, Show("mask", "4")),
            withheld(33, 36, Show("replace", "Junior official")),
            withheld(37, 40, Show("pseudonym", "Person"), "person-1"),
        ),
        POLICY,
    )

    assert holes(publication) == ["[Person 1]", "[2016]", "[SW1P]", "[…5678]", "[Junior official]", "[Person 1]"]


def test_third_parties_are_counted_in_letters_where_the_policy_says_so():
    document = document_of("Ann Bob Ann")
    show = Show("pseudonym", "Third party A")
    decisions = (withheld(0, 3, show, "person-1"), withheld(4, 7, show, "person-2"), withheld(8, 11, show, "person-1"))

    publication = apply(document, reviewed(document, *decisions), POLICY)

    assert ["[Third party A]", "[Third party B]", "[Third party A]"] == holes(publication)


def test_letters_go_on_after_the_last():
    document = document_of(" ".join("x" for _ in range(29)))
    show = Show("pseudonym", "Third party A")
    decisions = (withheld(2 * i, 2 * i + 1, show, f"person-{i}") for i in range(29))

    printed = holes(apply(document, reviewed(document, *decisions), POLICY))

    assert ["[Third party Z]", "[Third party AA]", "[Third party AB]", "[Third party AC]"] == printed[25:]


def test_a_hole_says_how_much_it_holds_only_where_the_policy_asks_for_it():
    document = document_of("Ann " + "b" * 100)
    decisions = (withheld(0, 3), withheld(4, 104))

    silent = apply(document, reviewed(document, *decisions), POLICY)
    told = apply(document, reviewed(document, *decisions), replace(POLICY, amounts=True))

    assert ["", ""] == [redaction.amount for redaction in silent.redactions]
    assert ["up to a line", "up to five lines"] == [redaction.amount for redaction in told.redactions]
    assert redact.load_policy("foia-us").amounts


def test_a_bar_prints_nothing_and_a_label_its_code():
    document = document_of("Ann and Bob")
    publication = apply(document, reviewed(document, withheld(0, 3), withheld(8, 11, Show("label"))), POLICY)

    assert publication.passages[0].parts == (
        Redaction(1, CODE, "", "box"),
        " and ",
        Redaction(2, CODE, "[Redacted: s.40(2)]", "label"),
    )


def test_what_cannot_be_told_in_part_is_not_told():
    assert partly("the spring", Show("generalise", "year"), CODE) == "[Redacted: s.40(2)]"
    assert partly("no postcode", Show("generalise", "outward-postcode"), CODE) == "[Redacted: s.40(2)]"
    assert partly("12345", Show("mask", "4"), CODE) == "[Redacted: s.40(2)]"


@given(st.integers(8, 40))
def test_a_mask_does_not_tell_the_length(size: int):
    assert partly("7" * size + "1234", Show("mask", "4"), CODE) == "[…1234]"


def test_a_name_cut_in_two_by_settling_is_one_hole():
    document = document_of("Dr Ann Example")
    review = reviewed(document, withheld(3, 14), withheld(0, 6))

    assert len(apply(document, review, POLICY).redactions) == 1


def test_holes_that_touch_stand_in_the_order_of_their_words():
    """Two bars side by side: nothing is printed for either, and still the first ground comes first."""
    document = document_of("JoAda said so.")
    first = Decision(Span(0, 2), Action.WITHHOLD, exemptions=("s.42(1)",))
    publication = apply(document, reviewed(document, first, withheld(2, 5)), POLICY)

    assert [(1, ("s.42(1)",)), (2, CODE)] == [(each.number, each.exemptions) for each in publication.redactions]


def test_a_value_on_several_lines_is_one_hole():
    document = document_of("Ms A Example\n1 Quay Road\nNorthmoor\n\nText.")
    publication = apply(document, reviewed(document, withheld(13, 34)), POLICY)

    assert [1] == [redaction.number for redaction in publication.redactions]


def test_nothing_is_published_while_something_waits():
    document = document_of("Ann and Bob")
    review = reviewed(document, Decision(Span(0, 3), Action.UNDECIDED))

    with pytest.raises(Undecided, match=r"1 still to decide, the first at line 1, column 1"):
        apply(document, review, POLICY)


def test_a_review_of_another_text_is_stale():
    review = reviewed(document_of("Ann and Bob"))

    with pytest.raises(StaleReview):
        apply(document_of("Ann and Bab"), review, POLICY)


def test_an_unread_part_stops_publication_until_it_is_acknowledged():
    document = replace(document_of("Ann"), unread=("an image on page 2",))
    review = reviewed(document)

    with pytest.raises(Unread, match="an image on page 2"):
        apply(document, review, POLICY)
    acknowledged = replace(review, notes=(("unread", "The image is the crest."),))
    assert apply(document, acknowledged, POLICY).redactions == ()


def test_the_title_is_the_subject_line_unless_it_has_a_hole():
    text = "Dear Ann,\n\nThe bridge of Bob\n\nThank you.\n\nYours sincerely,\nCy"
    document = document_of(text)
    at = text.index("Bob")

    assert apply(document, reviewed(document), POLICY).title == "The bridge of Bob"
    assert apply(document, reviewed(document, withheld(at, at + 3)), POLICY).title == "Disclosed document"


def test_a_publication_tells_nothing_of_its_source():
    document = document_of("Ann and Bob")
    shown = repr(apply(document, reviewed(document, withheld(0, 3)), POLICY))

    for told in ("Ann", "a.txt", document.digest):
        assert told not in shown


def test_how_much_was_taken_out_tells_no_name_from_another():
    assert {amount_of(length) for length in range(1, 81)} == {"up to a line"}
    assert [amount_of(length) for length in (81, 1000, 2000, 9000)] == [
        "up to five lines",
        "up to half a page",
        "up to a page",
        "more than a page",
    ]
