"""Withheld words, and the search for any writing of them.

Folds text by rules of its own, since the verifier trusts nothing that made the file; a test binds them to what is
printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redact.model import Span

# Letters that no normal form takes apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# What PDFium puts where a word is broken at the end of a line.
_BROKEN = re.compile("[\x02\ufffe]\\s*")
_LINE_HYPHEN = re.compile(r"[-\u2010\u2011\u2012\u2013]\s*[\r\n]\s*")
_NOT_WORD = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_LEAST_DIGITS = 7
# Fillers that count as letters, and what Unicode has set aside to show nothing (Default_Ignorable_Code_Point).
_FILLER = re.compile("[\u115f\u1160\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
_GAP = r"[\W_]{0,8}"
# Scripts written without spaces between words: a name is found wherever it stands.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def fold(text: str) -> str:
    """Return a text without case, accents, ligatures, soft hyphens and characters that show nothing."""
    text = _BROKEN.sub("", text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKD", text).translate(_UNSEEN).translate(_PLAIN)


class _Unseen(dict[int, int | None]):
    """Takes out combining marks and characters that show nothing; asks about each code point once."""

    def __missing__(self, point: int) -> int | None:
        character = chr(point)
        unseen = unicodedata.category(character) in {"Mn", "Me", "Cf"} or _FILLER.match(character)
        self[point] = None if unseen else point
        return self[point]


_UNSEEN = _Unseen()


def squeeze(folded: str) -> str:
    """Return only the letters and digits of a folded text."""
    return _NOT_WORD.sub("", folded)


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


@dataclass(frozen=True, slots=True)
class Needle:
    """One withheld entry, ready to be searched for. Its `repr` shows nothing of it."""

    core: str
    forward: re.Pattern[str]
    backward: re.Pattern[str] | None
    many: bool

    def __repr__(self) -> str:
        return f"Needle({len(self.core)} characters)"


def _needle(entry: str) -> Needle | None:
    folded = fold(entry)
    tokens = _TOKEN.findall(folded)
    core = "".join(tokens)
    if not core:
        return None
    digits = sum(c.isdigit() for c in core)
    writings = [_edges(core, _GAP.join(map(re.escape, tokens)))]
    if digits >= 4 or "@" in folded or len(core) >= 8:
        # Spaces dropped or put in anywhere: long enough to mean nothing else.
        writings.append(_edges(core, r"[\W_]{0,4}".join(map(re.escape, core))))
    elif len(core) >= 4:
        writings.append(_edges(core, r"[\W_]{1,3}".join(map(re.escape, core))))
    if digits == len(core) and (national := _national(core)):
        # A telephone number with or without the country's code: +44 20 ..., 0044 20 ..., 020 ...
        core = national
        spaced = r"[\W_]{0,4}".join(core)
        writings.append(rf"(?<!\d)(?:(?:00)?[\W_]?44[\W_]{{0,3}}0?|0)[\W_]{{0,4}}{spaced}(?!\d)")
    backward = None
    turned = core[::-1]
    if len(core) >= 5 and turned != core:
        backward = re.compile(_edges(turned, _GAP.join(re.escape(token[::-1]) for token in reversed(tokens))))
    return Needle(core, re.compile("|".join(writings)), backward, len(tokens) > 1)


def _national(digits: str) -> str | None:
    """Return a British number without its trunk 0 or country code."""
    for prefix, lengths in (("0044", (13, 14)), ("44", (11, 12)), ("0", (10, 11))):
        if digits.startswith(prefix) and len(digits) in lengths:
            return digits[len(prefix) :].removeprefix("0")
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """The withheld entries, each with its number from 1."""

    needles: tuple[tuple[int, Needle], ...]

    def __bool__(self) -> bool:
        return bool(self.needles)

    def found_in(self, text: str, least: int = 1) -> tuple[int, ...]:
        """Return the numbers of the entries that can be read in a text, in any writing.

        `least` leaves out entries of fewer letters and digits: in data that is no text, three letters mean nothing,
        and six digits in a row are a length or a place.
        """
        return tuple(number for number, _ in self._search(text, least))

    def count_in(self, text: str) -> dict[int, int]:
        """Return how often each entry stands in a text."""
        return dict(self._search(text, 1))

    def _search(self, text: str, least: int) -> Iterator[tuple[int, int]]:
        if not self.needles or not text:
            return
        folded = fold(text)
        squeezed = squeeze(folded)
        joined = _LINE_HYPHEN.sub("", folded)
        camel: str | None = None
        for number, needle in self.needles:
            if len(needle.core) < least or (least > 1 and len(needle.core) < _LEAST_DIGITS and needle.core.isdigit()):
                continue
            count = 0
            if needle.core in squeezed:
                count = max(
                    sum(1 for _ in needle.forward.finditer(folded)),
                    sum(1 for _ in needle.forward.finditer(joined)) if joined != folded else 0,
                )
                if not count and needle.many:
                    # Words that an extractor has run together: DearAnnExampleThank
                    camel = camel if camel is not None else fold(_CAMEL.sub(" ", text))
                    count = sum(1 for _ in needle.forward.finditer(camel))
            if not count and needle.backward is not None and needle.core[::-1] in squeezed:
                count = sum(1 for _ in needle.backward.finditer(folded))
            if count:
                yield number, count


def find_words(text: str, words: Sequence[str]) -> list[Span]:
    """Return where withheld words, in any writing of them, stand in a text: in order, each stretch once.

    Offsets are those of `text`, in code points. Words reversed are found too.
    """
    searched = withhold(words)
    if not searched.found_in(text):
        return []
    folded, offsets = _fold_with_offsets(text)
    joined, places = _joined(folded, offsets)
    spaced = _CAMEL.sub(_LONE_SPACE, text)
    camel, camel_offsets = _fold_with_offsets(spaced)
    back = [i for i, character in enumerate(spaced) if character != _LONE_SPACE]
    place_of = {there: here for here, there in enumerate(back)}
    spans: set[Span] = set()
    for _, needle in searched.needles:
        patterns = [needle.forward] if needle.backward is None else [needle.forward, needle.backward]
        for pattern in patterns:
            for written, where in ((folded, offsets), (joined, places)):
                spans.update(Span(where[m.start()], where[m.end() - 1] + 1) for m in pattern.finditer(written))
        if needle.many:
            for m in needle.forward.finditer(camel):
                spans.add(Span(place_of[camel_offsets[m.start()]], place_of[camel_offsets[m.end() - 1]] + 1))
    widest: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not widest or not widest[-1].contains(span):
            widest.append(span)
    return widest


_LONE_SPACE = "\x1f"  # no letter and no digit; stands only where two words were run together


def _fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Fold a text character by character, with the place that each folded character came from."""
    parts: list[str] = []
    offsets: list[int] = []
    dropped = {i for m in _BROKEN.finditer(text) for i in range(*m.span())}
    for i, character in enumerate(text):
        if i not in dropped:
            folded = fold(character)
            parts.append(folded)
            offsets += [i] * len(folded)
    return "".join(parts), offsets


def _joined(folded: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Take out the hyphens at the ends of lines, and their places."""
    dropped = {i for m in _LINE_HYPHEN.finditer(folded) for i in range(*m.span())}
    left = [i for i in range(len(folded)) if i not in dropped]
    return "".join(folded[i] for i in left), [offsets[i] for i in left]


def withhold(entries: Sequence[str]) -> Words:
    """Make the withheld entries searchable. Raise ValueError on an empty one: it would match everything or nothing."""
    if isinstance(entries, str):
        raise TypeError("withheld is a sequence of strings, not one string")
    for number, entry in enumerate(entries, 1):
        if not entry.strip():
            raise ValueError(f"withheld entry {number} is empty")
    pairs = ((number, _needle(entry)) for number, entry in enumerate(entries, 1))
    return Words(tuple((number, needle) for number, needle in pairs if needle is not None))
