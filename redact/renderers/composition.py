"""Compose a publication into slabs, in reading order, each with its place in the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from redact.errors import RenderError
from redact.model import Passage, Publication, Redaction
from redact.renderers.fonts import NoGlyph
from redact.renderers.frame import added, compose_back, compose_front
from redact.renderers.lines import Look
from redact.renderers.presentation import Presentation
from redact.renderers.slabs import (
    BODY,
    HEADINGS,
    LEADING,
    NAME,
    PARAGRAPH_GAP,
    STRONG,
    Column,
    Setting,
    Slab,
)
from redact.renderers.tables import compose_row, set_edges
from redact.renderers.tags import Node

# Parts of a letter that are lines by nature, whatever their block was called.
LINED = ("letterhead", "addressee", "date-line", "signature", "cc", "header")
_MARKER = re.compile(r"\s*([-*•–·▪◦‣]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s+")
SHORT_LINE = 50
MOST_COLUMNS = 12  # a wider table is printed line by line


def compose(publication: Publication, presentation: Presentation, measure: float) -> tuple[Node, list[Slab]]:
    """Return the structure tree and the slabs of a publication, in reading order."""
    tree = Node("Document", language=publication.language)
    setting = Setting(publication, presentation, measure)
    slabs = [*added(compose_front(setting, tree), tree)]
    slabs += compose_passages(setting, tree)
    slabs += added(compose_back(setting, tree), tree)
    return tree, slabs


def compose_passages(setting: Setting, tree: Node) -> Iterator[Slab]:
    """Set the record, passage by passage; consecutive list entries share a list, consecutive rows a table."""
    before: Passage | None = None
    level = 1
    passages = setting.publication.passages
    numbered = enumerate(passages, 1)
    for kind, group in groupby(numbered, key=lambda pair: pair[1].kind if pair[1].kind in ("item", "row") else ""):
        members = list(group)
        edges = set_edges([passage for _, passage in members], setting) if kind == "row" else ()
        kind = "" if len(edges) > MOST_COLUMNS else kind
        parent = tree.add({"item": "L", "row": "Table"}[kind]) if kind else tree
        for i, (number, passage) in enumerate(members):
            after = passages[number] if number < len(passages) else None
            try:
                if kind == "row":
                    slab = compose_row(passage, parent, edges, setting, first=i == 0)
                elif kind == "item":
                    slab = compose_entry(passage, before, parent, setting)
                else:
                    if is_heading(passage):
                        # Levels may not be skipped on the way down (ISO 14289-1, 7.4.2).
                        level = min(max(passage.level, 1) + 1, level + 1, 6)
                    slab = compose_passage(passage, before, after, parent, setting, level)
            except NoGlyph as error:
                raise RenderError(f"passage {number}: {error}; write it in other letters, or withhold it") from None
            except RenderError as error:
                raise RenderError(f"passage {number}: {error}") from None
            if before is None:
                covered = bool(setting.presentation.cover)
                slab = replace(slab, rule=None if covered else 0.75, before=26, breaks=covered)
            yield slab
            before = passage


def compose_passage(
    passage: Passage, before: Passage | None, after: Passage | None, parent: Node, setting: Setting, level: int
) -> Slab:
    """Set a heading, a paragraph, a quotation or a line of a letter."""
    look = choose_look(passage, before)
    heading = is_heading(passage)
    quoted = depth_of(passage) if passage.kind == "quote" else 0
    indent = 18.0 * quoted
    node = parent.add("BlockQuote").add("P") if quoted else parent.add(f"H{level}" if heading else "P")
    lined = passage.part in LINED
    return Slab(
        (Column(node, setting.set(unwrap(passage, setting), look, setting.measure - indent), indent),),
        max(LEADING, look.size * 1.3),
        before=space_between(before, passage),
        keep=heading
        or passage.part in ("closing", "salutation")
        or (lined and after is not None and after.part == passage.part),
        bars=quoted,
        joined=min(quoted, depth_of(before)) if before is not None and before.kind == "quote" else 0,
        whole=lined,
    )


def depth_of(passage: Passage) -> int:
    """Return how far in a list entry or a quotation stands; beyond a depth, no further."""
    return min(max(passage.level, 1), 8)


def compose_entry(passage: Passage, before: Passage | None, parent: Node, setting: Setting) -> Slab:
    """Hang a list entry's marker, if it has one of its own; none is added, for the record is printed as it is."""
    indent = 22.0 * depth_of(passage)
    entry = parent.add("LI")
    first = passage.parts[0] if passage.parts else ""
    marker = _MARKER.match(first) if isinstance(first, str) else None
    columns = []
    parts: tuple[str | Redaction, ...] = passage.parts
    if marker and isinstance(first, str):
        label = setting.set(marker[1] + " ", BODY)
        columns.append(Column(entry.add("Lbl"), label, min(indent - 16, indent - label[0].width - 5)))
        parts = (first[marker.end() :], *passage.parts[1:])
    columns.append(Column(entry.add("LBody"), setting.set(parts, BODY, setting.measure - indent), indent))
    gap = 3.0 if before is not None and before.kind == "item" else PARAGRAPH_GAP
    return Slab(tuple(columns), LEADING, before=gap)


def unwrap(passage: Passage, setting: Setting) -> Sequence[str | Redaction]:
    """Return a paragraph's text without the line ends of whoever typed it; a short line keeps its end, as in a list."""
    if passage.kind != "paragraph" or passage.part != "body":
        return passage.parts
    parts: list[str | Redaction] = []
    length = 0
    for part in passage.parts:
        if isinstance(part, Redaction):
            length += len(setting.print_hole(part)[0])
            parts.append(part)
            continue
        lines = part.split("\n")
        text = lines[0]
        for before, line in pairwise(lines):
            text += ("\n" if length + len(before) < SHORT_LINE else " ") + line
            length = 0
        length += len(lines[-1])
        parts.append(text)
    return parts


def is_heading(passage: Passage) -> bool:
    return passage.kind == "heading" or passage.part == "subject"


def choose_look(passage: Passage, before: Passage | None) -> Look:
    if passage.kind == "heading" and passage.part != "subject":
        return HEADINGS[min(max(passage.level, 1), len(HEADINGS)) - 1]
    if passage.part == "subject":
        return STRONG
    if passage.part == "letterhead" and (before is None or before.part != "letterhead"):
        return NAME
    return BODY


def space_between(before: Passage | None, passage: Passage) -> float:
    """Return the space above a passage, as a letter has it: lines of one part close, parts apart, room to sign."""
    if before is None:
        return 0.0
    if passage.part == "signature" and before.part == "closing":
        return 34.0
    if is_heading(passage):
        return 16.0 if passage.part == "subject" else 20.0
    if passage.part != before.part and {passage.part, before.part} != {"body", "subject"}:
        return 16.0
    lined = all(one.kind == "line" or one.part in LINED for one in (before, passage))
    return 0.0 if lined else PARAGRAPH_GAP
