"""Invented people: names of many origins, and all the ways in which records write them."""

from __future__ import annotations

import importlib
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Parts = list[tuple[str, str]]  # words and their kind; "" for what is no name

# Faker's lists (MIT) by the origin that they are used for; all written in Latin letters.
_FAKER = {
    "british": ("en_GB",),
    "irish": ("ga_IE", "en_IE"),
    "south_asian": ("en_IN", "en_PK"),
    "west_african": ("yo_NG", "ha_NG", "ig_NG", "tw_GH", "en_NG"),
    "east_african": ("en_KE", "om_ET"),
    "southern_african": ("zu_ZA",),
    "polish": ("pl_PL",),
    "romanian": ("ro_RO",),
    "turkish": ("tr_TR",),
    "portuguese": ("pt_PT", "pt_BR"),
    "continental": ("fr_FR", "de_DE", "it_IT", "es_ES", "nl_NL", "cs_CZ", "hr_HR", "hu_HU", "lt_LT", "sv_SE"),
    "vietnamese": ("vi_VN",),
}
_WEIGHT = {"british": 12.0, "word_like": 2.5, "south_asian": 3.0, "irish": 2.0, "welsh": 2.0, "gaelic": 1.5}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ' ’.-]+\Z")
_VOWELS = "aeiouyáéíóúàèìòùâêîôûäëïöü"


@dataclass(slots=True)
class Person:
    """One invented person; the same all through a document."""

    given: str
    middle: str
    surname: str
    woman: bool
    title: str
    number: int = 0
    casual: dict[str, str] = field(default_factory=dict)


class Names:
    """Given names and surnames by origin; `without` holds words (folded) that no invented person may bear."""

    def __init__(self, lists: Path, without: Iterable[str] = ()) -> None:
        self._without = frozenset(map(folded, without))
        self.given: dict[str, list[str]] = {}
        self.surnames: dict[str, list[str]] = {}
        for origin, locales in _FAKER.items():
            for locale in locales:
                for kind, names in _from_faker(locale):
                    self._add(origin, kind, names)
        for line in (lists / "names.tsv").read_text("utf-8").splitlines():
            parts = line.split("\t")
            if len(parts) == 3:
                self._add(parts[0], parts[1], [parts[2]])
        self.origins = [o for o in self.given if len(self.given[o]) > 20 and len(self.surnames.get(o, ())) > 20]
        self._weights = [_WEIGHT.get(origin, 1.0) for origin in self.origins]

    def _add(self, origin: str, kind: str, names: Iterable[str]) -> None:
        table = self.given if kind == "g" else self.surnames
        known = table.setdefault(origin, [])
        for name in names:
            if _LATIN.match(name) and not self._without & set(re.split(r"[ '’-]", folded(name))):
                known.append(name)

    @cached_property
    def _after(self) -> dict[str, str]:
        """Which letters follow two others in surnames: for names that nobody bears."""
        after: dict[str, str] = {}
        for origin in self.origins:
            for name in self.surnames[origin][:400]:
                low = f"^^{name.lower()}$"
                for i in range(len(low) - 2):
                    after[low[i : i + 2]] = after.get(low[i : i + 2], "") + low[i + 2]
        return after

    def made_up(self, rng: random.Random) -> str:
        """Return a name made letter by letter, which stands in no list."""
        for _ in range(20):
            word = "^^"
            while len(word) < 14:
                letter = rng.choice(self._after.get(word[-2:], "$"))
                if letter == "$":
                    break
                word += letter
            name = word[2:]
            if 3 <= len(name) <= 11 and name.isalpha() and any(c in _VOWELS for c in name):
                return name.capitalize()
        return "Trevanion"

    def person(self, rng: random.Random, number: int = 0) -> Person:
        """Return somebody new."""
        origin = rng.choices(self.origins, self._weights)[0]
        other = origin if rng.random() < 0.85 else rng.choices(self.origins, self._weights)[0]
        given = rng.choice(self.given[other])
        surname = self.made_up(rng) if rng.random() < 0.12 else rng.choice(self.surnames[origin])
        if rng.random() < 0.04:
            given = self.made_up(rng)
        draw = rng.random()
        if draw < 0.06:
            surname = f"{surname}-{rng.choice(self.surnames[rng.choice(self.origins)])}"
        elif draw < 0.07:
            given = f"{given}-{rng.choice(self.given[origin])}"
        middle = rng.choice(self.given[origin]) if rng.random() < 0.25 else ""
        if rng.random() < 0.3:
            given, middle, surname = bare(given), bare(middle), bare(surname)
        woman = rng.random() < 0.5
        titles = ("Mrs", "Ms", "Miss", "Dr", "Ms", "Mrs") if woman else ("Mr", "Mr", "Mr", "Dr")
        title = rng.choice(titles)
        if rng.random() < 0.12:
            title = rng.choice(("Cllr", "Prof", "PC", "DS", "Sgt", "Rev", "Professor", "Councillor", "Sir", "Lord"))
        return Person(given, middle, surname, woman, title, number)


