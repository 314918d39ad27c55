"""The review: its file, and what it needs before anything is published."""

from redact.review.file import (
    FORMAT,
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
    clean,
    digest,
    missing,
    needs,
    note_key,
    same_person,
    signers,
)

__all__ = [
    "FORMAT",
    "PUBLIC_INTEREST_TEST",
    "SECOND_REVIEWER",
    "SUFFIX",
    "clean",
    "compared",
    "digest",
    "dump",
    "missing",
    "needs",
    "note_key",
    "parse",
    "path_for",
    "read",
    "replace_file",
    "same_person",
    "signers",
    "source_of",
    "swapped",
    "write",
]
