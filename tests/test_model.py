"""Spans, documents and reviews: what they hold and refuse."""

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
)


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


@given(st.text(alphabet="ab\n", min_size=1, max_size=40), st.data())
def test_a_line_and_column_lead_back_to_the_character(text: str, data: st.DataObject):
    document = Document("a.txt", text, (Block(Span(0, len(text))),) if text.strip() else ())
    at = data.draw(st.integers(0, len(text) - 1))
    line, column = document.place(at)

    assert document.offset(line, column) == (at if text[at] != "\n" or text[at - 1 : at] in ("", "\n") else None)
    assert document.offset(text.count("\n") + 2) is None
