"""Runs: the lines of a letterhead or of an addressee, one below the other, in one column or two beside each other.

Ms Ada Example                 Northmoor Council
7 Fictional Road               1 Quay Road
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redact.model import Document, Part, Span

_FRAME = ("letterhead", "addressee")
_LINE = re.compile(r"\S(?:.*\S)?")
_CELL = re.compile(r"\S(?:[^\t]*?\S)?(?=[ ]{3,}|\t|[ ]*\Z)")
_WIDE_GAP = re.compile(r"[ ]{3,}|\t+")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one part of a letter, one below the other, with at most two columns."""

    text: str = field(repr=False)
    span: Span
    part: Part
    gutter: int | None = None  # how far from the beginning of its line the second column begins

    def column(self, offset: int) -> int:
        """Return which column a place stands in: 0 or 1."""
        return int(self.gutter is not None and offset - line_start(self.text, offset) >= self.gutter)

    def is_across(self, span: Span) -> bool:
        """Tell whether words go across two columns, so that they may be two correspondents'."""
        return any(
            self.column(span.start) != self.column(span.start + match.end())
            for match in _WIDE_GAP.finditer(self.text[span.start : span.end])
        )

    def between(self, start: int, end: int) -> str:
        """Return the words between two places, without what stands in the other column."""
        if self.gutter is None:
            return self.text[start:end]
        column, offset = self.column(end), start
        lines: list[str] = []
        for line in self.text[start:end].split("\n"):
            words = re.finditer(r"\S+", line)
            lines.append(" ".join(m.group() for m in words if self.column(offset + m.start()) == column))
            offset += len(line) + 1
        return "\n".join(lines)

    def cells(self) -> Iterator[tuple[Span, bool]]:
        """Yield each cell of each line, and whether it stands at the top or below a blank in its column."""
        blank = [True, True]
        offset = self.span.start
        for line in self.text[self.span.start : self.span.end].split("\n"):
            filled: set[int] = set()
            for match in (_LINE if self.gutter is None else _CELL).finditer(line):
                column = self.column(offset + match.start())
                yield Span(offset + match.start(), offset + match.end()), blank[column]
                filled.add(column)
            blank = [column not in filled for column in (0, 1)]
            offset += len(line) + 1


def find_runs(document: Document) -> Iterator[Run]:
    """Yield each run of lines; the dates and references among a letterhead's lines belong to it."""
    blocks = document.blocks
    i = 0
    while i < len(blocks):
        part, last = blocks[i].part, i
        if part in _FRAME:
            for k in range(i + 1, len(blocks)):
                if blocks[k].part not in (part, "date-line"):
                    break
                if blocks[k].part == part:
                    last = k
            span = Span(blocks[i].span.start, blocks[last].span.end)
            yield Run(document.text, span, part, _gutter(document.text, span))
        i = last + 1


def line_start(text: str, offset: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, offset) + 1


def _gutter(text: str, span: Span) -> int | None:
    """Return where the second column begins; None where fewer than two lines have two cells."""
    seconds: list[int] = []
    for line in text[line_start(text, span.start) : span.end].split("\n"):
        gaps = [match for match in _WIDE_GAP.finditer(line) if line[: match.start()].strip()]
        if gaps:
            seconds.append(min(match.end() for match in gaps))
    return min(seconds) - 2 if len(seconds) > 1 else None
