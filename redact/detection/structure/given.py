"""Names by their first name: Moira Okafor, and Moira alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.sightings import FAIR, LIKELY, person
from redact.detection.vocabulary import given_names
from redact.detection.wording import Wording
from redact.model import Finding, Span
from redact.text.names import WORD_NAMES, normal, words_of

_SAINT = re.compile(r"\b(?:St\.?|Saint|King|Queen|Prince|Princess|Pope|Fort|Port|Mount|Lake|Operation)[ ]\Z")
_MORE_CAPITALS = re.compile(r"[ \t]+[A-Z][a-z]|['’]s[ ][A-Z][a-z]")


def find(wording: Wording) -> Iterator[Finding]:
    """Yield names that begin with a known first name; one word alone counts for less."""
    known = given_names()
    text = wording.text
    end = 0
    for word in wording.words:
        plain = normal(word.text)
        if word.start < end or (plain not in known and plain.partition("-")[0] not in known) or plain in WORD_NAMES:
            continue
        shouted = wording.lettering.shouted(word.start)
        flat = shouted or wording.lettering.quiet
        if not word.capital and not wording.lettering.quiet:
            continue
        if word.acronym and not flat and len(word.text) < 4:
            continue
        before = text[max(0, word.start - 12) : word.start]
        if _SAINT.search(before) or text[word.end : word.end + 1] == "@" or before[-1:] in ("@", ".", "/", "_", "\\"):
            continue
        name = wording.name_at(word.start, lower=wording.lettering.quiet, most=3 if shouted else 7)
        if name is None:
            continue
        end = name.end
        if len(words_of(text[name.start : name.end])) > 1:
            yield person(wording, _unshouted(wording, name) if shouted else name, LIKELY)
        elif not _MORE_CAPITALS.match(text, name.end) or flat:
            yield person(wording, name, FAIR)


def _unshouted(wording: Wording, name: Span) -> Span:
    """Leave out ordinary words that follow a name in a line of capitals: JERMAINE WAS DRIVING."""
    words = words_of(wording.text[name.start : name.end])
    end = name.start + len(words[0])
    at = end
    for word in words[1:]:
        at = wording.text.index(word, at) + len(word)
        if not wording.unusual(word):
            break
        end = at
    return Span(name.start, min(end, name.end))
