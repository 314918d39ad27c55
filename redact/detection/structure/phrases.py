"""Phrases of prose beside which a name stands: honorifics, post-nominals, relations, `known as`, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import FAIR, LIKELY, SURE, person
from redact.detection.tokens import Tokens
from redact.detection.vocabulary import RELATIONS, first_names, is_common
from redact.model import Finding, Span
from redact.text.characters import SMALL
from redact.text.lists import alternatives, words
from redact.text.names import (
    EVERYDAY_HONORIFIC,
    HONORIFIC_RUN,
    LOW_HONORIFIC,
    MONTHS,
    POST_NOMINAL_RUN,
    TITLES,
    WORD_NAMES,
    is_honorific,
    normal,
    words_of,
)

_QUOTE = r"[\"“'‘]?"
_TITLE = re.compile(rf"\b(?<!['’@.-]){LOW_HONORIFIC}[ \t\u00a0]")
_TITLED = re.compile(rf"{HONORIFIC_RUN}+(?P<number>[A-Z]{{0,3}}\d{{2,6}}[ \t]+)?(?=[^\W\d_])")
_TITLES = re.compile(rf"{HONORIFIC_RUN}+(?:[A-Z]{{0,3}}\d{{2,6}}[ \t]+)?")
_LOWER_CASE = words("names/everyday_honorifics")
_LOWER_CASE_RANKS = words("names/lower_case_ranks")
_TYPED = re.compile(
    r"\b(?:typed|dictated|transcribed)\b[^\n]{0,40}?[ \t:](?P<one>[^\W\d_]{2,4})/(?P<other>[^\W\d_]{2,4})\b", re.I
)
_ALONE = re.compile(
    r"(?<=[.!?,])[ \t]{0,12}\n{1,3}(?:[ \t]{0,8}>){0,12}[ \t]{0,12}(?P<initials>[A-Z]{1,3})[ \t]{0,12}(?=\n|\Z)"
)
_POST_NOMINAL = re.compile(POST_NOMINAL_RUN)
_RELATED = re.compile(
    rf"\b(?:{RELATIONS})(?:,| is| was|,? (?:is |was )?(?:called|named"
    rf"|known as))?[ \t\n]{{1,2}}\(?{_QUOTE}(?=[^\W\d_])"
)
_NAMING = re.compile(rf"\b(?:{alternatives('letters/naming_phrases')})(?:,|:)?[ \t\n]{{1,2}}{_QUOTE}(?=[^\W\d_])")
_AND = re.compile(
    r"[\"”'’]?(?:,[ \t\n]{1,2}(?:and |& )?|[ \t\n]{1,2}(?:and|&)[ \t\n]{1,2}(?:then )?)[\"“'‘]?(?=[^\W\d_])"
)
_INITIALLED = re.compile(r"(?<![\w'’@./-])(?:[^\W\d_]\.[ ]?){1,4}(?=[^\W\d_]{2}|[^\W\d_]['’])")
_BRACKETED = re.compile(rf"[ \t]{{1,2}}\([\"“'‘]?(?P<inner>[^\W\d_{SMALL}](?:['’.-]?[^\W\d_]){{1,15}}\.?)[\"”'’]?\)")
_SURNAME_BEFORE = re.compile(
    rf"(?:^|[\n\t|;:(]|[ ]{{2}})[ \t]*(?P<surname>(?:[^\W\d_{SMALL}][^\W\d_]*[-'’ ]?){{1,3}}),[ ]\Z"
)
_WROTE = re.compile(r"[ \t\n>]{1,4}(?:<[^>\s]{3,80}>[ \t\n>]{0,4})?wrote:")
_TRAILING_TITLE = re.compile(rf"[ \t]\((?i:{EVERYDAY_HONORIFIC})\.?\)")


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield every name that stands beside a telling phrase."""
    for recognize in (_titled, _post_nominals, _related, _named, _initialled, _bracketed, _wrote, _typed):
        yield from recognize(tokens)


