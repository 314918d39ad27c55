"""Hints: people and bodies that only the layout suggests, which need the assent of a model that has read the text."""

from __future__ import annotations

from bisect import bisect_left

from redact.detection.entities import kin
from redact.model import Finding, Span

_AROUND = 80  # characters on either side that tell in what letters a text is written
_FAR = 400  # characters before a finding in which a guess that reaches into it may begin
_SURE = 0.9  # what structure saw so surely is no mere hint


def is_believed(text: str, finding: Finding, guesses: list[Finding]) -> bool:
    """Tell whether a finding stands: one that is no hint, that a model assents to, or where it can read nothing."""
    return not _is_a_hint(finding) or _has_assent(finding, guesses) or not _is_legible(text, finding.span)


def _is_a_hint(finding: Finding) -> bool:
    return finding.entity in ("PERSON", "ORGANIZATION") and finding.found_by == ("structure",) and finding.score < _SURE


def _is_legible(text: str, span: Span) -> bool:
    """Tell whether a model that knows Latin letters alone can read what stands around a span."""
    letters = [c for c in text[max(0, span.start - _AROUND) : span.end + _AROUND] if c.isalpha()]
    return sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters) >= 0.8 * len(letters)


def _has_assent(finding: Finding, guesses: list[Finding]) -> bool:
    """Tell whether a model thinks it at all probable that there is something of this kin; `guesses` are in order."""
    first = bisect_left(guesses, finding.span.start - _FAR, key=lambda guess: guess.span.start)
    for guess in guesses[first:]:
        if guess.span.start >= finding.span.end:
            return False
        if guess.span.end > finding.span.start and kin(guess) == kin(finding):
            return True
    return False
