"""The generator: British documents with exact labels, from patterns (patterns/README.md) and lists.

python training/generator.py [NUMBER] [SEED]     print some, as they are read, with what is marked
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from marked import Mark, Marked
from people import Names, Parts, Person, pronoun, written
from values import Values, address_of, user_of

HERE = Path(__file__).parent
_CHOICE = re.compile(r"<<((?:(?!<<|>>).)*)>>", re.S)
_SLOT = re.compile(
    r"\{(p\d+)\.(\w+)[^}]*\}|\{(\w+(?:\.lines)?)(?:\|[^}]*)?\}"
    r"|\[(PERSON|ADDRESS|LOCATION|ORGANIZATION|JOB_TITLE|REFERENCE|BIRTH|AGE|CONTACT|DATE|NRP):([^\]]+)\]"
)
_PERSON = ("GIVEN", "SURNAME", "INITIALS")


class Builder:
    """A text being written, with what each character is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self._groups = 0
        self._who = self._last = ""

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def add_parts(self, parts: Iterable[tuple[str, str]], who: str = "") -> None:
        """Add the parts of one thing: its group is one, what stands between them belongs to it.

        `who` is the person that they name: after a space, the same person goes on.
        """
        goes_on = bool(who) and who == self._who and "".join(self.pieces[-2:]).endswith(f"{self._last} ")
        if not goes_on:
            self._groups += 1
        parts = list(parts)
        self._who, self._last = who, "".join(words for words, _ in parts)
        for words, kind in parts:
            if kind and kind != "-" and words:
                maybe = kind.startswith("?")
                kinds = _PERSON if kind == "PERSON" else (kind.lstrip("?"),)
                self.marks.append(Mark(self.length, self.length + len(words), kinds, self._groups, maybe))
            self.add(words)

    def marked(self, source: str) -> Marked:
        return Marked("".join(self.pieces), self.marks, source=source)


class Generator:
    """Documents without end. Every tenth pattern is kept `apart`, for calibration."""

    def __init__(self, patterns: Path, lists: Path, without: Iterable[str] = (), *, apart: bool = False) -> None:
        self.names = Names(lists, without)
        self.values = Values(lists, self.names)
        self.documents: list[str] = []
        self.sentences: dict[str, list[str]] = {}
        for path in sorted(patterns.glob("*")):
            text = path.read_text("utf-8")
            if path.suffix == ".sentences":
                self.sentences[path.stem] = [
                    line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"
                ]
            elif path.suffix == ".txt":
                self.documents += [
                    part.split("\n", 1)[1].strip("\n") for part in re.split(r"(?m)^=== ?", text) if "\n" in part.strip()
                ]
        self.documents = _part(self.documents, apart)
        self._pools = [_part(pool, apart) for pool in self.sentences.values()]

    def document(self, rng: random.Random) -> Marked:
        """Return a document: a pattern whole, one with other passages put in, or passages alone."""
        draw = rng.random()
        people: dict[str, Person] = {}
        builder = Builder()
        if draw < 0.55 or not self._pools:
            lines = rng.choice(self.documents).split("\n")
            if draw < 0.18 and self._pools:
                at = rng.randrange(len(lines) + 1)
                lines[at:at] = ["", *self._passages(rng, rng.randint(1, 3)), ""]
            elif draw < 0.3 and len(lines) > 6:
                start = rng.randrange(len(lines) // 2)
                lines = lines[start : start + rng.randint(4, len(lines))]
            self.write(builder, "\n".join(lines), people, rng)
        else:
            glue = rng.choice((" ", "\n", "\n\n", "\n\n"))
            for passage in self._passages(rng, rng.randint(2, 7)):
                if rng.random() < 0.6:
                    people = {}
                self.write(builder, passage + glue, people, rng)
                if rng.random() < 0.06:
                    builder.add(self.values.one(rng, "headings") + "\n")
        return noise(builder.marked("generated"), rng)

    def _passages(self, rng: random.Random, number: int) -> list[str]:
        return [rng.choice(rng.choice(self._pools)) for _ in range(number)]

    def write(self, builder: Builder, pattern: str, people: dict[str, Person], rng: random.Random) -> None:
        """Write a pattern with its slots filled."""
        while _CHOICE.search(pattern):
            pattern = _CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), pattern)
        end = 0
        for match in _SLOT.finditer(pattern):
            builder.add(pattern[end : match.start()])
            end = match.end()
            who, form, slot, kind, literal = match.groups()
            if who:
                self._write_person(builder, who, self._person(who, people, rng), form, rng)
            elif slot:
                try:
                    builder.add_parts(self.values.fill(slot, rng))
                except KeyError:
                    builder.add(match.group())
            else:
                builder.add_parts([(literal, kind)])
        builder.add(pattern[end:])

    def _person(self, who: str, people: dict[str, Person], rng: random.Random) -> Person:
        if who not in people:
            person = self.names.person(rng, len(people))
            if people and rng.random() < 0.08:  # of one family
                person.surname = rng.choice(list(people.values())).surname
            people[who] = person
        return people[who]

    def _write_person(self, builder: Builder, who: str, person: Person, form: str, rng: random.Random) -> None:
        if form == "email":
            return builder.add_parts([(address_of(person.given, person.surname, rng), "CONTACT")])
        if form == "user":
            return builder.add_parts([(user_of(person.given, person.surname, rng), "CONTACT")])
        if form.lower() in ("he", "him", "his"):
            return builder.add(pronoun(person, form))
        parts: Parts = written(person, form, rng)
        return builder.add_parts(parts, who)


