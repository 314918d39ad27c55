"""A session over an invented letter with many places and bodies, for the tests of what is asked about together."""

import re
from pathlib import Path

from redact.model import Finding, Span
from redact.reviewing.session import Session
from tests.sessions import session_over

PLACES = ("Exford", "Whybridge", "Zedham")
BODIES = ("Orchard Trust", "Harbour Group")
TEXT = """\
Dear Ms Example,

The Orchard Trust met at Exford and at Whybridge. Zedham was not told, and Exford objected.

The Harbour Group wrote to Ms Example from Exford.
"""


def found(text: str, words: str, entity: str, subject: str) -> list[Finding]:
    return [
        Finding(Span(*match.span()), entity, 0.6, ("model",), frozenset({"about-somebody"}), subject)
        for match in re.finditer(re.escape(words), text)
    ]


def findings(
    text: str = TEXT, places: tuple[str, ...] = PLACES, bodies: tuple[str, ...] = BODIES
) -> tuple[Finding, ...]:
    named = [each for n, words in enumerate(places, 1) for each in found(text, words, "LOCATION", f"place-{n}")]
    named += [each for n, words in enumerate(bodies, 1) for each in found(text, words, "ORGANIZATION", f"body-{n}")]
    return (*named, *found(text, "Ms Example", "PERSON", "person-1"))


def grouped_session(folder: Path, text: str = TEXT, **named: tuple[str, ...]) -> Session:
    return session_over(text, findings(text, **named), folder)
