"""The plain reading of a text: the same words in one spelling, every character traced to where it stands.

    There<zero width space>sa   ->   Theresa
    Green-<line end>halgh       ->   Greenhalgh
    ＡＢ１２３４５６Ｃ            ->   AB123456C

What hides a name from a search and not from a reader is read here as the reader reads it. Things are found in the
plain reading and given back in the document's own offsets; nothing published is ever taken from it.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

# Characters that print nothing: zero width, soft hyphen, direction marks, variation selectors.
_NOTHING = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u02bc\u02b9\u2032\u00b4\u0060\uff07\u055a"
# Cyrillic, Greek and Armenian letters that print like Latin ones (Unicode Technical Standard 39, confusables).
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁԛԝһҺӏГѴѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳօսՕՍ",
        "ABESIJKMHOPCTYXaBesijKMHopcTyxdqwhhlrVvABEZHIKMNOPTYXaikvoptuxcjouOU",
        strict=True,
    )
)
_LOOKALIKES |= {
    "в": "b",
    "к": "k",
    "м": "m",
    "н": "h",
    "т": "t",
    "г": "r",
    "Г": "G",
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ⅼ": "l",
}
_ODD = re.compile(
    f"[{_NOTHING}{_SPACES}{_HYPHENS}{_APOSTROPHES}{''.join(_LOOKALIKES)}"
    "\u0300-\u036f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
    r"|(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])"
)
_NOTHING_AT_ALL = re.compile(f"[{_NOTHING}]")
_SPACE = re.compile(f"[{_SPACES}]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to search in, and the way there and back. Without maps it is the text as written."""

    text: str = field(repr=False)
    starts: Sequence[int] = field(default=(), repr=False)  # of each character read: where it starts as written,
    ends: Sequence[int] = field(default=(), repr=False)  # and where it ends
    places: Sequence[int] = field(default=(), repr=False)  # of each offset as written: what is read there or next

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the reading starts and ends in the text as written."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)

    def as_read(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text as written starts and ends in the reading: one character at least."""
        if not self.starts:
            return start, end
        first = min(self.places[start], len(self.text) - 1)
        return first, max(self.places[end], first + 1)


def read(text: str, rows: Sequence[tuple[int, int]] = ()) -> Reading:
    """Return the plain reading of a text; the text itself where nothing in it is oddly written.

    `rows` are the half-open stretches that hold rows of a table, in order: a cell that ends in a hyphen is no word
    broken at a line's end. Where nothing that shows would be left, the text is read as it is written.
    """
    if not _ODD.search(text):
        return Reading(text)
    characters: list[str] = []
    starts, ends, places = array("I"), array("I"), array("I")
    at = 0

    def usual(end: int) -> None:
        places.extend(range(len(characters), len(characters) + end - at))
        starts.extend(range(at, end))
        ends.extend(range(at + 1, end + 1))
        characters.extend(text[at:end])

    for match in _ODD.finditer(text):
        if match.start() < at:
            continue  # taken with the letter before it
        usual(match.start())
        end, shown = _read(text, match, rows)
        if unicodedata.combining(match.group()[0]) and characters and ends[-1] == match.start():
            shown = ""
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", characters[-1] + text[match.start() : end])
            characters[-1] = composed if len(composed) == 1 else characters[-1]
            ends[-1] = end
        places.append(len(characters))
        places.extend([len(characters) + len(shown)] * (end - match.start() - 1))
        characters += shown
        starts.extend([match.start()] * len(shown))
        ends.extend([end] * len(shown))
        at = end
    usual(len(text))
    places.append(len(characters))
    words = "".join(characters)
    return Reading(words, starts, ends, places) if words.strip() else Reading(text)


def _read(text: str, match: re.Match[str], rows: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """Return where an odd piece of text ends, and what a reader reads there."""
    odd, end = match.group(), match.end()
    if odd[0] == "-":
        # A word broken at a line's end. Before a capital the hyphen may be the name's own: Adebayo-Clarke.
        if _within(rows, match.start()) or _within(rows, end):
            return match.start() + 1, "-"
        return (end, "") if text[end].islower() else (end, "-")
    if _NOTHING_AT_ALL.match(odd):
        return end, ""
    if _SPACE.match(odd):
        return end, " "
    if _HYPHEN.match(odd):
        return end, "-"
    if _APOSTROPHE.match(odd):
        return end, "'"
    if odd in _LOOKALIKES:
        return end, _latin(text, match.start())
    if unicodedata.combining(odd[0]):
        return end, ""
    if odd.isdigit():
        return end, str(unicodedata.digit(odd))
    return end, unicodedata.normalize("NFKC", odd)


def _latin(text: str, at: int) -> str:
    """Return what a look-alike stands for, unless it stands in a word of its own alphabet."""
    start, end = at, at + 1
    while start > 0 and at - start < 40 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - at < 40 and text[end].isalpha():
        end += 1
    word = text[start:end]
    foreign = any(
        ord(c) > 0x36F and c not in _LOOKALIKES and not unicodedata.name(c, "").startswith("LATIN") for c in word
    )
    return text[at] if foreign else _LOOKALIKES[text[at]]


def _within(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    i = bisect.bisect_right(stretches, offset, key=lambda stretch: stretch[0])
    return i > 0 and offset < stretches[i - 1][1]
