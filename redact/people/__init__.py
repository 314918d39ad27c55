"""Who is who: findings grouped into subjects, names spread through the document, traits given.

Rt Hon Theresa May MP      person-1   addressee, senior
Dear Theresa,              person-1
my wife Jean               person-2
Jean                       person-2   found by spread
"""

from __future__ import annotations

from collections.abc import Iterable

from redact.model import Document, Finding
from redact.people.identity import assign_subjects
from redact.people.spreading import spread
from redact.people.traits import add_traits
from redact.policy import Policy

__all__ = ["identify"]


def identify(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings with their subjects and traits, and every further mention of the people among them.

    One person is one subject across full name, title with surname, first name, initials and possessive; two people of
    one surname stay two. Addresses, numbers and references of the same value share a subject, and a body shares one
    with its short forms. Findings keep their reading order.
    """
    reading = document.plain
    page = reading.document
    given = sorted(
        (reading.as_read(finding) for finding in findings), key=lambda finding: (finding.span, finding.entity)
    )
    known = assign_subjects(page, spread(page, given), policy)
    return tuple(reading.as_written(finding) for finding in add_traits(page, known, policy))
