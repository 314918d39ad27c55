"""Spans and decisions counted up: what is left of a span, which word holds, how redactions are numbered."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.model import Decision, Document, Span


def minus(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span once `others`, in reading order, are cut out of it."""
    start = span.start
    for other in others:
        if other.start > start:
            yield Span(start, min(other.start, span.end))
        start = max(start, other.end)
        if start >= span.end:
            return
    if start < span.end:
        yield Span(start, span.end)


def settle(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions of which none overlap: each character gets the strongest word said about it.

    People come before the policy, then the strictest wins; between equals the one that starts first and is longest
    keeps the ground. A weaker span is cut, never dropped: dropping it would disclose what only it held. Settling what
    is settled changes nothing.

    A person's later word on exactly the same span replaces the earlier one; callers see to that by order: of two
    decisions by people on the same span the last given wins.
    """
    last: dict[tuple[Span, bool], Decision] = {}
    for decision in decisions:
        key = (decision.span, bool(decision.by))
        earlier = last.get(key)
        if earlier is None or decision.by or decision.action >= earlier.action:
            last[key] = decision
    ranked = sorted(last.values(), key=lambda d: (-d.rank[0], -d.rank[1], d.span.start, -d.span.end))
    taken: list[Span] = []
    settled: list[Decision] = []
    for decision in ranked:
        first = bisect.bisect_left(taken, decision.span.start, key=lambda span: span.end)
        beyond = bisect.bisect_left(taken, decision.span.end, key=lambda span: span.start)
        for piece in list(minus(decision.span, taken[first:beyond])):
            settled.append(replace(decision, span=piece))
            bisect.insort(taken, piece)
    return tuple(sorted(settled, key=lambda d: d.span))


def stretches(document: Document, decisions: Iterable[Decision]) -> tuple[tuple[Span, Decision], ...]:
    """Return each stretch of words that decisions hold, in the order in which redactions are numbered.

    `decisions` stand in reading order and none overlap. What touches and has the same ground is one stretch, with the
    first one's decision, for settling may have cut one name in two. However many lines, blocks or pages it covers it
    stays one, since their number is withheld too. White space at its edges is no part of it.
    """
    joined: list[Decision] = []
    for decision in decisions:
        last = joined[-1] if joined else None
        if last is not None and last.span.end == decision.span.start and last.ground == decision.ground:
            joined[-1] = replace(last, span=Span(last.span.start, decision.span.end))
        else:
            joined.append(decision)
    return tuple(
        (span, decision) for decision in joined if (span := _without_space(decision.span, document)) is not None
    )


def _without_space(span: Span, document: Document) -> Span | None:
    words = document[span]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
