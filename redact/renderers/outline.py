"""The outline of a publication: its lists, tables, levels of headings, and which lines belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from redact.errors import RenderError
from redact.model import Passage, Publication, Redaction

# Parts of a letter that are lines by nature, whatever their block was called.
LINED = ("letterhead", "addressee", "date-line", "signature", "cc", "header")
SHORT_LINE = 50
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with its number from 1, its neighbours, and if it is a heading, its level (the title has level 1)."""

    number: int
    passage: Passage
    before: Passage | None
    after: Passage | None
    level: int = 0

    @property
    def is_heading(self) -> bool:
        return self.level > 0

    @property
    def depth(self) -> int:
        """Return how far in a list entry or a quotation stands; beyond a depth, no further."""
        return min(max(self.passage.level, 1), DEEPEST)

    @property
    def is_lined(self) -> bool:
        return is_lined(self.passage)

    @property
    def follows(self) -> bool:
        """Tell whether this is the next line of the same part of a letter."""
        return self.before is not None and same_part(self.before, self.passage)

    @property
    def goes_on(self) -> bool:
        """Tell whether the next line of the same part of a letter follows."""
        return self.after is not None and same_part(self.passage, self.after)

    def place(self, error: RenderError) -> RenderError:
        """Return an error that says in which passage it arose."""
        return RenderError(f"passage {self.number}: {error}")


def is_heading(passage: Passage) -> bool:
    return passage.kind == "heading" or passage.part == "subject"


def is_lined(passage: Passage) -> bool:
    return passage.kind == "line" or passage.part in LINED


def same_part(before: Passage, passage: Passage) -> bool:
    return before.part == passage.part and is_lined(before) and is_lined(passage)


def groups(publication: Publication) -> Iterator[tuple[Literal["item", "row", ""], list[Entry]]]:
    """Yield list entries together, rows together, and everything else by the way, in reading order.

    A heading is at most one level below the one before it (ISO 14289-1, 7.4.2). Every renderer reads a publication
    here; RenderError for a draft.
    """
    if waiting := sum(hole.open for hole in publication.redactions):
        raise RenderError(f"{waiting} still to decide: this is a draft, and only a finished review is printed")
    passages = publication.passages
    level = 1
    entries = []
    for i, passage in enumerate(passages):
        own = 0
        if is_heading(passage):
            own = level = min(max(passage.level, 1) + 1, level + 1, 6)
        after = passages[i + 1] if i + 1 < len(passages) else None
        entries.append(Entry(i + 1, passage, passages[i - 1] if i else None, after, own))
    for kind, group in groupby(entries, key=lambda entry: entry.passage.kind):
        yield (kind if kind == "item" or kind == "row" else ""), list(group)


def unwrap(passage: Passage, width: int = 8) -> tuple[str | Redaction, ...]:
    """Return a paragraph's text without the line ends of whoever typed it; a short line keeps its end, as in a list.

    A hole counts as `width` characters of its line, and a line with one whose sentence goes on is not short.
    """
    if passage.kind != "paragraph" or passage.part != "body":
        return passage.parts
    parts: list[str | Redaction] = []
    length, holed = 0, False
    for part in passage.parts:
        if isinstance(part, Redaction):
            length += width
            holed = True
            parts.append(part)
            continue
        lines = part.split("\n")
        text = lines[0]
        for before, line in pairwise(lines):
            goes_on = holed and line[:1].islower()
            text += ("\n" if length + len(before) < SHORT_LINE and not goes_on else " ") + line
            length, holed = 0, False
        length += len(lines[-1])
        parts.append(text)
    return tuple(parts)


def split_cells(passage: Passage) -> list[list[str | Redaction]]:
    """Cut a row into its cells, at tabs."""
    cells: list[list[str | Redaction]] = [[]]
    for part in passage.parts:
        if isinstance(part, Redaction):
            cells[-1].append(part)
            continue
        for i, text in enumerate(part.split("\t")):
            if i:
                cells.append([])
            if text:
                cells[-1].append(text)
    return cells
