"""Spreading: a name found once is found wherever it stands, in whole words, before the finding and after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redact.model import Document, Finding, Span
from redact.people.known import Known, Prose, known_people
from redact.people.mentions import Mention, find_mentions
from redact.people.parting import stands_for_a_place
from redact.people.places import find_places
from redact.people.repeats import find_same, find_streets, find_values
from redact.text.names import normal, words_of

_SCORE = 0.8
# What a lone guess takes a name for gives way to the person who is known by it.
_GIVES_WAY = frozenset({"ORGANIZATION", "LOCATION", "NRP", "JOB_TITLE", "USERNAME", "REFERENCE_NUMBER", "DATE_TIME"})
_BEARERS = ("ORGANIZATION", "LOCATION")  # a firm, a house


def spread(document: Document, findings: Sequence[Finding], prose: Prose) -> list[Finding]:
    """Return findings and, found by spread, every further mention of the people, numbers, streets and towns among them.

    All are in reading order, and none overlap but cues. A mention takes the place of a lone guess at something else in
    the very same words, or within them, and of a part of the same name.
    """
    known = known_people(document, findings, prose)
    ground = _Ground(document, (_recognized(document, finding, known) for finding in findings if not _is_cue(finding)))
    for mention in find_mentions(document, known):
        ground.claim(mention)
    for value in find_values(document, findings):
        ground.add_if_free(value)
    for name in find_same(document, findings):
        ground.add_if_free(name)
    for street in find_streets(document, findings):
        ground.take_place(street)
    for place in find_places(document, findings):
        ground.add_if_free(place)
    return sorted([*ground.findings, *filter(_is_cue, findings)], key=lambda finding: (finding.span, finding.entity))


def _is_cue(finding: Finding) -> bool:
    return finding.entity.endswith("_CUE")


def _recognized(document: Document, finding: Finding, known: Known) -> Finding:
    """Return a lone guess at a body or a place as a person where its first and last words are known people's."""
    names = [normal(word) for word in words_of(document[finding.span])]
    if len(names) < 2 or not finding.model_alone or finding.entity not in ("ORGANIZATION", "LOCATION", "JOB_TITLE"):
        return finding
    seen = known.parts.keys() | set(map(normal, known.exact))
    if names[0] in seen and names[-1] in seen and not any(map(known.is_ordinary, names)):
        return replace(finding, entity="PERSON")
    return finding


class _Ground:
    """Findings of which none overlap, and what mentions take of it."""

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        self._text = document.text
        self.findings = sorted(findings, key=lambda finding: finding.span)
        self._starts = [finding.span.start for finding in self.findings]

    def _overlapping(self, span: Span) -> slice:
        beyond = bisect_left(self._starts, span.end)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < beyond and self.findings[first].span.end <= span.start:
            first += 1
        return slice(first, beyond)

    def add_if_free(self, finding: Finding) -> None:
        """Add a finding where nothing stands."""
        shared = self._overlapping(finding.span)
        if not self.findings[shared]:
            self._put(shared, finding)

    def take_place(self, street: Finding) -> None:
        """Put the street of an address where nothing stands, or only a place in the very same words."""
        shared = self._overlapping(street.span)
        if all(other.entity == "LOCATION" and street.span.contains(other.span) for other in self.findings[shared]):
            self._put(shared, street)

    def claim(self, mention: Mention) -> None:
        """Put a mention where nothing stands, or only what gives way to it."""
        shared = self._overlapping(mention.span)
        others = self.findings[shared]
        if all(self._gives_way(other, mention) for other in others):
            traits = frozenset({"initials"} if mention.initials else ())
            wide = mention.wide
            for other in others:
                if other.entity == "PERSON" and other.wide is not None:
                    wide = Span(min(other.wide.start, mention.span.start), max(other.wide.end, mention.span.end))
            self._put(shared, Finding(mention.span, "PERSON", _SCORE, ("spread",), traits, wide=wide))
        elif len(others) == 1 and others[0].entity in _BEARERS and others[0].span.contains(mention.span):
            self.findings[shared] = [others[0].having("bears-name")]

    def _put(self, shared: slice, finding: Finding) -> None:
        self.findings[shared] = [finding]
        self._starts[shared] = [finding.span.start]

    def _gives_way(self, other: Finding, mention: Mention) -> bool:
        """Tell whether a finding gives way: a part of the same name, a lone guess, a listed place that is none here."""
        if not mention.span.contains(other.span):
            return False
        if other.entity == "PERSON":
            return other.span != mention.span and other.found_by != ("term",)
        if other.model_alone:
            return other.entity in _GIVES_WAY
        listed = other.span == mention.span and set(other.found_by) <= {"model", "register", "spread"}
        if mention.initials:
            return listed
        return listed and other.entity == "LOCATION" and not stands_for_a_place(self._text, other.span)
