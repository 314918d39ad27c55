"""Labels: what the name model says of each word, and the stretches that neighbours of one kind make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redact.detection.name_model.pieces import CELL, GLUED, LINE, PARAGRAPH, PLACES, Words

if TYPE_CHECKING:
    import numpy

    Shares = numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float32]]

# Words of a person's name are told apart by what they are; the rest by what they belong to.
PERSON = ("GIVEN", "SURNAME", "INITIALS")
OTHERS = (
    "ADDRESS", "LOCATION", "ORGANIZATION", "JOB_TITLE", "REFERENCE", "BIRTH", "AGE", "CONTACT", "DATE", "NRP",
)  # fmt: skip
KINDS = (*PERSON, *OTHERS)
OUTSIDE = 0
# Label 0 is nothing; then each kind has two: the first word of something (odd), and a further one (even).
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
THINGS = ("PERSON", *OTHERS)  # what a stretch of words is, once the parts of a person are one
_FIRSTS = tuple(range(1, len(LABELS), 2))
_OVER_LINES = ("PERSON", "ADDRESS", "LOCATION", "ORGANIZATION", "JOB_TITLE")  # what may run on over the end of a line
LEAST = 0.1  # how probable it must be that a word is something, to be looked at


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words that are one thing: offsets, what it is, and the mean probability of its words."""

    start: int
    end: int
    thing: str
    probability: float


def first(kind: str) -> int:
    """Return the label of the first word of something of a kind."""
    return 1 + 2 * KINDS.index(kind)


def further(kind: str) -> int:
    """Return the label of a further word of something of a kind."""
    return 2 + 2 * KINDS.index(kind)


def stretches(words: Words, shares: Shares) -> Iterator[Stretch]:
    """Yield the stretches in a text, given each word's share of probability for each label, shape (words, labels)."""
    import numpy

    first_person = 1 + 2 * len(PERSON)
    things = numpy.concatenate(
        [
            shares[:, 1:first_person].sum(axis=1, keepdims=True),
            shares[:, first_person::2] + shares[:, first_person + 1 :: 2],
        ],
        axis=1,
    )
    best = things.argmax(axis=1)
    found = (shares[:, OUTSIDE] < 1 - LEAST).nonzero()[0].tolist()
    begins = shares[:, _FIRSTS].sum(axis=1) > 0.5
    parts = shares[:, 1:first_person].reshape(-1, len(PERSON), 2).sum(axis=2).argmax(axis=1)
    surname = parts == PERSON.index("SURNAME")
    # A surname after a given name or initials is the same person's.
    begins[1:] &= ~((best[1:] == THINGS.index("PERSON")) & surname[1:] & ~surname[:-1])
    run: list[int] = []
    for i in found:
        if run and (i > run[-1] + 1 or best[i] != best[i - 1] or _is_new(words, i, THINGS[best[i]], bool(begins[i]))):
            yield from _stretch(words, things, THINGS[best[run[0]]], run)
            run = []
        run.append(i)
    yield from _stretch(words, things, THINGS[best[run[0]]] if run else "", run)


def _is_new(words: Words, i: int, thing: str, begins: bool) -> bool:
    """Tell whether a word begins something new after one of the same kind."""
    place = words.forms[i] % PLACES
    if place in (PARAGRAPH, CELL):
        return True
    if place == LINE:
        return begins or thing not in _OVER_LINES
    return begins and place != GLUED


def _stretch(words: Words, things: Shares, thing: str, run: list[int]) -> Iterator[Stretch]:
    """Yield what a run of words makes: without punctuation at its edges, nothing where no letter or digit is left."""
    counted = [i for i in run if words.texts[i].isalnum()]
    if counted:
        probability = float(things[counted, THINGS.index(thing)].mean())
        yield Stretch(words.starts[counted[0]], words.ends[counted[-1]], thing, probability)
