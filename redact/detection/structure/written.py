"""Names by their form: initials run together, a surname first, a nickname inside, a pseudonym.

JB Farrow   Ó Briain, C   PETRESCU, Ilinca   Dilwyn "Dil the Post" Harries   Witness B12
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import LIKELY, SURE, person
from redact.detection.tokens import Tokens
from redact.detection.vocabulary import NEVER_IN_NAMES, OPENERS, first_names, is_common
from redact.model import Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives, words
from redact.text.names import WORD_NAMES, normal, words_of

_UPPER = rf"[^\W\d_{SMALL}]"
_LOWER = rf"[^\W\d_{CAPITALS}]"
# JB Farrow, PJ O'Hara
_JOINED_INITIALS = re.compile(
    rf"(?<![\w'’@./&-])(?P<initials>{_UPPER}{{2,3}})[ ](?=(?:{_UPPER}['’])?{_UPPER}['’]?{_LOWER})"
)
_CELL_STARTS = r"(?:^[ \t>]*(?:[-•*][ \t]*|\d{1,3}[.)]?[ \t]+)?|(?<=[\t|;(:])[ \t]*|(?<=[ ]{2}))"
# Ó Briain, C   Kaur, J.   HUANG, Mei-Ling: where a line or a cell begins
_SURNAME_FIRST = re.compile(
    rf"{_CELL_STARTS}(?P<surname>(?:[^\W\d_][\w'’-]{{0,24}}[ ]){{0,2}}{_UPPER}[\w'’-]{{1,24}}),[ ]"
    rf"(?P<first>{_UPPER}\.?(?:[ ]?{_UPPER}\.?){{0,2}}(?=[ \t]*(?:[|\t;)(\n]|[ ]{{2}}|-[ ]|\Z|\.[ ]|,[ ]))"
    rf"|{_UPPER}[\w'’-]{{1,24}}(?:[ ]{_UPPER}[\w'’-]{{1,24}}){{0,2}})",
    re.M,
)
_INITIALS = re.compile(rf"(?:{_UPPER}\.?[ ]?){{1,3}}")
_NICKNAMED = re.compile(
    rf"[\"“](?P<nickname>{_UPPER}[\w'’-]{{1,15}}(?:[ ][\w'’-]{{1,15}}){{0,3}})[\"”]"
    rf"[ \t]{{1,2}}(?P<surname>{_UPPER}[\w'’-]{{1,24}})"
)
_CODE = re.compile(r"(?<=[^\W\d_][ ])[A-Z]{1,2}\d{0,3}(?!\w|['’.-]\w)")
_ROLE_BEFORE = re.compile(rf"\b(?:{alternatives('names/pseudonymous')})[ ]\Z", re.I)


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield names that their form gives away."""
    yield from _joined_initials(tokens)
    yield from _surname_first(tokens)
    yield from _nicknamed(tokens)
    yield from _pseudonyms(tokens)


def _joined_initials(tokens: Tokens) -> Iterator[Finding]:
    for match in _JOINED_INITIALS.finditer(tokens.text):
        if match["initials"] in words("names/not_initials") or tokens.capitals.line_at(match.start()):
            continue
        surname = tokens.name_at(match.end(), most=2)
        if surname is None or tokens.text[surname.end : surname.end + 2].strip()[:1].isupper():
            continue
        if not any(map(_is_prose, words_of(tokens.text[surname.start : surname.end]))):
            yield person(tokens, Span(match.start(), surname.end), LIKELY)


def _is_prose(word: str) -> bool:
    plain = normal(word)
    if "-" in plain:
        return False  # Mei-Ling
    return plain in NEVER_IN_NAMES or plain in OPENERS or (is_common(plain) and plain not in WORD_NAMES)


def _surname_first(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    for match in _SURNAME_FIRST.finditer(text):
        first, surname = match["first"], match["surname"]
        initials = bool(_INITIALS.fullmatch(first))
        if any(map(_is_prose, words_of(surname))) or (not initials and any(map(_is_prose, words_of(first)))):
            continue
        span = Span(match.start("surname"), match.end("first"))
        if initials:
            yield person(tokens, span, SURE)
        elif surname.isupper() and len(surname) > 2 and not tokens.capitals.line_at(match.start("surname")):
            plain = normal(words_of(first)[0])
            ends_cell = text[match.end() :][:4].lstrip(" ")[:1] in ("|", "\t", "\n", ";", "")
            known = plain.partition("-")[0] in first_names() or plain in WORD_NAMES or ends_cell
            yield person(tokens, span, SURE if known else LIKELY)


def _nicknamed(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    for match in _NICKNAMED.finditer(text):
        i = tokens.index_before(match.start())
        before = text[tokens.words[i].end : match.start()] if i >= 0 else ""
        first = tokens.words[i] if i >= 0 and before and not before.strip(" \t") else None
        if all(normal(word) in words("prose/common_words", "prose/openers") for word in match["nickname"].split()):
            continue
        if _is_prose(match["surname"]) or (first is not None and first.capital and _is_prose(first.text)):
            continue
        if first is not None and first.capital:
            while (
                i > 0 and tokens.words[i - 1].capital and text[tokens.words[i - 1].end : tokens.words[i].start] == " "
            ):
                if _is_prose(tokens.words[i - 1].text):
                    break
                i -= 1
            name = tokens.name_at(tokens.words[i].start)
            if name is not None and name.end > match.start("surname"):
                yield person(tokens, name, SURE)
        elif tokens.name_at(match.start("surname")) is not None:
            yield person(tokens, Span(match.start("nickname"), match.end("surname")), LIKELY)


def _pseudonyms(tokens: Tokens) -> Iterator[Finding]:
    """Yield the code that stands for whoever bears a role; a letter alone for a witness only: Child K is a review."""
    text = tokens.text
    for match in _CODE.finditer(text):
        code = match.group()
        coded = any(c.isdigit() for c in code)
        role = _ROLE_BEFORE.search(text, max(0, match.start() - 20), match.start()) if coded or len(code) == 1 else None
        if role is None:
            continue
        span, wide = Span(*match.span()), Span(role.start(), match.end())
        if coded:
            yield Finding(span, "PERSON", SURE, ("structure",), frozenset({"initials"}), wide=wide)
        elif code != "I" and role.group().startswith("Witness"):
            yield Finding(span, "PERSON", SURE, ("structure",), wide=wide)
