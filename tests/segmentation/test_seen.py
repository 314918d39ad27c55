"""A reader sees the blocks that can be told from a text with holes, whatever is in them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact import load_text
from redact.model import Action, Block, Decision, Document, Show, Source, Span
from redact.segmentation.seen import as_seen
from redact.spans import settle, stretches

PROSE = "The board looked into it at length and found that nothing was to be done about the bridge before spring."
CLOSED = "Yours sincerely,\n{Bo Sample}\n{Head of Bridges}"


def held_in(document: Document, spans: list[Span], show: Show) -> tuple[tuple[Span, Decision], ...]:
    decisions = (Decision(span, Action.WITHHOLD, exemptions=("s.40(2)",), show=show) for span in spans)
    return stretches(document, settle(decisions))


def seen(marked: str, *words: str, show: Show = Show()) -> list[tuple[str, str, int, str]]:  # noqa: B008
    """Return part, kind, level and text of each block; what stood in braces is withheld, or other `words` for it."""
    text, spans = "", []
    for i, piece in enumerate(marked.replace("}", "{").split("{")):
        if i % 2:
            filled = words[i // 2 % len(words)] if words else piece
            spans.append(Span(len(text), len(text) + len(filled)))
            piece = filled
        text += piece
    document = load_text(text)
    held = held_in(document, spans, show)
    blocks = []
    for block in as_seen(document, held).blocks:
        printed = document[block.span]
        for span, _ in reversed(held):
            if block.span.contains(span):
                start = span.start - block.span.start
                printed = printed[:start] + "█" + printed[start + len(span) :]
        blocks.append((block.part, block.kind, block.level, printed))
    return blocks


@pytest.mark.parametrize(
    "words",
    [
        "Jo",
        "1.",
        "a, b, c, d",
        "ann\tbo",
        "Dear Sir,",
        "Yours sincerely,",
        "One.\n\nTwo.\n\nThree.",
        "A\fB",
        PROSE,
        f"{PROSE}\n{PROSE}\n\n- {PROSE}",
    ],
)
def test_nothing_of_what_is_withheld_is_in_the_shape(words: str):
    letter = (
        "{Department}\nTel: {020 7946 0018}\n\n{Ms Ada Example}\n{4 Quay Road}\n\n3 March 2025\nOur ref: {W/12}\n\n"
        "Dear {Ada},\n\nThe bridge of {Bo}\n\n"
        f"1. {{Background}}\n\n{PROSE} {{Cy}} said so.\n\n{{{PROSE}}}\n\n- {{one}}\n- the {{other}}\n\n"
        "Name\tAge\n{Dee}\t12\nEve\t{13}\n\na,b,{c}\n{1},2,3\n4,5,6\n\n" + CLOSED + "\n\ncc: {Flo}"
    )

    assert seen(letter) == seen(letter, words)
    assert [(part, kind, level) for part, kind, level, _ in seen(letter)] == [
        *[("letterhead", "line", 0)] * 2,
        *[("addressee", "line", 0)] * 2,
        *[("date-line", "line", 0)] * 2,
        ("salutation", "paragraph", 0),
        ("subject", "heading", 1),
        ("body", "heading", 2),
        *[("body", "paragraph", 0)] * 2,
        *[("body", "item", 0)] * 2,
        *[("body", "row", 0)] * 6,
        ("closing", "paragraph", 0),
        *[("signature", "line", 0)] * 2,
        ("cc", "line", 0),
    ]


def test_words_over_lines_paragraphs_and_pages_are_one_hole_in_one_block():
    text = "It was said that {this.\n\nThat.\f\nAnd so}\non, and then it was all over and nobody spoke of it again."

    assert [("body", "paragraph", 0, text.replace(text[text.index("{") : text.index("}") + 1], "█"))] == seen(text)
    assert [("body", "line", 0, "One."), ("body", "line", 0, "█"), ("body", "line", 0, "Six.")] == seen(
        "One.\n{Two.\nThree.\n\nFour.\n\fFive.}\nSix."
    )


def test_white_space_round_what_is_withheld_is_seen():
    assert [("body", "paragraph", 0, words) for words in ("One.", "█", "Three.")] == seen("One.{\n\nTwo.\n\n}Three.")


def test_page_ends_that_are_seen_end_blocks():
    assert [
        ("body", "paragraph", 0, f"{PROSE} █ and a great many other people who wrote"),
        ("body", "paragraph", 0, "to us last year."),
    ] == seen(f"{PROSE} {{Jo}} and a great many other people who wrote\fto us last year.")


def test_nothing_that_is_seen_makes_a_hole_a_heading():
    assert [
        ("salutation", "paragraph", 0, "Dear Ada,"),
        ("body", "paragraph", 0, "█"),
        ("body", "paragraph", 0, PROSE),
    ] == seen(f"Dear Ada,\n\n{{The bridge}}\n\n{PROSE}")
    assert ("body", "paragraph", 0, "█") == seen(f"{{Background}}\n\n{PROSE}")[0]
    assert ("body", "heading", 2, "Who █ is") == seen(f"Who {{Ada}} is\n\n{PROSE}")[0]
    assert ("body", "heading", 3, "3.2 █") == seen(f"3.2 {{Findings}}\n\n{PROSE}")[0]


def test_a_line_with_a_hole_goes_on_where_its_sentence_does():
    assert [("body", "paragraph", 0, "█ said\nthat it was closed.")] == seen("{Jo} said\nthat it was closed.")
    assert ["█, Northmoor", "Mr █"] == [words for *_, words in seen("{4 Quay Road}, Northmoor\nMr {Sample}")]


def test_a_date_that_keeps_its_year_is_read_as_one():
    letter = "Ms Ada Example\n4 Quay Road\n\n{3 March 2025}\n\nDear Ada,\n\nThank you.\n\n" + CLOSED

    assert ("date-line", "line", 0, "█") == seen(letter, show=Show("generalise", "year"))[2]


@given(
    st.text(alphabet="Ab c.,1\t-\n\f", min_size=1, max_size=120).filter(str.strip),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30)), max_size=5),
    st.booleans(),
)
def test_each_hole_lies_in_one_block_and_blocks_cover_all_words(
    text: str, pairs: list[tuple[int, int]], marked_up: bool
):
    document = replace(load_text(text), marked_up=marked_up)
    spans = [Span(start, min(start + size, len(text))) for start, size in pairs if start < len(text)]
    held = held_in(document, spans, Show())
    shown = as_seen(document, held)  # refuses overlaps and words outside every block

    assert all(any(block.span.contains(span) for block in shown.blocks) for span, _ in held)
    assert all(one.page <= other.page for one, other in pairwise(shown.blocks))
    assert document.blocks == as_seen(document, ()).blocks


def test_marked_up_blocks_stay_and_those_that_a_hole_touches_are_one():
    text = "One two.\n\nThree.\n\nFour five.\n\nSix."
    kinds = ("heading", "paragraph", "item", "paragraph")
    spans = (Span(0, 8), Span(10, 16), Span(18, 28), Span(30, 34))
    blocks = tuple(Block(span, kind) for span, kind in zip(spans, kinds, strict=True))
    document = Document(Source("a"), text, blocks, marked_up=True)

    def shape(*withheld: Span) -> list[tuple[str, str]]:
        held = held_in(document, list(withheld), Show())
        return [(block.kind, document[block.span]) for block in as_seen(document, held).blocks]

    assert [("heading", text[:28]), ("paragraph", "Six.")] == shape(Span(4, 22))
    assert [("heading", "One two."), ("item", text[10:28]), ("paragraph", "Six.")] == shape(Span(10, 22))
    assert [(kind, document[span]) for kind, span in zip(kinds, spans, strict=True)] == shape(Span(4, 6), Span(30, 34))
