"""Differences between two reviews of one document: under two policies, or before and after a colleague's work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from redact.errors import StaleReview
from redact.model import Action, Decision, Document, Place, Review, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text on which two reviews disagree, with what each decides there, if anything. Quotes no words."""

    document: str
    place: Place
    span: Span
    old: tuple[Decision, ...]
    new: tuple[Decision, ...]

    @property
    def opens(self) -> bool:
        """Tell whether the new review is more open than the old one: what deserves a second look."""
        return _strictest(self.new) < _strictest(self.old)

    def __str__(self) -> str:
        return (
            f"{self.document}:{self.place.line}:{self.place.column}: {len(self.span)} characters: "
            f"{_outcome(self.old)} -> {_outcome(self.new)}"
        )


def compare(document: Document, old: Review, new: Review, *, record: bool = False) -> tuple[Difference, ...]:
    """Return where two reviews of a document differ in action, ground or look, in reading order.

    With `record`, where they differ in anything at all: in who decided, when and why. Raises StaleReview where one is
    of another text.
    """
    if {old.source, new.source} != {document.digest}:
        raise StaleReview(f"{document.name}: the two reviews are not both of this text; compare reviews of one text")
    differences: list[Difference] = []
    for span, before, after in pieces(old, new):
        if before == after or (not record and _effect(before) == _effect(after)):
            continue
        last = differences[-1] if differences else None
        if last and last.span.end == span.start and _goes_on(last, before, after, record=record):
            differences[-1] = replace(
                last,
                span=Span(last.span.start, span.end),
                old=_with(last.old, before),
                new=_with(last.new, after),
            )
        else:
            place = document.place(span.start)
            differences.append(Difference(document.name, place, span, _with((), before), _with((), after)))
    return tuple(differences)


def pieces(old: Review, new: Review) -> Iterator[tuple[Span, Decision | None, Decision | None]]:
    """Yield the text cut at the edges of all decisions, each piece with the decision of each review on it."""
    edges = sorted({edge for review in (old, new) for d in review.decisions for edge in (d.span.start, d.span.end)})
    for start, end in pairwise(edges):
        span = Span(start, end)
        before, after = (next(iter(review.touching(span)), None) for review in (old, new))
        yield span, before, after


def _goes_on(last: Difference, before: Decision | None, after: Decision | None, *, record: bool) -> bool:
    """Tell whether a piece belongs to the difference before it: `Rt Hon`, the name, `MP`, withheld as one."""
    if record:
        return before in last.old or after in last.new
    one, other = last.old[-1] if last.old else None, last.new[-1] if last.new else None
    alike = (_effect(one), _effect(other)) == (_effect(before), _effect(after))
    return alike and (_origin(one) == _origin(before) or _origin(other) == _origin(after))


def _with(decisions: tuple[Decision, ...], decision: Decision | None) -> tuple[Decision, ...]:
    return decisions if decision is None or decision in decisions else (*decisions, decision)


def _origin(decision: Decision | None) -> tuple[str, str] | None:
    return (decision.subject, decision.rule) if decision else None


def _strictest(decisions: tuple[Decision, ...]) -> Action:
    return max((decision.action for decision in decisions), default=Action.DISCLOSE)


def _effect(decision: Decision | None) -> object:
    """Return what a reader of the publication would notice: how a hole looks matters only where there may be one."""
    if decision is None or decision.action is Action.DISCLOSE:
        return None
    return decision.action, decision.exemptions, decision.show


def _outcome(decisions: tuple[Decision, ...]) -> str:
    if not decisions:
        return "disclosed, as nothing was found"
    decision = decisions[0]
    grounds = f" {', '.join(decision.exemptions)}" if decision.exemptions and decision.action else ""
    words = {Action.DISCLOSE: "disclosed", Action.UNDECIDED: "a person decides", Action.WITHHOLD: "withheld"}
    return f"{words[decision.action]}{grounds}" + (f" ({decision.rule})" if decision.rule else "")
