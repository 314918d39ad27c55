"""Positions in a text and on a page: spans, blocks, boxes, and what a person calls them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

BlockKind = Literal["heading", "paragraph", "line", "item", "row", "quote", "header", "footer", "note", "picture"]
Part = Literal[
    "letterhead", "addressee", "date-line", "salutation", "subject", "body", "closing", "signature", "cc", "header"
]
PARTS: tuple[str, ...] = get_args(Part)


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The characters `text[start:end]`: half-open, in code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no such span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def within(self, other: Span) -> Span | None:
        """Return what this span and `other` share, if anything."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points (1/72 inch) from the bottom left; pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def around(self, other: Box) -> Box:
        """Return the least box on this page that holds this one and another."""
        return Box(
            self.page,
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """What a document was read from: its name, the kind of file, and the SHA-256 of its bytes, empty for none."""

    name: str
    kind: str = "text"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where each character of a text stands: arrays as long as the text, in points from the bottom left of its page.

    `pages` count from 1; 0 for a character that stands nowhere, such as a line end.
    """

    pages: array[int] = field(repr=False)
    x0: array[float] = field(repr=False)
    y0: array[float] = field(repr=False)
    x1: array[float] = field(repr=False)
    y1: array[float] = field(repr=False)

    def __post_init__(self) -> None:
        if len({len(values) for values in (self.pages, self.x0, self.y0, self.x1, self.y1)}) > 1:
            raise ValueError("the arrays of a geometry are of one length")

    def __len__(self) -> int:
        return len(self.pages)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Return where a span stands: one box for each line that it touches, in reading order."""
        boxes: list[Box] = []
        for i in range(span.start, span.end):
            if not self.pages[i]:
                continue
            box = Box(self.pages[i], self.x0[i], self.y0[i], self.x1[i], self.y1[i])
            if boxes and boxes[-1].page == box.page and boxes[-1].y0 < (box.y0 + box.y1) / 2 < boxes[-1].y1:
                boxes[-1] = boxes[-1].around(box)
            else:
                boxes.append(box)
        return tuple(boxes)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document in reading order: what it looks like (`kind`) and where in a letter it stands (`part`).

    `cells` are those of a row, in order, where the source tells them apart.
    """

    span: Span
    kind: BlockKind = "paragraph"
    level: int = 0
    page: int = 1
    part: Part = "body"
    cells: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if any(not self.span.contains(cell) for cell in self.cells):
            raise ValueError(f"a cell outside its row at {self.span}")


class Place(NamedTuple):
    """Where a person looks: page, line and column, each from 1. Columns count code points; lines those of the text.

    `page` is 0 where the document has no more than one.
    """

    page: int
    line: int
    column: int

    @property
    def row(self) -> str:
        """Return page and line in words, without the column."""
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"

    def __str__(self) -> str:
        return f"{self.row}, column {self.column}"
