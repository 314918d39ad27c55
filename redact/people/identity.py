"""Which findings are about the same person, body or value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from redact.model import Document, Finding
from redact.policy import Office, Organisation, Policy
from redact.text.names import FEMALE, MALE, Name, normal, taken_apart, words_of

_VALUES = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "JOB_TITLE": "post"}
_SMALL = frozenset("of the and for in on at to & a de".split())


@dataclass
class Person:
    """What is known of one person while the document is read."""

    key: str
    given: tuple[str, ...] = ()
    surname: str = ""
    sex: str = ""
    first: int = 0
    last: int = 0
    parts: set[str] = field(default_factory=set)

    def learn(self, name: Name, sex: str, at: int) -> None:
        if name.full and len(name.given) >= len(self.given):
            self.given, self.surname = name.given, name.surname
        elif name.surname and not self.surname:
            self.surname = name.surname
        elif name.given and not self.given:
            self.given = name.given
        self.sex = self.sex or sex
        self.last = at


@dataclass(frozen=True)
class Mention:
    """One mention of a person: the name taken apart, and what the words around it say."""

    name: Name
    titled: bool
    sex: str
    initials: bool
    part: str


def assign_subjects(document: Document, findings: Sequence[Finding], policy: Policy) -> list[Finding]:
    """Return findings with their subjects; keys count up in reading order and quote nothing."""
    people = People(document)
    persons = [finding for finding in findings if finding.entity == "PERSON"]
    people.read(persons)
    official = _official_names(policy)
    keys: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    short = _short_forms(document, findings)
    given: list[Finding] = []
    for finding in findings:
        kind = _VALUES.get(finding.entity, finding.entity.lower().replace("_", "-"))
        owner = people.owner_of(document[finding.span]) if finding.entity == "EMAIL_ADDRESS" else None
        if finding.entity == "PERSON":
            value = people.subject_of(finding).key
        elif owner is not None:
            kind, value = "person", owner.key
        else:
            value = _value(document[finding.span], finding.entity, official, short)
        if (kind, value) not in keys:
            counts[kind] = counts.get(kind, 0) + 1
            keys[kind, value] = f"{kind}-{counts[kind]}"
        given.append(replace(finding, subject=keys[kind, value]))
    return given


def _official_names(policy: Policy) -> dict[str, str]:
    """Return the one name of each listed office and body, by every writing of it."""
    listed: tuple[Office | Organisation, ...] = (*policy.offices, *policy.organisations)
    return _by_writing(tuple((each.name, *each.aliases) for each in listed))


@lru_cache(maxsize=8)
def _by_writing(listed: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    return {_letters(writing): writings[0] for writings in listed for writing in writings}


def _value(words: str, entity: str, official: dict[str, str], short: dict[str, str]) -> str:
    if entity in ("ORGANIZATION", "JOB_TITLE"):
        letters = _letters(words)
        name = official.get(letters) or official.get(letters.removesuffix("s"))
        return _letters(name) if name else short.get(letters, letters)
    if entity == "PHONE_NUMBER":
        digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", words))
        return re.sub(r"^(?:0044|44)(?=\d{9,10}$)", "0", digits)
    if entity == "EMAIL_ADDRESS":
        return words.casefold()
    return _letters(words)


def _letters(words: str) -> str:
    words = re.sub(r"['’]s\b", "s", words.casefold().replace("&", " and "))
    return re.sub(r"^the ", "", " ".join(re.findall(r"[^\W_]+", words)))


def _short_forms(document: Document, findings: Iterable[Finding]) -> dict[str, str]:
    """Return what short forms stand for: initials of a body named in full, or its first words."""
    known = {_letters(document[f.span]) for f in findings if f.entity == "ORGANIZATION"}
    short: dict[str, str] = {}
    for name in sorted(known, key=lambda n: (-len(n), n)):
        words = name.split()
        if len(words) > 1:
            for initials in ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)):
                if len(initials) > 1 and initials in known:
                    short.setdefault(initials, name)
    return short


class People:
    """The people of one document: full names first, then everything that can only be understood by them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._people: list[Person] = []
        self._of: dict[int, Person] = {}
        self._mentions: dict[int, Mention] = {}

    def read(self, findings: Sequence[Finding]) -> None:
        """Group findings: full names, then surnames, first names and initials by the nearest who fits."""
        for finding in findings:
            self._mentions[finding.span.start] = self._mention(finding)
        for full in (True, False):
            for finding in findings:
                mention = self._mentions[finding.span.start]
                if (mention.name.full and not mention.initials) == full:
                    self._place(finding, mention)

    def subject_of(self, finding: Finding) -> Person:
        return self._of[finding.span.start]

    def owner_of(self, address: str) -> Person | None:
        """Return whose mailbox an address is by its local part: first.last, flast; nobody's where unsure."""
        local = re.sub(r"[^a-z]", "", address.casefold().partition("@")[0])
        owners = [
            person
            for person in self._people
            if person.given and len(person.surname) > 2 and local in _local_parts(person.given[0], person.surname)
        ]
        return owners[0] if len(owners) == 1 else None

    def _mention(self, finding: Finding) -> Mention:
        words = self._document[finding.span]
        before = ""
        if finding.wide is not None:
            before = self._document.text[finding.wide.start : finding.span.start].lower()
        titles = set(re.findall(r"[a-z]+", before))
        sex = "m" if titles & MALE and not titles & FEMALE else "f" if titles & FEMALE and not titles & MALE else ""
        block = self._document.block_at(finding.span.start)
        part = block.part if block else "body"
        name = taken_apart(words)
        titled = bool(titles)
        alone = not name.given
        initials = "initials" in finding.traits or (alone and _are_initials(words))
        if alone and not titled and not initials:
            # One word without a title: a first name or a surname; who was named in full tells.
            return Mention(Name((name.surname,), ""), False, sex, False, part)
        return Mention(name, titled, sex, initials, part)

    def _place(self, finding: Finding, mention: Mention) -> None:
        at = finding.span.start
        fitting = [person for person in self._people if self._fits(person, mention)]
        person = self._nearest(fitting, at)
        if person is None:
            person = Person(f"{len(self._people)}", first=at)
            self._people.append(person)
        name = mention.name
        if mention.initials:
            person.parts.add(normal(self._document[finding.span]))
            name = Name((), "")
        elif not name.surname and not person.given and person.surname and name.given[0] == person.surname:
            name = Name((), name.given[0])
        person.learn(name, mention.sex, at)
        person.first = min(person.first, at)
        self._of[at] = person

    def _nearest(self, people: list[Person], at: int) -> Person | None:
        """Return who was named last before a place, else who is named first after it."""
        before = [person for person in people if person.first <= at]
        if before:
            return max(before, key=lambda person: (min(person.last, at), person.first))
        return min(people, key=lambda person: person.first, default=None)

    def _fits(self, person: Person, mention: Mention) -> bool:
        name = mention.name
        if mention.sex and person.sex and mention.sex != person.sex:
            return False
        if mention.initials:
            letters = re.sub(r"\W", "", mention.name.surname or "".join(mention.name.given))
            return letters in {re.sub(r"\W", "", known) for known in person.parts} or letters in _initials_of(person)
        if name.full and person.surname and person.given:
            if _misspelt(name.surname, person.surname):
                return name.given == person.given
            return _same_surname(name.surname, person.surname) and _same_given(name.given, person.given)
        if name.full:
            return False
        if name.surname:  # a title with a surname
            return _same_surname(name.surname, person.surname)
        only = name.given[0]
        if only == person.surname or only in person.given or only in person.surname.split():
            return True
        return len(only) >= 3 and any(part.startswith(only) and len(part) > len(only) + 1 for part in person.given)


def _local_parts(first: str, last: str) -> set[str]:
    first, last = (re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", part.casefold())) for part in (first, last))
    return {first + last, last + first, first[:1] + last, last + first[:1]} if first and last else set()


def _are_initials(words: str) -> bool:
    letters = re.sub(r"[.'’ ]", "", words)
    return (1 <= len(letters) <= 4 and letters.isupper() and len(words_of(words)) <= 4 and not words.isalpha()) or (
        letters.isupper() and 1 <= len(words) <= 2 and words.isalpha()
    )


def _initials_of(person: Person) -> set[str]:
    firsts = [name[0] for name in person.given]
    last = "".join(part[0] for part in re.split(r"[ '-]", person.surname) if part)
    if not firsts:
        return set()
    return {"".join(firsts) + last[:1], firsts[0] + last[:1], "".join(firsts) + last, firsts[0] + last} | (
        {firsts[0]} if not last else set()
    )


def _same_surname(one: str, other: str) -> bool:
    return one == other or (one != "" and one.replace("-", " ") == other.replace("-", " "))


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two longer words differ by one letter put in, left out, changed, or swapped with its neighbour."""
    if one == other or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Compare given names pairwise; an initial agrees with the name it begins, and a missing middle name with any."""
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=False))
