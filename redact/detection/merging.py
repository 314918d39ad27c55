"""Merging: findings of which none overlap, made of what several recognizers found in the same words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

from redact.detection.entities import NAMES, kin
from redact.detection.filters import is_plausible
from redact.detection.hints import is_believed
from redact.model import Document, Finding, Span

# The lower comes first and keeps its words: an e-mail address is no URL and no name; an address holds its postcode.
_PRECEDENCE = {
    "EMAIL_ADDRESS": 0,
    "IBAN_CODE": 1,
    "CREDIT_CARD": 1,
    "URL": 1,
    "POSTAL_ADDRESS": 2,
    "DATE_OF_BIRTH": 2,
    "UK_NINO": 2,
    "AGE": 3,
}
# The share of findings that were right, on benchmarks/data/letters.jsonl, of those that a model found and other means
# too: 175 of 179.
AGREED = 0.98
# How probable a model's guess must be to stand alone: low where what is missed hurts somebody, high where it is mostly
# open anyway and noise costs an officer's time. Patterns know dates.
LEAST = {
    "PERSON": 0.3,
    "LOCATION": 0.4,
    "REFERENCE_NUMBER": 0.4,
    "DATE_OF_BIRTH": 0.4,
    "ORGANIZATION": 0.6,
    "JOB_TITLE": 0.7,
    "DATE_TIME": 1.01,
}
_LEAST_OF_OTHERS = 0.5
_NAMED = frozenset({"person", "body or place", "post", "address"})  # kins of which the wider finding says what it is


def merge(
    document: Document,
    evidence: Iterable[Finding],
    guesses: Iterable[Finding],
    cues: Iterable[Finding],
    *,
    heard: bool = False,
) -> tuple[Finding, ...]:
    """Return findings in reading order of which only cues overlap others.

    Evidence of patterns, structure and registers comes first. A model's guess about the same words agrees with it and
    may widen it, takes its place where it saw more of something else, or gives way. Where a model whose probabilities
    are calibrated has read the text (`heard`), people and bodies that structure hints at, and that the model thinks
    improbable, are none: measured on real reports, one in ten of them was right.
    """
    heeded = [guess for guess in _within_blocks(document, guesses) if is_plausible(document[guess.span], guess)]
    heeded.sort(key=lambda guess: (guess.span.start, -len(guess.span)))
    merged = Merged()
    for finding in sorted(_within_blocks(document, evidence), key=_order):
        if not heard or is_believed(document.text, finding, heeded):
            merged.add(finding)
    for guess in heeded:
        if guess.score >= LEAST.get(guess.entity, _LEAST_OF_OTHERS):
            merged.add_guess(guess)
    for guess in heeded:
        if guess.entity == "PERSON" and guess.score < LEAST["PERSON"]:
            merged.lengthen(document.text, guess)
    findings = [*merged.findings, *_outermost(_within_blocks(document, cues))]
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.entity)))


def _order(finding: Finding) -> tuple[int, float, int, int, str]:
    """Return the order in which findings claim their words: values before names, longer names before shorter ones.

    Presidio's results come in any order: where nothing else tells two apart, their entities do.
    """
    if finding.entity not in NAMES:
        return (
            _PRECEDENCE.get(finding.entity, 4),
            -finding.score,
            -len(finding.span),
            finding.span.start,
            finding.entity,
        )
    titled = finding.entity == "PERSON" and finding.wide is not None and finding.wide.start < finding.span.start
    listed = "register" in finding.found_by
    certainty = 2 if listed and finding.entity == "LOCATION" else 0 if listed or titled else 1
    return 5, -len(finding.span), certainty, finding.span.start, finding.entity


class Merged:
    """Findings in reading order, none overlapping another."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._starts: list[int] = []

    def add(self, finding: Finding) -> None:
        """Add a finding where its words are free; join it to one of the same entity there, or drop it."""
        shared = self._overlapping(finding.span)
        others = self.findings[shared]
        if not others:
            index = bisect_left(self._starts, finding.span.start)
            self._starts.insert(index, finding.span.start)
            self.findings.insert(index, finding)
        elif len(others) == 1 and others[0].entity == finding.entity:
            self.findings[shared.start] = _joined(others[0], finding)

    def add_guess(self, guess: Finding) -> None:
        """Add a model's guess where its words are free; elsewhere let it join, widen or outvote what is there.

        What is left of a guessed name on either side of a place, a post or a number is no name.
        """
        shared = self._overlapping(guess.span)
        others = self.findings[shared]
        if not others:
            beside = self.findings[max(0, shared.start - 1) : shared.start + 1]
            if not any(other.wide is not None and other.wide.contains(guess.span) for other in beside):
                self.add(guess)  # and no title of somebody beside
        elif all(kin(other) == kin(guess) or _outvotes(guess, other) for other in others):
            agreeing = [other for other in others if kin(other) == kin(guess)]
            self._put(shared, reduce(_agreed, agreeing[1:], _agreed(agreeing[0], guess)) if agreeing else guess)

    def lengthen(self, text: str, guess: Finding) -> None:
        """Let a guess that is too improbable to stand alone lengthen the name beside it: OAKLEAF, Ada."""
        if self.findings[self._overlapping(guess.span)] or not text[guess.span.start].isupper():
            return
        after = bisect_left(self._starts, guess.span.start)
        for i in (after, after - 1):
            if 0 <= i < len(self.findings) and self.findings[i].entity == "PERSON":
                beside = self.findings[i]
                whole = _hull(beside.span, guess.span)
                between = max(beside.span.start, guess.span.start), min(beside.span.end, guess.span.end)
                if text[between[1] : between[0]] in (" ", ", ", ","):
                    self._put(
                        slice(i, i + 1), replace(beside, span=whole, wide=beside.wide and _hull(beside.wide, whole))
                    )
                    return

    def _put(self, shared: slice, finding: Finding) -> None:
        """Let a finding take the place of those that it overlaps."""
        self.findings[shared] = [finding]
        self._starts[shared] = [finding.span.start]

    def _overlapping(self, span: Span) -> slice:
        """Return where the findings stand that overlap a span."""
        last = bisect_left(self._starts, span.end)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < last and self.findings[first].span.end <= span.start:
            first += 1
        return slice(first, last)


