"""Names found once, found wherever they stand: whole words only, in both directions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from redact.model import Document, Finding, Span
from redact.text.lists import alternatives, words
from redact.text.names import LOW_HONORIFIC, MONTHS, PARTICLES, WORD_NAMES, lowered, normal, taken_apart, words_of

_SCORE, _FAIR = 0.8, 0.6
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_BEFORE_NAME = re.compile(rf"(?:^|(?<=\W))(?:{LOW_HONORIFIC}[ \t\u00a0]+)+\Z")
_NOT_INITIALS = words("names/not_initials")


def spread(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings and, found by spread, every further mention of the people among them, in reading order."""
    taken = _Taken(findings)
    wholes, parts, initials = _forms(document, findings)
    more: list[Finding] = []
    for span in _occurrences(document.text, wholes):
        if taken.free(span):
            taken.add(span)
            more.append(_mention(document, span))
    for match in _WORD.finditer(document.text):
        word = match.group()
        if word.endswith(("'s", "’s", "'S", "’S")):
            word = word[:-2]
        elif word.endswith(("s'", "s’")):
            word = word[:-1]
        span = Span(match.start(), match.start() + len(word))
        plain = normal(word)
        if plain not in parts and plain not in initials:
            if _is_short_form(word, plain, parts) and taken.free(span):
                taken.add(span)
                more.append(_mention(document, span))
                continue
            # The kowalczyks' dog: a family by its surname.
            if plain.endswith("s") and plain[:-1] in parts and len(plain) > 5:
                plain = plain[:-1]
            else:
                continue
        if not taken.free(span):
            continue
        if plain in parts and _stands_as_name(document, span, plain, parts[plain]):
            taken.add(span)
            more.append(_mention(document, span))
        elif plain in initials and word.isupper() and _stands_as_initials(document, span, word, initials[plain]):
            taken.add(span)
            more.append(_mention(document, span, "initials"))
    places = _places(document, findings)
    if places:
        listed = "|".join(sorted((re.escape(place) for place in places), key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w@.-])(?:{listed})(?![\w@-])", document.text):
            span = Span(match.start(), match.end())
            if taken.free(span):
                taken.add(span)
                more.append(Finding(span, "LOCATION", _FAIR, ("spread",)))
    return sorted([*findings, *more], key=lambda finding: (finding.span, finding.entity))


def _mention(document: Document, span: Span, *traits: str) -> Finding:
    titles = _BEFORE_NAME.search(lowered(document.text[max(0, span.start - 40) : span.start]))
    wide = Span(span.start - len(titles.group()), span.end) if titles else None
    return Finding(span, "PERSON", _SCORE, ("spread",), frozenset(traits), wide=wide)


