"""Evidence of structure: findings of people, posts and bodies, and the scores for how telling the evidence is."""

from __future__ import annotations

from redact.detection.tokens import Tokens
from redact.model import Finding, Span

SURE, LIKELY, FAIR = 0.95, 0.85, 0.7


def person(tokens: Tokens, name: Span, score: float, *traits: str) -> Finding:
    """Return a finding of somebody's name, with the honorifics and post-nominals around it as `wide`."""
    return Finding(name, "PERSON", score, ("structure",), frozenset(traits), wide=tokens.widened(name))


def post(span: Span, score: float, *traits: str) -> Finding:
    """Return a finding of a post that somebody holds."""
    return Finding(span, "JOB_TITLE", score, ("structure",), frozenset(traits))


def body(span: Span, score: float, *traits: str) -> Finding:
    """Return a finding of a body, public or private."""
    return Finding(span, "ORGANIZATION", score, ("structure",), frozenset(traits))
