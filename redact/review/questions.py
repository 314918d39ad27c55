"""The questions that a review puts to a person: one for a subject, and one for several where one answer can serve.

Never for several people, nor for what reaches, finds or tells apart one, nor for what is sensitive about one: each of
those is a question of its own.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from redact.model import Action, Decision, Document, Review, Span
from redact.policy import Policy

ENTITIES = ("ORGANIZATION", "LOCATION", "DATE_TIME", "REFERENCE_NUMBER", "MONEY")
"""What may be asked about together."""
OF_ONE_PERSON = frozenset({"bears-name", "personal"})
"""Traits of what is one person's own: a rule that looks for one of them asks about each by itself."""
PREFIX = "group:"


def gathered(document: Document, review: Review) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions of each subject by its key.

    What has no subject stands alone, except that the pieces of one span that stronger decisions have cut are one.
    """
    groups: dict[str, list[Decision]] = {}
    open_: dict[tuple[str, str], str] = {}  # the last group without a subject, by entity and rule
    ends = _runs(document, review.decisions)
    for decision in review.decisions:
        key = decision.subject
        if not key:
            like = (decision.entity, decision.rule)
            last = open_.get(like, "")
            apart = not last or not decision.rule or ends[decision.span.start] != ends[groups[last][-1].span.start]
            key = str(decision.span) if apart else last
            open_[like] = key
        groups.setdefault(key, []).append(decision)
    return {key: tuple(decisions) for key, decisions in groups.items()}


def _runs(document: Document, decisions: tuple[Decision, ...]) -> dict[int, int]:
    """Number the runs of decisions between which nothing but white space stands."""
    runs = {decision.span.start: 0 for decision in decisions[:1]}
    for before, after in pairwise(decisions):
        gap = document.text[before.span.end : after.span.start].strip()
        runs[after.span.start] = runs[before.span.start] + bool(gap)
    return runs


def groups(
    subjects: Mapping[str, Sequence[Decision]], policy: Policy, asked: Container[Span] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the keys of each group's members by the group's own key, which is made of its first member's.

    A group is of subjects that nobody has touched, or of those that were answered together since: alike in all that
    was said of them, at one time, where the policy had left a question (`asked`). A member that is answered apart has
    left it.
    """
    apart = {rule.id for rule in policy.rules if not OF_ONE_PERSON.isdisjoint(rule.when.traits)}
    alike: dict[Hashable, list[str]] = {}
    for key, decisions in subjects.items():
        said = {_said(decision, asked) if decision.rule not in apart else None for decision in decisions}
        if len(said) == 1 and (only := said.pop()) is not None:
            alike.setdefault(only, []).append(key)
    return {f"{PREFIX}{keys[0]}": tuple(keys) for keys in alike.values() if len(keys) > 1}


def _said(decision: Decision, asked: Container[Span]) -> Hashable | None:
    """Return what a decision says, for whoever compares it with others; None where it is no part of a group."""
    if decision.entity not in ENTITIES or not decision.rule:
        return None
    if not decision.by:
        return (decision.entity, decision.rule) if decision.action is Action.UNDECIDED else None
    if decision.span not in asked:
        return None
    return replace(decision, span=Span(0, 1), subject="", found_by=())


def open_questions(document: Document, review: Review, policy: Policy) -> int:
    """Return how many questions a review still puts to a person, a group being one."""
    subjects = gathered(document, review)
    open_ = frozenset(decision.span for decision in review.only(Action.UNDECIDED))
    waiting = {key for key, each in subjects.items() if any(d.action is Action.UNDECIDED for d in each)}
    together = [members for members in groups(subjects, policy, open_).values() if waiting.issuperset(members)]
    return len(waiting) - sum(len(members) - 1 for members in together)


def counted(questions: int, places: int) -> str:
    """Return how many questions there are, and about how many places in the text, in words."""
    return f"{questions} question{'' if questions == 1 else 's'} about {places} place{'' if places == 1 else 's'}"
