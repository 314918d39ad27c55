"""Spans, documents and reviews: what they hold and refuse."""

import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.model import (
    Action,
    Block,
    Decision,
    Document,
    Geometry,
    Place,
    PolicyReference,
    Review,
    Show,
    Source,
    Span,
)


def test_an_empty_or_backward_span_cannot_be():
    for start, end in ((3, 3), (4, 3), (-1, 2)):
        with pytest.raises(ValueError, match="no such span"):
            Span(start, end)


def test_a_document_cannot_lose_text_outside_its_blocks():
    with pytest.raises(ValueError, match="outside every block"):
        Document(Source("a.txt"), "one two", (Block(Span(0, 3)),))


def test_a_document_shows_no_text_of_its_own():
    assert "Ada" not in repr(Document(Source("a.txt"), "Ada", (Block(Span(0, 3)),)))


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
    document = Document(Source("a.txt"), text, (Block(Span(0, len(text))),))
    at = data.draw(st.integers(0, len(text) - 1))

    before = text[:at].split("\n")
    assert Place(0, len(before), len(before[-1]) + 1) == document.place(at)


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
    document = Document(Source("a.txt"), text, (Block(Span(0, len(text))),))
    start = text.index(words)

    assert sentence == document[document.sentence(Span(start, start + len(words)))]


@given(st.text(alphabet="Ab. ", min_size=1, max_size=60), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject):
    document = Document(Source("a.txt"), text, (Block(Span(0, len(text))),))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    assert document.sentence(span).contains(span)


def test_show_defaults_to_a_bar():
    assert Show("box") == Show()


@given(st.text(alphabet="ab\n", min_size=1, max_size=40), st.data())
def test_a_line_and_column_lead_back_to_the_character(text: str, data: st.DataObject):
    document = Document(Source("a.txt"), text, (Block(Span(0, len(text))),) if text.strip() else ())
    at = data.draw(st.integers(0, len(text) - 1))
    _, line, column = document.place(at)

    assert document.offset(line, column) == (at if text[at] != "\n" or text[at - 1 : at] in ("", "\n") else None)
    assert document.offset(text.count("\n") + 2) is None


def page_of_lines(widths: list[int], pages: list[int]) -> tuple[str, Geometry]:
    """A text of lines, a line end after each, every character ten points wide and twelve high."""
    columns: list[list[float]] = [[], [], [], [], []]
    for number, (width, page) in enumerate(zip(widths, pages, strict=True)):
        for i in range(width):
            edges = (10 * i, 700 - 14 * number, 10 * i + 10, 712 - 14 * number)
            for column, value in zip(columns, (page, *edges), strict=True):
                column.append(value)
        for column in columns:
            column.append(0)
    numbers, *sides = columns
    text = "".join("x" * width + "\n" for width in widths)
    return text, Geometry(array("H", map(int, numbers)), *(array("f", values) for values in sides))


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 3)), min_size=1, max_size=6), st.data())
def test_a_span_has_a_box_for_each_line_it_touches(lines: list[tuple[int, int]], data: st.DataObject):
    text, geometry = page_of_lines([width for width, _ in lines], sorted(page for _, page in lines))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    boxes = geometry.boxes(span)

    assert len([line for line in text[span.start : span.end].split("\n") if line]) == len(boxes)
    shown = [i for i in range(span.start, span.end) if text[i] != "\n"]
    for i in shown:
        [box] = geometry.boxes(Span(i, i + 1))
        assert any(box == other.around(box) or other == other.around(box) for other in boxes if other.page == box.page)
    assert sum(box.x1 - box.x0 for box in boxes) == 10 * len(shown)


def test_a_geometry_is_as_long_as_its_text_and_comes_back_from_a_pickle():
    text, geometry = page_of_lines([3, 2], [1, 2])
    source = Source("a.pdf", "pdf", "0" * 64)
    blocks = (Block(Span(0, 3)), Block(Span(4, 6), page=2))
    document = Document(source, text, blocks, geometry)

    assert document == pickle.loads(pickle.dumps(document))
    assert document.plain.document is document
    assert hash(document) == hash(Document(source, text, blocks, geometry))
    with pytest.raises(ValueError, match="geometry of 7"):
        Document(source, text[:-1], blocks, geometry)
    with pytest.raises(ValueError, match="one length"):
        Geometry(geometry.pages[1:], geometry.x0, geometry.y0, geometry.x1, geometry.y1)


def test_a_place_names_the_page_where_there_is_more_than_one():
    blocks = (Block(Span(0, 3)), Block(Span(4, 7), page=2))
    paged = Document(Source("a.pdf", "pdf"), "one\ntwo", blocks)

    assert ["page 1, line 1, column 2", "page 1, line 1, column 4", "page 2, line 2, column 1"] == [
        str(paged.place(at)) for at in (1, 3, 4)
    ]
    assert "line 1, column 2" == str(Document(Source("a.txt"), "one", (Block(Span(0, 3)),)).place(1))


def test_cells_lie_within_their_row_and_are_read_with_it():
    row = Block(Span(0, 9), "row", cells=(Span(0, 5), Span(6, 9)))
    page = Document(Source("a.csv"), "A\u00adnna,020", (Block(row.span, "row", cells=(Span(0, 5), Span(6, 9))),)).plain

    assert ["Anna", "020"] == [page.document[cell] for cell in page.document.blocks[0].cells]
    with pytest.raises(ValueError, match="outside its row"):
        Block(Span(0, 3), "row", cells=(Span(2, 4),))
