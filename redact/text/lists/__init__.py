"""Word lists: the one home of the words that rooms recognize names, bodies, places and letters by.

A list is a file of lines beside this one: a word, a phrase or, where its head says so, a regular expression. Lines
that begin with `#` say what the list is for. Each file is read once, when it is first asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, such as `names/particles`, in order."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of one list or several."""
    return frozenset(word for name in names for word in lines(name))


def alternatives(*names: str) -> str:
    """Return a regular expression for any line of the lists, to be put in a group: the first that matches is taken."""
    return "|".join(line for name in names for line in lines(name))