def _part(patterns: list[str], apart: bool) -> list[str]:
    return [pattern for number, pattern in enumerate(patterns) if (number % 10 == 9) == apart]


def noise(marked: Marked, rng: random.Random) -> Marked:
    """Return a text with the slips of typing and scanning: letters swapped, lost or misread, lines wrapped anew."""
    text = marked.text
    changes: dict[int, str] = {}
    if rng.random() < 0.22:
        rate = rng.choice((0.002, 0.005, 0.015))
        misread = rng.random() < 0.5
        for i, c in enumerate(text):
            if c.isalnum() and rng.random() < rate:
                changes[i] = _MISREAD.get(c, c) if misread else rng.choice(("", c + c, c, rng.choice("aeinrst")))
    draw = rng.random()
    if draw < 0.15:  # hard wrapped
        width, column = rng.choice((60, 68, 72, 76)), 0
        for i, c in enumerate(text):
            column = 0 if c == "\n" else column + 1
            if c == " " and column > width - 6 and (text.find(" ", i + 1) - i) + column > width:
                changes[i] = "\n"
                column = 0
    elif draw < 0.19:
        for i, c in enumerate(text):
            if c == "'":
                changes[i] = "’"
    return _changed(marked, changes) if changes else marked


_MISREAD = {
    "l": "1",
    "o": "0",
    "O": "0",
    "I": "l",
    "m": "rn",
    "e": "c",
    "S": "5",
    "B": "8",
    "h": "b",
    "t": "l",
    "n": "ri",
}


def _changed(marked: Marked, changes: dict[int, str]) -> Marked:
    """Return a text with characters replaced, and its marks where they now stand."""
    places, pieces, length = [], [], 0
    for i, c in enumerate(marked.text):
        places.append(length)
        new = changes.get(i, c)
        pieces.append(new)
        length += len(new)
    places.append(length)
    marks = [
        Mark(places[m.start], places[m.end], m.kinds, m.group, m.maybe)
        for m in marked.marks
        if places[m.end] > places[m.start]
    ]
    people = [(places[s], places[e]) for s, e in marked.people]
    return Marked("".join(pieces), marks, marked.outside, marked.source, people)


def swapped(marked: Marked, names: Names, rng: random.Random) -> Marked:
    """Return real prose with every person whom the teachers agree on replaced by an invented one.

    The same word becomes the same word all through, so that a surname that stands alone follows its owner.
    """
    words: dict[str, str] = {}
    pieces: list[str] = []
    marks: list[Mark] = []
    inside = sorted(dict(marked.people).items())
    length = end = 0
    kept = [m for m in marked.marks if not any(s <= m.start < e for s, e in inside)]
    moves: list[tuple[int, int]] = []  # from here on, by how much
    for number, (start, stop) in enumerate(inside):
        pieces.append(marked.text[end:start])
        length += start - end
        parts = re.split(r"(\s+)", marked.text[start:stop])
        new_person = names.person(rng)
        last = len(parts) - 1
        for at, part in enumerate(parts):
            if part.strip() and part.isalpha() and len(part) > 1:
                key = part.lower()
                if key not in words:
                    words[key] = (
                        new_person.surname
                        if at == last
                        else (new_person.given if at == 0 else new_person.middle or "Lee")
                    )
                new = words[key].upper() if part.isupper() and len(part) > 2 else words[key]
                kind = (
                    ("SURNAME", "GIVEN")
                    if at == last and len(parts) == 1
                    else ("SURNAME",)
                    if at == last
                    else ("GIVEN",)
                )
            else:
                new, kind = part, ("INITIALS", "GIVEN", "SURNAME")
            if new.strip():
                marks.append(Mark(length, length + len(new), kind, 1_000_000 + number))
            pieces.append(new)
            length += len(new)
        end = stop
        moves.append((stop, length - stop))
    pieces.append(marked.text[end:])
    at, shift = 0, 0
    for mark in kept:
        while at < len(moves) and moves[at][0] <= mark.start:
            shift = moves[at][1]
            at += 1
        marks.append(Mark(mark.start + shift, mark.end + shift, mark.kinds, mark.group, mark.maybe))
    marks.sort(key=lambda m: m.start)
    return Marked("".join(pieces), marks, marked.outside, marked.source)


def recased(text: str, rng: random.Random) -> str:
    """Return text of the same length, now and then in capitals, in lower case, or with some lines in capitals."""
    draw = rng.random()
    change: Callable[[str], str]
    if draw < 0.1:
        return _letters(text, str.upper)
    if draw < 0.22:
        return _letters(text, str.lower)
    if draw < 0.3:
        change = str.upper if rng.random() < 0.7 else str.lower
        return "\n".join(_letters(line, change) if rng.random() < 0.25 else line for line in text.split("\n"))
    return text


def _letters(text: str, change: Callable[[str], str]) -> str:
    new = change(text)
    return new if len(new) == len(text) else "".join(change(c) if len(change(c)) == 1 else c for c in text)


if __name__ == "__main__":
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    generator = Generator(HERE / "patterns", HERE / "lists")
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        made = generator.document(rng)
        end, shown = 0, ""
        for mark in made.marks:
            shown += made.text[end : mark.start] + f"⟦{'|'.join(mark.kinds)}:{made.text[mark.start : mark.end]}⟧"
            end = mark.end
        print(shown + made.text[end:], "\n" + "=" * 60)
