"""Repeats: numbers that lead to somebody, accounts, and the streets of homes, found wherever else they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.model import Document, Finding, Span
from redact.text.writings import letters

_SCORE = 0.8
_NUMBERS = frozenset({
    "UK_NINO", "UK_NHS", "UK_CHI", "UK_UTR", "UK_UPN", "UK_PASSPORT", "UK_DRIVING_LICENCE", "UK_VEHICLE_REGISTRATION",
    "UK_BANK_ACCOUNT", "IDENTITY_NUMBER", "PROFESSIONAL_NUMBER", "CRIME_REFERENCE", "REFERENCE_NUMBER", "USERNAME",
})  # fmt: skip
# Written so again, these are other things: people have parts, days and sums are nobody's by themselves.
_BY_ITSELF = frozenset({"PERSON", "DATE_TIME", "MONEY", "TERM", "JOB_TITLE", "EMAIL_ADDRESS"})
_WORD = re.compile(r"(?<![\w@./'’-])[^\W_]+")
_GOES_ON = re.compile(r"[\w@]|[-'’](?!s\b)\w|\.[a-z]")
_LEAST_OF_NAMES = 2
_LEAST = 5  # letters and digits of a value that means the same wherever it stands
_TOKEN = re.compile(r"(?<![\w@./-])[^\W_](?:[\w/.-]*[^\W_])?(?![\w@])")
_NUMBERED = re.compile(
    r"(?:no\.?[ ]?|number[ ])?\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?[ ]+(?P<street>\S.*)", re.I
)
_STREET = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:[ ][\w'’.-]+){1,4}")


def find_values(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each further place of a value of one word that was found, whatever stands there."""
    entities: dict[str, str] = {}
    for finding in findings:
        word = document[finding.span]
        if finding.entity in _NUMBERS and " " not in word and _can_stand_alone(word, finding.entity):
            entities.setdefault(letters(word), finding.entity)
    if entities:
        for match in _TOKEN.finditer(document.text):
            entity = entities.get(letters(match.group()))
            if entity is not None:
                yield Finding(Span(*match.span()), entity, _SCORE, ("spread",))


def find_same(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each further place of a body, a place, an address, in the very same writing, as it was found."""
    named: dict[str, dict[str, Finding]] = {}
    for finding in findings:
        name = document[finding.span]
        first = _WORD.match(name)
        alone = finding.entity not in _BY_ITSELF and not finding.entity.endswith("_CUE")
        if alone and first and sum(c.isalnum() for c in name) >= _LEAST_OF_NAMES and "\n" not in name:
            named.setdefault(first.group(), {}).setdefault(name, finding)
    text = document.text
    for match in _WORD.finditer(text):
        for name in sorted(named.get(match.group(), ()), key=len, reverse=True):
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not _GOES_ON.match(text, end):
                yield replace(named[match.group()][name], span=Span(match.start(), end), wide=None)


def find_streets(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each place of the streets that addresses lie in, as part of an address; within other findings too."""
    streets = set[str]()
    for finding in findings:
        if finding.entity == "POSTAL_ADDRESS":
            streets.update(_streets(document[finding.span]))
    if streets:
        longest_first = sorted(
            (r"\s+".join(map(re.escape, street.split())) for street in streets), key=len, reverse=True
        )
        for match in re.finditer(rf"(?<![\w@.-])(?:{'|'.join(longest_first)})(?![\w@-])", document.text, re.I):
            yield Finding(Span(*match.span()), "POSTAL_ADDRESS", _SCORE, ("spread",))


def _streets(address: str) -> Iterator[str]:
    for part in re.split(r"[,\n]", address):
        numbered = _NUMBERED.fullmatch(part.strip())
        street = numbered["street"] if numbered else ""
        if _STREET.fullmatch(street):
            yield street


def _can_stand_alone(word: str, entity: str) -> bool:
    plain = letters(word)
    return len(plain) >= _LEAST and (entity == "USERNAME" or any(c.isdigit() for c in plain))
