"""Questions that one answer can serve, as a person is shown them: each group as one subject."""

from __future__ import annotations

from collections.abc import Container, Sequence

from redact.model import Span
from redact.policy import Policy
from redact.review.questions import groups
from redact.reviewing.subjects import Subject


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
