"""Filters of a name model's guesses: cut where blocks end, trimmed to the name itself, and those that can be none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.detection.entities import NAMES
from redact.detection.vocabulary import NEVER_IN_NAMES, OPENERS
from redact.model import Document, Finding, Span
from redact.text.names import LETTERS_AFTER, TITLES, WORD_NAMES, is_honorific, normal, words_of

_EDGE = re.compile(
    r"(?:the|a|an|this|that|our|your|my|his|her|their|its|re|dear|hi|hello|from|to|cc|and)\b[\s:,]+", re.I
)
_CERTAIN = 0.95
_POSSESSIVE = re.compile(r"['’]s?\Z")


def filter_guesses(document: Document, guesses: Iterable[Finding]) -> Iterator[Finding]:
    """Yield guesses cut at the ends of blocks, names without what stands around them; never empty ones."""
    for guess in guesses:
        for piece in _pieces(document, guess.span):
            span = _trimmed(document.text, piece, person=guess.entity == "PERSON", name=guess.entity in NAMES)
            if span is not None:
                yield replace(guess, span=span)


def is_plausible(words: str, guess: Finding) -> bool:
    """Tell whether words can be what a model takes them for at all: a name has letters, a reference a digit.

    An address has letters too. Words that carry sentences are nobody, and one letter is somebody only where the model
    is nearly certain.
    """
    if guess.entity == "REFERENCE_NUMBER":
        return any(c.isdigit() for c in words)
    if guess.entity == "POSTAL_ADDRESS":
        return any(c.isalpha() for c in words)
    if guess.entity not in NAMES:
        return True
    parts = [normal(part) for part in words_of(words)]
    if not parts or (guess.entity == "PERSON" and len("".join(parts)) == 1 and guess.score < _CERTAIN):
        return False
    nobody = NEVER_IN_NAMES if guess.entity == "PERSON" else frozenset()
    return not all(
        (part in OPENERS or part in nobody or is_honorific(part)) and part not in WORD_NAMES for part in parts
    )


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    """Cut a span where blocks end, and at wide gaps in a block that is no prose: no name runs on from there."""
    for block in document.blocks_in(span):
        shared = block.span.within(span)
        if shared is None:
            continue
        if block.kind in ("paragraph", "item", "quote"):
            yield shared
        else:
            start = shared.start
            for line in re.split(r"(\n|\t|[ ]{3,})", document[shared]):
                if line.strip():
                    yield Span(start, start + len(line))
                start += len(line)


def _trimmed(text: str, span: Span, *, person: bool, name: bool) -> Span | None:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    if name:
        while match := _EDGE.match(text, start, end):
            start = match.end()
    if person:
        titled = TITLES.match(text, start, end)
        if titled and titled.end() < end:
            start = titled.end()
        letters = LETTERS_AFTER.search(text[start:end])
        if letters and letters.start() > 1:
            end = start + letters.start()
    possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
    if possessive:
        end = possessive.start()
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    return Span(start, end) if start < end else None
