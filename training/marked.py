"""Marked texts: what every source is turned into before the network reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from redact.detection.name_model.labels import OUTSIDE, first, further
from redact.detection.name_model.pieces import Words

NOTHING = 1 << OUTSIDE


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is something. `kinds` holds what it may be: a source that says less allows more.

    `group` joins the parts of one person (given name, surname) into one; parts of another group begin anew.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    group: int
    maybe: bool = False  # it may also be nothing


@dataclass(slots=True)
class Marked:
    """A text with marks in order, none overlapping; `outside` is the set of labels of all other words, as bits."""

    text: str
    marks: list[Mark]
    outside: int = NOTHING
    source: str = ""
    people: list[tuple[int, int]] = field(default_factory=list)  # stretches that invented people may replace


def bits(kinds: Iterable[str], *, begins: bool) -> int:
    """Return the labels of kinds, as bits: of a first word, or of a further one."""
    found = 0
    for kind in kinds:
        found |= 1 << (first(kind) if begins else further(kind))
    return found


def outside(*kinds: str) -> int:
    """Return what a word without a mark may be where a source does not mark these kinds at all."""
    found = NOTHING
    for kind in kinds:
        found |= bits((kind,), begins=True) | bits((kind,), begins=False)
    return found


def allowed(marked: Marked, words: Words) -> list[int]:
    """Return for each word the labels that its text allows, as bits."""
    found = []
    marks = marked.marks
    i = 0
    group = None
    before: Mark | None = None
    for start, end in zip(words.starts, words.ends, strict=True):
        while i < len(marks) and marks[i].end <= start:
            i += 1
        if i < len(marks) and marks[i].start < end:
            mark = marks[i]
            begins = mark.group != group
            found.append(bits(mark.kinds, begins=begins) | (NOTHING if mark.maybe else 0))
            group, before = mark.group, mark
        elif before is not None and i < len(marks) and marks[i].group == group:
            found.append(bits(before.kinds, begins=False) | (NOTHING if before.maybe else 0))  # the comma of SMITH, Ada
        else:
            found.append(marked.outside)
            group = None
    return found
