"""How far the capitals of a text can be trusted: line by line in capitals, or wholly without any."""

from __future__ import annotations

import re
from bisect import bisect_right

_LOWER_WORD = re.compile(r"\b[^\W\d_]+\b")


class Lettering:
    """Tell for a place whether its line is written in capitals, and for the text whether it is written without them."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._shouted: list[bool] = []
        at = 0
        for line in text.split("\n"):
            self._starts.append(at)
            letters = line.upper() == line and sum(c.isalpha() for c in line[:200]) >= 2
            self._shouted.append(letters)
            at += len(line) + 1
        self.any_shouted = any(self._shouted)
        words = _LOWER_WORD.findall(text[:200_000])
        capitals = sum(word[0].isupper() for word in words)
        # A letter has a capital in every fifth word or so; one typed in a hurry has hardly any.
        self.quiet = len(words) >= 8 and capitals < 0.02 * len(words)

    def shouted(self, at: int) -> bool:
        return self._shouted[bisect_right(self._starts, at) - 1]
