"""People: findings with subjects and traits, and every further mention of the people among them.

Rt Hon Theresa May MP      person-1   addressee, senior
Dear Theresa,              person-1
my wife Jean               person-2
Jean                       person-2   found by spread
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redact.model import Document, Finding
from redact.people.accounts import find_accounts
from redact.people.identity import assign_subjects
from redact.people.known import Known, believed, prose_of
from redact.people.lives import mark_lives
from redact.people.mentions import Mention, find_mentions
from redact.people.parting import join_people, lengthen_people, part_people
from redact.people.sharing import share
from redact.people.spreading import spread
from redact.people.traits import add_traits
from redact.people.types import settle_types
from redact.policy import Policy

__all__ = ["Mention", "identify", "mentions_of"]


def identify(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings, and every further mention of the people among them, with their subjects and traits.

    One person is one subject across full name, title with surname, first name, initials and possessive; two people of
    one surname stay two. Addresses, numbers and references of the same value share a subject, and a body shares one
    with its initials. Findings keep their reading order.
    """
    plain = document.plain
    page = plain.document
    ordered = sorted(map(plain.as_read, findings), key=lambda finding: (finding.span, finding.entity))
    prose = prose_of(page.text)
    parted = lengthen_people(page, believed(page, join_people(page, part_people(page, ordered)), prose))
    spread_out = join_people(page, spread(page, settle_types(page, parted), prose))
    identified = assign_subjects(page, spread_out, policy)
    shared = find_accounts(page, share(page, add_traits(page, identified, policy)))
    return tuple(map(plain.as_written, mark_lives(page, shared)))


def mentions_of(
    document: Document, names: Iterable[str], initials: Iterable[str] = (), guesses: Iterable[str] = ()
) -> Iterator[Mention]:
    """Yield where people of these names, and with these declared initials, stand in a document.

    A surname, a first name, a short form or initials count; not where the words around show another word: the month,
    the verb, part of somebody else's name. What may be nobody at all (`guesses`) counts in its very words.
    """
    plain = document.plain
    known = Known(ordinary=prose_of(plain.document.text).ordinary)
    for name in names:
        known.add(name, sure=True)
    for guess in guesses:
        known.guess(guess)
    known.initials = dict.fromkeys((letters.casefold() for letters in initials), True)
    for mention in find_mentions(plain.document, known):
        wide = plain.span_as_written(mention.wide) if mention.wide is not None else None
        yield Mention(plain.span_as_written(mention.span), wide, mention.initials, mention.whole)