def written(person: Person, form: str, rng: random.Random) -> Parts:
    """Return a person's name as one form writes it; raise KeyError for a form that is none."""
    given, surname = person.given, person.surname
    dot = "." if rng.random() < 0.3 else ""
    if form == "full":
        if person.middle and rng.random() < 0.5:
            middle = person.middle if rng.random() < 0.6 else person.middle[0] + dot
            kind = "GIVEN" if len(middle) > 2 else "INITIALS"
            return [(given, "GIVEN"), (" ", ""), (middle, kind), (" ", ""), (surname, "SURNAME")]
        return [(given, "GIVEN"), (" ", ""), (surname, "SURNAME")]
    if form == "given":
        return [(given, "GIVEN")]
    if form == "surname":
        return [(surname, "SURNAME")]
    if form == "nick":
        return [(_nickname(person, rng), "GIVEN")]
    if form == "titled":
        return [(person.title + ("." if dot and len(person.title) < 4 else "") + " ", ""), (surname, "SURNAME")]
    if form == "titledfull":
        return [(f"{person.title} ", ""), (given, "GIVEN"), (" ", ""), (surname, "SURNAME")]
    if form == "initials":
        letters = [part[0].upper() for part in re.split(r"[ -]", f"{given} {person.middle} {surname}") if part]
        mark = rng.choice(("", "", "", "."))
        return [("".join(letter + mark for letter in letters[:4]), "INITIALS")]
    if form == "short":
        letters = (
            given[0]
            + dot
            + ((" " if dot or rng.random() < 0.5 else "") + person.middle[0] + dot if person.middle else "")
        )
        return [(letters, "INITIALS"), (" ", ""), (surname, "SURNAME")]
    if form == "inverted":
        comma = rng.choice((", ", ", ", " ", ","))
        last = surname.upper() if rng.random() < 0.5 or "," not in comma else surname
        return [(last, "SURNAME"), (comma, "-"), (given, "GIVEN")]
    if form == "upper":
        return [(given.upper(), "GIVEN"), (" ", ""), (surname.upper(), "SURNAME")]
    raise KeyError(form)


def pronoun(person: Person, form: str) -> str:
    """Return a pronoun for a person; raise KeyError where the form is none."""
    he, she = {"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her")}[form.lower()]
    word = she if person.woman else he
    return word.capitalize() if form[0].isupper() else word


def _nickname(person: Person, rng: random.Random) -> str:
    if "nick" not in person.casual:
        name = re.split(r"[ -]", person.given)[0]
        cut = next((i for i in range(2, len(name)) if name[i].lower() not in _VOWELS), len(name) - 1)
        stem = name[: cut + 1]
        person.casual["nick"] = stem + rng.choice(("", "", "y", "ie", "s", "o")) if len(name) > 3 else name
    return person.casual["nick"]


def bare(name: str) -> str:
    """Return a name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if unicodedata.category(c) != "Mn")


def folded(name: str) -> str:
    return bare(name).lower()


def _from_faker(locale: str) -> Iterator[tuple[str, list[str]]]:
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return
    for kind, attributes in (
        ("g", ("first_names_male", "first_names_female", "first_names", "first_names_unisex")),
        ("s", ("last_names", "last_names_male", "last_names_female")),
    ):
        names: set[str] = set()
        for attribute in attributes:
            names |= set(getattr(provider, attribute, ()))
        yield kind, sorted(names)
