"""Bodies by what their names end or begin with: X County Council, University of Y, Z & Partners LLP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.capitals import titlecase, truecase
from redact.detection.structure.evidence import FAIR, LIKELY, body
from redact.detection.tokens import Tokens
from redact.model import Finding, Span

_C = r"(?<![\w'’.-])[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]{0,40}"  # a word with a capital
_LINK = r"[ ](?:(?:of|for|in|on|upon|with)(?: the)?|and|the|de|&|y|yr)"
_RUN = rf"{_C}(?:(?:{_LINK})?[ ]{_C}){{0,6}}?"
_PUBLIC = "|".join(
    (
        r"(?:(?:Metropolitan|County|City|Borough|District|Town|Parish|Community)[ ]){0,3}Council",
        r"Combined Authority|Police(?: Service| Force)?|Constabulary|Inspectorate|Ombudsman|Tribunal|Parliament"
        r"|Government",
        r"(?:NHS )?(?:(?:University|Teaching|Acute|General|Community|Mental Health|Partnership|Integrated|Care"
        r"|Health(?:care)?|Hospitals?)[ ]){0,4}(?:NHS )?(?:Foundation )?Trust",
        r"Health Board|Integrated Care Board|ICB|Ambulance Service|Probation Service|Fire (?:and"
        r"|&) Rescue(?: Service| Authority)?",
        r"Safeguarding (?:Children |Adults )?(?:Partnership|Board)|County Court|Crown Court|Magistrates['’] Court",
    )
)
_OTHER = "|".join(
    (
        "Hospital|Infirmary|Hospice|Surgery|Medical (?:Centre|Practice)|Health Centre|Clinic|Nursery|School|Academy"
        "|College|University",
        "(?:Primary|High|Grammar|Infant|Junior) School|Church|Mosque|Synagogue|Temple|Gurdwara|Cathedral|Charity"
        "|Foundation",
        "Society|Association|Union|Federation|Institute|Partnership|Housing(?: Association| Trust| Group)?|Homes"
        "|Solicitors",
        "Lettings|Estates|Associates|Partners(?: LLP)?|(?:&|and) (?:Sons?|Co|Partners|Associates)|Ltd|Limited|LLP"
        "|PLC|plc|Inc",
        "GmbH|Group|Bank|Bugle|Gazette|Herald|Echo|Chronicle|Courier|Jobcentre(?: Plus)?|Department|Directorate"
        "|Trust|Club|Centre",
    )
)
_ENDING = re.compile(
    rf"\b{_RUN}(?:{_LINK})?[ ](?:(?P<public>{_PUBLIC})|(?P<other>{_OTHER}))\b"
    rf"(?:[ ](?:{_OTHER}|NHS Foundation Trust)\b\.?){{0,2}}"
)
_BEGINNING = re.compile(
    r"\b(?:(?P<public>(?:Department|Ministry|Office|Commission|Commissioner|Committee) (?:of|for)(?: the)?"
    r"|(?:London |Royal )?Borough of|City of)"
    r"|(?P<other>University of|HMP(?:/YOI)?|Ysgol(?: Gynradd| Uwchradd)?|Canolfan(?: Iechyd)?|Church of|Diocese of"
    r"|Friends of"
    r"|Institute (?:of|for)|Royal College of|College of))"
    rf"[ ]{_C}(?:(?:,|{_LINK})?[ ]{_C}){{0,5}}"
)
_FALSE_START = re.compile(
    r"(?:(?:The|This|That|Our|Your|My|Their|His|Her|Its|A|An|Each|Every|Any|Some|If|In|At|On|For|To|From|By|With"
    r"|Dear|And|But"
    r"|When|While|Thank|Please|Re|Local|Both|All|No|As|Under|Since|However|Although|Secondary|Private|Primary)[ ]+)+"
)


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield bodies whose names say that they are one; public ones carry the trait that says so."""
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
