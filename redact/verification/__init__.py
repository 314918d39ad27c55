"""Read a finished PDF as an outsider would, and say what still leaks.

Trusts nothing of the renderers and imports none of them. The ways out that are searched are those of the ICO's
"How to disclose information safely" and of ISO 32000-1, clause by clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from redact.verification import reading, wording
from redact.verification.evidence import Evidence
from redact.verification.leak import Leak
from redact.verification.words import Words, find_words, withhold

__all__ = ["Leak", "Words", "find_words", "verify", "withhold"]

CHECKS = {
    "words on pages": wording.check_pages,
    "words in objects": wording.check_objects,
    "words in bytes": wording.check_outside,
}


def verify(data: bytes, withheld: Sequence[str] = (), *, disclosed: str = "") -> tuple[Leak, ...]:
    """Return every leak in a PDF, in the order of its pages; none means that nothing was found.

    `withheld` are the words that must not be readable, as they stand in the source. `disclosed` is the text that may
    be seen, as the source and its review have it (never as a renderer wrote it): a withheld word that also stands
    there is a leak only where the pages say it more often. Raises InputError for what is not a PDF, or an encrypted
    or damaged one, and ValueError for an empty withheld word.
    """
    words = withhold(withheld)
    with reading.open_pdf(data) as file:
        evidence = Evidence(file, words, disclosed)
        leaks = {leak for check in CHECKS.values() for leak in check(evidence)}
    return tuple(sorted(leaks, key=lambda leak: (leak.page or 0, leak.channel, leak.place, leak.detail)))