class _Taken:
    """Where findings already stand, cues apart."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        spans = sorted(f.span for f in findings if not f.entity.endswith("_CUE"))
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def free(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start)
        return (at == 0 or self._ends[at - 1] <= span.start) and (
            at == len(self._starts) or self._starts[at] >= span.end
        )

    def add(self, span: Span) -> None:
        at = bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)


def _forms(document: Document, findings: Sequence[Finding]) -> tuple[set[str], dict[str, bool], dict[str, bool]]:
    """Return whole names; the names' words, each with whether it was seen capitalised; and initials.

    A first name spreads only from somebody seen by more than a model, lest a model's slip be multiplied.
    """
    wholes: set[str] = set()
    parts: dict[str, bool] = {}
    initials: dict[str, bool] = {}
    for finding in findings:
        if finding.entity != "PERSON":
            continue
        words = document[finding.span]
        if "initials" in finding.traits:
            initials[normal(words)] = True
            continue
        names = words_of(words)
        if len(names) > 1:
            wholes.add(" ".join(words.split()))
        name = taken_apart(words)
        for part in (*name.given, *name.surname.split()):
            if len(part) > 1 and part not in PARTICLES:
                parts.setdefault(part, not finding.model_alone)
                parts[part] = parts[part] or not finding.model_alone
        if name.full and len(name.surname) > 1:
            parts.setdefault(name.surname, True)
            firsts = "".join(_bare(part[0]) for part in (*name.given, name.surname))
            for letters in {firsts, firsts[-2:], firsts[0] + firsts[-1]}:
                initials.setdefault(letters, False)
    return wholes, parts, initials


_NOT_SHORT_FORMS = words("names/not_short_forms")
_NOT_TOWN = re.compile(rf"\b(?:{alternatives('addresses/not_towns')})\b", re.I)
_PLACE = re.compile(r"[^\W\d_a-z][\w'’-]+(?:[ -](?:[a-z]{2,5}[ -])?[^\W\d_a-z][\w'’-]+){0,2}")
_GOVERNED = re.compile(
    r"(?P<place>[A-Z][\w'’-]+(?: (?:upon |on |and )?[A-Z][\w'’-]+)?) (?:(?:Metropolitan|County|City|Borough|District"
    r"|Town|Parish) ?)*"
    r"(?:Council|Police|Constabulary)\Z"
)
_KINDS = re.compile(r"\b(?:metropolitan|county|city|borough|district|town|parish)\b.*", re.I)


def _places(document: Document, findings: Sequence[Finding]) -> set[str]:
    """Return towns and villages that addresses and the names of local bodies give away."""
    places: set[str] = set()
    for finding in findings:
        words = document[finding.span]
        if finding.entity == "POSTAL_ADDRESS":
            parts = [part.strip() for part in re.split(r"[,\n]|(?<=\w)[ ]{2,}", words)]
            places.update(p for p in parts[1:] if len(p) > 3 and _PLACE.fullmatch(p) and not _NOT_TOWN.search(p))
        elif finding.entity == "ORGANIZATION" and (match := _GOVERNED.match(words)):
            place = _KINDS.sub("", match["place"]).strip()
            if len(place) > 3:
                places.add(place)
    return places


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _is_short_form(word: str, plain: str, parts: dict[str, bool]) -> bool:
    """Tell whether a word cuts a first name short: Vas for Vasile, Bart for Bartholomew."""
    if (
        not 3 <= len(plain) <= 5
        or not word[0].isupper()
        or word.isupper()
        or plain in WORD_NAMES
        or plain in _NOT_SHORT_FORMS
    ):
        return False
    return any(part.startswith(plain) and len(part) >= len(plain) + 2 for part in parts)


def _occurrences(text: str, wholes: set[str]) -> Iterator[Span]:
    """Yield where whole names stand, however they are spaced or capitalised."""
    if not wholes:
        return
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for whole in wholes:
        words = tuple(normal(word) for word in words_of(whole))
        if len(words) > 1:
            by_first.setdefault(words[0], []).append(words)
    tokens = [(normal(m.group()), m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    for i, (first, start, _, written) in enumerate(tokens):
        for words in sorted(by_first.get(first, ()), key=len, reverse=True):
            run = tokens[i : i + len(words)]
            last = run[-1][0].removesuffix("'s")
            if len(run) < len(words) or [t[0] for t in run[:-1]] != list(words[:-1]) or last != words[-1]:
                continue
            gaps = (text[a[2] : b[1]] for a, b in pairwise(run))
            if all(re.fullmatch(r"\.?[ \t\u00a0]{1,3}|\.?[ \t]*\n[ \t>]*", gap) for gap in gaps) and (
                written[0].isupper() or words[0] not in WORD_NAMES
            ):
                end = run[-1][2] - (len(run[-1][0]) - len(last))
                yield Span(start, end)
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
    titled = bool(_BEFORE_NAME.search(lowered(before)))
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
        return word not in _NOT_INITIALS or bool(
            re.match(r"[ \t](?:to|said|presented|asked|noted|reported|agreed|will|has|is)\b|:", after)
        )
    return len(word) > 1 and word not in _NOT_INITIALS and bool(re.match(r"[ \t][a-z]|[.,:;]", after))