def _outvotes(guess: Finding, other: Finding) -> bool:
    """Tell whether a guess takes the place of a finding of another kin: where it holds a mere part of what it saw.

    A number that a pattern knows, what a register lists, and a name that its title gives away stay as they are.
    """
    if not guess.span.contains(other.span) or guess.span == other.span:
        return False
    if guess.entity == "POSTAL_ADDRESS":
        return other.entity in NAMES
    titled = other.entity == "PERSON" and other.wide is not None
    return other.entity in NAMES and not titled and (other.model_alone or guess.score >= other.score)


def _agreed(finding: Finding, guess: Finding) -> Finding:
    """Return a finding that another of its kin agrees with, as wide as both; a title and letters are no part of a name.

    Where one holds the other, the wider one says what it is.
    """
    span, wide = finding.span, finding.wide
    grows = not span.contains(guess.span) and not (wide is not None and wide.contains(guess.span))
    if "register" in finding.found_by and finding.entity == guess.entity:
        grows = False  # a register knows how far a name goes
    first = finding
    if grows:
        span = _hull(span, guess.span)
        wide = wide and _hull(wide, span)
        if kin(finding) in _NAMED and guess.span.contains(finding.span):
            first = replace(finding, entity=guess.entity)
    if "DATE_OF_BIRTH" in (finding.entity, guess.entity):
        first = replace(finding, entity="DATE_OF_BIRTH")  # of two words for one date, the one that gives more away
    found_by = tuple(sorted({*finding.found_by, *guess.found_by}))
    score = max(finding.score, guess.score if found_by == ("model",) else AGREED)
    return replace(first, span=span, wide=wide, found_by=found_by, score=score)


def _joined(first: Finding, second: Finding) -> Finding:
    """Return one finding for two of one entity, at the span of the first."""
    wide = reduce(_hull, (span for span in (first.wide, second.wide) if span is not None), first.span)
    return replace(
        first,
        score=max(first.score, second.score),
        found_by=tuple(sorted({*first.found_by, *second.found_by})),
        traits=first.traits | second.traits,
        wide=wide if first.wide or second.wide else None,
    )


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _within_blocks(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Cut findings at blank lines and drop the white space at their edges."""
    for finding in findings:
        words = document[finding.span]
        stripped = words.strip()
        if not stripped:
            continue
        start = finding.span.start + words.index(stripped)
        span = Span(start, start + len(stripped))
        if "\n\n" in re.sub(r"[ \t\r]", "", stripped):
            for block in document.blocks_in(span):
                shared = block.span.within(span)
                if shared is not None:
                    yield replace(finding, span=shared, wide=None)
        else:
            yield replace(finding, span=span)


def _outermost(cues: Iterable[Finding]) -> Iterator[Finding]:
    """Yield cues without those that lie inside another of the same kind."""
    last: dict[str, Finding] = {}
    for cue in sorted(cues, key=lambda cue: (cue.span.start, -cue.span.end)):
        before = last.get(cue.entity)
        if before is None or not before.span.contains(cue.span):
            last[cue.entity] = cue
            yield cue
