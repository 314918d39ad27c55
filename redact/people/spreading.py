"""Spreading: a name found once is found wherever it stands, in whole words, before the finding and after it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from redact.model import Document, Finding, Span
from redact.people.places import find_places
from redact.text.lists import words
from redact.text.names import (
    LOW_HONORIFIC,
    MONTHS,
    PARTICLES,
    WORD_NAMES,
    is_honorific,
    lowered,
    normal,
    parse_name,
    words_of,
)

_SCORE = 0.8
_LIKELY = 0.8  # how probable a name that a model alone saw must be, to be looked for elsewhere
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’][sS]\Z")
_HONORIFICS_BEFORE = re.compile(rf"(?:^|(?<=\W))(?:{LOW_HONORIFIC}[ \t\u00a0]+)+\Z")


@dataclass
class Writings:
    """How the people of a document are written: whole names, parts of names, and initials."""

    wholes: set[str] = field(default_factory=set)
    parts: dict[str, bool] = field(default_factory=dict)  # with whether more than a model found somebody of that name
    initials: dict[str, bool] = field(default_factory=dict)  # with whether the document declares them


def spread(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings and, found by spread, every further mention of the people and towns among them.

    All are in reading order. No mention overlaps a finding that is no cue.
    """
    spans = _Spans(finding.span for finding in findings if not finding.entity.endswith("_CUE"))
    writings = _writings(document, findings)
    mentions: list[Finding] = []
    for span in _whole_names(document.text, writings.wholes):
        if spans.add_if_free(span):
            mentions.append(_mention(document, span))
    for match in _WORD.finditer(document.text):
        span = Span(match.start(), match.end() - len(_possessive(match.group())))
        if spans.are_free(span) and (traits := _traits_of_mention(document, span, writings)) is not None:
            spans.add_if_free(span)
            mentions.append(_mention(document, span, *traits))
    mentions += (place for place in find_places(document, findings) if spans.add_if_free(place.span))
    return sorted([*findings, *mentions], key=lambda finding: (finding.span, finding.entity))


def _possessive(word: str) -> str:
    match = _POSSESSIVE.search(word)
    return match.group() if match else ""


def _traits_of_mention(document: Document, span: Span, writings: Writings) -> tuple[str, ...] | None:
    """Return the traits of a word as a mention of somebody; None where it is none."""
    word = document[span]
    plain = normal(word)
    if plain not in writings.parts and plain not in writings.initials:
        if _is_short_form(word, plain, writings.parts):
            return ()
        if len(plain) <= 5 or not plain.endswith("s") or plain[:-1] not in writings.parts:
            return None
        plain = plain[:-1]  # the Kowalczyks' dog: a family by its surname
    if plain in writings.parts and _stands_as_name(document, span, plain, writings.parts[plain]):
        return ()
    if plain in writings.initials and word.isupper():
        return ("initials",) if _stands_as_initials(document, span, word, writings.initials[plain]) else None
    return None


def _mention(document: Document, span: Span, *traits: str) -> Finding:
    honorifics = _HONORIFICS_BEFORE.search(lowered(document.text[max(0, span.start - 40) : span.start]))
    wide = Span(span.start - len(honorifics.group()), span.end) if honorifics else None
    return Finding(span, "PERSON", _SCORE, ("spread",), frozenset(traits), wide=wide)


