"""What a policy or a case lists by name: terms always withheld or released, the data subject, officials who are known.

    case: data subject Jo Sample          PERSON  Jo Sample    data-subject
    always withheld: Operation Example    TERM    Operation Example    term-op
    always released: a report's title     whatever was found within its words    term-report

What is found here stands beside what detection found. Withholding wins over releasing, since the strictest does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redact.model import Document, Finding, Span
from redact.policy import Policy, literal


def add_terms(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings, in reading order, with those that the policy and its case list and the traits they give.

    Goes between detection and `people.identify`, which carries the trait of one mention to all of them. Raises
    PolicyError where the policy needs to be told more than it has been.
    """
    policy.require()
    found = list(findings)
    found = _people(document, found, policy)
    found = _own(document, found, policy)
    released = [
        (Span(*match.span()), {f"term-{term.id}", *(["already-public"] if term.source else [])})
        for term in policy.released_terms
        for match in term.pattern.finditer(document.text)
        if match.group()
    ]
    found = [_released(finding, released) for finding in found] if released else found
    return tuple(sorted([*found, *_withheld(document, policy)], key=lambda f: (f.span, f.entity)))


def _withheld(document: Document, policy: Policy) -> Iterator[Finding]:
    for term in policy.withheld_terms:
        for match in term.pattern.finditer(document.text):
            if match.group():
                yield Finding(Span(*match.span()), "TERM", 1.0, ("term",), frozenset({f"term-{term.id}"}))


def _released(finding: Finding, released: list[tuple[Span, set[str]]]) -> Finding:
    """Give a finding the traits of the released words it stands in; those with a source are public already."""
    traits = [trait for span, given in released if span.contains(finding.span) for trait in given]
    return finding.having(*traits) if traits else finding


def _people(document: Document, findings: list[Finding], policy: Policy) -> list[Finding]:
    """Give the trait of everybody the case names to their mentions, and find those that nothing else found."""
    for names, trait in _known(policy):
        for span in _mentions(document, names):
            there = [i for i, f in enumerate(findings) if f.entity == "PERSON" and f.span.overlaps(span)]
            for i in there:
                findings[i] = findings[i].having(trait)
            if not there:
                findings.append(Finding(span, "PERSON", 1.0, ("term",), frozenset({trait})))
    return findings


def _known(policy: Policy) -> Iterator[tuple[tuple[str, ...], str]]:
    if policy.case is None:
        return
    if policy.case.data_subject:
        yield policy.case.data_subject.names, "data-subject"
    for official in policy.case.officials:
        yield official.names, official.seniority


def _mentions(document: Document, names: tuple[str, ...]) -> Iterator[Span]:
    """Yield where a person stands under any of their names, the longest first, never one within another."""
    taken: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        if not name.strip():
            continue
        # Not within a longer word, nor in an e-mail address.
        for match in re.finditer(rf"(?<![\w@.])(?:{literal(name)})(?![\w@]|\.\w)", document.text, re.IGNORECASE):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span


def _own(document: Document, findings: list[Finding], policy: Policy) -> list[Finding]:
    """Give the data subject's own addresses and numbers their trait."""
    subject = policy.case.data_subject if policy.case else None
    own = {_plain(contact) for contact in subject.contacts} if subject else set()
    own.discard("")
    return [
        finding.having("data-subject") if own and _plain(document[finding.span]) in own else finding
        for finding in findings
    ]


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
