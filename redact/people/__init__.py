"""Who is who: findings grouped into subjects, names spread through the document, traits given.

Rt Hon Theresa May MP      person-1   addressee, senior
Dear Theresa,              person-1
my wife Jean               person-2
Jean                       person-2   found by spread
"""

from __future__ import annotations

from collections.abc import Iterable

from redact.model import Document, Finding
from redact.people.spreading import spread
from redact.people.standing import Posts, with_traits
from redact.people.subjects import with_subjects

__all__ = ["identify"]


def identify(document: Document, findings: Iterable[Finding], policy: Posts) -> tuple[Finding, ...]:
    """Return findings with their subjects and traits, and every further mention of the people among them.

    One person is one subject across full name, title with surname, first name, initials and possessive; two people of
    one surname stay two. Addresses, numbers and references of the same value share a subject, and a body shares one
    with its short forms. Findings keep their reading order.
    """
    given = sorted(findings, key=lambda finding: (finding.span, finding.entity))
    everywhere = spread(document, given)
    return with_traits(document, with_subjects(document, everywhere, policy), policy)
