"""Tables: rows of the record, and the widths of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from redact.model import Passage
from redact.renderers.outline import Entry, split_cells
from redact.renderers.typesetting.blocks import (
    BODY,
    CELL_GAP,
    LEADING,
    PARAGRAPH_GAP,
    STRONG,
    Column,
    Setting,
    TextBlock,
)
from redact.renderers.typesetting.line_breaking import split_words
from redact.renderers.typesetting.tags import Node


def column_edges(rows: Sequence[Entry], setting: Setting) -> tuple[float, ...]:
    """Return the left edges of a table's columns, and its right edge."""
    wanted: list[float] = []
    for row in rows:
        for i, cell in enumerate(split_cells(row.passage)):
            words = list(split_words(cell, BODY, setting.print_hole))
            wide = sum(word.width for word in words) + 4 * len(words) + CELL_GAP
            if i == len(wanted):
                wanted.append(0.0)
            wanted[i] = max(wanted[i], wide)
    return share_width(wanted, setting.measure)


def share_width(wanted: Sequence[float], measure: float) -> tuple[float, ...]:
    """Share a measure among columns: narrow ones get what they want, wide ones share what is left."""
    widths = [min(width, measure * 0.7) for width in wanted]
    least = min(60.0, measure / max(len(widths), 1))
    if sum(widths) > measure:
        fixed = sum(width for width in widths if width <= least)
        wide = sum(width for width in widths if width > least)
        widths = [width if width <= least else max(least, width * (measure - fixed) / wide) for width in widths]
        widths = [width * measure / sum(widths) for width in widths]
    return (0.0, *accumulate(widths))


def compose_row(passage: Passage, table: Node, edges: Sequence[float], setting: Setting, first: bool) -> TextBlock:
    """Set a row; the first of a table heads its columns."""
    row = table.add("TR")
    style = STRONG if first else BODY
    cells = split_cells(passage)
    cells += [[]] * (len(edges) - 1 - len(cells))
    columns = []
    for cell, left, right in zip(cells, edges, edges[1:], strict=False):
        node = row.add("TH", attributes={"Scope": "Column"}) if first else row.add("TD")
        columns.append(Column(node, setting.set(cell, style, max(right - left - CELL_GAP, 8.0)), left))
    return TextBlock(tuple(columns), LEADING, before=PARAGRAPH_GAP if first else 6.0, keep=first, whole=True, rule=0.8)
