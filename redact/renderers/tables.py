"""Set tables: rows of the record, and the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from redact.model import Passage, Publication, Redaction
from redact.renderers import wording
from redact.renderers.lines import split_words
from redact.renderers.slabs import (
    BODY,
    CELL_GAP,
    LEADING,
    PARAGRAPH_GAP,
    SECTION,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Column,
    Slab,
    print_hole,
    set_text,
)
from redact.renderers.tags import Node


def set_edges(rows: Sequence[Passage], measure: float) -> tuple[float, ...]:
    """Return the left edges of a table's columns, and its right edge: wide columns for long cells, none too narrow."""
    widths: list[float] = []
    for row in rows:
        for i, cell in enumerate(split_cells(row.parts)):
            words = list(split_words(cell, BODY, print_hole))
            wide = sum(word.width for word in words) + 4 * len(words) + CELL_GAP
            if i == len(widths):
                widths.append(0.0)
            widths[i] = max(widths[i], min(wide, measure * 0.7))
    least = min(60.0, measure / max(len(widths), 1))
    total = sum(widths) or 1.0
    if total > measure:
        widths = [max(least, width * measure / total) for width in widths]
        widths = [width * measure / sum(widths) for width in widths]
    return (0.0, *accumulate(widths))


def split_cells(parts: Sequence[str | Redaction]) -> list[list[str | Redaction]]:
    """Cut a row into its cells, at tabs."""
    cells: list[list[str | Redaction]] = [[]]
    for part in parts:
        if isinstance(part, Redaction):
            cells[-1].append(part)
            continue
        for i, text in enumerate(part.split("\t")):
            if i:
                cells.append([])
            if text:
                cells[-1].append(text)
    return cells


def compose_row(passage: Passage, table: Node, edges: Sequence[float], first: bool) -> Slab:
    """Set a row; the first of a table heads its columns."""
    row = table.add("TR")
    look = STRONG if first else BODY
    cells = split_cells(passage.parts)
    cells += [[]] * (len(edges) - 1 - len(cells))
    columns = []
    for cell, left, right in zip(cells, edges, edges[1:], strict=False):
        node = row.add("TH", attributes={"Scope": "Column"}) if first else row.add("TD")
        columns.append(Column(node, set_text(cell, look, right - left - CELL_GAP), left))
    return Slab(tuple(columns), LEADING, before=PARAGRAPH_GAP if first else 6.0, keep=first, whole=True, rule=0.8)


def compose_legend(publication: Publication, tree: Node, measure: float) -> Iterator[Slab]:
    """Set the codes used beside what they mean, as a table whose first row is its head."""
    if not publication.legend:
        return
    heading = set_text(wording.LEGEND_HEADING, SECTION, measure)
    yield Slab((Column(tree.add("H2"), heading),), 20, before=34, keep=True, rule=0.75)
    table = tree.add("Table")
    codes = [set_text(entry.code, SMALL_STRONG, measure) for entry in publication.legend]
    edge = min(150.0, max(72.0, *(line.width + 16 for lines in codes for line in lines)))

    head = tuple(set_text(name, SMALL_STRONG, measure) for name in wording.LEGEND_COLUMNS)
    node = table.add("TR")
    cells = [node.add("TH", attributes={"Scope": "Column"}) for _ in head]
    yield Slab((Column(cells[0], head[0]), Column(cells[1], head[1], edge)), 15, before=8, keep=True)
    for entry in publication.legend:
        node = table.add("TR")
        code = node.add("TH", attributes={"Scope": "Row"})
        text = node.add("TD")
        lines = set_text(entry.title, SMALL_STRONG, measure - edge) + set_text(entry.plain, SMALL, measure - edge)
        if entry.law:
            lines += set_text(entry.law, SMALL, measure - edge)
        yield Slab(
            (Column(code, set_text(entry.code, SMALL_STRONG, edge - 8)), Column(text, lines, edge)),
            15,
            before=6,
            rule=0.85,
            whole=True,
        )
