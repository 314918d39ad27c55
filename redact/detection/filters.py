"""Filters of a name model's guesses: implausible ones are dropped, the others trimmed to the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.detection.capitals import Capitals
from redact.detection.vocabulary import NEVER_IN_NAMES, NEVER_STARTS_NAMES, OPENERS, first_names, is_common
from redact.model import Document, Finding, Span
from redact.text.lists import words
from redact.text.names import MONTHS, POST_NOMINAL_RUN, TITLES, normal, words_of

_PROSE = words("prose/not_names") | NEVER_STARTS_NAMES | OPENERS
_PROSE_AND_POSTS = _PROSE | NEVER_IN_NAMES
_EDGE = re.compile(
    r"^(?:the|a|an|this|that|our|your|my|his|her|their|its|re|dear|hi|hello|from|to|cc|and)\b[\s:,]+", re.I
)
_LETTERS_AFTER = re.compile(rf"{POST_NOMINAL_RUN}{{1,6}}\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_LOWER_CASE = re.compile(r"\b[a-zß-öø-ÿ][\w'’-]*\b")
_JUNK = re.compile(r"[|=<>{}\[\]_#*]|,\S|https?:|www\.|@")


def filter_guesses(
    document: Document, guesses: Iterable[Finding], capitals: Capitals, *, cased: bool = True
) -> Iterator[Finding]:
    """Yield a model's findings cut at the ends of blocks and trimmed of prose, but for those of common words.

    `cased` says that the model heeds capitals, so that a word which also stands without one is no name.
    """
    lower_case: frozenset[str] | None = None
    for guess in guesses:
        for piece in _pieces(document, guess.span):
            span = _trimmed(document.text, piece)
            if span is None:
                continue
            if lower_case is None:
                lower_case = frozenset(_LOWER_CASE.findall(document.text))
            capitals_count = cased and not capitals.none and not capitals.line_at(span.start)
            if _is_plausible(document[span], guess.entity, lower_case, capitals_count):
                yield replace(guess, span=span)


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    """Cut a span where blocks end, and where lines do in a block that is no prose: no name runs on from there."""
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


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while match := _EDGE.match(text, start, end):
        start = match.end()
    titled = TITLES.match(text, start, end)
    if titled and titled.end() < end:
        start = titled.end()
    letters = _LETTERS_AFTER.search(text[start:end])
    if letters and letters.start() > 1:
        end = start + letters.start()
    possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
    if possessive:
        end = possessive.start()
    while start < end and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    return Span(start, end) if start < end else None


def _is_plausible(words: str, entity: str, lower_case: frozenset[str], capitals_count: bool) -> bool:
    """Tell whether words can be what a model takes them for.

    `lower_case` holds the words that stand in the text without a capital; `capitals_count` says that capitals tell
    names from words here.
    """
    if _JUNK.search(words) or not any(c.isalpha() for c in words) or len(words) < 2:
        return False
    parts = words_of(words)
    if not parts:
        return False
    if entity == "POSTAL_ADDRESS":
        return any(c.isdigit() for c in words) and len(words.split()) > 1
    plain = [normal(part) for part in parts]
    if entity == "NRP":
        return len(plain) <= 2 and words[0].isupper()
    known = _PROSE_AND_POSTS if len(plain) == 1 or entity == "PERSON" else _PROSE
    if len(plain) == 1:
        word = plain[0]
        if word in known or word in MONTHS or (word.endswith("s") and word[:-1] in known):
            return False
        if not capitals_count and is_common(word) and word not in first_names():
            return False
        if capitals_count and word in lower_case:
            return False  # "the Report": the same word stands elsewhere without its capital
        if entity == "PERSON" and parts[0].isupper() and capitals_count:
            return False  # MPS
    elif all(part in known or (part in lower_case and capitals_count) for part in plain):
        return False
    if entity == "PERSON" and any(c.isdigit() for c in words):
        return False
    return sum(c.isalpha() for c in words) >= 0.6 * len(words.replace(" ", ""))
