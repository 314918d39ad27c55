"""Capitals: how far those of a text can be trusted, and truecasing, which gives back those that it lacks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from redact.detection.vocabulary import OPENERS, first_names, is_body_word, is_common
from redact.text.names import lowered

_LINE = re.compile(r"[^\n]+")
_LINE_TO_RECASE = re.compile(r"(?=[^\n]*[^\W\d_][^\n]*[^\W\d_])[^\n]{9,}")
_LETTERS = re.compile(r"\b[^\W\d_]+\b")
_WORD = re.compile(r"(?P<ending>(?<=['’])[^\W\d_]{1,2}\b)|[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?:]\s*\Z")


class Capitals:
    """Which lines of a text are written in capitals, and whether the text is written without any (`none`)."""

    def __init__(self, text: str) -> None:
        self._line_starts: list[int] = []
        self._in_capitals: list[bool] = []
        offset = 0
        for line in text.split("\n"):
            self._line_starts.append(offset)
            self._in_capitals.append(line.upper() == line and sum(c.isalpha() for c in line[:200]) >= 2)
            offset += len(line) + 1
        self.any_line = any(self._in_capitals)
        words = _LETTERS.findall(text[:200_000])
        # A letter has a capital in every fifth word or so; one typed in a hurry has hardly any.
        self.none = len(words) >= 8 and sum(word[0].isupper() for word in words) < 0.02 * len(words)

    def line_at(self, offset: int) -> bool:
        """Tell whether the line that holds a character is written in capitals."""
        return self._in_capitals[bisect_right(self._line_starts, offset) - 1]


def truecase(text: str, capitals: Capitals | None = None) -> str:
    """Return text of the same length in which lines of capitals, and texts without any, are written as prose is.

    Ordinary words are put in lower case, all others get a capital: what no dictionary of prose holds is mostly a name.
    A name model is trained on text that is written so.
    """
    capitals = capitals or Capitals(text)
    if capitals.none:
        return _truecase(text, body_words=True)
    return _change_lines_of_capitals(text, capitals, lambda line: _truecase(line, body_words=False))


def titlecase(text: str, capitals: Capitals) -> str:
    """Return text of the same length in which lines of capitals are written as titles are: House of Commons."""
    return _change_lines_of_capitals(text, capitals, lambda line: _WORD.sub(_title_word, line))


def _change_lines_of_capitals(text: str, capitals: Capitals, change: Callable[[str], str]) -> str:
    if not capitals.any_line:
        return text

    def changed(match: re.Match[str]) -> str:
        line = match.group()
        return change(line) if line.upper() == line and _LINE_TO_RECASE.match(line) else line

    return _LINE.sub(changed, text)


def _truecase(text: str, *, body_words: bool) -> str:
    """Give each word its case; with `body_words`, those that begin or end the names of bodies get a capital too."""
    pieces: list[str] = []
    end = 0
    after_name = False  # the word before is no ordinary word, so this one may be a surname: TOM BRIGHT
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        word, low = match.group(), lowered(match.group())
        begins = end == 0 or bool(_SENTENCE_END.search(gap)) or "\n" in gap
        ordinary = low in OPENERS or (is_common(low) and low not in first_names())
        pieces.append(gap)
        if match["ending"]:
            pieces.append(low)
        elif ordinary and not (after_name and low not in OPENERS and gap in (" ", "-")):
            if body_words and is_body_word(low):
                pieces.append(capitalise(low))
            else:
                pieces.append((word[0].upper() if begins and len(word[0].upper()) == 1 else low[0]) + low[1:])
            after_name = False
        else:
            pieces.append(capitalise(low))
            after_name = not ordinary
        end = match.end()
    pieces.append(text[end:])
    return "".join(pieces)


def capitalise(word: str) -> str:
    """Return a word with a capital, as long as it was."""
    first = word[0].upper()
    return (first if len(first) == 1 else word[0]) + word[1:]


def _title_word(match: re.Match[str]) -> str:
    word = match.group()
    low = lowered(word)
    return low if match["ending"] or (low in OPENERS and match.start()) else word[0] + low[1:]
