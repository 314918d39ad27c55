"""Merging: findings of which none overlap, made of what several recognizers found in the same words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

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
# Shares of findings that were right on benchmarks/data/letters.jsonl, as written and in capitals: of those that a
# model found and other means too, 175 of 179. Two models that agree have not been measured: an estimate between that
# and one model's share (analyzer.ALONE).
AGREED, TWO_MODELS = 0.98, 0.8
_NAMES = frozenset({"PERSON", "ORGANIZATION", "JOB_TITLE", "LOCATION", "NRP"})
_KINDS = {"PERSON": "PERSON", "ORGANIZATION": "PLACE", "LOCATION": "PLACE", "NRP": "PLACE", "JOB_TITLE": "JOB"}


def merge(
    document: Document, evidence: Iterable[Finding], guesses: Iterable[Finding], cues: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return findings in reading order of which only cues overlap others.

    Evidence of patterns, structure and registers comes before a model's guesses: a guess about the same words
    strengthens it or is dropped.
    """
    merged = Merged()
    for finding in sorted(_within_blocks(document, evidence), key=_order):
        merged.add(finding)
    for guess in sorted(_within_blocks(document, guesses), key=lambda f: (f.span.start, -len(f.span))):
        merged.add_guess(guess)
    findings = [*merged.findings, *_outermost(_within_blocks(document, cues))]
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.entity)))


def _order(finding: Finding) -> tuple[int, float, int, int, str]:
    """Return the order in which findings claim their words: values before names, longer names before shorter ones.

    Presidio's results come in any order: where nothing else tells two apart, their entities do.
    """
    if finding.entity not in _NAMES:
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
        """Add a model's guess where its words are free, or let it strengthen the finding of its kind there.

        What is left of a guessed name on either side of a place or a post is no name.
        """
        shared = self._overlapping(guess.span)
        others = self.findings[shared]
        if not others:
            self.add(guess)
        elif len(others) == 1 and _KINDS.get(others[0].entity) == _KINDS.get(guess.entity):
            self.findings[shared.start] = _strengthened(others[0], guess)
            self._starts[shared.start] = self.findings[shared.start].span.start

    def _overlapping(self, span: Span) -> slice:
        """Return where the findings stand that overlap a span."""
        last = bisect_left(self._starts, span.end)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < last and self.findings[first].span.end <= span.start:
            first += 1
        return slice(first, last)


def _strengthened(finding: Finding, guess: Finding) -> Finding:
    """Return a finding that a guess agrees with; a person's name grows to the guess, but not by a title or letters."""
    span, wide = finding.span, finding.wide
    grows = finding.entity == "PERSON" and guess.span.contains(span) and guess.span != span
    if wide is not None and wide.contains(guess.span):
        grows = False
    if grows and "register" not in finding.found_by and len(guess.span) <= 40:
        span = guess.span
        wide = wide and _hull(wide, span)
    found_by = tuple(sorted({*finding.found_by, *guess.found_by}))
    score = max(finding.score, TWO_MODELS if finding.model_alone else AGREED)
    return replace(finding, span=span, wide=wide, found_by=found_by, score=score)


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
