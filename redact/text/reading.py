"""The plain reading of a text: the same words in one spelling, every character traced to where it stands.

    There<zero width space>sa   ->   Theresa
    Green-<line end>halgh       ->   Greenhalgh
    ＡＢ１２３４５６Ｃ            ->   AB123456C

What hides a name from a search and not from a reader is read here as the reader reads it. Things are found in the
plain reading and given back in the document's own offsets; nothing published is ever taken from it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from redact.text.characters import (
    ACCENTS,
    APOSTROPHES,
    BROKEN_WORD,
    BULLETS,
    DROPPED,
    HYPHENS,
    LINE_ENDS,
    LOOKALIKES,
    NOTHING,
    SHAPES,
    SPACES,
    mend,
)

_NOTHING = re.compile(f"[{NOTHING}]")
_ACCENTS = re.compile(f"[{ACCENTS}]")
_SPACE = re.compile(f"[{SPACES}]")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_BULLET = re.compile(f"[{''.join(BULLETS)}]")
_SHAPES = re.compile(f"[{SHAPES}]")
_LOOKALIKES = re.compile(f"[{''.join(LOOKALIKES)}]")
_LETTER = r"[^\W\d_]"
_LINE_HYPHEN = re.compile(rf"(?<={_LETTER})-[ \t]*\n[ \t]*(?={_LETTER})|(?<=\w)-[ \t]*\n[ \t]*(?=\w)")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to search in, and the way there and back: where each of its characters starts and ends as written."""

    text: str = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the reading starts and ends in the text as written."""
        return self.starts[start], self.ends[end - 1]

    def as_read(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text as written starts and ends in the reading: one character at least."""
        first = min(self.offset_as_read(start), len(self.text) - 1)
        return first, max(self.offset_as_read(end), first + 1)

    def offset_as_read(self, offset: int) -> int:
        """Return which character of the reading stands at an offset of the text as written, or next after it."""
        return bisect_left(self.starts, offset)

    def replaced(self, pattern: re.Pattern[str], spell: Callable[[re.Match[str]], str]) -> Reading:
        """Return this reading with each match of a pattern spelt otherwise."""
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for match in pattern.finditer(self.text):
            first, beyond = match.span()
            spelling = spell(match)
            if spelling == match.group():
                continue
            pieces += self.text[done:first], spelling
            starts.extend(self.starts[done:first])
            starts.extend([self.starts[first]] * len(spelling))
            ends.extend(self.ends[done:first])
            ends.extend([self.ends[beyond - 1]] * len(spelling))
            done = beyond
        if not done:
            return self
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Reading("".join([*pieces, self.text[done:]]), starts, ends)


def as_it_stands(text: str) -> Reading:
    """Return a text as its own reading."""
    return Reading(text, range(len(text)), range(1, len(text) + 1))


def read(text: str, rows: Sequence[tuple[int, int]] = ()) -> Reading:
    """Return the plain reading of a text; the text itself where nothing in it is oddly written.

    `rows` are the half-open stretches that hold rows of a table, in order: a cell that ends in a hyphen is no word
    broken at a line's end. Where nothing that shows would be left, the text is read as it is written.

    What is printed is read the same: `read(clean(text)).text == read(text).text`.
    """
    written = reading = as_it_stands(text)
    reading = reading.replaced(LINE_ENDS, lambda _: "\n")
    if not text.isascii():
        reading = reading.replaced(DROPPED, lambda _: "")
        reading = reading.replaced(BROKEN_WORD, lambda broken: _mended(broken, reading, rows))
        reading = _spelt(reading.replaced(_NOTHING, lambda _: ""))
    reading = reading.replaced(_APOSTROPHE, lambda _: "'")
    reading = reading.replaced(_LINE_HYPHEN, lambda hyphen: _joined(hyphen, reading, rows))
    return reading if reading.text.strip() else written


def _spelt(reading: Reading) -> Reading:
    """Join accents to their letters, then spell each character as it is usually written."""
    marks = "".join(map(re.escape, filter(_is_mark, set(reading.text))))
    single = "".join(c for c in set(reading.text) if unicodedata.normalize("NFC", c) != c)
    clusters = [*([f"[^{marks}]?[{marks}]+"] if marks else []), *([f"[{single}]"] if single else [])]
    if clusters:
        reading = reading.replaced(re.compile("|".join(clusters)), _composed)
    reading = reading.replaced(_BULLET, lambda bullet: BULLETS[bullet.group()])
    reading = reading.replaced(_SPACE, lambda _: " ").replaced(_HYPHEN, lambda _: "-")
    if digits := "".join(c for c in set(reading.text) if c.isdecimal() and not c.isascii()):
        reading = reading.replaced(re.compile(f"[{digits}]"), lambda match: str(unicodedata.decimal(match.group())))
    reading = reading.replaced(_SHAPES, lambda match: unicodedata.normalize("NFKC", match.group()))
    return reading.replaced(_LOOKALIKES, _latin)


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Tell whether a character may join what stands before it: marks, the later parts of a Hangul syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11ff" or character == "\U00016d67"


def _composed(match: re.Match[str]) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFC", match.group()))


def _latin(match: re.Match[str]) -> str:
    """Return what a look-alike stands for, unless it stands in a word of its own alphabet."""
    text, start = match.string, match.start()
    end = start + 1
    while start > 0 and match.start() - start < _LONGEST_WORD and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - match.start() < _LONGEST_WORD and text[end].isalpha():
        end += 1
    foreign = any(
        ord(c) > 0x36F and c not in LOOKALIKES and not unicodedata.name(c, "").startswith("LATIN")
        for c in text[start:end]
    )
    return match.group() if foreign else LOOKALIKES[match.group()]


def _joined(hyphen: re.Match[str], reading: Reading, rows: Sequence[tuple[int, int]]) -> str:
    """Return what is read for a hyphen at a line's end; before a capital it may be a name's own: Adebayo-Clarke."""
    if _within(rows, reading.starts[hyphen.start()]) or _within(rows, reading.starts[hyphen.end()]):
        return hyphen.group()
    return "" if hyphen.string[hyphen.end()].islower() and hyphen.string[hyphen.start() - 1].isalpha() else "-"


def _mended(broken: re.Match[str], reading: Reading, rows: Sequence[tuple[int, int]]) -> str:
    return broken.group() if _within(rows, reading.starts[broken.start()]) else mend(broken)


def _within(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    i = bisect_right(stretches, offset, key=lambda stretch: stretch[0])
    return i > 0 and offset < stretches[i - 1][1]