class _Spans:
    """Spans of a text, none overlapping one that was added before."""

    def __init__(self, spans: Iterator[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = [span.end for span in ordered]

    def are_free(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start)
        return (index == 0 or self._ends[index - 1] <= span.start) and (
            index == len(self._starts) or self._starts[index] >= span.end
        )

    def add_if_free(self, span: Span) -> bool:
        """Add a span that overlaps none; tell whether it did not."""
        free = self.are_free(span)
        if free:
            index = bisect_left(self._starts, span.start)
            self._starts.insert(index, span.start)
            self._ends.insert(index, span.end)
        return free


def _writings(document: Document, findings: Sequence[Finding]) -> Writings:
    """Return how the people among findings are written, and which of them only a model found."""
    writings = Writings()
    for finding in findings:
        if finding.entity != "PERSON" or (finding.model_alone and finding.score < _LIKELY):
            continue  # a slip of a model would be found wherever its words stand
        text = document[finding.span]
        if "initials" in finding.traits:
            writings.initials[normal(text)] = True
            continue
        if len(words_of(text)) > 1:
            writings.wholes.add(" ".join(text.split()))
        name = parse_name(text)
        for part in (*name.first_names, *name.surname.split()):
            if len(part) > 1 and part not in PARTICLES and (part in WORD_NAMES or not _is_no_name(part)):
                writings.parts[part] = writings.parts.get(part, False) or not finding.model_alone
        if name.full and len(name.surname) > 1:
            writings.parts.setdefault(name.surname, True)
            letters = "".join(_without_accent(part[0]) for part in (*name.first_names, name.surname))
            for initials in {letters, letters[-2:], letters[0] + letters[-1]}:
                writings.initials.setdefault(initials, False)
    return writings


def _is_no_name(word: str) -> bool:
    """Tell whether a word that got into somebody's name is a title or carries sentences: To, From, Cllr."""
    return is_honorific(word) or word in words("prose/openers")


def _without_accent(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _is_short_form(word: str, plain: str, parts: dict[str, bool]) -> bool:
    """Tell whether a word cuts a first name short: Vas for Vasile, Bart for Bartholomew."""
    if not 3 <= len(plain) <= 5 or not word[0].isupper() or word.isupper():
        return False
    if plain in WORD_NAMES or plain in words("names/not_short_forms"):
        return False
    return any(part.startswith(plain) and len(part) >= len(plain) + 2 for part in parts)


def _whole_names(text: str, wholes: set[str]) -> Iterator[Span]:
    """Yield where whole names stand, however they are spaced or capitalised."""
    if not wholes:
        return
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for whole in wholes:
        names = tuple(normal(word) for word in words_of(whole))
        if len(names) > 1:
            by_first.setdefault(names[0], []).append(names)
    tokens = [(normal(match.group()), *match.span(), match.group()) for match in _WORD.finditer(text)]
    for i, (first, start, _, written) in enumerate(tokens):
        for names in sorted(by_first.get(first, ()), key=len, reverse=True):
            run = tokens[i : i + len(names)]
            last = run[-1][0].removesuffix("'s")
            if len(run) < len(names) or [token[0] for token in run[:-1]] != list(names[:-1]) or last != names[-1]:
                continue
            gaps = (text[a[2] : b[1]] for a, b in pairwise(run))
            if all(re.fullmatch(r"\.?[ \t\u00a0]{1,3}|\.?[ \t]*\n[ \t>]*", gap) for gap in gaps) and (
                written[0].isupper() or names[0] not in WORD_NAMES
            ):
                yield Span(start, run[-1][2] - (len(run[-1][0]) - len(last)))
                break


def _stands_as_name(document: Document, span: Span, plain: str, sure: bool) -> bool:
    """Tell whether a word that is part of somebody's name is a name here.

    `May` is a month and a verb, `Will` a verb: such a word alone counts only beside a title, and never a month.
    """
    text = document.text
    word = text[span.start : span.end]
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 24]
    if before[-1:] in ("@", "_", "/") or after[:1] in ("@", "_") or re.match(r"\.[a-z@]", after):
        return False
    titled = bool(_HONORIFICS_BEFORE.search(lowered(before)))
    if titled and word[0].isupper():
        return True
    if plain in MONTHS:
        return False
    if word[0].islower():
        return plain not in WORD_NAMES and len(plain) > 3 and sure and plain not in words("prose/not_mentions")
    if plain in WORD_NAMES:
        # In the middle of a sentence a capital means a name, or part of another one: Grant Thornton, Green Park.
        starts = not before.strip() or before.rstrip()[-1] in '.!?:;"“>•' or "\n" in before[-3:]
        beside = bool(re.match(r"[ \t]+[A-Z]", after)) or bool(re.search(r"[A-Z][\w'’-]*[ \t]+\Z", before))
        return sure and not starts and not beside
    return sure or len(plain) > 3


def _stands_as_initials(document: Document, span: Span, word: str, declared: bool) -> bool:
    """Tell initials from other capitals: declared ones `Tom Bright (TB)`, or those of somebody named in full."""
    text = document.text
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    if line.upper() == line and len(line) > len(word) + 2:
        return False
    before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 12]
    if (before[-1:] in ("/", "-", "@", "(") and not declared) or (after[:1] in "-@/" and after[:1]):
        return False
    if re.match(r"[ \t]*\d|[ \t][A-Z]", after) or re.search(r"[A-Z0-9][ \t]\Z", before):
        return False
    if declared:
        return word not in words("names/not_initials") or bool(
            re.match(r"[ \t](?:to|said|presented|asked|noted|reported|agreed|will|has|is)\b|:", after)
        )
    return len(word) > 1 and word not in words("names/not_initials") and bool(re.match(r"[ \t][a-z]|[.,:;]", after))
