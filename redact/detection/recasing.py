"""Give text in capitals the letters a name model was trained on, character for character."""

from __future__ import annotations

import re

_SHOUTED = re.compile(r"^(?=[^a-z\n]*[A-Z][^a-z\n]*[A-Z])[^a-z\n]{9,}$", re.M)
_WORD = re.compile(r"(?P<ending>(?<=['’])[^\W\d_]{1,2}\b)|[^\W\d_]+")
_SMALL = frozenset("A AN AND AS AT BY FOR FROM IN INTO IS IT OF ON OR THAT THE TO WAS WERE WITH YOU YOUR".split())


def recased(text: str) -> str:
    """Return text of the same length in which lines of capitals are written as names are."""
    if not _SHOUTED.search(text):
        return text
    return _SHOUTED.sub(lambda line: _WORD.sub(_lowered, line.group()), text)


def _lowered(match: re.Match[str]) -> str:
    word = match.group()
    if word in _SMALL or match["ending"]:
        return word.lower()
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in word[1:])
    return word[0] + lowered
