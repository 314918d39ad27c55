"""Confidence: a score that says how probable it is that a finding is right.

Recognizers score by hand, or as sure as a model is. What that comes to was measured on labelled documents, by the
means that saw a finding and its kin, and stands in `measured.json`, which `benchmarks/reliability.py --fit` writes.

    structure and model, a person       the share of such findings that were right
    the model alone, a person at .95    the model's probability, put right by a curve
    a term of the policy                as it is: somebody said so
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from redact.detection.entities import kin
from redact.detection.models import OURS
from redact.model import Finding

MEASURED = Path(__file__).parent / "measured.json"
ANY = "any"  # stands for every other means or kin
_UNLABELLED = frozenset({"MONEY", "TERM"})
_NEAREST = 0.001  # no probability is taken for nearer to 0 or 1 than this


@dataclass(frozen=True)
class Measured:
    """What was measured: the share of findings that were right by means and kin, and the curve of the model's own."""

    shares: Mapping[str, Mapping[str, float]]  # by the means joined with `+`, then by kin
    slope: float
    constants: Mapping[str, float]  # by kin

    def probability(self, finding: Finding) -> float:
        """Return how probable it is that a finding is right."""
        if finding.model_alone:
            constant = self.constants.get(kin(finding), self.constants[ANY])
            return 1 / (1 + math.exp(-self.slope * log_odds(finding.score) - constant))
        shares = self.shares.get(means(finding), self.shares[ANY])
        return shares.get(kin(finding), shares[ANY])


def calibrate(findings: Iterable[Finding], models: Sequence[str]) -> tuple[Finding, ...]:
    """Return findings whose scores say how probable it is that they are right; what was never measured stays.

    Measured is what the rules and the name model that comes with the program find together: with another model, or
    with none, other shares are right, and scores stay as the recognizers gave them.
    """
    if tuple(models) != (OURS,):
        return tuple(findings)
    measured = _read()
    return tuple(
        replace(finding, score=measured.probability(finding)) if is_measured(finding) else finding
        for finding in findings
    )


def is_measured(finding: Finding) -> bool:
    """Tell whether the labelled documents say if a finding is right: of cues, sums of money and terms they do not."""
    return "term" not in finding.found_by and finding.entity not in _UNLABELLED and not finding.entity.endswith("_CUE")


def means(finding: Finding) -> str:
    """Return what saw a finding, as one word."""
    return "+".join(finding.found_by)


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is never taken for certain."""
    kept = min(max(probability, _NEAREST), 1 - _NEAREST)
    return math.log(kept / (1 - kept))


@cache
def _read() -> Measured:
    data: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return Measured(data["shares"], data["slope"], data["constants"])
