"""Types: one string has one type, settled over the whole document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from redact.model import Document, Finding
from redact.text.names import words_of
from redact.text.writings import letters

_NAMED = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "NRP", "JOB_TITLE"})
_LISTED = 1.5  # what a register or the layout says counts for more than any guess
# How much of the weight of everything else a lone guess of a person needs: what is asked for nothing costs a minute,
# what is printed cannot be called back.
_SHARE = 0.4


def settle_types(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in which lone guesses about the same words agree: with what is known, else with the most of them.

    A date that is somebody's birthday in one place is so in every place, and a number that leads to somebody too.
    """
    by_words: dict[str, list[int]] = defaultdict(list)
    for i, finding in enumerate(findings):
        if finding.entity in _NAMED:
            by_words[" ".join(words_of(document[finding.span])).casefold().removesuffix("'s")].append(i)
        elif finding.entity in ("DATE_TIME", "DATE_OF_BIRTH") or finding.entity in _NUMBERS:
            by_words[letters(document[finding.span])].append(i)
    settled = list(findings)
    for same in by_words.values():
        entities = {findings[i].entity for i in same}
        if len(entities) > 1:
            entity = _entity([findings[i] for i in same])
            for i in same:
                if findings[i].entity != entity and (findings[i].model_alone or entity not in _NAMED):
                    settled[i] = replace(findings[i], entity=entity)
    return settled


_NUMBERS = frozenset({"REFERENCE_NUMBER", "IDENTITY_NUMBER"})


def _entity(same: Sequence[Finding]) -> str:
    """Return what several findings of the same words are of."""
    entities = {finding.entity for finding in same}
    for stricter in ("DATE_OF_BIRTH", "IDENTITY_NUMBER"):
        if stricter in entities:
            return stricter
    weights: dict[str, float] = defaultdict(float)
    for finding in same:
        weights[finding.entity] += finding.score if finding.model_alone else _LISTED
    if "PERSON" in entities:
        others = sum(weights.values()) - weights["PERSON"]
        known = any(finding.entity == "PERSON" and not finding.model_alone for finding in same)
        if known or weights["PERSON"] >= _SHARE * others:
            return "PERSON"
        del weights["PERSON"]
    return max(weights, key=lambda entity: (weights[entity], entity))
