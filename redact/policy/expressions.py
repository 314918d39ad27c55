r"""Which regular expressions can take for ever.

    (a+)+b        one way to cut "aaaa" into pieces becomes thousands
    (a|a)*b       so it does here
    (\w+\s?)*     and here, in a wild that looks tame

A backtracking matcher tries every way to share the text between two repetitions. An expression is refused when an
unlimited repetition holds another one that can take the same characters and may be followed at once by itself, or
alternatives that begin alike. Some harmless expressions are refused too: they can always be written another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# The standard library's own reading of an expression: private, but stable since Python 1.5 and still there in 3.14.
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 40  # a repetition of a repetition below this many times ends in the end
_LETTERS = frozenset(range(0x250)) | {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x3042, 0x1F600}


def runaway(expression: str) -> str:
    """Return why an expression may take for ever, or nothing."""
    try:
        tree = parser.parse(expression)
    except (re.error, RecursionError, OverflowError):
        return ""
    try:
        return _trap(tree, tree.state.flags)
    except RecursionError:
        return "it is nested too deep"


def _trap(tree: Any, flags: int) -> str:
    for op, held in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _least, most, inner = held
            if most >= _MANY and _loose(inner, flags):
                return "a repetition stands inside a repetition, such as (a+)+; bound one of them, such as (a{1,20})+"
            if most >= _MANY and _alike(inner, flags):
                return "alternatives inside a repetition begin alike, such as (ab|a.)*; take out what they share"
        for inner in _inside(op, held):
            if found := _trap(inner, flags):
                return found
    return ""


def _inside(op: Any, held: Any) -> Iterator[Any]:
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield held[2]
    elif op is sre.SUBPATTERN:
        yield held[3]
    elif op is sre.BRANCH:
        yield from held[1]
    elif op in (sre.ASSERT, sre.ASSERT_NOT):
        yield held[1]
    elif op is sre.ATOMIC_GROUP:
        yield held
    elif op is sre.GROUPREF_EXISTS:
        yield from (part for part in held[1:] if part is not None)


def _loose(tree: Any, flags: int) -> bool:
    """Tell whether what is repeated can be cut in several ways: a repetition in it runs into the next round's start."""
    items = _flat(tree)
    for i, (op, held) in enumerate(items):
        if op is sre.BRANCH:
            empty = [branch for branch in held[1] if all(_optional(inner) for inner in _flat(branch))]
            if len(empty) > 1 or any(_loose(branch, flags) for branch in held[1]):  # (a|a) is read as a(|)
                return True
            continue
        if op not in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            continue
        _, most, inner = held
        if most < 2:
            if _loose(inner, flags):
                return True
            continue
        takes = _letters(inner, flags)
        # What can come right after it: the rest of this round as far as it may be empty, then the next round.
        for follower in (*items[i + 1 :], *items[: i + 1]):
            if takes & _first(follower, flags):
                return True
            if not _optional(follower):
                break
    return False


def _alike(tree: Any, flags: int) -> bool:
    """Tell whether alternatives that are repeated can begin with the same character."""
    items = _flat(tree)
    if len(items) != 1 or items[0][0] is not sre.BRANCH:
        return False
    seen: set[int] = set()
    for branch in items[0][1][1]:
        first: set[int] = set()
        for item in _flat(branch):
            first |= _first(item, flags)
            if not _optional(item):
                break
        if first & seen:
            return True
        seen |= first
    return False


def _flat(tree: Any) -> list[Any]:
    """Return the items of a sequence, groups opened."""
    items: list[Any] = []
    for op, held in tree:
        if op is sre.SUBPATTERN:
            items.extend(_flat(held[3]))
        else:
            items.append((op, held))
    return items


def _optional(item: Any) -> bool:
    op, held = item
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return True
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return bool(held[0] == 0) or all(_optional(inner) for inner in _flat(held[2]))
    if op is sre.BRANCH:
        return any(all(_optional(inner) for inner in _flat(branch)) for branch in held[1])
    return False


def _first(item: Any, flags: int) -> set[int]:
    """Return which of a sample of characters an item can begin with."""
    op, held = item
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _begins(held[2], flags)
    if op is sre.BRANCH:
        return set().union(*(_begins(branch, flags) for branch in held[1]))
    if op is sre.ATOMIC_GROUP:
        return _begins(held, flags)
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return set()
    return _matching(item, flags)


def _begins(tree: Any, flags: int) -> set[int]:
    found: set[int] = set()
    for item in _flat(tree):
        found |= _first(item, flags)
        if not _optional(item):
            break
    return found


def _letters(tree: Any, flags: int) -> set[int]:
    """Return every character of the sample that stands somewhere in what is repeated."""
    found: set[int] = set()
    for item in _flat(tree):
        op, held = item
        inside = list(_inside(op, held))
        for inner in inside:
            found |= _letters(inner, flags)
        if not inside:
            found |= _matching(item, flags)
    return found


def _matching(item: Any, flags: int) -> set[int]:
    op, held = item
    if op is sre.LITERAL:
        return {held, *(ord(c) for c in (chr(held).lower(), chr(held).upper()) if len(c) == 1)}
    if op is sre.NOT_LITERAL:
        return set(_LETTERS - {held})
    if op is sre.ANY:
        return set(_LETTERS)
    if op is sre.IN:
        return _in_class(held)
    return set(_LETTERS) if op is sre.GROUPREF else set()


def _in_class(held: Any) -> set[int]:
    found: set[int] = set()
    negated = False
    for op, value in held:
        if op is sre.NEGATE:
            negated = True
        elif op is sre.LITERAL:
            found.add(value)
        elif op is sre.RANGE:
            found |= {code for code in _LETTERS if value[0] <= code <= value[1]}
            found |= {value[0], value[1]}
        elif op is sre.CATEGORY:
            found |= {code for code in _LETTERS if _CATEGORIES[value](chr(code))}
    return set(_LETTERS - found) if negated else found


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    sre.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    sre.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
