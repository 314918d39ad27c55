"""Spans, documents, and how overlapping decisions settle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.model import (
    Action,
    Block,
    Decision,
    Document,
    Place,
    PolicyReference,
    Review,
    Show,
    Span,
    amount_of,
    minus,
    settle,
)

LENGTH = 30


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, LENGTH - 1))
    return Span(start, draw(st.integers(start + 1, LENGTH)))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return Decision(
        draw(spans()),
        draw(st.sampled_from(Action)),
        exemptions=("s.40(2)",),
        rule=draw(st.sampled_from(["a", "b"])),
        by=draw(st.sampled_from(["", "Jo"])),
    )


def strictest(at: int, said: list[Decision]) -> tuple[bool, Action] | None:
    """What each character is due: people's strictest word, else the policy's strictest."""
    last: dict[tuple[Span, bool], Decision] = {}
    for decision in said:  # a person's later word on the same span replaces the earlier one
        key = (decision.span, bool(decision.by))
        if key not in last or decision.by or decision.action >= last[key].action:
            last[key] = decision
    return max((d.rank for d in last.values() if d.span.start <= at < d.span.end), default=None)


@given(st.lists(decisions(), max_size=12))
def test_each_character_gets_the_strictest_word(said: list[Decision]):
    settled = settle(said)

    for at in range(LENGTH):
        holding = [d for d in settled if d.span.start <= at < d.span.end]
        assert len(holding) <= 1
        assert strictest(at, said) == (holding[0].rank if holding else None)


@given(st.lists(decisions(), max_size=12))
def test_settling_twice_changes_nothing(said: list[Decision]):
    once = settle(said)

    assert once == settle(once)


def test_a_weaker_span_is_cut_and_never_dropped():
    dr_john_smith = Decision(Span(0, 13), Action.UNDECIDED, rule="name")
    smith = Decision(Span(8, 13), Action.WITHHOLD, exemptions=("s.40(2)",), rule="term")

    assert [(Span(0, 8), "name"), (Span(8, 13), "term")] == [(d.span, d.rule) for d in settle([smith, dr_john_smith])]


def test_people_come_before_the_policy():
    policy = Decision(Span(0, 5), Action.WITHHOLD, exemptions=("s.40(2)",))
    person = Decision(Span(0, 5), Action.DISCLOSE, by="Jo", reason="Signed in public.")

    assert (person,) == settle([policy, person]) == settle([person, policy])


@given(spans(), st.lists(spans(), max_size=4))
def test_minus_leaves_exactly_the_characters_outside(span: Span, others: list[Span]):
    left = list(minus(span, sorted(others)))

    kept = {at for piece in left for at in range(piece.start, piece.end)}
    cut = {at for other in others for at in range(other.start, other.end)}
    assert kept == set(range(span.start, span.end)) - cut


def test_an_empty_or_backward_span_cannot_be():
    for start, end in ((3, 3), (4, 3), (-1, 2)):
        with pytest.raises(ValueError, match="no such span"):
            Span(start, end)


def test_a_document_cannot_lose_text_outside_its_blocks():
    with pytest.raises(ValueError, match="outside every block"):
        Document("a.txt", "one two", (Block(Span(0, 3)),))


def test_a_document_shows_no_text_of_its_own():
    assert "Ada" not in repr(Document("a.txt", "Ada", (Block(Span(0, 3)),)))


def test_nothing_is_withheld_without_an_exemption():
    with pytest.raises(ValueError, match="without an exemption"):
        Decision(Span(0, 1), Action.WITHHOLD)


def test_a_review_refuses_overlapping_decisions():

    with pytest.raises(ValueError, match="overlap"):
        Review(
            "",
            PolicyReference("p", 1),
            (Decision(Span(0, 2), Action.DISCLOSE), Decision(Span(1, 3), Action.DISCLOSE)),
        )


@given(st.text(alphabet="ab\n", min_size=1, max_size=40), st.data())
def test_a_place_counts_lines_and_columns_from_one(text: str, data: st.DataObject):
    document = Document("a.txt", text, (Block(Span(0, len(text))),))
    at = data.draw(st.integers(0, len(text) - 1))

    before = text[:at].split("\n")
    assert Place(len(before), len(before[-1]) + 1) == document.place(at)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Two is ill. Three.", "ill", "Two is ill."),
        ("Mr. Ill came. He left.", "Ill", "Mr. Ill came."),
        ("He was diagnosed in May.", "diagnosed", "He was diagnosed in May."),
        ("A first one! “She was ill.” Then more.", "ill", "“She was ill.”"),
        ("Seen by J. Doe. Well.", "Doe", "Seen by J. Doe."),
    ],
)
def test_a_sentence_is_found_around_a_span(text: str, words: str, sentence: str):
    document = Document("a.txt", text, (Block(Span(0, len(text))),))
    start = text.index(words)

    assert sentence == document[document.sentence(Span(start, start + len(words)))]


@given(st.text(alphabet="Ab. ", min_size=1, max_size=60), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject):
    document = Document("a.txt", text, (Block(Span(0, len(text))),))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    assert document.sentence(span).contains(span)


def test_show_defaults_to_a_bar():
    assert Show("box") == Show()


@given(st.lists(decisions(), max_size=12), spans())
def test_a_review_finds_the_decisions_that_a_span_touches(said: list[Decision], span: Span):
    review = Review("", PolicyReference("p", 1), settle(said))

    assert review.touching(span) == tuple(d for d in review.decisions if d.span.overlaps(span))


def test_how_much_was_taken_out_tells_no_name_from_another():
    assert {amount_of(length) for length in range(1, 81)} == {"up to a line"}
    assert [amount_of(length) for length in (81, 1000, 2000, 9000)] == [
        "up to five lines",
        "up to half a page",
        "up to a page",
        "more than a page",
    ]


@given(st.text(alphabet="ab\n", min_size=1, max_size=40), st.data())
def test_a_line_and_column_lead_back_to_the_character(text: str, data: st.DataObject):
    document = Document("a.txt", text, (Block(Span(0, len(text))),) if text.strip() else ())
    at = data.draw(st.integers(0, len(text) - 1))
    line, column = document.place(at)

    assert document.offset(line, column) == (at if text[at] != "\n" or text[at - 1 : at] in ("", "\n") else None)
    assert document.offset(text.count("\n") + 2) is None
