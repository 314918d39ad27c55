"""The known: how the people of a document are written, settled over the whole of it before a lone guess is believed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from redact.model import Document, Finding
from redact.people.parting import is_nobody
from redact.text.lists import words
from redact.text.names import PARTICLES, WORD_NAMES, normal, parse_name, words_of

# How probable a name that a model alone saw must be, for its parts to be looked for elsewhere: one word, and more.
_LIKELY, _LIKELY_IN_FULL = 0.8, 0.5
_DETERMINERS = "a|an|the|this|that|these|those|my|your|his|her|its|our|their|some|any|no|every|each|of|such"
_AFTER_DETERMINER = re.compile(rf"\b(?i:{_DETERMINERS})[ ]([^\W\d_]{{3,}})\b")
_WORD = re.compile(r"(?<![\w@./'’-])[^\W\d_]+(?![\w@/])")
_SEEN = 0.4  # of the places of a word, the share in which a model must have seen somebody
_NEARLY_SURE = 0.95
_NAMED = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "NRP"})
_FEW = 0.05  # the share of words with a capital in a text that hardly uses them


@dataclass
class Known:
    """The writings of people: whole names, their parts, initials; and which parts are ordinary words here too.

    Each part and each set of initials says whether more than a model vouches for it.
    """

    wholes: set[tuple[str, ...]] = field(default_factory=set)
    parts: dict[str, bool] = field(default_factory=dict)
    first_names: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)  # single words as a model alone saw them, capitals and all
    initials: dict[str, bool] = field(default_factory=dict)  # with whether the document declares them
    ordinary: frozenset[str] = frozenset()

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a part of a name is a word of prose too: May, Young; Marriage, where one is spoken of."""
        return (
            word in WORD_NAMES or is_nobody(word) or (word in self.ordinary and word not in words("names/first_names"))
        )

    def add(self, name: str, *, sure: bool, without: frozenset[str] = frozenset()) -> None:
        """Add a name by all its writings, but for parts that are `without`."""
        names = tuple(normal(word) for word in words_of(name))
        if len(names) > 1:
            self.wholes.add(names)
        parsed = parse_name(name)
        self.first_names.update(parsed.first_names if parsed.full else ())
        for part in (*parsed.first_names, *parsed.surname.split()):
            borne = parsed.full and part == parsed.surname  # Keisha Nurse
            if len(part) > 1 and part not in PARTICLES and part not in without and (borne or not is_nobody(part)):
                self.parts[part] = self.parts.get(part, False) or sure
        if " " in parsed.surname:
            self.wholes.add(tuple(parsed.surname.split()))
        if parsed.full and len(parsed.surname) > 1:
            if parsed.surname not in without and parsed.surname not in PARTICLES:
                self.parts.setdefault(parsed.surname, sure)
            letters = "".join(_without_accent(part[0]) for part in (*parsed.first_names, parsed.surname))
            for initials in {letters, letters[-2:], letters[0] + letters[-1]}:
                self.initials.setdefault(initials, False)

    def guess(self, name: str) -> None:
        """Add a name by the very words that a model alone saw: all of them, or the one there is."""
        names = words_of(name)
        if len(names) == 1:
            self.exact.add(name)
        else:
            self.wholes.add(tuple(normal(word) for word in names))


def known_people(document: Document, findings: Iterable[Finding], prose: Prose) -> Known:
    """Return how the people among findings are written.

    What a model alone saw, and thinks less than likely, is known by the very words that it saw; a part of a likely one
    only where the document has no such word in lower case.
    """
    known = Known(ordinary=prose.ordinary)
    for finding in findings:
        if finding.entity != "PERSON":
            continue
        name = document[finding.span]
        names = words_of(name)
        if "initials" in finding.traits:
            known.initials[normal(name)] = True
        elif not finding.model_alone:
            known.add(name, sure=True)
        elif finding.score >= (_LIKELY if len(names) == 1 else _LIKELY_IN_FULL):
            known.add(name, sure=False, without=prose.in_lower_case)
        if finding.model_alone:
            known.guess(name)
    return known


@dataclass(frozen=True)
class Prose:
    """The words of a text: how often each stands in it as written, which stand in lower case, which are no names.

    They are words and no names where an article or the like stands before them in lower case, or where they have a
    capital less often than not. In a text that hardly uses capitals nothing can be told.
    """

    counts: Counter[str]
    in_lower_case: frozenset[str]
    ordinary: frozenset[str]


def prose_of(text: str) -> Prose:
    """Return the words of a text."""
    counts = Counter(_WORD.findall(text))
    if sum(count for word, count in counts.items() if not word[0].islower()) <= _FEW * counts.total():
        return Prose(counts, frozenset(), frozenset())
    in_lower_case = frozenset(word for word in counts if word.islower())
    rather_lower = {word for word in in_lower_case if counts[word] > counts[word.capitalize()] + counts[word.upper()]}
    return Prose(counts, in_lower_case, frozenset(rather_lower.union(_AFTER_DETERMINER.findall(text)) & in_lower_case))


def believed(document: Document, findings: Iterable[Finding], prose: Prose) -> list[Finding]:
    """Return findings without lone guesses at one word that the rest of the text speaks against.

    The word stands more often without the model's seeing anything in it, or, for a person, as often in lower case.
    """
    findings = list(findings)
    seen = Counter(document[finding.span] for finding in findings if finding.entity in _NAMED)

    def stands(finding: Finding) -> bool:
        word = document[finding.span]
        if finding.entity not in _NAMED or not finding.model_alone or not _WORD.fullmatch(word):
            return True
        if finding.score < _LIKELY and seen[word] < _SEEN * prose.counts[word]:
            return False
        if finding.entity != "PERSON" or finding.score >= _NEARLY_SURE:
            return True
        plain = normal(word)
        if plain == word:
            return True  # in lower case itself: parting has judged it
        as_often = plain not in WORD_NAMES and prose.counts[plain] >= prose.counts[word]
        return not (plain in prose.in_lower_case and (as_often or plain in prose.ordinary))

    return [finding for finding in findings if stands(finding)]


def _without_accent(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
