"""The files of a review, and functions from one review to the next.

file          the review file
log           who did what, and when
requirements  notes and signatures that are needed before anything is published
questions     which of what is open is asked about once
editing       what a person can do to a review
carrying      decisions carried to a revised text
comparing     what differs between two reviews
warnings      what deserves another look
"""

from redact.review.file import (
    FORMATS,
    SUFFIX,
    compared,
    dump,
    parse,
    path_for,
    read,
    replace_file,
    source_of,
    swapped,
    write,
)
from redact.review.requirements import (
    PUBLIC_INTEREST_TEST,
    SECOND_REVIEWER,
    decisions_digest,
    missing,
    needs,
    note_key,
    notes_needed,
    publication_digest,
    require_signature,
    same_person,
    signers,
    unwritten,
)

__all__ = [
    "FORMATS",
    "PUBLIC_INTEREST_TEST",
    "SECOND_REVIEWER",
    "SUFFIX",
    "compared",
    "decisions_digest",
    "dump",
    "missing",
    "needs",
    "note_key",
    "notes_needed",
    "parse",
    "path_for",
    "publication_digest",
    "read",
    "replace_file",
    "require_signature",
    "same_person",
    "signers",
    "source_of",
    "swapped",
    "unwritten",
    "write",
]
