"""What changed between two reviews of one text: what a colleague decided since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from redact.errors import StaleReview
from redact.model import Decision, Document, Review, Span
from redact.policy import Policy
from redact.showing.hunks import about
from redact.showing.lines import Line, ground
from redact.showing.wording import WORDS
from redact.text.characters import printable


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text about which the two reviews do not say the same: what each says about it."""

    span: Span
    before: tuple[Decision, ...]
    after: tuple[Decision, ...]


def differences(before: Review, after: Review) -> tuple[Difference, ...]:
    """Return where two reviews differ, in reading order; decisions that overlap stand in one difference."""
    gone = [d for d in before.decisions if d not in set(after.decisions)]
    new = [d for d in after.decisions if d not in set(before.decisions)]
    found: list[Difference] = []
    marked = sorted([(d.span, 0, d) for d in gone] + [(d.span, 1, d) for d in new], key=lambda each: each[:2])
    for span, side, decision in marked:
        said: tuple[tuple[Decision, ...], tuple[Decision, ...]] = ((), ())
        if found and found[-1].span.overlaps(span):
            last = found.pop()
            span = Span(last.span.start, max(last.span.end, span.end))
            said = (last.before, last.after)
        one, other = said
        found.append(Difference(span, *((*one, decision), other) if side == 0 else (one, (*other, decision))))
    return tuple(found)


def comparison_lines(
    document: Document, before: Review, after: Review, policy: Policy, *, reveal: bool = False
) -> Iterator[Line]:
    """Yield what changed between two reviews of a document, as a diff of decisions."""
    _same_text(document, before, after)
    found = differences(before, after)
    count = f"{len(found)} place{'' if len(found) == 1 else 's'} decided otherwise"
    yield (("strong", printable(document.name)), ("", f"   {count}"))
    if before.policy != after.policy:
        yield (("minus", f"- policy {before.policy} {before.policy.digest[:12]}"),)
        yield (("plus", f"+ policy {after.policy} {after.policy.digest[:12]}"),)
    for difference in found:
        place = document.place(difference.span.start)
        held = (difference.after or difference.before)[0]
        words = " ".join(document[difference.span].split()) if reveal else about(held)
        yield (("place", f"@@ {place} @@"), ("mention", f" {{{printable(words)}}}"))
        for sign, look, decisions in (("-", "minus", difference.before), ("+", "plus", difference.after)):
            for decision in decisions:
                for i, line in enumerate(ground(None, decision, policy)):
                    yield ((look, f"{sign} " if i == 0 else "  "), *line)
            if not decisions:
                yield ((look, f"{sign} "), ("quiet", "    nothing said"))
    for name, one, other in (("note", before.notes, after.notes), ("signature", before.signatures, after.signatures)):
        for sign, look, here, there in (("-", "minus", one, other), ("+", "plus", other, one)):
            for key, text in here:
                if (key, text) not in there:
                    yield ((look, f"{sign} {name} {printable(key)}: {printable(text)}"),)


def comparison_record(document: Document, before: Review, after: Review) -> dict[str, Any]:
    """Return what changed between two reviews as plain values, without words."""
    _same_text(document, before, after)
    return {
        "source": document.name,
        "differences": [
            {
                "line": document.place(difference.span.start).line,
                "start": difference.span.start,
                "end": difference.span.end,
                "before": [_values(decision) for decision in difference.before],
                "after": [_values(decision) for decision in difference.after],
            }
            for difference in differences(before, after)
        ],
    }


def _values(decision: Decision) -> dict[str, Any]:
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


def _same_text(document: Document, *reviews: Review) -> None:
    if any(review.source != document.digest for review in reviews):
        raise StaleReview(f"{document.name}: the two reviews are not both of this text; compare reviews of one text")
