"""Questions that one answer can serve: subjects of one kind, left open by one rule, are asked once for all of them.

Never people, nor anything by which one is reached, found or told apart, nor what is sensitive about one: each of those
is a question of its own.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import replace

from redact.model import Action, Decision, Document, Review, Span
from redact.policy import Policy
from redact.reviewing.subjects import Subject, gathered

ENTITIES = ("ORGANIZATION", "LOCATION", "DATE_TIME", "REFERENCE_NUMBER", "MONEY")
"""What may be asked about together."""
OF_ONE_PERSON = frozenset({"bears-name", "personal"})
"""Traits of what is one person's own: a rule that looks for one of them asks about each by itself."""
PREFIX = "group:"


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


def questions(subjects: Sequence[Subject], policy: Policy, asked: Container[Span] = ()) -> tuple[Subject, ...]:
    """Return the subjects in their order, with each group as one in the place of its first member."""
    by_key = {subject.key: subject for subject in subjects}
    found = groups({key: subject.decisions for key, subject in by_key.items()}, policy, asked)
    group_of = {member: key for key, members in found.items() for member in members}
    listed: dict[str, Subject] = {}
    for subject in subjects:
        key = group_of.get(subject.key, subject.key)
        if key not in listed:
            listed[key] = _together(key, [by_key[each] for each in found[key]]) if key in found else subject
    return tuple(listed.values())


def open_questions(document: Document, review: Review, policy: Policy) -> int:
    """Return how many questions a review still puts to a person, a group being one."""
    subjects = gathered(document, review)
    open_ = frozenset(decision.span for decision in review.only(Action.UNDECIDED))
    waiting = {key for key, each in subjects.items() if any(d.action is Action.UNDECIDED for d in each)}
    together = [members for members in groups(subjects, policy, open_).values() if waiting.issuperset(members)]
    return len(waiting) - sum(len(members) - 1 for members in together)


def _together(key: str, members: Sequence[Subject]) -> Subject:
    """Return a group as the subject of its members' decisions: what is decided on it is decided on each of them."""
    first = members[0]
    warned: dict[str, int] = {}
    for member in members:
        for warning in member.warnings:
            warned[warning] = warned.get(warning, 0) + 1
    return Subject(
        key,
        first.entity,
        tuple(decision for member in members for decision in member.decisions),
        tuple(dict.fromkeys(words for member in members for words in member.words)),
        first.because,
        tuple(sorted({by for member in members for by in member.found_by})),
        tuple(sorted(frozenset(first.traits).intersection(*(member.traits for member in members)))),
        tuple(
            text if count == len(members) else f"{count} of {len(members)}: {text}" for text, count in warned.items()
        ),
        members=tuple(members),
    )
