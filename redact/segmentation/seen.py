"""The blocks that a reader of a publication sees: a function of what may be seen, and of nothing that is withheld."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from redact.model import Block, Decision, Document, Show, Span
from redact.segmentation.lines import blocks_of
from redact.text.reading import Reading

# A name, as most holes are, of so many words that two of them on one line are none. No list of words holds it.
NAME = "Qqqq Qqqq Qqqq"
DATE = "1 January 2000"


def as_seen(document: Document, held: Sequence[tuple[Span, Decision]]) -> Document:
    """Return a document in the blocks that can be told from its text with holes: each hole lies within one of them.

    `held` are the stretches that are withheld. What stands in a hole, its length, its lines, blocks and pages say
    nothing here. Blocks that the format of the source marks up stay, those that a hole touches joined into one.
    """
    if not held:
        return document
    blocks = _joined(document.blocks, [span for span, _ in held]) if document.marked_up else _read(document, held)
    return replace(document, blocks=tuple(blocks))


def _joined(blocks: Sequence[Block], holes: Sequence[Span]) -> list[Block]:
    """Return blocks of which none ends inside a hole; joined ones look like the first of them that can be seen."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        i = bisect.bisect_left(holes, last.span.end, key=lambda hole: hole.start) - 1 if last else -1
        if last is None or i < 0 or holes[i].end <= block.span.start:
            joined.append(block)
            continue
        hidden = holes[i].start <= last.span.start and holes[i].end < block.span.end
        span = Span(last.span.start, block.span.end)
        joined[-1] = replace(block if hidden else last, span=span, page=last.page, cells=())
    return joined


def _read(document: Document, held: Sequence[tuple[Span, Decision]]) -> list[Block]:
    """Return the blocks of a text in which each hole is read as a few words on one line."""
    text = _with_page_ends(document)
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    holes: list[Span] = []
    at = 0
    for span, decision in held:
        stand_in = _stand_in(decision.show)
        pieces += [text[at : span.start], stand_in]
        starts.extend(range(at, span.start))
        ends.extend(range(at + 1, span.start + 1))
        holes.append(Span(len(starts), len(starts) + len(stand_in)))
        starts.extend([span.start] * len(stand_in))
        ends.extend([span.end] * len(stand_in))
        at = span.end
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    seen = Reading("".join([*pieces, text[at:]]), starts, ends)
    blocks = []
    for block in blocks_of(seen.text, holes):
        span = Span(*seen.as_written(block.span.start, block.span.end))
        before = document.block_at(span.start)
        blocks.append(replace(block, span=span, page=before.page if before else block.page))
    return blocks


def _stand_in(show: Show) -> str:
    """Return what a hole is read as: a date where its look says that it is one, else a name."""
    return DATE if show == Show("generalise", "year") else NAME


def _with_page_ends(document: Document) -> str:
    """Return the text of a document with a form feed again at the end of each page."""
    pieces: list[str] = []
    at = 0
    for before, after in pairwise(document.blocks):
        if before.page != after.page and (end := document.text.find("\n", before.span.end, after.span.start)) >= 0:
            pieces += [document.text[at:end], "\f"]
            at = end + 1
    return "".join([*pieces, document.text[at:]])
