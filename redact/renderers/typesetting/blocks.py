"""Blocks of text set in lines, as they go on pages, and the styles they are set in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redact.model import Publication, Redaction
from redact.renderers import captions
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.line_breaking import Line, Style, fill_lines, split_words
from redact.renderers.typesetting.tags import Node

# The record stands in a serif face; whatever the authority adds stands in a sans serif one.
BODY = Style("serif", 12.5)
STRONG = Style("serif-bold", 12.5)
HEADINGS = (Style("serif-bold", 16), Style("serif-bold", 14), STRONG)
NAME = Style("serif-bold", 15)
SMALL = Style("sans", 10.5, shade=0.2)
SMALL_STRONG = Style("sans-bold", 10.5, shade=0.1)
NOTE = Style("sans", 12, shade=0.1)
KICKER = Style("sans-bold", 9, shade=0.3)
TITLE = Style("sans-bold", 18)
SECTION = Style("sans-bold", 13)
BAR = Style("sans-bold", 9.5, shade=1.0, ground=0.0, pad=4.5)
INSTEAD = Style("sans", 10.5, shade=0.0, ground=0.9, pad=2.5)

LEADING = 17.5
CELL_GAP = 12.0
PARAGRAPH_GAP = 9.5


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that stand under one another at one left edge, in points from the page's left margin."""

    node: Node
    lines: tuple[Line, ...]
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a heading or a row as it is placed on pages: columns side by side, with space above.

    `keep` blocks stay on the page of what follows, and those that are `whole` on one page; one that `breaks` starts a
    page. `rule` draws a line above, in this shade; `bars` are drawn at the left, and `joined` of them reach up to the
    block before. What is `added` is not of the record. A row that begins a page has the `head` of its table above it.
    """

    columns: tuple[Column, ...]
    leading: float
    before: float = 0.0
    keep: bool = False
    rule: float | None = None
    bars: int = 0
    joined: int = 0
    whole: bool = False
    breaks: bool = False
    added: bool = False
    head: TextBlock | None = None

    @property
    def height(self) -> int:
        return max(len(column.lines) for column in self.columns)

    @property
    def text(self) -> str:
        return "\n".join(
            "".join(piece.text for piece in line.pieces) for column in self.columns for line in column.lines
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """What text is set for: a publication, in a presentation, in lines of at most `measure` points."""

    publication: Publication
    presentation: Presentation
    measure: float

    def set(
        self, text: str | Sequence[str | Redaction], style: Style, measure: float | None = None
    ) -> tuple[Line, ...]:
        """Set text with holes into lines."""
        parts = (text,) if isinstance(text, str) else text
        return fill_lines(split_words(parts, style, self.print_hole), style, measure or self.measure)

    def print_hole(self, hole: Redaction) -> tuple[str, Style]:
        """Return what is printed for a redaction. Its width rests on these words alone."""
        printed = captions.print_hole(hole, self.presentation, self.publication.legend)
        return printed, INSTEAD if hole.text or self.presentation.mark == "bracket" else BAR
