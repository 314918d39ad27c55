"""What would be decided differently: two reviews of one document, under two policies or two versions of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from redact.model import Action, Decision, Document, Place, Review, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text on which two reviews disagree; None where a review says nothing. Quotes no words."""

    document: str
    place: Place
    span: Span
    old: Decision | None
    new: Decision | None

    @property
    def opens(self) -> bool:
        """Tell whether the new review is more open than the old one: what deserves a second look."""
        return _action(self.new) < _action(self.old)

    def __str__(self) -> str:
        return (
            f"{self.document}:{self.place.line}:{self.place.column}: {len(self.span)} characters: "
            f"{_said(self.old)} -> {_said(self.new)}"
        )


def compare(document: Document, old: Review, new: Review) -> tuple[Difference, ...]:
    """Return where two reviews of one document differ in action, ground or look; which rule said so does not count."""
    edges = {edge for review in (old, new) for d in review.decisions for edge in (d.span.start, d.span.end)}
    old_at, new_at = _decided(old), _decided(new)
    found: list[Difference] = []
    for start, end in pairwise(sorted(edges)):
        before, after = old_at(start), new_at(start)
        if _matters(before) == _matters(after):
            continue
        last = found[-1] if found else None
        if last and last.span.end == start and _alike(last, before, after):
            span = Span(last.span.start, end)
            found[-1] = Difference(document.name, last.place, span, last.old or before, last.new or after)
        else:
            found.append(Difference(document.name, document.place(start), Span(start, end), before, after))
    return tuple(found)


def _alike(last: Difference, old: Decision | None, new: Decision | None) -> bool:
    """Tell whether a piece goes on where the last one stopped: `Rt Hon`, the name, `MP`, withheld as one."""
    same = (_matters(last.old), _matters(last.new)) == (_matters(old), _matters(new))
    return same and (_origin(last.old) == _origin(old) or _origin(last.new) == _origin(new))


def _origin(decision: Decision | None) -> tuple[str, str] | None:
    return (decision.subject, decision.rule) if decision else None


def _decided(review: Review) -> Callable[[int], Decision | None]:
    """Return what tells the decision on the character at an offset."""
    starts = [decision.span.start for decision in review.decisions]

    def at(offset: int) -> Decision | None:
        number = bisect_right(starts, offset) - 1
        decision = review.decisions[number] if number >= 0 else None
        return decision if decision and offset < decision.span.end else None

    return at


def _action(decision: Decision | None) -> Action:
    return decision.action if decision else Action.DISCLOSE


def _matters(decision: Decision | None) -> object:
    """Return what a reader of the publication would notice: how a hole looks matters only where there may be one."""
    if decision is None or decision.action is Action.DISCLOSE:
        return None
    return decision.action, decision.exemptions, decision.show


def _said(decision: Decision | None) -> str:
    if decision is None:
        return "disclosed, as nothing was found"
    grounds = f" {', '.join(decision.exemptions)}" if decision.exemptions and decision.action else ""
    words = {Action.DISCLOSE: "disclosed", Action.UNDECIDED: "a person decides", Action.WITHHOLD: "withheld"}
    return f"{words[decision.action]}{grounds}" + (f" ({decision.rule})" if decision.rule else "")
