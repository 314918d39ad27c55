"""Pieces: a text as the name model reads it, words cut into pieces that its vocabulary holds (WordPiece, uncased).

Beside its pieces the model is told of each word how it is written and where it stands: the
network itself is blind to capitals, and pieces know nothing of lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_GAP_OF_A_CELL = re.compile(r"\t|[ \u00a0]{3,}|\|[ ]*\Z")
_MOST = 12  # pieces of one word; one that needs more is no word
UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"

# How a word is written: in lower case, as a title, in capitals, mixed, one capital letter, no letter.
LOWER, TITLE, CAPITALS, MIXED, INITIAL, OTHER = range(6)
# Where it stands: after a space, glued to the word before, first of a line, of a paragraph, of a cell.
SPACED, GLUED, LINE, PARAGRAPH, CELL = range(5)
PLACES = 5
FORMS = 6 * PLACES  # a word's form is the number of how it is written, times PLACES, plus that of where it stands


class Words:
    """The words of a text: where each starts and ends, as it stands, and its form."""

    __slots__ = ("ends", "forms", "starts", "texts")

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[str] = []
        self.forms: list[int] = []
        end = 0
        for match in _WORD.finditer(text):
            start = match.start()
            word = match.group()
            if start == end and start:
                place = CELL if text[start - 1] == "|" else GLUED
            elif end == 0:
                place = PARAGRAPH
            elif start - end == 1 and text[end] == " ":
                place = CELL if self.texts[-1] == "|" else SPACED
            else:
                place = _place(text[end:start], self.texts[-1])
            end = match.end()
            self.starts.append(start)
            self.ends.append(end)
            self.texts.append(word)
            self.forms.append(_written(word) * PLACES + place)

    def __len__(self) -> int:
        return len(self.starts)


def _place(gap: str, before: str) -> int:
    lines = gap.count("\n")
    if lines:
        return LINE if lines == 1 else PARAGRAPH
    return CELL if before == "|" or _GAP_OF_A_CELL.search(gap) else SPACED


@lru_cache(maxsize=50_000)
def _written(word: str) -> int:
    if not word[0].isalpha() and not any(c.isalpha() for c in word):
        return OTHER
    if word.islower():
        return LOWER
    if word.isupper():
        return INITIAL if len(word) == 1 else CAPITALS
    if word.istitle():
        return TITLE
    return MIXED if any(c.isupper() for c in word) else LOWER


class Vocabulary:
    """The pieces that the model knows, numbered from 0 in the order of its file."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.opening, self.closing = self._number[OPENING], self._number[CLOSING]
        self._unknown = (self._number[UNKNOWN],)
        self._longest = max(map(len, pieces))
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._number)

    def numbers(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces: one or more, longest first from its start (greedy WordPiece)."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = self._known[word] = self._cut(plain(word))
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        numbers: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._number.get(word[start:end] if start == 0 else "##" + word[start:end])
                if number is not None:
                    break
            else:
                return self._unknown
            numbers.append(number)
            start = end
            if len(numbers) > _MOST:
                return self._unknown
        return tuple(numbers) or self._unknown


def plain(word: str) -> str:
    """Return a word as BERT's uncased vocabularies write it: in lower case, without accents."""
    if word.isascii():
        return word.lower()
    letters: Iterator[str] = (c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    return "".join(_LATIN.get(c, c) for c in letters)


# Letters that the base's vocabulary lacks and that British spelling writes without their stroke.
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
_LATIN |= {"ð": "d", "þ": "th", "ŧ": "t", "ə": "e", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"'}
