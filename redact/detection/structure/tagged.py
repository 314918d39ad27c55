"""Values that a tag or a key names: what an export of records holds.

<surname>Fenwick</surname><dob>1948-05-04</dob>      "forename": "Orla", "mobile": "07700 900123"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import SURE, person
from redact.detection.tokens import Tokens
from redact.model import Finding, Span

_NAMES = r"(?:full|first|last|middle|given|family|maiden|christian|sur|fore)?[_-]?name|surname|forename|initials"
_KINDS = {
    "PERSON": _NAMES,
    "DATE_OF_BIRTH": r"d[_.-]?o[_.-]?b|(?:date[_-]?of[_-]?)?birth(?:[_-]?(?:date|day))?|born(?:[_-]?on)?",
    "PHONE_NUMBER": r"(?:tele)?phone(?:[_-]?(?:no|number))?|tel|mobile|fax",
    "POSTAL_ADDRESS": r"(?:home[_-]?)?address(?:[_-]?line[_-]?\d)?|street|addr\d?",
    "UK_POSTCODE": r"post[_-]?code",
    "EMAIL_ADDRESS": r"e?[_-]?mail(?:[_-]?address)?",
    "UK_NINO": r"ni(?:no|[_-]?(?:no|number))|national[_-]?insurance(?:[_-]?(?:no|number))?",
    "UK_NHS": r"nhs[_-]?(?:no|number)",
    "USERNAME": r"user(?:[_-]?(?:name|id))?|login|account",
}
_LABELS = {kind: re.compile(rf"(?:\w{{0,12}}[_:-])?(?:{labels})\Z", re.IGNORECASE) for kind, labels in _KINDS.items()}
_TAG = re.compile(
    r"<(?P<label>[A-Za-z][\w:.-]{0,40})(?:\s[^<>]{0,200})?>\s{0,8}(?P<value>[^<>]{1,120}?)\s{0,8}</(?P=label)>"
)
_KEY = re.compile(r"[\"'](?P<label>[A-Za-z][\w:. -]{0,40})[\"']\s{0,8}:\s{0,8}\"(?P<value>[^\"\n]{1,120})\"")


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield the values whose tag or key says what they are."""
    for pattern in (_TAG, _KEY):
        for match in pattern.finditer(tokens.text):
            label = match["label"].replace(" ", "_")
            kind = next((kind for kind, labels in _LABELS.items() if labels.match(label)), None)
            if kind is None or not re.search(r"\w", match["value"]):
                continue
            span = Span(*match.span("value"))
            yield person(tokens, span, SURE) if kind == "PERSON" else Finding(span, kind, SURE, ("structure",))
