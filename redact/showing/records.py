"""The changes of a review as plain values, for programs."""

from __future__ import annotations

from typing import Any

from redact.model import Action, Decision, Document, Review
from redact.policy import Policy
from redact.review import missing
from redact.showing.hunks import hunks
from redact.showing.wording import WORDS


def record(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> dict[str, Any]:
    """Return what would change: offsets in code points, half-open; the words only where they were asked for."""
    changes: dict[int, dict[str, Any]] = {}
    for hunk in hunks(document, review, policy, reveal=reveal):
        for change in hunk.changes:
            if change.number in changes:
                continue  # a decision over several blocks is one change
            decision = change.decision
            place = document.place(decision.span.start)
            changes[change.number] = {
                "number": change.number,
                "line": place.line,
                "column": place.column,
                "part": hunk.part,
                **decision_record(decision),
                "printed": change.printed,
                "because": policy.because(decision.rule),
                "found_by": list(decision.found_by),
                **({"words": document[decision.span]} if reveal else {}),
            }
    return {
        "source": document.name,
        "policy": str(review.policy),
        **{WORDS[action].replace(" ", "_"): len(review.only(action)) for action in sorted(Action, reverse=True)},
        "to_write": list(missing(review, policy)),
        "changes": [*changes.values()],
    }


def decision_record(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain values."""
    return {
        "start": decision.span.start,
        "end": decision.span.end,
        "state": WORDS[decision.action],
        "subject": decision.subject,
        "entity": decision.entity,
        "exemptions": list(decision.exemptions),
        "rule": decision.rule,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
    }
