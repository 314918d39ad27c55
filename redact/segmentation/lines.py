"""Lines of a text made into blocks: paragraphs, headings, items, rows of a table, lines that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from redact.model import Block, BlockKind, Part, Span
from redact.segmentation.parts import ENDS_SENTENCE, QUOTED, Line, parts_of

_LINE_END = re.compile("[\n\f]")
BULLET = re.compile(r"[ \t]{0,12}(?:[-*•‣◦–·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]+\S")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Split a text into blocks that cover all but white space, and say which part of a letter each is.

    A form feed ends a line, its block and the page that they are on.
    """
    lines = _lines(text)
    parts = parts_of(lines)
    blocks: list[Block] = []
    for group in _grouped(lines):
        blocks += _shape([lines[i] for i in group], [parts[i] for i in group])
    return tuple(_with_headings(blocks, text))


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    group, page, start, blank = 0, 1, 0, True
    for end in [*(match.start() for match in _LINE_END.finditer(text)), len(text)]:
        raw = text[start:end]
        words = raw.strip()
        if not words:
            blank = True
        else:
            group += blank
            blank = False
            first = start + raw.index(words[0])
            lines.append(Line(Span(first, first + len(words)), words, group, page))
        if text[end : end + 1] == "\f" and lines:
            page, blank = page + 1, True
        start = end + 1
    return lines


def _grouped(lines: list[Line]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(line.group, []).append(i)
    return list(groups.values())


def _shape(lines: list[Line], parts: list[Part]) -> list[Block]:
    """Make one paragraph of running prose, and a block of each line that is meant to stand alone."""
    table = _is_table(lines)
    prose = not table and all(part == "body" for part in parts) and _flows(lines)
    blocks: list[Block] = []
    for line, part in zip(lines, parts, strict=True):
        kind: BlockKind = "line"
        if QUOTED.match(line.text):
            kind = "quote"
        elif part in ("body", "cc") and BULLET.match(line.text):
            kind = "item"
        elif table or "\t" in line.text or line.text.count("|") >= 2 or re.search(r"\S {3,}\S", line.text):
            kind = "row"
        elif part in ("salutation", "closing"):
            kind = "paragraph"
        last = blocks[-1] if blocks else None
        if prose and kind == "line":
            if last is not None and last.kind in ("paragraph", "item"):
                blocks[-1] = replace(last, span=Span(last.span.start, line.span.end))
                continue
            kind = "paragraph"
        blocks.append(Block(line.span, kind, page=line.page, part=part))
    return blocks


def _is_table(lines: list[Line]) -> bool:
    """Tell comma-separated values, below a title perhaps, from prose that happens to hold commas."""
    commas = Counter(line.text.count(",") for line in lines)
    most, times = max(commas.items(), key=lambda pair: pair[1])
    return most >= 2 and times >= 3 and times > 0.6 * len(lines)


def _flows(lines: list[Line]) -> bool:
    """Tell prose that was wrapped from lines that were ended on purpose."""
    if len(lines) == 1:
        return True
    lengths = [len(line.text) for line in lines[:-1]]
    return max(lengths) > 60 or (max(lengths) > 40 and min(lengths) > 0.6 * max(lengths))


def _with_headings(blocks: list[Block], text: str) -> list[Block]:
    """Mark subject lines and short unpunctuated blocks above prose as headings."""
    marked: list[Block] = []
    for i, block in enumerate(blocks):
        words = text[block.span.start : block.span.end]
        if block.part == "subject":
            block = replace(block, kind="heading", level=1)
        elif (
            block.part == "body"
            and block.kind == "paragraph"
            and "\n" not in words
            and len(words) <= 80
            and not ENDS_SENTENCE.search(words)
            and words[0].isupper()
            and i + 1 < len(blocks)
            and blocks[i + 1].part == "body"
            and blocks[i + 1].kind in ("paragraph", "item")
            and blocks[i + 1].span.end - blocks[i + 1].span.start > len(words)
        ):
            block = replace(block, kind="heading", level=2)
        marked.append(block)
    return marked
