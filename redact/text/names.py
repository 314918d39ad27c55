"""Names of people as British official letters write them: honorifics, post-nominals, and the parts of a name.

    wide   The Rt Hon Dame Harriet Lockwood DBE MP
    name                   Harriet Lockwood

Honorifics and post-nominals surround a name and go with it when it is withheld; they are not the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redact.text.characters import SMALL
from redact.text.lists import alternatives, lines, words

# Single words that stand before a surname and say man or woman; the rest say neither.
MALE = words("names/titles_of_men")
FEMALE = words("names/titles_of_women")
PARTICLES = words("names/particles")
_MONTH_STEMS = tuple(month[:3] for month in lines("prose/months"))
MONTHS = words("prose/months").union(_MONTH_STEMS, ("sept",))
MONTH = rf"(?:{'|'.join(_MONTH_STEMS)})"  # how the name of a month, cut short or not, begins
# Names that are also words a letter may well use with a capital letter.
WORD_NAMES = MONTHS | words("names/word_names")
_HONORIFICS = "|".join(sorted((*lines("names/honorifics"), *lines("names/ranks")), key=len, reverse=True))
_POST_NOMINALS = "|".join(sorted(lines("names/post_nominals"), key=len, reverse=True))
EVERYDAY_HONORIFIC = rf"(?:{alternatives('names/everyday_honorifics')})"
HONORIFIC = rf"(?:(?i:{_HONORIFICS})\b\.?)"
HONORIFIC_RUN = rf"(?:{HONORIFIC}[ \t\u00a0]{{1,3}})"
TITLES = re.compile(rf"{HONORIFIC_RUN}+")
# For text put into lower case: four times as fast as leaving capitals out of account.
LOW_HONORIFIC = rf"(?:(?:{_HONORIFICS})\b\.?)"
POST_NOMINAL = rf"(?:\(?(?:{_POST_NOMINALS})\b\)?)"
POST_NOMINAL_RUN = rf"(?:,?[ \t]{{1,3}}{POST_NOMINAL})"
LETTERS_AFTER = re.compile(rf"{POST_NOMINAL_RUN}{{1,6}}\Z")
# A word of a name with its capital, or of a script that has none; marks and hyphens are inside it.
_CAPITAL = rf"(?:[^\W\d_{SMALL}][^\s\d,;:!?()|@/\\]*)"
_NAME_LINE = re.compile(
    rf"(?:{_CAPITAL} ){{1,4}}(?:(?:{'|'.join(sorted(PARTICLES))}) ){{0,2}}{_CAPITAL}(?: [A-Z]{{2,4}})?,?\Z"
)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_]))*\.?")
_HONORIFIC_WORDS = re.compile(rf"{HONORIFIC}\Z", re.I)


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name, either of which may be missing; in lower case, accents as written."""

    first_names: tuple[str, ...]
    surname: str

    @property
    def full(self) -> bool:
        return bool(self.first_names and self.surname)


def is_honorific(text: str) -> bool:
    """Tell whether words are an honorific and nothing else."""
    return bool(_HONORIFIC_WORDS.match(text.strip()))


def without_titles(name: str) -> str:
    """Return a name without the titles before it and the letters after it."""
    titles = TITLES.match(name)
    bare = name[titles.end() :] if titles and titles.end() < len(name) else name
    letters = LETTERS_AFTER.search(bare)
    return bare[: letters.start()] if letters and letters.start() else bare


def is_name_line(line: str) -> bool:
    """Tell whether a line can be a name and nothing else: words with capitals, where the script has any."""
    return bool(_NAME_LINE.match(line)) and len(max(line.split(), key=len)) > 1


def words_of(name: str) -> list[str]:
    """Return the words of a name as written; `O'Rourke`, `Adebayo-Clarke` and `St.` are one word each."""
    return _WORD.findall(name)


def lowered(text: str) -> str:
    """Return text in lower case, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def normal(word: str) -> str:
    """Return a word as it is compared: lower case, straight apostrophes, no full stop at its end."""
    return word.casefold().replace("’", "'").rstrip(".")


def parse_name(name: str) -> Name:
    """Split a name into first names and surname; `Okonkwo, Chidinma` is the other way round."""
    if name.count(",") == 1:
        before, after = name.split(",")
        if words_of(before) and words_of(after):
            name = f"{after} {before}"
    words = [normal(word) for word in words_of(name)]
    if not words:
        return Name((), "")
    if len(words) == 1:
        return Name((), words[0])
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return Name(tuple(words[:first]), " ".join(words[first:]))
