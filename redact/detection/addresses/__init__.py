"""British postal addresses: flat, building, number and street, locality, town, county, postcode.

An address has no fixed shape, so it is read from two ends: forward from what can only begin one (a number and a
street, a flat, a PO box, a label) and backward from a postcode. No address crosses a blank line. Every repetition is
bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.detection.addresses import grammar
from redact.detection.addresses.parsing import parse
from redact.detection.capitals import capitalise
from redact.detection.vocabulary import OPENERS
from redact.model import Document, Finding, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def find_addresses(document: Document) -> Iterator[Finding]:
    """Yield each postal address as one span, its postcode included, in reading order.

    Scores: 0.97 with a beginning and a postcode, less for what has only one of them.
    """
    text = _with_capitals(document.text)
    for start, end in _stretches(text):
        block = document.block_at(start)
        in_frame = block is not None and block.part in ("letterhead", "addressee")
        stretch = text[start:end]
        spans: list[tuple[int, int, float]] = []
        for column, offsets in _columns(stretch):
            whole = len(offsets) == len(stretch)
            for address in parse(column, in_frame):
                lines = [(address.start, address.end)] if whole else _lines(column, address.start, address.end)
                spans += ((start + offsets[a], start + offsets[b - 1] + 1, address.score) for a, b in lines)
        for begin, stop, score in sorted(spans):
            yield Finding(Span(begin, stop), "POSTAL_ADDRESS", score, ("pattern",))


def _with_capitals(text: str) -> str:
    """Return text of the same length in which names have capitals, if whoever wrote it used none.

    Words that sentences are made of keep their small letters, so that `i live at 3 mill lane and` still ends.
    """
    letters = sum(map(str.isalpha, text))
    if not letters or sum(map(str.isupper, text)) * 50 > letters:
        return text
    return _WORD.sub(lambda word: word.group() if word.group() in OPENERS else capitalise(word.group()), text)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text without a blank line."""
    start = 0
    for blank in grammar.BLANK.finditer(text):
        if start < blank.start():
            yield start, blank.start()
        start = blank.end()
    if start < len(text):
        yield start, len(text)


def _columns(stretch: str) -> list[tuple[str, Sequence[int]]]:
    """Return the columns of text set side by side, each with the offset of every character; mostly there is one.

    An address that stands left of `NINO: ...` would otherwise be cut by it. Its lines come out as spans of their own.
    """
    lines = stretch.split("\n")
    if len(lines) < 3 or sum(bool(grammar.COLUMN_GAP.search(line)) for line in lines) < 2:
        return [(stretch, range(len(stretch)))]
    columns: dict[int, tuple[list[str], list[int]]] = {}
    line_start = 0
    for line in lines:
        begin = 0
        for number, gap in enumerate([*grammar.COLUMN_GAP.finditer(line), None]):
            end = gap.start() if gap else len(line)
            cells, offsets = columns.setdefault(min(number, 3), ([], []))
            cells.append(line[begin:end] + "\n")
            offsets.extend(range(line_start + begin, line_start + end + 1))
            begin = gap.end() if gap else end
        line_start += len(line) + 1
    return [("".join(cells)[:-1], offsets) for cells, offsets in columns.values()]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch of text, without the space around them."""
    for line in re.finditer(r"[^\s\n][^\n]{0,300}", text[start:end]):
        yield start + line.start(), start + line.start() + len(line.group().rstrip())
