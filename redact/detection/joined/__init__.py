"""Joined findings: what a stroke, a comma, `or` or `and` joins to something known is another of its kind.

01632 960222/960223      a number of the same shape, or the end of one
Mrs Shah and Ola Bright  a name beside a name
Bubba (4), Costel at 29  what says something of the bearer of a name
Megan Pryce (MP)         the initials that a document gives somebody
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redact.detection.joined import beside, companions, initials, values
from redact.detection.tokens import Tokens
from redact.model import Finding


def find_joined(tokens: Tokens, evidence: Sequence[Finding], guesses: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what is joined to findings of patterns and structure, or to people that a model thinks likely."""
    yield from values.find(tokens.text, evidence)
    yield from initials.find(tokens, evidence, guesses)
    yield from companions.find(tokens, [*evidence, *guesses])
    yield from beside.find(tokens, [*evidence, *guesses])
