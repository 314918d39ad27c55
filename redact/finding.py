"""What is in a document that a policy may care about: find(document, policy) -> findings with subjects and traits.

The document is read plainly once; detection, the lists of the policy and of the case, and identification all work on
that reading. Then scores are calibrated, and the findings are given back in the document's own offsets.

    case: data subject Jo Sample          PERSON  Jo Sample    data-subject
    always withheld: Operation Example    TERM    Operation Example    term-op
    always released: a report's title     whatever was found within its words    term-report
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redact import confidence, detection, people
from redact.model import Block, Document, Finding, Span
from redact.policy import Policy
from redact.text.folding import decodings
from redact.text.writings import letters, literal


def find(document: Document, policy: Policy, models: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return what is in a document: findings with their subjects and traits, in reading order.

    A score says how probable it is that the finding is right: see `confidence`. Raises PolicyError where the policy
    needs to be told whose data was asked for, and the errors of `detect`.
    """
    policy.require()
    plain = document.plain
    page = plain.document
    named = tuple(models) or tuple(policy.models)
    findings = (*detection.detect(page, policy, named), *_encoded(page, policy, named))
    findings = people.identify(page, add_terms(page, findings, policy), policy)
    return tuple(plain.as_written(finding) for finding in confidence.calibrate(findings, named))


def _encoded(page: Document, policy: Policy, named: Sequence[str]) -> Iterator[Finding]:
    """Yield what is encoded and says, decoded, something personal: as what it says first, at the whole of its place."""
    for start, end, decoded in decodings(page.text):
        source = replace(page.source, sha256="")
        within = detection.detect(Document(source, decoded, (Block(Span(0, len(decoded))),)), policy, named)
        telling = [finding for finding in within if finding.entity in _TELLING]
        if telling:
            yield replace(telling[0], span=Span(start, end), wide=None)


_TELLING = frozenset({"PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "POSTAL_ADDRESS", "UK_POSTCODE", "DATE_OF_BIRTH"})


def add_terms(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings, in reading order, with those that the policy and its case list and the traits they give.

    Goes between `detect` and `identify`, which carries the trait of one mention to all of them. Where a term is both
    withheld and released, withholding wins, since the strictest does. Raises PolicyError where the policy needs to be
    told more than it has been.
    """
    policy.require()
    plain = document.plain
    page = plain.document
    own = _own_contacts(policy)
    released = [
        (span, {f"term-{term.id}", *(["already-public"] if term.source else [])})
        for term in policy.released_terms
        for span in term.spans(page.text)
    ]
    known = _with_people(page, [plain.as_read(finding) for finding in findings], policy)
    known = [finding.having("data-subject") if letters(page[finding.span]) in own else finding for finding in known]
    known = [_released(finding, released) for finding in known]
    for term in policy.withheld_terms:
        trait = frozenset({f"term-{term.id}"})
        known += (Finding(span, "TERM", 1.0, ("term",), trait) for span in term.spans(page.text))
    return tuple(sorted(map(plain.as_written, known), key=lambda finding: (finding.span, finding.entity)))


def _released(finding: Finding, released: list[tuple[Span, set[str]]]) -> Finding:
    """Give a finding the traits of the released words it stands in; those with a source are public already."""
    traits = [trait for span, given in released if span.contains(finding.span) for trait in given]
    return finding.having(*traits) if traits else finding


def _with_people(page: Document, findings: list[Finding], policy: Policy) -> list[Finding]:
    """Give the trait of everybody the case names to their mentions, and find those that nothing else found."""
    for names, trait in _people_of_case(policy):
        for span in _mentions(page, names):
            there = [i for i, f in enumerate(findings) if f.entity == "PERSON" and f.span.overlaps(span)]
            for i in there:
                findings[i] = findings[i].having(trait)
            if not there:
                findings.append(Finding(span, "PERSON", 1.0, ("term",), frozenset({trait})))
    return findings


def _people_of_case(policy: Policy) -> Iterator[tuple[tuple[str, ...], str]]:
    if policy.case is None:
        return
    if policy.case.data_subject:
        yield policy.case.data_subject.names, "data-subject"
    for official in policy.case.officials:
        yield official.names, official.seniority


def _mentions(page: Document, names: tuple[str, ...]) -> Iterator[Span]:
    """Yield where a person stands under any of their names, the longest first, never one within another."""
    taken: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        if not name.strip():
            continue
        # Not within a longer word, nor in an e-mail address.
        for match in re.finditer(rf"(?<![\w@.])(?:{literal(name)})(?![\w@]|\.\w)", page.text, re.IGNORECASE):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span


def _own_contacts(policy: Policy) -> set[str]:
    """Return the data subject's own addresses and numbers, as letters and digits."""
    subject = policy.case.data_subject if policy.case else None
    return {letters(contact) for contact in subject.contacts} - {""} if subject else set()
