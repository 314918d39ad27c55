"""The gazetteer: offices, bodies, places and collectives that the policy's registers list, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from redact.detection.capitals import Capitals
from redact.model import Document, Finding, Span
from redact.policy import Policy

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: a space, a line end, an apostrophe, an ampersand, a hyphen ...
_GAP = re.compile(r"(?:[ \t\u00a0]{1,2}|[ \t]?\n[ \t>]{0,8}|['’.]|[ \t]?&[ \t]?|[ \t]?[-–][ \t]?|,[ \t])\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One writing of one listed thing."""

    words: tuple[str, ...]  # as written in the register
    lowered: tuple[str, ...]
    entity: str
    traits: frozenset[str]

    @property
    def acronym(self) -> bool:
        return len(self.words) == 1 and self.words[0].isupper()


class Gazetteer:
    """Every writing of every listed thing, by its first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_first.setdefault(entry.lowered[0], []).append(entry)
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry.words))

    def find(self, text: str, capitals: Capitals) -> Iterator[tuple[Span, Entry]]:
        """Yield the longest listed thing at each place, left to right, never overlapping."""
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        i = 0
        while i < len(words):
            first = words[i][0]
            for entry in self._by_first.get(first.lower()) or self._by_first.get(_singular(first).lower()) or ():
                run = words[i : i + len(entry.words)]
                if _is_written(entry, run, text, capitals) and _stands_alone(text, run[0][1], run[-1][2]):
                    yield Span(run[0][1], run[-1][2]), entry
                    i += len(entry.words) - 1
                    break
            i += 1


def _is_written(entry: Entry, run: list[tuple[str, int, int]], text: str, capitals: Capitals) -> bool:
    """Tell whether a run of words is an entry, with its capitals where the text's can be trusted."""
    if len(run) < len(entry.words):
        return False
    any_capitals = capitals.line_at(run[0][1])
    for k, (word, start, _) in enumerate(run):
        wanted, lowered = entry.words[k], entry.lowered[k]
        if k == len(run) - 1 and word != wanted and word.lower() != lowered:
            word = _singular(word)  # ROCUs, Regional Organised Crime Units
        if any_capitals or (capitals.none and not (entry.acronym and len(wanted) < 4)):
            if word.lower() != lowered:
                return False
        elif word != wanted and not (not wanted[0].isupper() and word.lower() == lowered):
            return False
        if k and not _GAP.match(text[run[k - 1][2] : start]):
            return False
    return True


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell that words are no part of a longer word, a path or an address: Anglo-London, but London-based is London."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (
        (before[-1:] == "-" and before[0].isalnum())
        or before[-1:] in ("@", "/")
        or (after[:1] in "-@_" and after[1:2].isupper())
        or after[:1] == "@"
        or (after[:1] == "." and after[1:2].islower())
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "S")) else word


def find_listed(document: Document, policy: Policy, capitals: Capitals) -> Iterator[Finding]:
    """Yield what the policy's registers list; words that name nobody carry the trait `collective`."""
    gazetteer = _gazetteer(
        tuple((o.name, tuple(o.aliases), tuple(o.traits)) for o in policy.offices),
        tuple((o.name, tuple(o.aliases), tuple(o.traits)) for o in policy.organisations),
        tuple(policy.places),
        tuple(policy.collectives),
        tuple(policy.public_addresses),
    )
    for span, entry in gazetteer.find(document.text, capitals):
        yield Finding(span, entry.entity, 0.95, ("register",), entry.traits)


_Rows = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@lru_cache(maxsize=8)
def _gazetteer(
    offices: _Rows,
    organisations: _Rows,
    places: tuple[str, ...],
    collectives: tuple[str, ...],
    addresses: tuple[str, ...],
) -> Gazetteer:
    entries: list[Entry] = []
    for rows, entity in ((offices, "JOB_TITLE"), (organisations, "ORGANIZATION")):
        for name, aliases, traits in rows:
            entries += _entries((name, *aliases), entity, frozenset(traits))
    entries += _entries(places, "LOCATION", frozenset())
    entries += _entries(addresses, "POSTAL_ADDRESS", frozenset({"public-address"}))
    entries += _entries(collectives, "ORGANIZATION", frozenset({"collective"}))
    return Gazetteer(entries)


def _entries(names: Iterable[str], entity: str, traits: frozenset[str]) -> Iterator[Entry]:
    for name in names:
        words = tuple(_WORD.findall(name))
        if words:
            lowered = tuple(word.lower() for word in words)
            yield Entry(words, lowered, entity, traits)
