"""Who or what is decided on: the decisions of a review gathered by subject, with what a person should know of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from redact.model import Action, Decision, Document, Finding, FoundBy, Review, Show, Span
from redact.review.questions import gathered

if TYPE_CHECKING:
    from redact.policy import Policy
    from redact.review.warnings import ReviewWarning

State = Literal["undecided", "withhold", "disclose", "mixed"]
STATES: dict[Action, State] = {
    Action.UNDECIDED: "undecided",
    Action.WITHHOLD: "withhold",
    Action.DISCLOSE: "disclose",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One person or value, and every decision about it: decide once, and every mention follows.

    `key` is the subject's own, such as `person-1`; for what has none, the span of its first decision. `words` are
    its different writings, for a screen only. `state` is `mixed` where the mentions are not treated alike. A group of
    subjects that are asked about together has them as its `members`, and their decisions one after another.
    """

    key: str
    entity: str
    decisions: tuple[Decision, ...]
    words: tuple[str, ...] = field(repr=False)
    because: str
    found_by: tuple[FoundBy, ...] = ()
    traits: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    of_review: tuple[str, ...] = field(default=(), repr=False)
    members: tuple[Subject, ...] = ()

    @property
    def first(self) -> Decision:
        """Return the decision that speaks for the others: one that is still open, else the strictest."""
        return max(self.decisions, key=lambda d: (d.action is Action.UNDECIDED, d.action, -d.span.start))

    @property
    def state(self) -> State:
        actions = {decision.action for decision in self.decisions}
        if Action.UNDECIDED in actions:
            return "undecided"
        return STATES[actions.pop()] if len(actions) == 1 else "mixed"

    @property
    def rule(self) -> str:
        return self.first.rule

    @property
    def exemptions(self) -> tuple[str, ...]:
        return self.first.exemptions

    @property
    def show(self) -> Show:
        return self.first.show

    @property
    def reason(self) -> str:
        return self.first.reason


def subjects_of(
    document: Document,
    review: Review,
    policy: Policy,
    findings: Sequence[Finding] = (),
    of_review: Iterable[ReviewWarning] = (),
    known: Mapping[str, Subject] = MappingProxyType({}),
) -> tuple[Subject, ...]:
    """Gather a review's decisions by subject, in the order in which they first stand in the document.

    A warning about a place goes to the subject that is decided on there. Of `known` subjects, made of the same
    findings, those that are still the same are taken as they are: that is what keeps a key quick in a long document.
    """
    seen = _Findings(findings)
    texts = _texts_by_span(review, of_review)
    subjects: list[Subject] = []
    for key, decisions in gathered(document, review).items():
        warned = tuple(dict.fromkeys(text for d in decisions for text in texts.get(d.span, ())))
        same = known.get(key)
        if same is None or same.decisions != decisions or same.of_review != warned:
            same = _subject(document, key, decisions, policy, seen, warned)
        subjects.append(same)
    return tuple(subjects)


def _texts_by_span(review: Review, of_review: Iterable[ReviewWarning]) -> dict[Span, list[str]]:
    """Return the texts of the warnings about each decision's place."""
    starts = [decision.span.start for decision in review.decisions]
    texts: dict[Span, list[str]] = {}
    for warning in of_review:
        if warning.span is None:
            continue
        first = max(0, bisect_right(starts, warning.span.start) - 1)
        for decision in review.decisions[first:]:
            if decision.span.start >= warning.span.end:
                break
            if decision.span.overlaps(warning.span):
                texts.setdefault(decision.span, []).append(warning.text)
    return texts


class _Findings:
    """Findings by what they are about."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._held: dict[tuple[str, str], list[Finding]] = {}
        for finding in sorted(findings, key=lambda finding: finding.span):
            self._held.setdefault((finding.entity, finding.subject), []).append(finding)

    def about(self, decisions: Iterable[Decision]) -> list[Finding]:
        """Return the findings that decisions rest on: of their entity and subject, in their spans."""
        listed = list(decisions)
        alike = self._held.get((listed[0].entity, listed[0].subject), [])
        return [f for f in alike if any(d.span.overlaps(f.span) for d in listed)]


def _subject(
    document: Document,
    key: str,
    decisions: tuple[Decision, ...],
    policy: Policy,
    seen: _Findings,
    of_review: tuple[str, ...],
) -> Subject:
    words = tuple(dict.fromkeys(" ".join(document[decision.span].split()) for decision in decisions))
    findings = seen.about(decisions)
    traits = tuple(sorted(frozenset[str]().union(*(finding.traits for finding in findings))))
    found_by = tuple(sorted({by for d in decisions for by in d.found_by} | {by for f in findings for by in f.found_by}))
    bare = Subject(key, decisions[0].entity, decisions, words, "", found_by, traits)
    because = policy.because(bare.rule) if bare.rule else ""
    return replace(bare, because=because, warnings=(*_warnings(bare), *of_review), of_review=of_review)


def _warnings(subject: Subject) -> Iterator[str]:
    """Yield what a person should look at in a subject's mentions. Quotes no words."""
    if subject.found_by == ("model",):
        yield "only the name model saw this: make sure that it is what it says"
    if "word-name" in subject.traits:
        yield "this name is also a common word: look at each place"
    if subject.state == "mixed":
        yield "not all mentions are treated alike"
