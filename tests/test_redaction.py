"""What is printed, how holes look, and what may never get through."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redact
from redact.errors import PolicyError, StaleReview, Undecided, Unread
from redact.model import (
    Action,
    Block,
    Decision,
    Document,
    LegendEntry,
    Publication,
    Redaction,
    Review,
    Show,
    Source,
    Span,
)
from redact.redaction import OPEN_CODE, amount_of, apply, draft, partly, withhold_undecided
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


def test_two_people_without_a_subject_are_two():
    document = document_of("Ann and Bob")
    show = Show("pseudonym", "Person")

    assert ["[Person 1]", "[Person 2]"] == holes(
        apply(document, reviewed(document, withheld(0, 3, show), withheld(8, 11, show)), POLICY)
    )


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


def test_a_label_names_every_exemption_and_how_much_it_holds():
    document = document_of("Ann and Bob")
    both = Decision(Span(0, 3), Action.WITHHOLD, "PERSON", "", ("s.40(2)", "s.41(1)"), Show("label"))

    told = apply(document, reviewed(document, both), replace(POLICY, amounts=True))

    assert ["[Redacted: s.40(2), s.41(1), up to a line]"] == holes(told)


def test_what_is_told_in_part():
    both = ("s.40(2)", "s.41(1)")

    assert "[…5678]" == partly("1234 5678", Show("mask", "4"), CODE)
    assert "['79]" == partly("4/5/79", Show("generalise", "year"), CODE)
    assert "[Redacted: s.40(2), s.41(1)]" == partly("no year", Show("generalise", "year"), both)
    document = document_of("Ann 1234")
    hidden = Decision(Span(4, 8), Action.WITHHOLD, "", "", both, Show("mask", "4"))
    assert ["[Redacted: s.40(2), s.41(1)]"] == holes(apply(document, reviewed(document, hidden), POLICY))


def test_a_publication_keeps_what_each_block_is_and_names_its_policy():
    text = "1. Staffing\n\n- Ann Example left.\n- Bob stayed."
    blocks = (
        Block(Span(0, 11), "heading", 2),
        Block(Span(13, 32), "item", 1, part="closing"),
        Block(Span(33, 46), "item", 1),
    )
    document = Document(Source("a.docx"), text, blocks, marked_up=True)

    publication = apply(document, reviewed(document, withheld(15, 26)), POLICY)

    assert [("heading", 2, "body"), ("item", 1, "closing"), ("item", 1, "body")] == [
        (passage.kind, passage.level, passage.part) for passage in publication.passages
    ]
    assert str(POLICY.reference) == publication.policy


def test_the_legend_explains_each_exemption_once():
    document = document_of("Ann and Bob")
    publication = apply(document, reviewed(document, withheld(0, 3), withheld(8, 11)), POLICY)

    known = POLICY.exemption("s.40(2)")
    entry = LegendEntry("s.40(2)", known.title, known.plain, known.law, known.spoken)
    assert (entry,) == publication.legend
    assert all((entry.title, entry.plain, entry.law, entry.spoken))


def test_an_exemption_that_the_catalogue_lacks_is_refused_in_print_and_left_out_of_a_draft():
    document = document_of("Ann and Bob")
    review = reviewed(document, Decision(Span(0, 3), Action.WITHHOLD, exemptions=("s.999",)), withheld(8, 11))

    assert ["s.40(2)"] == [entry.code for entry in draft(document, review, POLICY).legend]
    with pytest.raises(PolicyError):
        apply(document, review, POLICY)


def test_a_draft_shows_what_is_open_as_if_it_were_withheld():
    document = document_of("Ann, Bob and Cy")
    opened = Decision(Span(13, 15), Action.DISCLOSE)
    bare = Decision(Span(0, 3), Action.UNDECIDED)
    review = reviewed(document, bare, withheld(5, 8, Show("label")), opened)

    drafted = draft(document, review, POLICY, title="A title")

    assert ("A title", POLICY.language) == (drafted.title, drafted.language)
    assert drafted.passages[0].parts == (
        Redaction(1, (OPEN_CODE,), "", "box", open=True),
        ", ",
        Redaction(2, CODE, "[Redacted: s.40(2)]", "label"),
        " and Cy",
    )
    with pytest.raises(StaleReview):
        draft(document_of("Ann, Bob and Di"), review, POLICY)


def test_withholding_what_is_undecided_leaves_every_other_decision_as_it_is():
    document = document_of("Ann, Bob and Cy")
    asked = Decision(Span(0, 3), Action.UNDECIDED, "PERSON", "person-1", ("s.41(1)",), Show("label"), "ask")
    bare = Decision(Span(5, 8), Action.UNDECIDED)
    opened = Decision(Span(13, 15), Action.DISCLOSE)

    assert (
        replace(asked, action=Action.WITHHOLD),
        replace(bare, action=Action.WITHHOLD, exemptions=(OPEN_CODE,)),
        opened,
    ) == withhold_undecided(reviewed(document, asked, bare, opened)).decisions


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
    document = replace(document_of("Ann"), unread=("an image on page 2", "a sheet"))
    review = reviewed(document)

    with pytest.raises(Unread, match=r"an image on page 2; a sheet$"):
        apply(document, review, POLICY)
    acknowledged = replace(review, notes=(("unread", "The image is the crest."),))
    assert apply(document, acknowledged, POLICY).redactions == ()


def test_the_title_is_the_subject_line_unless_it_has_a_hole():
    text = "Dear Ann,\n\nThe bridge of Bob\n\nThank you.\n\nYours sincerely,\nCy"
    document = document_of(text)
    at = text.index("Bob")

    assert apply(document, reviewed(document), POLICY).title == "The bridge of Bob"
    assert apply(document, reviewed(document, withheld(at, at + 3)), POLICY).title == "Disclosed document"
    assert apply(document, reviewed(document), POLICY, title="Bridges").title == "Bridges"


def test_a_publication_tells_nothing_of_its_source():
    document = document_of("Ann and Bob")
    shown = repr(apply(document, reviewed(document, withheld(0, 3)), POLICY))

    for told in ("Ann", "a.txt", document.digest):
        assert told not in shown


def test_how_much_was_taken_out_tells_no_name_from_another():
    assert {amount_of(length) for length in range(1, 81)} == {"up to a line"}
    bands = ((81, 400, "up to five lines"), (401, 1500, "up to half a page"), (1501, 3000, "up to a page"))
    for first, last, words in bands:
        assert words == amount_of(first) == amount_of(last)
    assert "more than a page" == amount_of(3001)
