"""Joined findings: what a stroke, a comma, `or` or `and` joins to something known is another of its kind.

01632 960222/960223      a number of the same shape, or the end of one
Mrs Shah and Ola Bright  a name beside a name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redact.detection.joined import companions, values
from redact.detection.tokens import Tokens
from redact.model import Finding


def find_joined(tokens: Tokens, evidence: Sequence[Finding], guesses: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what is joined to findings of patterns and structure, or to people that a model thinks likely."""
    yield from values.find(tokens.text, evidence)
    yield from companions.find(tokens, [*evidence, *guesses])
