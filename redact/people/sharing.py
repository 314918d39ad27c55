"""Sharing: what one mention of a person or value tells about all of them.

Rt Hon Ada Specimen MP ... Specimen      both senior
Switchboard: 020 7946 0000 ... 020 7946 0000      both a public line
Cllr Hartwell ... Mrs Edna Hartwell ... Hartwell      the last may be either: asked apart, senior by nothing
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from redact.model import Document, Finding
from redact.text.names import normal, parse_name, words_of
from redact.text.writings import letters

_OF_PERSONS = frozenset({"senior", "junior", "addressee", "signatory", "data-subject"})
_FRAME = frozenset(
    f"in-{part}" for part in ("letterhead", "header", "date-line", "addressee", "subject", "signature", "cc")
)
# A body that writes or is written to does so wherever it stands; a public number or address is public everywhere.
_OF_VALUES = {
    "PHONE_NUMBER": frozenset({"public-line"}),
    "POSTAL_ADDRESS": frozenset({"public-address"}),
    "UK_POSTCODE": frozenset({"public-address"}),
    "ORGANIZATION": _FRAME | {"public-body"},
}
_MEANS = 2


def share(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with what their subjects are known by, and what only a model saw with the others' support.

    Somebody who seems both senior and junior counts as junior, since that protects until a person looks. A bare
    surname or first name that may be a senior person's or another's is a subject of its own.
    """
    findings = _apart(document, findings)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    vouched: set[str] = set()
    for finding in findings:
        shared[finding.subject, finding.entity] |= finding.traits & _shared_of(finding)
        if finding.entity == "PERSON" and not finding.model_alone and finding.found_by != ("spread",):
            vouched.add(finding.subject)
    settled = [_with(finding, shared[finding.subject, finding.entity], vouched) for finding in findings]
    return [*map(_Namesakes(document, settled).marked, settled)]


def _shared_of(finding: Finding) -> frozenset[str]:
    return _OF_PERSONS if finding.entity == "PERSON" else _OF_VALUES.get(finding.entity, frozenset())


def _with(finding: Finding, shared: set[str], vouched: set[str]) -> Finding:
    if finding.entity == "PERSON":
        traits = (finding.traits - _OF_PERSONS - {"initials"}) | (shared - {"senior"} if "junior" in shared else shared)
        if finding.model_alone and finding.subject in vouched:
            return replace(finding, traits=traits, found_by=("model", "spread"))
        return replace(finding, traits=traits)
    return replace(finding, traits=finding.traits | shared) if shared else finding


class _Namesakes:
    """What bears the name of a private person or lies in the street of an office: firms and houses, bare streets."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._private: set[str] = set()
        self._addresses: list[tuple[str, bool]] = []
        for finding in findings:
            if finding.entity == "PERSON" and finding.traits.isdisjoint({"senior", "data-subject"}):
                self._private.update(map(normal, words_of(document[finding.span])))
            elif finding.entity == "POSTAL_ADDRESS" and finding.found_by != ("spread",):
                self._addresses.append((letters(document[finding.span]), "public-address" in finding.traits))

    def marked(self, finding: Finding) -> Finding:
        """Return a finding with `public-address`, and without `bears-name` where no private person bears it too."""
        if finding.entity == "POSTAL_ADDRESS" and finding.found_by == ("spread",):
            street = letters(self._document[finding.span])
            along = [public for address, public in self._addresses if street in address]
            return finding.having("public-address") if along and all(along) else finding
        if "bears-name" not in finding.traits:
            return finding
        names = {normal(word).removesuffix("'s") for word in words_of(self._document[finding.span])}
        listed = "public-body" in finding.traits or "register" in finding.found_by
        if listed or names.isdisjoint(self._private):
            return replace(finding, traits=finding.traits - {"bears-name"})
        return finding


def _apart(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Give a bare name that fits a senior person and another one a subject of its own."""
    people: dict[str, set[str]] = defaultdict(set)  # by subject, the parts of the names that it is mentioned by in full
    senior: set[str] = set()
    for finding in findings:
        if finding.entity == "PERSON":
            name = parse_name(document[finding.span])
            people[finding.subject].update((*name.first_names, *name.surname.split()) if name.full else ())
            if "senior" in finding.traits:
                senior.add(finding.subject)
    bearers: dict[str, set[str]] = defaultdict(set)
    for subject, parts in people.items():
        for part in parts:
            bearers[part].add(subject)
    moved: dict[str, str] = {}
    apart: list[Finding] = []
    for finding in findings:
        names = words_of(document[finding.span])
        titled = finding.wide is not None and finding.wide.start < finding.span.start
        if finding.entity == "PERSON" and finding.subject in senior and len(names) == 1 and not titled:
            word = normal(names[0])
            if len(bearers[word] | {finding.subject}) >= _MEANS and not bearers[word] <= senior:
                subject = moved.setdefault(word, f"person-{len(people) + len(moved) + 1}")
                finding = replace(finding, subject=subject, traits=finding.traits - {"senior", "junior"})
        apart.append(finding)
    return apart
