"""The search for withheld words in any writing of them: linear in the text, and in how many words there are.

Each word is kept under the first letters of its writings, without what parts them; a text is gone through once, from
the beginning of each of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from redact.text.folding import decodings, fold, parted, squeeze, with_places, without_line_hyphens

_TOKEN = re.compile(r"[^\W_]+")
_GAP = r"[\W_]{0,8}"
_LEAST_DIGITS = 7
_KEY = 6  # letters and digits under which a writing is kept
# Scripts written without spaces between words: a name is found wherever it stands.
_UNSPACED_RANGE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_UNSPACED_RANGE}]")
# Where a word may begin: at a letter behind no letter, a digit behind no digit, anywhere in such a script.
_PIECE = re.compile(rf"[{_UNSPACED_RANGE}]|\d+|[^\W\d_{_UNSPACED_RANGE}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text, in code points, and the number of the entry that can be read there."""

    start: int
    end: int
    entry: int


class Writing:
    """One way an entry is written: its letters and digits, and what may stand between them. Shows nothing of it."""

    __slots__ = ("_compiled", "_pattern", "backward", "key", "many")

    def __init__(self, key: str, pattern: str, *, backward: bool = False, many: bool = False) -> None:
        self.key = key
        self.backward = backward
        self.many = many
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Writing({len(self.key)} characters)"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that finds it in a folded text."""
        if self._compiled is None:
            self._compiled = re.compile(self._pattern)
        return self._compiled


def _edges(core: str, pattern: str) -> str:
    """Bind a pattern to whole words: a letter may stand beside a digit, never beside another letter."""
    return _before(core[0]) + pattern + _after(core[-1])


def _before(character: str) -> str:
    if _UNSPACED.match(character):
        return ""
    return r"(?<!\d)" if character.isdigit() else r"(?<![^\W\d_])"


def _after(character: str) -> str:
    if _UNSPACED.match(character):
        return ""
    return r"(?!\d)" if character.isdigit() else r"(?![^\W\d_])"


def writings_of(entry: str) -> tuple[Writing, ...]:
    """Return the ways an entry is written, as it is searched for; none where it has no letter or digit."""
    folded = fold(entry)
    tokens = _TOKEN.findall(folded)
    core = "".join(tokens)
    if not core:
        return ()
    many = len(tokens) > 1
    digits = sum(c.isdigit() for c in core)
    ways = [_edges(core, _GAP.join(map(re.escape, tokens)))]
    if digits >= 4 or "@" in folded or len(core) >= 8:
        # Spaces dropped or put in anywhere: long enough to mean nothing else.
        ways.append(_edges(core, r"[\W_]{0,4}".join(map(re.escape, core))))
    elif len(core) >= 4:
        ways.append(_edges(core, r"[\W_]{1,3}".join(map(re.escape, core))))
    writings = [Writing(core, "|".join(ways), many=many)]
    if digits == len(core) and (national := _national(core)):
        # A telephone number with or without the country's code: +44 20 ..., 0044 20 ..., 020 ...
        spaced = r"[\W_]{0,4}".join(national)
        for prefix in ("0", "44", "440", "0044", "00440"):
            lead = r"[\W_]{0,3}".join(prefix)
            writings.append(Writing(prefix + national, rf"(?<!\d){lead}[\W_]{{0,4}}{spaced}(?!\d)"))
    turned = core[::-1]
    if len(core) >= 5 and turned != core:
        backward = _edges(turned, _GAP.join(re.escape(token[::-1]) for token in reversed(tokens)))
        writings.append(Writing(turned, backward, backward=True))
    return tuple(writings)


def _national(digits: str) -> str | None:
    """Return a British number without its trunk 0 or country code."""
    for prefix, lengths in (("0044", (13, 14)), ("44", (11, 12)), ("0", (10, 11))):
        if digits.startswith(prefix) and len(digits) in lengths:
            return digits[len(prefix) :].removeprefix("0")
    return None


