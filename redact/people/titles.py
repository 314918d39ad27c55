"""Titles of public office: the honorifics before a name and the letters after it that say their bearer acts in public.

HHJ Ada Example     Cllr Bo Sample     Cy Model MP     Jo Placeholder KC
Megan Pryce (MP)    no title: her initials
"""

from __future__ import annotations

import re
from functools import cached_property

from redact.text.lists import alternatives
from redact.text.names import EVERYDAY_HONORIFIC, HONORIFIC_RUN, POST_NOMINAL_RUN, normal, words_of

_BEFORE = re.compile(
    rf"(?<![\w'’.-])(?P<title>(?i:{alternatives('names/senior_honorifics')}))\.?[ \t\u00a0]+(?:{HONORIFIC_RUN})*\Z"
)
_AFTER = re.compile(r"(?<![\w'’])(?P<bracket>\(?)(?P<letters>MP|MSP|MS|AM|MLA|MEP|TD|KC|QC)\b")
_LETTERS_BEHIND = re.compile(rf"(?:{POST_NOMINAL_RUN})*\Z")
_LETTERS_AHEAD = re.compile(rf"(?:{POST_NOMINAL_RUN})*")
# `Cllrs A. Example (Chair), Bo Sample and Mrs C Model`: a title in the plural is each name's up to the `and`.
_WORD = r"[^\W\d_a-z][^\s\d,;:()]*"
_NAMED = (
    rf"(?:{HONORIFIC_RUN})*(?:(?:{_WORD}|[a-z]{{2,3}})[ \t]+){{0,3}}{_WORD}"
    r"(?:[ \t]*\([^()\n]{1,30}\))?"
)
_SEVERAL = re.compile(
    rf"\b(?:[Cc]llrs|[Cc]ouncillors|[Aa]ldermen|[Jj]udges)\.?[ \t]+"
    rf"(?P<names>{_NAMED}(?:,\s+{_NAMED}){{0,30}},?\s+(?:and|&)\s+{_NAMED})"
)
_EVERYDAY = re.compile(rf"(?<!\w){EVERYDAY_HONORIFIC}\.?[ \t\u00a0]+\Z", re.I)
# Abbreviations with other meanings, and what a text speaks of that has them as titles.
_COURTS, _POLICE = r"\b(?:court|tribunal|judge|hearing)", r"\b(?:police|constab)"
_WALES, _IRELAND = r"\b(?:senedd|cymru|wales|welsh)", r"\b(?:d[aá]il|oireachtas|teachta)"
_AMBIGUOUS = {"dj": _COURTS, "acc": _POLICE, "dcc": _POLICE, "ms": _WALES, "am": _WALES, "td": _IRELAND}


class PublicTitles:
    """The titles of public office in a text, asked about its names."""

    def __init__(self, text: str) -> None:
        self._text = text

    def are_at(self, start: int, end: int, wide_start: int) -> bool:
        """Tell whether a name, whose honorifics begin at `wide_start`, bears a title of public office."""
        before, name = self._text[max(0, start - 60) : start], self._text[start:end]
        match = _BEFORE.search(before)
        if match and not _EVERYDAY.search(before[: match.start()]):
            # An honorific may be typed in small letters; a word of prose, such as a church's minister, may not.
            written = match["title"][0].isupper() or start - len(before) + match.start() >= wide_start
            if written and self._is_meant(match["title"]):
                return True
        if any(start < last and first < end for first, last in self._lists):
            return True
        behind = _LETTERS_BEHIND.search(name)
        letters = behind.group() if behind else ""
        ahead = _LETTERS_AHEAD.match(self._text, end)
        given = letters + (ahead.group() if ahead else "")
        initials = _initials(name[: len(name) - len(letters)])
        return any(
            self._is_meant(match["letters"]) and not (match["bracket"] and normal(match["letters"]) in initials)
            for match in _AFTER.finditer(given)
        )

    def _is_meant(self, title: str) -> bool:
        return title.lower() not in _AMBIGUOUS or title.lower() in self._spoken_of

    @cached_property
    def _lists(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span("names") for match in _SEVERAL.finditer(self._text))

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        return frozenset(title for title, words in _AMBIGUOUS.items() if re.search(words, self._text, re.I))


def _initials(name: str) -> set[str]:
    letters = "".join(word[0] for word in words_of(name)).casefold()
    return {letters, letters[:1] + letters[-1:]}
