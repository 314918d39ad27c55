"""A review's changes as plain values, for programs."""

from __future__ import annotations

from typing import Any

from redact.model import Action, Document, Review
from redact.policy import Policy
from redact.review import missing
from redact.showing.hunks import hunks
from redact.showing.wording import WORDS


def record(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> dict[str, Any]:
    """Return what would change: offsets in code points, half-open; the words only where they were asked for."""
    changes: list[dict[str, Any]] = []
    for hunk in hunks(document, review, policy, reveal=reveal):
        for change in hunk.changes:
            decision = change.decision
            if changes and changes[-1]["number"] == change.number:
                continue  # a span over several blocks is told once
            place = document.place(decision.span.start)
            values: dict[str, Any] = {
                "number": change.number,
                "line": place.line,
                "column": place.column,
                "part": hunk.part,
                "start": decision.span.start,
                "end": decision.span.end,
                "state": WORDS[decision.action],
                "subject": decision.subject,
                "entity": decision.entity,
                "exemptions": list(decision.exemptions),
                "printed": change.printed,
                "rule": decision.rule,
                "because": policy.because(decision.rule),
                "found_by": list(decision.found_by),
                "by": decision.by,
                "at": decision.at,
                "reason": decision.reason,
            }
            if reveal:
                values["words"] = document[decision.span]
            changes.append(values)
    return {
        "source": document.name,
        "policy": str(review.policy),
        **{WORDS[action].replace(" ", "_"): len(review.only(action)) for action in sorted(Action, reverse=True)},
        "to_write": list(missing(review, policy)),
        "changes": changes,
    }
