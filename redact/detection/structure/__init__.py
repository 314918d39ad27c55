"""Structure: people, posts and bodies recognized by where they stand and what stands beside them, without a model.

Rt Hon Theresa May MP       honorific, post-nominal, first of the addressee's lines
Dear Theresa,               salutation
my wife Jean                what she is to somebody
Referrer: Miss A Example    a form's field
Present: Bo Sample (BS)     a list, and the initials used from then on
"""

from __future__ import annotations

from collections.abc import Iterator

from redact.detection.structure import bodies, fields, first_names, letters, phrases, posts, tables, tagged, written
from redact.detection.tokens import Tokens
from redact.model import Finding

RECOGNIZERS = (
    letters.find,
    fields.find,
    tagged.find,
    tables.find,
    phrases.find,
    first_names.find,
    written.find,
    posts.find,
    bodies.find,
)


def find_structure(tokens: Tokens) -> Iterator[Finding]:
    """Yield the findings of every recognizer."""
    for recognize in RECOGNIZERS:
        yield from recognize(tokens)
