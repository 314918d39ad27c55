"""One finding for one thing: who keeps the ground where several recognizers saw something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

from redact.model import Document, Finding, Span

# The lower, the earlier: an e-mail address is not also a URL and somebody's name; an address holds its postcode.
_FIRST = {
    "EMAIL_ADDRESS": 0,
    "IBAN_CODE": 1,
    "CREDIT_CARD": 1,
    "URL": 1,
    "POSTAL_ADDRESS": 2,
    "DATE_OF_BIRTH": 2,
    "UK_NINO": 2,
    "AGE": 3,
}
# Shares of findings that were right on benchmarks/data/letters.jsonl, as written and in capitals:
# a model's word with another means' beside it 175 of 179. Two models of one mind have not been measured: a guess
# between one model's share (analyzer.ALONE) and that.
AGREED, TWO_MODELS = 0.98, 0.8
_NAMES = frozenset({"PERSON", "ORGANIZATION", "JOB_TITLE", "LOCATION", "NRP"})
_KIN = {"PERSON": "PERSON", "ORGANIZATION": "PLACE", "LOCATION": "PLACE", "NRP": "PLACE", "JOB_TITLE": "JOB"}


def merge(
    document: Document, seen: Iterable[Finding], guessed: Iterable[Finding], cues: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return findings in reading order of which only cues overlap others.

    What patterns, structure and registers saw stands before what a model guessed: a guess about the same words agrees
    with it or yields to it.
    """
    ground = Ground()
    for finding in sorted(_uncrossed(document, seen), key=_rank):
        ground.take(finding)
    for guess in sorted(_uncrossed(document, guessed), key=lambda f: (f.span.start, -len(f.span))):
        ground.agree(guess)
    kept = [*ground.findings(), *_distinct(_uncrossed(document, cues))]
    return tuple(sorted(kept, key=lambda finding: (finding.span, finding.entity)))


def _rank(finding: Finding) -> tuple[int, float, int, int]:
    """Return the order of taking ground: values before names, the longer name before the shorter."""
    if finding.entity in _NAMES:
        strong = finding.entity == "PERSON" and finding.wide is not None and finding.wide.start < finding.span.start
        source = 0 if strong or ("register" in finding.found_by and finding.entity != "LOCATION") else 1
        if "register" in finding.found_by and finding.entity == "LOCATION":
            source = 2
        return 5, -len(finding.span), source, finding.span.start
    return _FIRST.get(finding.entity, 4), -finding.score, -len(finding.span), finding.span.start


class Ground:
    """The text's characters as they are taken, one finding each."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._taken: list[Finding] = []

    def findings(self) -> Iterator[Finding]:
        yield from self._taken

    def over(self, span: Span) -> slice:
        """Return where the findings stand that share ground with a span."""
        last = bisect_left(self._starts, span.end)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < last and self._taken[first].span.end <= span.start:
            first += 1
        return slice(first, last)

    def take(self, finding: Finding) -> None:
        """Give a finding its ground, unless somebody is there: then agree with it, or yield."""
        held = self.over(finding.span)
        there = self._taken[held]
        if not there:
            at = bisect_left(self._starts, finding.span.start)
            self._starts.insert(at, finding.span.start)
            self._taken.insert(at, finding)
        elif len(there) == 1 and there[0].entity == finding.entity:
            self._taken[held.start] = _joined(there[0], finding)

    def agree(self, guess: Finding) -> None:
        """Let a model's guess fill a gap, or strengthen what stands there."""
        held = self.over(guess.span)
        there = self._taken[held]
        if not there:
            self.take(guess)
            return
        if len(there) == 1:
            other = there[0]
            if _KIN.get(other.entity) == _KIN.get(guess.entity):
                self._taken[held.start] = self._strengthened(other, guess)
                self._starts[held.start] = self._taken[held.start].span.start
            if other.model_alone:
                return
        # What is left of a name on either side of a place or a post is no name.

    @staticmethod
    def _strengthened(other: Finding, guess: Finding) -> Finding:
        found_by = tuple(sorted({*other.found_by, *guess.found_by}))
        span, wide = other.span, other.wide
        grows = other.entity == "PERSON" and guess.span.contains(span) and guess.span != span
        if wide is not None and wide.contains(guess.span):
            grows = False  # only a title or letters after the name were added
        if grows and "register" not in other.found_by and len(guess.span) <= 40:
            span = guess.span
            if wide is not None:
                wide = Span(min(wide.start, span.start), max(wide.end, span.end))
        score = max(other.score, TWO_MODELS if other.model_alone else AGREED)
        return replace(other, span=span, wide=wide, found_by=found_by, score=score)


def _joined(one: Finding, other: Finding) -> Finding:
    """Return one finding for two that mean the same; the first has the better claim to the span."""
    wide = reduce(_hull, [w for w in (one.wide, other.wide) if w is not None], None)
    if wide is not None and not wide.contains(one.span):
        wide = _hull(wide, one.span)
    return replace(
        one,
        score=max(one.score, other.score),
        found_by=tuple(sorted({*one.found_by, *other.found_by})),
        traits=one.traits | other.traits,
        wide=wide,
    )


def _hull(one: Span | None, other: Span) -> Span:
    return other if one is None else Span(min(one.start, other.start), max(one.end, other.end))


def _uncrossed(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Cut findings at blank lines and drop the white space at their edges."""
    for finding in findings:
        words = document[finding.span]
        stripped = words.strip()
        if not stripped:
            continue
        start = finding.span.start + words.index(stripped)
        span = Span(start, start + len(stripped))
        if "\n\n" in stripped.replace("\r", "").replace(" ", "").replace("\t", ""):
            for block in document.blocks_in(span):
                shared = block.span.within(span)
                if shared is not None:
                    yield replace(finding, span=shared, wide=None)
            continue
        wide = finding.wide
        yield finding if span == finding.span else replace(finding, span=span, wide=wide)


def _distinct(cues: Iterable[Finding]) -> Iterator[Finding]:
    """Yield cues without those that lie inside another of the same kind."""
    last: dict[str, Finding] = {}
    for cue in sorted(cues, key=lambda c: (c.span.start, -c.span.end)):
        held = last.get(cue.entity)
        if held is None or not held.span.contains(cue.span):
            last[cue.entity] = cue
            yield cue
