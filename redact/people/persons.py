"""Persons: mentions grouped by person, full names first, then what can only be understood by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from redact.model import Document, Finding
from redact.text.names import FEMALE, MALE, Name, normal, parse_name, words_of
from redact.text.writings import local_parts

Sex = Literal["", "m", "f"]


@dataclass
class Person:
    """What is known of one person; `first` and `last` are the offsets of the mentions read so far."""

    number: int
    first: int
    last: int
    first_names: tuple[str, ...] = ()
    surname: str = ""
    sex: Sex = ""
    declared_initials: set[str] = field(default_factory=set)

    def learn(self, name: Name, sex: Sex, offset: int) -> None:
        """Add what a mention tells: the fullest name, the sex, the place."""
        if name.full and len(name.first_names) >= len(self.first_names):
            self.first_names, self.surname = name.first_names, name.surname
        elif name.surname and not self.surname:
            self.surname = name.surname
        elif name.first_names and not self.first_names:
            self.first_names = name.first_names
        self.sex = self.sex or sex
        self.first, self.last = min(self.first, offset), offset

    @property
    def initials(self) -> set[str]:
        """The initials that this name can have: all of them, or without middle names or parts of the surname."""
        firsts = "".join(name[0] for name in self.first_names)
        lasts = "".join(part[0] for part in re.split(r"[ '-]", self.surname) if part)
        if not firsts:
            return set()
        if not lasts:
            return {firsts, firsts[0]}
        return {firsts + lasts[0], firsts[0] + lasts[0], firsts + lasts, firsts[0] + lasts}

    @property
    def local_parts(self) -> frozenset[str]:
        return local_parts(Name(self.first_names, self.surname))


@dataclass(frozen=True)
class Mention:
    """One mention of a person: the name, whether it is initials, and the sex that the honorifics before it tell."""

    name: Name
    sex: Sex
    initials: bool


class Persons:
    """The persons of a document: each surname, first name or set of initials is the nearest person's whom it fits."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._persons: list[Person] = []
        self._by_offset: dict[int, Person] = {}
        mentions = {finding.span.start: self._mention(finding) for finding in findings}
        for full in (True, False):
            for finding in findings:
                mention = mentions[finding.span.start]
                if (mention.name.full and not mention.initials) == full:
                    self._add(finding, mention)

    def person_of(self, finding: Finding) -> Person:
        """Return the person whom a finding mentions."""
        return self._by_offset[finding.span.start]

    def owner_of(self, address: str) -> Person | None:
        """Return whose e-mail address this is by its local part (first.last, flast); None where not one person's."""
        local_part = re.sub(r"[^a-z]", "", address.casefold().partition("@")[0])
        owners = [person for person in self._persons if local_part in person.local_parts]
        return owners[0] if len(owners) == 1 else None

    def _mention(self, finding: Finding) -> Mention:
        text = self._document[finding.span]
        before = ""
        if finding.wide is not None:
            before = self._document.text[finding.wide.start : finding.span.start].lower()
        honorifics = set(re.findall(r"[a-z]+", before))
        male, female = bool(honorifics & MALE), bool(honorifics & FEMALE)
        sex: Sex = "" if male == female else "m" if male else "f"
        name = parse_name(text)
        one_word = not name.first_names
        initials = "initials" in finding.traits or (one_word and _are_initials(text))
        if one_word and not honorifics and not initials:
            # A first name or a surname; who was named in full tells.
            return Mention(Name((name.surname,), ""), "", False)
        return Mention(name, sex, initials)

    def _add(self, finding: Finding, mention: Mention) -> None:
        offset = finding.span.start
        fitting = [person for person in self._persons if _fits(person, mention)]
        if mention.initials:
            letters = normal(self._document[finding.span])
            fitting = [person for person in fitting if letters in person.declared_initials] or fitting
        person = self._nearest(fitting, offset)
        if person is None:
            person = Person(len(self._persons), offset, offset)
            self._persons.append(person)
        name = mention.name
        if mention.initials:
            person.declared_initials.add(normal(self._document[finding.span]))
            name = Name((), "")
        elif not name.surname and not person.first_names and person.surname and name.first_names[0] == person.surname:
            name = Name((), name.first_names[0])
        person.learn(name, mention.sex, offset)
        self._by_offset[offset] = person

    @staticmethod
    def _nearest(persons: list[Person], offset: int) -> Person | None:
        """Return who was named last before an offset, else who is named first after it."""
        before = [person for person in persons if person.first <= offset]
        if before:
            return max(before, key=lambda person: (min(person.last, offset), person.first))
        return min(persons, key=lambda person: person.first, default=None)


def _fits(person: Person, mention: Mention) -> bool:
    """Tell whether a mention can be of a person by its name and sex."""
    name = mention.name
    if mention.sex and person.sex and mention.sex != person.sex:
        return False
    if mention.initials:
        letters = re.sub(r"\W", "", name.surname or "".join(name.first_names))
        return letters in {re.sub(r"\W", "", known) for known in person.declared_initials} | person.initials
    if name.full:
        if not person.surname or not person.first_names:
            return False
        if _misspelt(name.surname, person.surname):
            return name.first_names == person.first_names
        return _same_surname(name.surname, person.surname) and _same_first_names(name.first_names, person.first_names)
    if name.surname:  # a title with a surname
        return _same_surname(name.surname, person.surname)
    word = name.first_names[0]
    if word == person.surname or word in person.first_names or word in person.surname.split():
        return True
    return len(word) >= 3 and any(first.startswith(word) and len(first) > len(word) + 1 for first in person.first_names)


def _are_initials(text: str) -> bool:
    letters = re.sub(r"[.'’ ]", "", text)
    if text.isalpha():
        return letters.isupper() and len(text) <= 2
    return letters.isupper() and len(letters) <= 4 and len(words_of(text)) <= 4


def _same_surname(one: str, other: str) -> bool:
    return one == other or (one != "" and one.replace("-", " ") == other.replace("-", " "))


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two longer words differ by one letter put in, left out, changed, or swapped with its neighbour."""
    if one == other or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _same_first_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Compare first names in pairs; an initial agrees with the name it begins, and a missing middle name with any."""
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=False))
