"""What stands beside a name and says something of its bearer: an age, a day of birth, a door.

Jo Bloggs (04/05/1948)   Bubba (4)   Wei Feng (67 F)   Minh 9 years   Costel at no.29   Ilinca, no. 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.detection.tokens import Tokens
from redact.model import Finding, Span
from redact.text.lists import alternatives
from redact.text.names import MONTH

_LIKELY_GUESS = 0.4
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_BIRTH = re.compile(
    rf"(?:['’]s)?,?[ \t]{{1,2}}[(\[][ ]?(?:b\.?|born|DOB:?)?[ ]?"
    rf"(?P<value>{_DAY}[/.-]{_MONTH}[/.-](?:(?:19|20)\d\d|\d\d)"
    rf"|{_DAY}(?:st|nd|rd|th)?[ -](?i:{MONTH})[a-z]{{0,6}}\.?[ -](?:(?:19|20)\d\d|['’]?\d\d)"
    rf"|(?:19|20)\d\d-\d\d-\d\d)[ ]?(?:[)\],;]|$)"
)
# A paper by somebody, or talk with them: the date in brackets is its own. Letter from Jo Bloggs (04/05/2023)
_PAPER = re.compile(rf"\b(?:{alternatives('prose/dated_things')})\b[^\n.;:()]{{0,40}}\Z", re.I)
_YEARS = r"(?P<value>(?:[1-9]\d?|10\d)(?P<unit>[ ]?(?:y(?:rs?|ears?)?|yo|y/o|m(?:ths?|onths?)|wks?|weeks|/12|/52))?)"
_AGE = re.compile(
    rf"(?:['’]s)?(?:,?[ \t]{{1,2}}\([ ]?(?:aged?[ ])?{_YEARS}(?:[ ]?(?:[MF]\b|old|male|female))?[ ]?[),;/]"
    rf"|,[ ]{_YEARS.replace('value', 'comma').replace('unit', 'span')}(?=,[ ]|[ ](?-i:[MF])\b|\)|$)"
    rf"|,?[ ]{{1,3}}(?P<short>[1-9]\d?|10\d)(?=[ ]?(?-i:[MF])(?:[ \t,;)]|$))"
    rf"|,?[ ](?P<years>\d{{1,2}}[ ](?:years|yrs|months|mths))"
    rf"(?=[ ](?:is|was|has|who|old|and|in|at|with|goes|lives)\b|[,;)]|$))",
    re.M,
)
_NUMBER = r"\d{1,4}[A-Za-z]?"
_LABELLED = (
    rf"(?:(?:no|num|number|flat|apt|unit|room|rm|plot|berth|pitch|cell|bed|house)\.?[ ]?(?:no\.?[ ]?)?{_NUMBER}|"
    rf"nos\.?[ ]?{_NUMBER}(?:[ ]?(?:and|&)[ ]?{_NUMBER})?)"
)
_VERBS = "got|has|had|is|was|said|says|who|heard|saw|and|told|rang|complained"
_DOOR = re.compile(
    rf"(?:['’]s)?(?:(?:,?[ \t]{{1,2}}(?:[(-][ ]?)?|[ ](?:also |still |now )?(?:at|of|in|from|lives at|living at)[ ])"
    rf"(?P<door>{_LABELLED})|[ ](?:at|of|from)[ ](?P<bare>\d{{1,3}}[A-Z]|\d{{1,3}}(?=[.,;)]|[ ](?:{_VERBS})\b|$)))"
    r"(?![\w/%]|[.,:]\d|[ ]?(?:am|pm|%|people|days|weeks|years|months)\b)",
    re.I | re.M,
)
_DOOR_BEFORE = re.compile(
    rf"(?:^[ \t>]*(?:[-•*][ \t]*)?|[;(|][ \t]*)(?P<door>{_LABELLED})(?:,|:|[ ]-|[ ]?[–|]|[ ])[ ]{{1,2}}\Z", re.I | re.M
)
_DOOR_AT = re.compile(
    r"\b(?:at|of|in|from)[ ](?P<door>(?:no|number)\.?[ ]?\d{1,3}[a-z]?)(?![\w/%]|[.,:]\d)(?![ ](?:stage|point|time)\b)",
    re.I,
)


def find(tokens: Tokens, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield ages, days of birth and doors beside people."""
    text = tokens.text
    for finding in findings:
        if finding.entity != "PERSON" or finding.score < _LIKELY_GUESS:
            continue
        span = finding.wide or finding.span
        full = len(text[span.start : span.end].split()) > 1
        after = min(len(text), span.end)
        if (
            (match := _BIRTH.match(text, after))
            and full
            and not _PAPER.search(text[max(0, span.start - 60) : span.start])
        ):
            yield Finding(Span(*match.span("value")), "DATE_OF_BIRTH", 0.85, ("structure",))
        if match := _AGE.match(text, after):
            group = next(name for name in ("value", "comma", "short", "years") if match[name])
            if group != "comma" or match["span"] or full:
                yield Finding(Span(*match.span(group)), "AGE", 0.8, ("structure",))
        if match := _DOOR.match(text, after):
            group = "door" if match["door"] else "bare"
            yield Finding(Span(*match.span(group)), "POSTAL_ADDRESS", 0.7, ("structure",))
        if match := _DOOR_BEFORE.search(text, max(0, span.start - 40), span.start):
            yield Finding(Span(*match.span("door")), "POSTAL_ADDRESS", 0.7, ("structure",))
    for match in _DOOR_AT.finditer(text):
        yield Finding(Span(*match.span("door")), "POSTAL_ADDRESS", 0.6, ("structure",))
