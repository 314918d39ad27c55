"""Lines of a text made into blocks: paragraphs, headings, items, rows of a table, lines that stand alone."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redact.model import Block, BlockKind, Part, Span
from redact.segmentation.parts import ENDS_SENTENCE, QUOTED, Line, parts_of
from redact.spans import minus

_LINE_END = re.compile("[\n\f]")
BULLET = re.compile(r"[ \t]{0,12}(?:[-*•‣◦–·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]+\S")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)[ \t]+(?=[^\W\d_])")
# Lengths in characters.
LONGEST_HEADING = 80
LONGEST_NUMBERED = 60
WHOLE_PARAGRAPH = 100
SURELY_PROSE = 60
PERHAPS_PROSE = 40


def blocks_of(text: str, holes: Sequence[Span] = ()) -> tuple[Block, ...]:
    """Split a text into blocks that cover all but white space, and say which part of a letter each is.

    A form feed ends a line, its block and the page that they are on. In `holes`, which stand in reading order, words
    of the text only stand in for others: how long these are is not known, and a line of nothing else is no heading.
    """
    lines = _lines(text)
    visible = _visible(lines, text, holes)
    parts = parts_of(lines)
    for i, line in enumerate(lines):
        if parts[i] == "subject" and _is_silent(line.span, visible):
            parts[i] = "body"
    blocks: list[Block] = []
    for group in _grouped(lines):
        blocks += _shape([lines[i] for i in group], [parts[i] for i in group], visible)
    return tuple(_with_headings(blocks, text, visible))


def _visible(lines: list[Line], text: str, holes: Sequence[Span]) -> dict[int, str]:
    """Return what can be read of each line that has a hole, by where the line starts."""
    visible: dict[int, str] = {}
    for line in lines:
        first = bisect.bisect_right(holes, line.span.start, key=lambda hole: hole.end)
        beyond = bisect.bisect_left(holes, line.span.end, key=lambda hole: hole.start)
        if first < beyond:
            pieces = minus(line.span, holes[first:beyond])
            visible[line.span.start] = "".join(text[piece.start : piece.end] for piece in pieces)
    return visible


def _is_silent(span: Span, visible: Mapping[int, str]) -> bool:
    """Tell whether nothing can be read of the line at the start of a span."""
    return span.start in visible and not re.search(r"\w", visible[span.start])


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
    """Return the lines between blank ones together, a numbered title on a line of its own apart from its prose."""
    groups: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(line.group, []).append(i)
    grouped: list[list[int]] = []
    for group in groups.values():
        titled = len(group) > 1 and _is_title([lines[i] for i in group])
        grouped += [group[:1], group[1:]] if titled else [group]
    return grouped


def _is_title(lines: list[Line]) -> bool:
    """Tell a numbered title right above its prose from an item that was wrapped: it had room for the next word."""
    first, second = lines[0].text, lines[1].text
    width = max(len(line.text) for line in lines[1:])
    return (
        NUMBERED.match(first) is not None
        and len(first) <= LONGEST_NUMBERED
        and not ENDS_SENTENCE.search(first)
        and width > SURELY_PROSE
        and second[0].isupper()
        and _had_room(first, second, width)
    )


def _had_room(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width


def _shape(lines: list[Line], parts: list[Part], visible: Mapping[int, str]) -> list[Block]:
    """Make one paragraph of running prose, and a block of each line that is meant to stand alone."""
    table = _is_table(lines)
    prose = not table and all(part == "body" for part in parts) and _flows(lines, visible)
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
        if kind == "line" and not prose and part == "body" and len(line.text) > WHOLE_PARAGRAPH:
            kind = "paragraph"
        elif prose and kind == "line":
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


def _flows(lines: list[Line], visible: Mapping[int, str]) -> bool:
    """Tell prose that was wrapped from lines that were ended on purpose: these had room for the next word.

    Nor is it prose where line after line begins as a sentence or a name does. How long a line with a hole was is not
    known: there, only a word that goes on in lower case tells.
    """
    width = max(len(line.text) for line in lines)
    begin_anew = all(line.text[0].isupper() or line.text[0].isdigit() for line in lines[1:])
    if len(lines) == 1 or any(len(line.text) > SURELY_PROSE for line in lines[:-1]):
        return len(lines) < 4 or not begin_anew
    if len(lines) > 2 and begin_anew:
        return False
    return all(
        following.text[0].islower()
        if line.span.start in visible
        else width > PERHAPS_PROSE and not _had_room(line.text, following.text, width)
        for line, following in pairwise(lines)
    )


def _with_headings(blocks: list[Block], text: str, visible: Mapping[int, str]) -> list[Block]:
    """Mark subject lines, numbered titles, and short unpunctuated blocks above prose or a list as headings."""
    marked = list(blocks)
    depths = [_depth(block, text) for block in blocks]
    for i in reversed(range(len(blocks))):
        block, words = blocks[i], text[blocks[i].span.start : blocks[i].span.end]
        following = marked[i + 1] if i + 1 < len(blocks) else None
        above_prose = (
            following is not None
            and following.part == "body"
            and following.kind in ("paragraph", "item")
            and len(following.span) > len(words)
        )
        if block.part == "subject":
            marked[i] = replace(block, kind="heading", level=1)
        elif depths[i]:
            listed = depths[i] in (depths[i - 1] if i else 0, depths[i + 1] if following else 0)
            if not listed and (above_prose or _stands_above(depths[i], following)):
                marked[i] = replace(block, kind="heading", level=1 + depths[i])
        elif (
            (block.kind == "paragraph" or _heads_list(blocks, i, text))
            and _could_head(block, words, LONGEST_HEADING)
            and words[0].isupper()
            and above_prose
            and not _is_silent(block.span, visible)
        ):
            marked[i] = replace(block, kind="heading", level=2)
    return marked


def _heads_list(blocks: Sequence[Block], i: int, text: str) -> bool:
    """Tell whether a block is the first of several lines, and the next of them is an item."""
    gap = text[blocks[i - 1].span.end : blocks[i].span.start] if i else "\f"
    first = len(_LINE_END.findall(gap)) > 1 or "\f" in gap
    return first and blocks[i].kind == "line" and i + 1 < len(blocks) and blocks[i + 1].kind == "item"


def _stands_above(depth: int, following: Block | None) -> bool:
    """Tell whether what follows a numbered title may be its own: lines, a table, a title further down."""
    if following is None or following.part != "body":
        return False
    return following.kind in ("line", "row", "quote") or (following.kind == "heading" and following.level > 1 + depth)


def _depth(block: Block, text: str) -> int:
    """Return how many numbers a numbered title begins with: 2 for `3.2 Findings`; 0 for what is none."""
    words = text[block.span.start : block.span.end]
    number = NUMBERED.match(words) if block.kind in ("paragraph", "item") else None
    return len(number.group(1).strip(".").split(".")) if number and _could_head(block, words, LONGEST_NUMBERED) else 0


def _could_head(block: Block, words: str, longest: int) -> bool:
    return block.part == "body" and "\n" not in words and len(words) <= longest and not ENDS_SENTENCE.search(words)
