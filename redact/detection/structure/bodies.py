"""Names of bodies: recognized by how they begin or end, as in X County Council, University of Y, Z & Partners LLP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.capitals import titlecase, truecase
from redact.detection.structure.evidence import FAIR, LIKELY, body
from redact.detection.tokens import Tokens
from redact.model import Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives

# A word with a capital; a full stop ends it, and the name, unless it cuts the word short: St. Mary's, J. Sample & Sons.
_C = (
    rf"(?<![\w'’.-])[{CAPITALS}](?:[\w'’-]|\.(?=\w)){{0,40}}"
    rf"(?:(?<=\b[{CAPITALS}])\.|(?<=\b[{CAPITALS}][{SMALL}])\.)?(?![\w'’])"
)
_LINK = r"[ ](?:(?:of|for|in|on|upon|with)(?: the)?|and|the|de|&|y|yr)"
_RUN = rf"{_C}(?:(?:{_LINK})?[ ]{_C}){{0,6}}?"
_PUBLIC = alternatives("bodies/public")
_OTHER = alternatives("bodies/other")
_ENDING = re.compile(
    rf"\b{_RUN}(?:{_LINK})?[ ](?:(?P<public>{_PUBLIC})|(?P<other>{_OTHER}))\b"
    rf"(?:[ ](?:{_OTHER}|NHS Foundation Trust)\b\.?){{0,2}}"
)
_BEGINNING = re.compile(
    rf"\b(?:(?P<public>{alternatives('bodies/public_beginnings')})|(?P<other>{alternatives('bodies/other_beginnings')}))"
    rf"[ ]{_C}(?:(?:,|{_LINK})?[ ]{_C}){{0,5}}"
)
_FALSE_START = re.compile(rf"(?:(?:{alternatives('bodies/false_starts')})[ ]+)+")


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield bodies by their names; public ones carry the trait `public-body`."""
    capitals = tokens.capitals
    text = truecase(tokens.text, capitals) if capitals.none else titlecase(tokens.text, capitals)
    for pattern in (_ENDING, _BEGINNING):
        for match in pattern.finditer(text):
            start = match.start()
            false = _FALSE_START.match(match.group())
            if false:
                start += false.end()
            end = start + len(text[start : match.end()].rstrip(".,'’- "))
            if start >= end or len(text[start:end].split()) < 2:
                continue
            public = match["public"] is not None
            yield body(Span(start, end), LIKELY if public else FAIR, *(("public-body",) if public else ()))
