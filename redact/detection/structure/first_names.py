"""Names that begin with a known first name: Moira Okafor, and Moira alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import FAIR, LIKELY, person
from redact.detection.tokens import Tokens
from redact.detection.vocabulary import first_names
from redact.model import Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.names import WORD_NAMES, normal, words_of

_SAINT = re.compile(r"\b(?:St\.?|Saint|King|Queen|Prince|Princess|Pope|Fort|Port|Mount|Lake|Operation)[ ]\Z")
_MORE_CAPITALS = re.compile(rf"[ \t]+[{CAPITALS}][{SMALL}]|['’]s[ ][{CAPITALS}][{SMALL}]")


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield names that begin with a known first name; one word alone counts for less."""
    known = first_names()
    text = tokens.text
    end = 0
    for word in tokens.words:
        plain = normal(word.text)
        if word.start < end or (plain not in known and plain.partition("-")[0] not in known) or plain in WORD_NAMES:
            continue
        in_capitals = tokens.capitals.line_at(word.start)
        flat = in_capitals or tokens.capitals.none
        if not word.capital and not tokens.capitals.none:
            continue
        if word.acronym and not flat and len(word.text) < 4:
            continue
        before = text[max(0, word.start - 12) : word.start]
        if _SAINT.search(before) or text[word.end : word.end + 1] == "@" or before[-1:] in ("@", ".", "/", "_", "\\"):
            continue
        name = tokens.name_at(word.start, lower=tokens.capitals.none, most=3 if in_capitals else 7)
        if name is None:
            continue
        end = name.end
        if len(words_of(text[name.start : name.end])) > 1:
            yield person(tokens, _before_prose(tokens, name) if in_capitals else name, LIKELY)
        elif not _MORE_CAPITALS.match(text, name.end) or flat:
            yield person(tokens, name, FAIR)


def _before_prose(tokens: Tokens, name: Span) -> Span:
    """Leave out ordinary words that follow a name in a line of capitals: JERMAINE WAS DRIVING."""
    words = words_of(tokens.text[name.start : name.end])
    end = name.start + len(words[0])
    for word in words[1:]:
        if not tokens.is_unusual(word):
            break
        end = tokens.text.index(word, end) + len(word)
    return Span(name.start, min(end, name.end))