@dataclass(frozen=True)
class Words:
    """The withheld entries, each with its number from 1 and its writings. Its `repr` shows nothing of them."""

    entries: tuple[tuple[int, tuple[Writing, ...]], ...] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def _kept(self) -> tuple[tuple[int, dict[str, list[tuple[int, Writing]]]], ...]:
        """Return the writings by the first letters of their keys, longest keys first."""
        kept: dict[int, dict[str, list[tuple[int, Writing]]]] = {}
        for number, writings in self.entries:
            for writing in writings:
                length = min(len(writing.key), _KEY)
                kept.setdefault(length, {}).setdefault(writing.key[:length], []).append((number, writing))
        return tuple(sorted(kept.items(), reverse=True))

    def found_in(self, text: str, least: int = 1) -> tuple[int, ...]:
        """Return the numbers of the entries that can be read in a text, in any writing, encoded ones too.

        `least` leaves out entries of fewer letters and digits: in data that is no text, three letters mean nothing,
        and six digits in a row are a length or a place.
        """
        found = set(self._count(text, least))
        for _, _, decoded in decodings(text) if self.entries else ():
            found.update(self._count(decoded, least))
        return tuple(sorted(found))

    def count_in(self, text: str) -> dict[int, int]:
        """Return how often each entry stands in a text."""
        return dict(sorted(self._count(text, 1).items()))

    def places_in(self, text: str) -> list[Place]:
        """Return where entries stand in a text, encoded ones by the whole of what is encoded: none within another."""
        if not self.found_in(text):
            return []
        places: set[Place] = set()
        for reading, offsets in with_places(text):
            for start, end, number, _ in self._search(reading, 1):
                places.add(Place(offsets[start], offsets[end - 1] + 1, number))
        for start, end, decoded in decodings(text):
            places.update(Place(start, end, number) for number in self._count(decoded, 1))
        widest: list[Place] = []
        for place in sorted(places, key=lambda place: (place.start, -place.end, place.entry)):
            if not widest or place.end > widest[-1].end:
                widest.append(place)
        return widest

    def _count(self, text: str, least: int) -> Counter[int]:
        if not self.entries or not text:
            return Counter()
        folded = fold(text)
        counts = self._tally(folded, least)
        if (joined := without_line_hyphens(folded)) != folded:
            counts |= self._tally(joined, least)  # the greater of both
        if (apart := parted(text)) != text:
            for number, count in self._tally(fold(apart), least, many=True).items():
                counts.setdefault(number, count)  # words that an extractor has run together: DearAnnExampleThank
        return counts

    def _tally(self, folded: str, least: int, *, many: bool = False) -> Counter[int]:
        forward: Counter[int] = Counter()
        backward: Counter[int] = Counter()
        beyond: dict[tuple[int, bool], int] = {}
        for start, end, number, writing in self._search(folded, least):
            key = number, writing.backward
            if (many and not writing.many) or start < beyond.get(key, 0):
                continue
            beyond[key] = end
            (backward if writing.backward else forward)[number] += 1
        return Counter({**backward, **forward})

    def _search(self, folded: str, least: int) -> Iterator[tuple[int, int, int, Writing]]:
        """Yield where each writing begins and ends in a folded text."""
        squeezed = squeeze(folded)
        pieces = [(match.start(), match.end() - match.start()) for match in _PIECE.finditer(folded)]
        at = 0
        for offset, length in pieces:
            for size, kept in self._kept:
                for number, writing in kept.get(squeezed[at : at + size], ()):
                    key = writing.key
                    if len(key) < least or (least > 1 and len(key) < _LEAST_DIGITS and key.isdigit()):
                        continue
                    if squeezed.startswith(key, at) and (match := writing.pattern.match(folded, offset)):
                        yield offset, match.end(), number, writing
            at += length


def find_words(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where withheld words, in any writing of them, stand in a text: in order, each stretch once.

    Offsets are those of `text`, in code points. Words reversed are found too.
    """
    return [(place.start, place.end) for place in withhold(words).places_in(text)]


def withhold(entries: Sequence[str]) -> Words:
    """Make the withheld entries searchable. Raise ValueError on an empty one: it would match everything or nothing."""
    if isinstance(entries, str):
        raise TypeError("withheld is a sequence of strings, not one string")
    for number, entry in enumerate(entries, 1):
        if not entry.strip():
            raise ValueError(f"withheld entry {number} is empty")
    pairs = ((number, writings_of(entry)) for number, entry in enumerate(entries, 1))
    return Words(tuple((number, writings) for number, writings in pairs if writings))