def _titled(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    lower_case = _LOWER_CASE | _LOWER_CASE_RANKS if tokens.capitals.none else _LOWER_CASE
    end = 0
    for begin in _TITLE.finditer(tokens.lowered):
        match = _TITLED.match(text, begin.start()) if begin.start() >= end else None
        if match is None:
            continue
        end = match.end()
        titles = [title.rstrip(".,") for title in match.group().split()]
        if titles[0][0].islower() and any(title[0].isupper() and title[0].isalpha() for title in titles[1:]):
            titles = [title for title in titles if title[0].isupper()]  # the school nurse Sr. Okafor
        first = titles[0].lower()
        without_capital = titles[0][0].islower()
        if without_capital and first not in lower_case:
            continue
        if first in words("names/ambiguous_honorifics") and not without_capital and not _stands_as_title(text, match):
            continue
        name = tokens.name_at(end, lower=without_capital and not text[end].isupper(), announced=True)
        if name is not None and not is_honorific(text[name.start : name.end]):
            yield person(tokens, name, SURE)


def _stands_as_title(text: str, match: re.Match[str]) -> bool:
    """Tell a title that is also a word of prose from the word: it has a capital, and a name follows, not an office."""
    following = re.match(r"[^\W_]+", text[match.end() :][:40])
    return following is None or following.group().lower() not in words("names/after_ambiguous_honorifics")


def _post_nominals(tokens: Tokens) -> Iterator[Finding]:
    for match in _POST_NOMINAL.finditer(tokens.text):
        name = tokens.name_before(match.start())
        if name is not None:
            yield person(tokens, _without_honorific(tokens, name), SURE)


def _without_honorific(tokens: Tokens, name: Span) -> Span:
    """Cut honorifics off the front of a span that was read backwards."""
    start = name.start
    match = TITLES.match(tokens.text, name.start, name.end)
    if match and match.end() < name.end:
        start = match.end()
    return Span(start, name.end)


def _related(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    for match in _RELATED.finditer(tokens.lowered):
        in_capitals = tokens.capitals.line_at(match.start())
        begins = text[match.start()].isupper() and not in_capitals
        if in_capitals and "\n" in match.group():
            continue
        name = _announced(tokens, match.end(), most=2 if in_capitals else 7)
        if name is not None and begins and any(map(is_common, words_of(text[name.start : name.end]))):
            continue  # Child Protection, Patient Safety
        if name is not None and len(name) > 1:
            yield person(tokens, name, LIKELY)


def _announced(tokens: Tokens, offset: int, *, most: int, lower: bool = False) -> Span | None:
    """Return the name that stands at an offset after a telling phrase, without its honorifics; also `sharon`."""
    honorifics = _TITLES.match(tokens.text, offset)
    start = honorifics.end() if honorifics and honorifics.end() < len(tokens.text) else offset
    name = tokens.name_at(start, most=most, lower=lower)
    if name is None and start == offset:
        first = tokens.index_at(offset)
        if first < len(tokens.words) and tokens.words[first].start == offset:
            word = tokens.words[first]
            if normal(word.text) in first_names() and normal(word.text) not in WORD_NAMES:
                return Span(word.start, word.end)
    return name


def _named(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    for match in _NAMING.finditer(tokens.lowered):
        in_capitals = tokens.capitals.line_at(match.start())
        offset = match.end()
        lower = tokens.capitals.none or match.group().startswith(("name is", "name was"))
        for _ in range(6):
            name = _announced(tokens, offset, most=2 if in_capitals else 7, lower=lower)
            if name is None or len(name) < 2:
                break
            yield person(tokens, name, LIKELY)
            following = _AND.match(text, name.end)
            if following is None:
                break
            offset = following.end()


def _initialled(tokens: Tokens) -> Iterator[Finding]:
    for match in _INITIALLED.finditer(tokens.text):
        name = tokens.name_at(match.start(), least=2, most=5)
        if name is not None and len(words_of(tokens.text[name.start : name.end])[-1]) > 2:
            yield person(tokens, name, LIKELY)


def _bracketed(tokens: Tokens) -> Iterator[Finding]:
    """Yield a name before its title in brackets, and the name in brackets that its bearer goes by."""
    text = tokens.text
    for match in _BRACKETED.finditer(text):
        name = tokens.name_before(match.start(), least=1)
        if name is None:
            continue
        if _TRAILING_TITLE.match(text, match.start()):
            yield person(tokens, name, LIKELY)
            continue
        word = normal(match["inner"])
        inner = Span(*match.span("inner")) if word in MONTHS else tokens.name_at(match.start("inner"))
        if inner is None or inner.end != match.end("inner"):
            continue
        known = word in first_names() or word in MONTHS
        surname = _SURNAME_BEFORE.search(text, max(0, name.start - 40), name.start)
        if tokens.widened(name):
            yield person(tokens, inner, SURE if known else FAIR)  # mrs Kowalczyk (Beata)
        elif known and (surname or len(words_of(text[name.start : name.end])) > 1):  # HUANG, Mei-Ling (May)
            yield person(tokens, Span(surname.start("surname") if surname else name.start, match.end()), SURE)


def _wrote(tokens: Tokens) -> Iterator[Finding]:
    for match in _WROTE.finditer(tokens.text):
        name = tokens.name_before(match.start(), least=1)
        if name is not None:
            yield person(tokens, name, SURE)


def _typed(tokens: Tokens) -> Iterator[Finding]:
    """Yield initials of whoever dictated and typed, and those on a line of their own that sign a short note."""
    for match in _TYPED.finditer(tokens.text):
        for group in ("one", "other"):
            span = Span(match.start(group), match.end(group))
            yield Finding(span, "PERSON", SURE, ("structure",), frozenset({"initials"}))
    for match in _ALONE.finditer(tokens.text):
        span = Span(match.start("initials"), match.end("initials"))
        yield Finding(span, "PERSON", FAIR, ("structure",))
