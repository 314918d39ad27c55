"""What a person can do to a review, as functions from one review to the next. They know nothing of files or screens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redact.model import Decision, Document, Review, Span
from redact.spans import minus
from redact.text.writings import literal

# A word as a person counts them: `O'Neill`, `jo.bloggs@example.org` and `020-7946` are one each.
WORD = re.compile(r"\w+(?:['’.@/+_-]\w+)*")


def overwrite(review: Review, decisions: Iterable[Decision]) -> Review:
    """Return the review with these decisions in place of whatever was said about their characters.

    A later word always wins, unlike in `spans.settle`: here one person changes their mind.
    What stands beside the new spans is cut, never dropped. Signatures go: they were given for other decisions.
    """
    new = tuple(sorted(decisions, key=lambda d: d.span))
    spans = [decision.span for decision in new]
    outside: list[Decision] = []
    for decision in review.decisions:
        if any(span.overlaps(decision.span) for span in spans):
            outside += (replace(decision, span=piece) for piece in minus(decision.span, spans))
        else:
            outside.append(decision)
    return replace(review, decisions=tuple(sorted([*outside, *new], key=lambda d: d.span)), signatures=())


def without(review: Review, spans: Sequence[Span]) -> Review:
    """Return the review with nothing said about these characters."""
    cut = sorted(spans)
    pieces = (replace(d, span=piece) for d in review.decisions for piece in minus(d.span, cut))
    return replace(review, decisions=tuple(pieces), signatures=())


def noted(review: Review, key: str, text: str) -> Review:
    """Return the review with a note written, changed or, where `text` is empty, taken away."""
    notes = [note for note in review.notes if note[0] != key]
    return replace(review, notes=tuple(sorted([*notes, (key, text)] if text else notes)), signatures=())


def moved(document: Document, span: Span, *, start: int = 0, end: int = 0) -> Span:
    """Return a span whose edges have moved by so many words to the right (negative: to the left).

    An edge stops at the edge of its block; where nothing would be left, the span stays as it is.
    """
    first = _start(document, span.start, start)
    last = _end(document, span.end, end)
    return Span(first, last) if first < last and document.text[first:last].strip() else span


def _start(document: Document, at: int, words: int) -> int:
    block = document.block_at(at)
    if block is None or not words:
        return at
    starts = [word.start() for word in WORD.finditer(document.text, block.span.start, block.span.end)]
    if words < 0:
        before = [start for start in starts if start < at]
        return before[max(words, -len(before))] if before else at
    after = [start for start in starts if start > at]
    return after[min(words, len(after)) - 1] if after else at


def _end(document: Document, at: int, words: int) -> int:
    block = document.block_at(at - 1)
    if block is None or not words:
        return at
    ends = [word.end() for word in WORD.finditer(document.text, block.span.start, block.span.end)]
    if words > 0:
        after = [end for end in ends if end > at]
        return after[min(words, len(after)) - 1] if after else at
    before = [end for end in ends if end < at]
    return before[max(words, -len(before))] if before else at


def occurrences(document: Document, text: str, *, whole_words: bool = True) -> tuple[Span, ...]:
    """Return where a text stands in a document, however it is written, its white space runs and whatever its case."""
    pattern = literal(text)
    if not pattern:
        return ()
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    plain = document.plain
    matches = re.finditer(pattern, plain.document.text, re.IGNORECASE)
    return tuple(plain.span_as_written(Span(*match.span())) for match in matches)
