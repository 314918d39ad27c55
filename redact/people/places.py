"""Places: the towns and villages that addresses and the names of local bodies hold, found in the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.model import Document, Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives

_SCORE = 0.6
_NOT_TOWN = re.compile(rf"\b(?:{alternatives('addresses/not_towns')})\b", re.I)
_PLACE = re.compile(rf"[^\W\d_{SMALL}][\w'’-]+(?:[ -](?:[a-z]{{2,5}}[ -])?[^\W\d_{SMALL}][\w'’-]+){{0,2}}")
_LOCAL_BODY = re.compile(
    rf"(?P<place>[{CAPITALS}][\w'’-]+(?: (?:upon |on |and )?[{CAPITALS}][\w'’-]+)?) "
    r"(?:(?:Metropolitan|County|City|Borough|District|Town|Parish) ?)*"
    r"(?:Council|Police|Constabulary)\Z"
)
_KINDS = re.compile(r"\b(?:metropolitan|county|city|borough|district|town|parish)\b.*", re.I)


def find_places(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each place where a town or village stands that a finding names; those within other findings too."""
    places = _places(document, findings)
    if places:
        longest_first = sorted(map(re.escape, places), key=len, reverse=True)
        for match in re.finditer(rf"(?<![\w@.-])(?:{'|'.join(longest_first)})(?![\w@-])", document.text):
            yield Finding(Span(*match.span()), "LOCATION", _SCORE, ("spread",))


def _places(document: Document, findings: Sequence[Finding]) -> set[str]:
    places: set[str] = set()
    for finding in findings:
        words = document[finding.span]
        if finding.entity == "POSTAL_ADDRESS":
            parts = [part.strip() for part in re.split(r"[,\n]|(?<=\w)[ ]{2,}", words)]
            places.update(p for p in parts[1:] if len(p) > 3 and _PLACE.fullmatch(p) and not _NOT_TOWN.search(p))
        elif finding.entity == "ORGANIZATION" and (match := _LOCAL_BODY.match(words)):
            place = _KINDS.sub("", match["place"]).strip()
            if len(place) > 3:
                places.add(place)
    return places
