"""A publication as blocks of set text, in reading order, each with its place in the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from redact.errors import RenderError
from redact.model import Publication, Redaction
from redact.renderers.outline import Entry, groups, is_lined, unwrap
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.blocks import (
    BODY,
    HEADINGS,
    LEADING,
    NAME,
    PARAGRAPH_GAP,
    STRONG,
    Column,
    Setting,
    TextBlock,
)
from redact.renderers.typesetting.front_matter import compose_back, compose_front, mark_added
from redact.renderers.typesetting.languages import language_of
from redact.renderers.typesetting.line_breaking import Style
from redact.renderers.typesetting.rows import column_edges, compose_row
from redact.renderers.typesetting.tags import Node

_MARKER = re.compile(r"\s*([-*•–·▪◦‣]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s+")
MOST_COLUMNS = 12  # a wider table is printed line by line


def compose(publication: Publication, presentation: Presentation, measure: float) -> tuple[Node, list[TextBlock]]:
    """Return the structure tree and the blocks of a publication, in reading order."""
    tree = Node("Document", language=publication.language)
    setting = Setting(publication, presentation, measure)
    blocks = mark_added(compose_front(setting, tree), tree)
    blocks += compose_passages(setting, tree)
    blocks += mark_added(compose_back(setting, tree), tree)
    return tree, blocks


def compose_passages(setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set the record, passage by passage; consecutive list entries share a list, consecutive rows a table."""
    for kind, entries in groups(setting.publication):
        edges: tuple[float, ...] = ()
        parent = tree
        if kind == "row":
            edges = column_edges(entries, setting)
            parent = tree.add("Table") if len(edges) <= MOST_COLUMNS + 1 else tree
        elif kind == "item":
            parent = tree.add("L")
        head: TextBlock | None = None
        for entry in entries:
            try:
                if parent.tag == "Table":
                    block = replace(compose_row(entry.passage, parent, edges, setting, first=head is None), head=head)
                    head = head or block
                elif kind == "item":
                    block = compose_entry(entry, parent, setting)
                else:
                    block = compose_text(entry, parent, setting)
            except RenderError as error:
                raise entry.place(error) from None
            if entry.before is None:
                covered = bool(setting.presentation.cover)
                block = replace(block, rule=None if covered else 0.75, before=26, breaks=covered)
            yield block


def compose_text(entry: Entry, parent: Node, setting: Setting) -> TextBlock:
    """Set a heading, a paragraph, a quotation or a line of a letter."""
    passage = entry.passage
    style = choose_style(entry)
    quoted = entry.depth if passage.kind == "quote" else 0
    indent = 18.0 * quoted
    node = parent.add("BlockQuote").add("P") if quoted else parent.add(f"H{entry.level}" if entry.is_heading else "P")
    node.language = language_of(passage, setting.publication.language)
    joined = 0
    if quoted and entry.before is not None and entry.before.kind == "quote":
        joined = min(quoted, max(entry.before.level, 1))
    return TextBlock(
        (Column(node, setting.set(unwrap(passage), style, setting.measure - indent), indent),),
        max(LEADING, style.size * 1.3),
        before=space_before(entry),
        keep=entry.is_heading or passage.part in ("closing", "salutation") or entry.goes_on,
        bars=quoted,
        joined=joined,
        whole=entry.is_lined,
    )


def compose_entry(entry: Entry, parent: Node, setting: Setting) -> TextBlock:
    """Set a list entry with its own marker in the margin; none is added, for the record is printed as it is."""
    passage = entry.passage
    indent = 22.0 * entry.depth
    element = parent.add("LI")
    element.language = language_of(passage, setting.publication.language)
    first = passage.parts[0] if passage.parts else ""
    marker = _MARKER.match(first) if isinstance(first, str) else None
    columns = []
    parts: tuple[str | Redaction, ...] = passage.parts
    if marker and isinstance(first, str):
        if not parent.attributes:
            parent.attributes["ListNumbering"] = name_numbering(marker[1])
        label = setting.set(marker[1] + " ", BODY)
        columns.append(Column(element.add("Lbl"), label, min(indent - 16, indent - label[0].width - 5)))
        parts = (first[marker.end() :], *passage.parts[1:])
    columns.append(Column(element.add("LBody"), setting.set(parts, BODY, setting.measure - indent), indent))
    gap = 3.0 if entry.before is not None and entry.before.kind == "item" else PARAGRAPH_GAP
    return TextBlock(tuple(columns), LEADING, before=gap)


def name_numbering(marker: str) -> str:
    """Return how a list is numbered, in the words of ISO 32000-1, table 347."""
    sign = marker.strip("().")
    if sign.isdigit():
        return "Decimal"
    if sign.isalpha():
        return "UpperAlpha" if sign.isupper() else "LowerAlpha"
    return "Disc"


def choose_style(entry: Entry) -> Style:
    passage, before = entry.passage, entry.before
    if passage.part == "subject":
        return STRONG
    if entry.is_heading:
        return HEADINGS[min(max(passage.level, 1), len(HEADINGS)) - 1]
    if passage.part == "letterhead" and (before is None or before.part != "letterhead"):
        return NAME
    return BODY


def space_before(entry: Entry) -> float:
    """Return the space above a passage, as a letter has it: lines of one part close, parts apart, room to sign."""
    passage, before = entry.passage, entry.before
    if before is None or entry.follows:
        return 0.0
    if passage.part == "signature" and before.part == "closing":
        return 34.0
    if entry.is_heading:
        return 16.0 if passage.part == "subject" else 20.0
    if passage.part != before.part and {passage.part, before.part} != {"body", "subject"}:
        return 16.0
    return 0.0 if is_lined(passage) and is_lined(before) else PARAGRAPH_GAP
