"""What an authority adds around a record: title, notices, legend, how to appeal, schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redact.errors import RenderError
from redact.renderers import captions
from redact.renderers.typesetting.blocks import (
    KICKER,
    NOTE,
    SECTION,
    SMALL,
    SMALL_STRONG,
    TITLE,
    Column,
    Setting,
    TextBlock,
)
from redact.renderers.typesetting.line_breaking import stack
from redact.renderers.typesetting.rows import share_width
from redact.renderers.typesetting.tags import Node


def compose_front(setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set what stands before the record: what this copy is, its title, what the marks mean, and the cover note."""
    kicker = setting.set(captions.kicker_of(setting.publication, setting.presentation), KICKER)
    try:
        title = setting.set(captions.title_of(setting.publication), TITLE)
    except RenderError as error:
        raise RenderError(f"title: {error}") from None
    yield TextBlock((Column(tree.add("P"), kicker),), 13, keep=True)
    yield TextBlock((Column(tree.add("H1"), title),), 23, before=3, keep=True)
    for i, sentence in enumerate(captions.state_copy(setting.publication, setting.presentation)):
        yield TextBlock((Column(tree.add("P"), setting.set(sentence, SMALL)),), 14.5, before=0 if i else 7)
    for i, paragraph in enumerate(setting.presentation.cover):
        yield TextBlock((Column(tree.add("P"), setting.set(paragraph, NOTE)),), 17, before=10 if i else 22)
    if setting.presentation.cover:
        yield from compose_legend(setting, tree)
        yield from compose_appeal(setting, tree)


def compose_back(setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set what stands after the record: the legend, and how to appeal, where no cover note holds them."""
    if not setting.presentation.cover:
        yield from compose_legend(setting, tree)
        yield from compose_appeal(setting, tree)


def compose_heading(words: str, setting: Setting, tree: Node, breaks: bool = False) -> TextBlock:
    lines = setting.set(words, SECTION)
    return TextBlock((Column(tree.add("H2"), lines),), 20, before=34, keep=True, rule=0.75, breaks=breaks)


def compose_legend(setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set the codes used beside what they mean, as a table whose first row is its head."""
    legend = setting.publication.legend
    if not legend:
        return
    yield compose_heading(captions.LEGEND_HEADING, setting, tree)
    table = tree.add("Table")
    codes = [setting.set(entry.code, SMALL_STRONG) for entry in legend]
    edge = min(150.0, max(72.0, *(line.width + 16 for lines in codes for line in lines)))
    measure = setting.measure - edge
    row = table.add("TR")
    head = [
        Column(row.add("TH", attributes={"Scope": "Column"}), setting.set(name, SMALL_STRONG), x)
        for name, x in zip(captions.LEGEND_COLUMNS, (0.0, edge), strict=True)
    ]
    yield TextBlock(tuple(head), 15, before=8, keep=True)
    for entry in legend:
        row = table.add("TR")
        code = row.add("TH", attributes={"Scope": "Row"})
        explained = [setting.set(text, SMALL, measure) for text in (entry.plain, entry.law) if text]
        meaning = stack(setting.set(entry.title, SMALL_STRONG, measure), *explained)
        columns = (Column(code, setting.set(entry.code, SMALL_STRONG, edge - 8)), Column(row.add("TD"), meaning, edge))
        yield TextBlock(columns, 15, before=6, rule=0.85, whole=True)


def compose_appeal(setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set what a reader who disagrees may do; nobody disagrees where nothing is withheld."""
    appeal = setting.presentation.appeal
    if not appeal or not setting.publication.redactions:
        return
    yield compose_heading(captions.APPEAL_HEADING, setting, tree)
    for paragraph in appeal:
        yield TextBlock((Column(tree.add("P"), setting.set(paragraph, SMALL)),), 15, before=7)


def compose_schedule(rows: Sequence[Sequence[str]], setting: Setting, tree: Node) -> Iterator[TextBlock]:
    """Set the schedule as a table on pages of its own; its first row is its head."""
    yield compose_heading(captions.SCHEDULE_HEADING, setting, tree, breaks=True)
    table = tree.add("Table")
    wanted = [max((SMALL_STRONG.width(row[i]) + 10 for row in rows), default=0.0) for i in range(len(rows[0]))]
    edges = share_width(wanted, setting.measure)
    head: TextBlock | None = None
    for cells in rows:
        row = table.add("TR")
        columns = []
        for cell, left, right in zip(cells, edges, edges[1:], strict=False):
            node = row.add("TD") if head else row.add("TH", attributes={"Scope": "Column"})
            style = SMALL if head else SMALL_STRONG
            columns.append(
                Column(node, setting.set(cell if head else cell.capitalize(), style, right - left - 8), left)
            )
        block = TextBlock(tuple(columns), 14, before=5, keep=head is None, rule=0.85, whole=True, head=head)
        head = head or block
        yield block


def mark_added(blocks: Iterator[TextBlock], tree: Node) -> list[TextBlock]:
    """Mark blocks as the authority's own, and their elements as in the language of the frame."""
    try:
        own = [replace(block, added=True) for block in blocks]
    except RenderError as error:
        raise RenderError(f"in what is added around the record: {error}") from None
    if not tree.language.startswith("en"):
        for block in own:
            for column in block.columns:
                column.node.language = captions.LANGUAGE
    return own
