"""A document, its plain reading, and what was found in it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Literal

from redact.model.positions import Block, Geometry, Place, Source, Span
from redact.text.reading import Reading, as_it_stands, read
from redact.text.sentences import sentences_about

FoundBy = Literal["pattern", "structure", "register", "model", "term", "spread"]


@dataclass(frozen=True)
class Document:
    """A source, read once: its text, the blocks that cover it, and where each character stands.

    `unread` names what the loader could not read. Blocks are told from the words, unless the format of the source has
    `marked_up` its own: then a publication keeps them.
    """

    source: Source
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    geometry: Geometry | None = field(default=None, repr=False, hash=False)
    unread: tuple[str, ...] = ()
    marked_up: bool = False

    def __post_init__(self) -> None:
        if self.geometry is not None and len(self.geometry) != len(self.text):
            raise ValueError(f"a geometry of {len(self.geometry)} characters for a text of {len(self.text)}")
        at = 0
        for block in self.blocks:
            if block.span.start < at:
                raise ValueError(f"blocks overlap or are out of order at {block.span}")
            if self.text[at : block.span.start].strip():
                raise ValueError(f"text outside every block before {block.span}")
            at = block.span.end
        if at > len(self.text) or self.text[at:].strip():
            raise ValueError("text outside every block, or a block beyond the end")

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def name(self) -> str:
        return self.source.name

    @cached_property
    def plain(self) -> Plain:
        """Return the plain reading of this document, made once; its own plain reading is itself."""
        rows = [(block.span.start, block.span.end) for block in self.blocks if block.kind == "row"]
        reading = read(self.text, rows)
        page = self
        if reading.text is not self.text:
            blocks = (_read_block(block, reading) for block in self.blocks)
            page = Document(self.source, reading.text, tuple(block for block in blocks if block is not None))
            page.__dict__["plain"] = Plain(page, as_it_stands(page.text))
        return Plain(page, reading)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the text in UTF-8: what a review is pinned to."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def place(self, offset: int) -> Place:
        """Return where a person finds a character."""
        line = bisect.bisect_right(self._line_starts, offset)
        page = self._page_of(offset) if self._has_pages else 0
        return Place(page, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _has_pages(self) -> bool:
        return any(block.page != 1 for block in self.blocks)

    def _page_of(self, offset: int) -> int:
        """Return the page of the block that holds a character, else of the one before it."""
        i = bisect.bisect_right(self._block_starts, offset) - 1
        return self.blocks[max(i, 0)].page

    def offset(self, line: int, column: int = 1) -> int | None:
        """Return where a line and column are, both from 1; None where the text has no such place."""
        starts = [*self._line_starts, len(self.text) + 1]
        if not 1 <= line < len(starts) or not 1 <= column <= max(1, starts[line] - starts[line - 1] - 1):
            return None
        return starts[line - 1] + column - 1

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds a character, if one does."""
        i = bisect.bisect_right(self._block_starts, offset) - 1
        if i >= 0 and offset < self.blocks[i].span.end:
            return self.blocks[i]
        return None

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """Return the blocks that a span touches, in order."""
        first = max(0, bisect.bisect_right(self._block_starts, span.start) - 1)
        last = bisect.bisect_left(self._block_starts, span.end)
        return tuple(block for block in self.blocks[first:last] if block.span.overlaps(span))

    def sentence(self, span: Span) -> Span:
        """Return the whole sentences that a span touches, never beyond the blocks that hold it."""
        blocks = self.blocks_in(span)
        start, end = (blocks[0].span.start, blocks[-1].span.end) if blocks else (span.start, span.end)
        return Span(*sentences_about(self.text, span.start, span.end, within=(start, end)))

    def paragraph(self, span: Span) -> Span:
        """Return the whole blocks that a span touches."""
        blocks = self.blocks_in(span)
        return Span(blocks[0].span.start, blocks[-1].span.end) if blocks else span

    def page(self, span: Span) -> Span:
        """Return every block of the pages that a span touches."""
        pages = {block.page for block in self.blocks_in(span)}
        blocks = [block for block in self.blocks if block.page in pages]
        return Span(blocks[0].span.start, blocks[-1].span.end) if blocks else span


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, by which means, how surely: evidence, not yet a decision.

    `span` is the name or value itself; `wide` is what must go with it when it is withheld (`Rt Hon ... MP`).
    `score` lies between 0 and 1. `found_by` holds each means once, sorted; two of them is agreement.
    `subject` is an opaque key such as `person-1`, the same for every mention; never a quotation.
    """

    span: Span
    entity: str
    score: float
    found_by: tuple[FoundBy, ...]
    traits: frozenset[str] = frozenset()
    subject: str = ""
    wide: Span | None = None

    def __post_init__(self) -> None:
        if self.wide is not None and not self.wide.contains(self.span):
            raise ValueError(f"{self.wide} does not hold {self.span}")
        if not self.found_by or list(self.found_by) != sorted(set(self.found_by)):
            raise ValueError("found_by holds each means once, sorted")

    @property
    def model_alone(self) -> bool:
        """Tell whether nothing but a name model saw this."""
        return self.found_by == ("model",)

    def having(self, *traits: str) -> Finding:
        """Return the same finding with more traits."""
        return replace(self, traits=self.traits.union(traits))


@dataclass(frozen=True, slots=True)
class Plain:
    """A document in its plain reading: what is searched, and the way from its offsets to those of the text and back."""

    document: Document
    reading: Reading = field(repr=False)

    @property
    def _is_text(self) -> bool:
        """Tell whether the plain reading is the text itself, so that no offset changes."""
        return isinstance(self.reading.starts, range)

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding in the plain reading as one in the text."""
        if self._is_text:
            return finding
        wide = self.span_as_written(finding.wide) if finding.wide else None
        return replace(finding, span=self.span_as_written(finding.span), wide=wide)

    def as_read(self, finding: Finding) -> Finding:
        """Return a finding in the text as one in the plain reading."""
        if self._is_text:
            return finding
        wide = self.span_as_read(finding.wide) if finding.wide else None
        return replace(finding, span=self.span_as_read(finding.span), wide=wide)

    def span_as_written(self, span: Span) -> Span:
        return Span(*self.reading.as_written(span.start, span.end))

    def span_as_read(self, span: Span) -> Span:
        return Span(*self.reading.as_read(span.start, span.end))


def _read_block(block: Block, reading: Reading) -> Block | None:
    start, end = reading.offset_as_read(block.span.start), reading.offset_as_read(block.span.end)
    words = reading.text[start:end]
    if not words.strip():
        return None
    start += len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    cells = (Span(*reading.as_read(cell.start, cell.end)).within(span) for cell in block.cells)
    return replace(block, span=span, cells=tuple(cell for cell in cells if cell is not None))
