"""The types that every room shares: documents, findings, decisions, reviews, publications."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from redact.errors import StaleReview
from redact.text.reading import Reading, as_it_stands, read
from redact.text.sentences import sentences_about

BlockKind = Literal["heading", "paragraph", "line", "item", "row", "quote", "header", "footer", "note", "picture"]
Part = Literal[
    "letterhead", "addressee", "date-line", "salutation", "subject", "body", "closing", "signature", "cc", "header"
]
PARTS: tuple[str, ...] = get_args(Part)
FoundBy = Literal["pattern", "structure", "register", "model", "term", "spread"]
How = Literal["box", "label", "replace", "pseudonym", "mask", "generalise"]


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

    def __str__(self) -> str:
        page = f"page {self.page}, " if self.page else ""
        return f"{page}line {self.line}, column {self.column}"


@dataclass(frozen=True)
class Document:
    """A source, read once: its text, the blocks that cover it, and where each character stands.

    `unread` names what the loader could not read.
    """

    source: Source
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    geometry: Geometry | None = field(default=None, repr=False, hash=False)
    unread: tuple[str, ...] = ()

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

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding in the plain reading as one in the text."""
        wide = self.span_as_written(finding.wide) if finding.wide else None
        return replace(finding, span=self.span_as_written(finding.span), wide=wide)

    def as_read(self, finding: Finding) -> Finding:
        """Return a finding in the text as one in the plain reading."""
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


class Action(IntEnum):
    """What happens to a span, from the most open to the strictest."""

    DISCLOSE = 0
    UNDECIDED = 1
    WITHHOLD = 2


@dataclass(frozen=True, slots=True)
class Show:
    """How a hole looks, and what that needs to know.

    box          a black bar with the exemption's code in white
    label        the code in words, in square brackets
    replace      `what` in square brackets: [Junior official]
    pseudonym    `what` and a number, the same for the same subject: [Person 1]
    mask         all but the last `what` letters and digits blotted out
    generalise   `what` is `year` or `outward-postcode`: [2016], [SW1P]
    """

    how: How = "box"
    what: str = ""


LOOKS: dict[How, str] = {
    "box": "black bar",
    "label": "label in square brackets",
    "replace": "other words in square brackets",
    "pseudonym": "pseudonym in square brackets",
    "mask": "all but the last characters blotted out",
    "generalise": "a less exact value in square brackets",
}
"""How each look is called, in the schedule and wherever a person chooses one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a span, on what ground, and on whose word (`by` is empty while only the policy has spoken).

    On an undecided span, `exemptions` and `show` are what withholding it would use. `found_by` is kept from the finding
    that the policy decided on; empty for words that only a person saw.
    """

    span: Span
    action: Action
    entity: str = ""
    subject: str = ""
    exemptions: tuple[str, ...] = ()
    show: Show = Show()
    rule: str = ""
    by: str = ""
    at: str = ""
    reason: str = ""
    found_by: tuple[FoundBy, ...] = ()

    def __post_init__(self) -> None:
        if self.action is Action.WITHHOLD and not self.exemptions:
            raise ValueError(f"nothing is withheld without an exemption: {self.span}")

    @property
    def ground(self) -> tuple[object, ...]:
        """Return what makes two decisions that touch one redaction: ground, look, subject and entity."""
        return self.exemptions, self.show, self.subject, self.entity

    @property
    def rank(self) -> tuple[bool, Action]:
        """Return how strong this word is: people before the policy, then the strictest."""
        return bool(self.by), self.action


@dataclass(frozen=True, slots=True)
class PolicyReference:
    """Which policy a review was made under: its id, version and the SHA-256 of its resolved form."""

    id: str
    version: int
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Review:
    """Every decision on one document, in reading order, none overlapping. Quotes no text.

    `source` is the SHA-256 of the document's text. `file` is that of the bytes it was read from; empty in reviews that
    were made before they were pinned.
    """

    source: str
    policy: PolicyReference
    decisions: tuple[Decision, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def __post_init__(self) -> None:
        for before, after in pairwise(self.decisions):
            if after.span.start < before.span.end:
                raise ValueError(f"decisions overlap at {after.span}")

    def only(self, action: Action) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions if decision.action is action)

    def is_of(self, document: Document) -> bool:
        """Tell whether this is a review of a document: of its text and, where they are pinned, of its bytes."""
        return self.is_of_text(document) and self.file in ("", document.source.sha256)

    def is_of_text(self, document: Document) -> bool:
        """Tell whether this is a review of a document's text, whatever bytes that was read from."""
        beyond = any(decision.span.end > len(document.text) for decision in self.decisions)
        return self.source == document.digest and not beyond

    def require(self, document: Document) -> None:
        """Raise StaleReview, with the way to keep people's decisions, unless this is a review of a document."""
        name = document.name
        if not self.is_of_text(document):
            raise StaleReview(
                f"{name}: its review is of another text; to keep what people decided, find the text that they read and "
                f"run: redact propose {name} --from {name}.review.json --from-text EARLIER-TEXT"
            )
        if not self.is_of(document):
            raise StaleReview(
                f"{name}: the file is another than the one that was reviewed, though its text reads the same; look at "
                f"what changed in it, then run, which keeps what people decided: redact propose {name}"
            )

    def touching(self, span: Span) -> tuple[Decision, ...]:
        """Return the decisions that a span touches, in order."""
        first = bisect.bisect_right(self.decisions, span.start, key=lambda decision: decision.span.end)
        beyond = bisect.bisect_left(self.decisions, span.end, key=lambda decision: decision.span.start)
        return self.decisions[first:beyond]


@dataclass(frozen=True, slots=True)
class Redaction:
    """A hole in a publication: its number, its ground, how it looks. Never what was in it.

    `text` is what is printed instead, such as `[Junior official]`; empty for a bar. `amount` is how much was taken out,
    in bands (5 U.S.C. 552(b) asks for it at the place of deletion); empty where the policy does not say. `open` while
    a person has still to decide: only `redaction.draft` makes one, and no renderer prints it.
    """

    number: int
    exemptions: tuple[str, ...]
    text: str = ""
    how: How = "box"
    amount: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a publication: text and holes, in order."""

    parts: tuple[str | Redaction, ...]
    kind: BlockKind = "paragraph"
    level: int = 0
    part: Part = "body"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One exemption used in a publication, in plain words. `law` cites it in full; `spoken` is its code read aloud."""

    code: str
    title: str
    plain: str
    law: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be seen: text with holes. Holds no offset, length, digest, file name or text of its source."""

    title: str
    language: str
    policy: str
    passages: tuple[Passage, ...]
    legend: tuple[LegendEntry, ...] = ()

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        return tuple(part for passage in self.passages for part in passage.parts if isinstance(part, Redaction))


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF, and on which page each redaction stands, by number; pages count from 1.

    `frame` holds the words that are not the publication's own, as often as they are printed: notices, legend, labels,
    page numbers. Whoever checks the finished file needs it: somebody called Page is named at the foot of no page.
    """

    data: bytes
    pages: Mapping[int, int]
    page_count: int
    frame: str
