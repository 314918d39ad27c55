"""Tokens: the words of a document, and the runs of them that can be somebody's name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from redact.detection.capitals import Capitals
from redact.detection.vocabulary import NEVER_IN_NAMES, NEVER_STARTS_NAMES, OPENERS, is_common
from redact.model import Document, Span
from redact.text.characters import CAPITALS
from redact.text.names import (
    EVERYDAY_HONORIFIC,
    HONORIFIC,
    LOW_HONORIFIC,
    MONTHS,
    PARTICLES,
    POST_NOMINAL_RUN,
    WORD_NAMES,
    is_honorific,
    lowered,
    normal,
)

# O'Rourke, Adebayo-Clarke, Ty'n-y-coed are one word; the 's of a possessive is outside it; "J." keeps its full stop.
_WORD = re.compile(
    r"[^\W\d_]+(?:(?:['’](?!s\b|S\b)|-)[^\W\d_]+)*"
    r"(?:(?<=\b[^\W\d_])\.(?=[ \t\n,;)]|[^\W\d_]\.|[^\W\d_]{2})|(?<=\b[SsMW][tm])\.(?= ))?"
)
_PLAIN_GAP = re.compile(r"[ \t\u00a0]{1,2}\Z|\Z|[ \t]?\n(?:[ \t]*>)*[ \t]{0,8}\Z")
# Terence "Tel" Maddox, Dilwyn "Dil the Post" Harries
_NICKNAME = re.compile(
    r"[ \t]{1,2}(?:[\"“'‘(](?P<one>[^\W\d_]{2,15})[\"”'’)]|"
    r"[\"“](?P<many>[^\W\d_]{2,15}(?:[ -][^\W\d_]{1,15}){1,3})[\"”])[ \t]{1,2}(?=[^\W\d_])"
)
_LOWER_CASE_HONORIFIC = re.compile(rf"{EVERYDAY_HONORIFIC}\b|the (?:Rt|Right|Hon)\b")
_ONE_HONORIFIC = re.compile(rf"{HONORIFIC}[ \t\u00a0]+")
_SPACES = (" ", "\t", "\u00a0")
_HONORIFICS_BEFORE = re.compile(rf"(?:(?<!\w){LOW_HONORIFIC}[ \t\u00a0]+(?:[a-z]{{0,3}}\d{{2,6}}[ \t]+)?)+\Z")
_HONORIFIC_BEFORE = re.compile(rf"(?:^|\W){HONORIFIC}[ \t]+\Z")
_POST_NOMINALS = re.compile(POST_NOMINAL_RUN + "+")
_MOST = 7  # words in one name


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, with where it starts and ends in the text."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (not self.text[0].islower() and self.text[0].isalpha())

    @property
    def initial(self) -> bool:
        return len(self.text.rstrip(".")) == 1 and self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper() and not self.text.endswith(".")


class Tokens:
    """A document's words, asked for the names that start or end at an offset."""

    def __init__(self, document: Document, capitals: Capitals) -> None:
        self.document = document
        self.text = document.text
        self.capitals = capitals

    @cached_property
    def words(self) -> list[Word]:
        return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(self.text)]

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, for what is searched without regard to capitals."""
        return lowered(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def index_at(self, offset: int) -> int:
        """Return the index of the first word that starts at or after an offset."""
        return bisect_left(self._starts, offset)

    def index_before(self, offset: int) -> int:
        """Return the index of the last word that starts before an offset; -1 where there is none."""
        return bisect_right(self._starts, offset - 1) - 1

    def name_at(
        self, offset: int, *, least: int = 1, most: int = _MOST, lower: bool = False, announced: bool = False
    ) -> Span | None:
        """Return the name that starts at an offset, if words there can be one: `least` to `most` words.

        `lower` takes words without capitals too: one, and those after it that are no words of ordinary prose.
        `announced` says that a label or honorific came before, so that `A Ll-P` is a name and no article.
        """
        first = self.index_at(offset)
        if first >= len(self.words) or self.words[first].start != offset:
            return None
        if lower and not self.words[first].capital:
            return self._lower_name(first, least, most)
        in_capitals = self.capitals.line_at(offset)
        last, count, i = -1, 0, first
        before_nickname = -1
        nickname: re.Match[str] | None = None
        while i < len(self.words) and count < most:
            word = self.words[i]
            closes = nickname is not None and nickname.end() == word.start  # the word after Terence "Tel"
            if closes and not self._fits(i, count, in_capitals):
                break
            if closes:
                before_nickname = -1
            nickname = None
            if count and not closes and not self._joined(self.words[i - 1], word):
                nickname = _NICKNAME.match(self.text, self.words[i - 1].end)
                if nickname is None or nickname.start(nickname.lastgroup or 0) != word.start:
                    break
                before_nickname = last
                while self.words[i].end < nickname.end(nickname.lastgroup or 0):
                    i += 1
            elif not self._fits(i, count, in_capitals) and not (announced and count == 0 and self._begins_name(i)):
                break
            if normal(word.text) not in PARTICLES or count == 0 or word.capital:
                last = i
            count += 1
            i += 1
        if before_nickname >= 0:  # nothing of the name stands after it: Alun Naylor (AN) came
            last = before_nickname
        while last > first and in_capitals and normal(self.words[last].text) in OPENERS:
            last -= 1
        names = last - first + 1
        if last < first or names < least:
            return None
        end = self.words[last].end
        if self.words[last].text.endswith(".") and not self.words[last].initial:
            end -= 1
        return Span(offset, end)

    def _joined(self, before: Word, after: Word) -> bool:
        gap = self.text[before.end : after.start]
        if "\n" in gap:
            block = self.document.block_at(before.start)
            if block is None or block.kind not in ("paragraph", "item", "quote") or after.start >= block.span.end:
                return False
        return bool(_PLAIN_GAP.match(gap))

    def _fits(self, i: int, count: int, in_capitals: bool) -> bool:
        word = self.words[i]
        plain = normal(word.text)
        if plain in NEVER_IN_NAMES or (count == 0 and plain in NEVER_STARTS_NAMES):
            return False
        if in_capitals and (plain in OPENERS or (count == 0 and is_common(plain) and plain not in WORD_NAMES)):
            return False
        if in_capitals and count > 1 and is_common(plain):
            return False
        if plain in MONTHS and ((count == 0 and not self._after_honorific(word)) or self._before_digit(word)):
            return False
        if not word.capital:
            following = self.words[i + 1] if i + 1 < len(self.words) else None
            joined = "-" in word.text or "'" in word.text or "’" in word.text
            if joined and any(part[:1].isupper() for part in re.split(r"[-'’]", word.text)):
                return True  # al-Rashidi, d'Souza
            if plain not in PARTICLES or following is None or not self._joined(word, following):
                return False
            return following.capital or normal(following.text) in PARTICLES
        # Acronyms are not names, but many write SURNAMES in capitals after a given name.
        return (
            in_capitals
            or not word.acronym
            or len(word.text) >= 4
            or (count > 0 and len(word.text) == 2)
            or "'" in word.text
        )

    def _begins_name(self, i: int) -> bool:
        if re.fullmatch(rf"[{CAPITALS}](?:-[{CAPITALS}])+", self.words[i].text):
            return True  # Dr A-R
        """Tell an initial, and a month that is somebody's first name, by the name behind it."""
        month = normal(self.words[i].text) in MONTHS and self.words[i].capital
        if not (self.words[i].initial or month) or i + 1 >= len(self.words):
            return False
        return self.words[i + 1].capital and self._joined(self.words[i], self.words[i + 1])

    def _after_honorific(self, word: Word) -> bool:
        return bool(_HONORIFIC_BEFORE.search(self.text[max(0, word.start - 24) : word.start]))

    def _before_digit(self, word: Word) -> bool:
        return self.text[word.end : word.end + 3].strip(" ,.")[:1].isdigit()

    def _lower_name(self, first: int, least: int, most: int) -> Span | None:
        words = self.words
        last = first
        plain = normal(words[first].text)
        if plain in NEVER_IN_NAMES or plain in OPENERS or plain in NEVER_STARTS_NAMES or is_honorific(plain):
            return None
        while (
            last + 1 < len(words)
            and last - first + 1 < min(most, 3)
            and self._joined(words[last], words[last + 1])
            and "\n" not in self.text[words[last].end : words[last + 1].start]
            and self.is_unusual(words[last + 1].text)
        ):
            last += 1
        return Span(words[first].start, words[last].end) if last - first + 1 >= least else None

    def is_unusual(self, word: str) -> bool:
        """Tell whether a word written without a capital can hardly be anything but a name."""
        return len(word) > 1 and not is_common(word)

    def name_before(self, offset: int, least: int = 2) -> Span | None:
        """Return the longest name that ends at an offset, of two words or more."""
        i = self.index_before(offset)
        if i < 0 or self.words[i].end != offset:
            return None
        best = None
        for first in range(i, max(-1, i - _MOST), -1):
            span = self.name_at(self.words[first].start)
            if span is None or span.end < offset:
                if normal(self.words[first].text) not in PARTICLES:
                    break
                continue
            if i - first + 1 >= least and span.end == offset:
                best = span
        return best

    def widened(self, name: Span) -> Span | None:
        """Return a name with the honorifics before it and the post-nominals after it; None where there are none."""
        start = self._start_of_honorifics(name.start)
        after = _POST_NOMINALS.match(self.text, name.end)
        end = after.end() if after else name.end
        return Span(start, end) if (start, end) != (name.start, name.end) else None

    def _start_of_honorifics(self, start: int) -> int:
        before = self.text[max(0, start - 60) : start]
        run = _HONORIFICS_BEFORE.search(lowered(before)) if before[-1:] in _SPACES else None
        if run is None:
            return start
        position, offset = run.start(), start - len(before)
        if self.text[start].islower():
            return offset + position
        # "the judge Ada Specimen": a title in lower case is a word of prose, and those after it may be titles.
        while (
            position < len(before) and before[position].islower() and not _LOWER_CASE_HONORIFIC.match(before, position)
        ):
            honorific = _ONE_HONORIFIC.match(before, position)
            if honorific is None:
                return start
            position = honorific.end()
        return offset + position

    def cells(self, span: Span) -> Iterator[Span]:
        """Yield the parts of each line in a span, split at tabs, bars and wide gaps."""
        for line in re.finditer(r"[^\n]+", self.text[span.start : span.end]):
            for cell in re.finditer(r"[^\s|](?:[^\t|\n]*?[^\s|])??(?=[ \t]*(?:\t|\||[ ]{3,}|\Z))", line.group()):
                yield Span(span.start + line.start() + cell.start(), span.start + line.start() + cell.end())
