"""The parts of a letter, and which of them each line belongs to.

    Department of Works                 letterhead
    1 Quay Road, Northmoor

    Ms Ada Example                      addressee
    3 March 2025        Our ref: 12     date-line
    Dear Ada,                           salutation
    The new bridge                      subject
    Thank you for ...                   body
    Yours sincerely,                    closing
    Bo Sample                           signature
    cc: Cy Model                        cc

Form letters and e-mails have `header` lines (`From:`, `Subject:`). Whatever fits nothing is body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redact.model import Part, Span
from redact.text.lists import alternatives
from redact.text.names import MONTH, is_name_line

SALUTATION = re.compile(r"(?:dear|annwyl|to whom it may concern|hello|hi|good (?:morning|afternoon|evening))\b", re.I)
CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|ever|aye|respectfully)"
    r"|(?:with )?(?:very )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)"
    r"|regards|many thanks|sincerely|thank you|thanks|thx|cheers"
    r"|yn gywir|yr eiddoch yn (?:gywir|ffyddlon)|cofion(?: gorau)?)[,.!]?\s*$",
    re.I,
)
COPIED = re.compile(r"(?:b?cc|copied to|copy to|copies to|distribution|c\.c\.)\b\s*:?", re.I)
ENCLOSED = re.compile(r"(?:enc(?:s|losures?|l)?|attach(?:ment|ed)s?)\b\.?\s*:?", re.I)
HEADER = re.compile(r"(?:from|to|cc|bcc|sent|date|subject|importance|attachments?|reply-to)[ \t]*:", re.I)
QUOTED = re.compile(r"[ \t]{0,8}>")
REFERENCE_LINE = re.compile(
    r"(?:[a-z]{1,20}[ \t]){0,3}(?:ref(?:erence)?\b|(?:log|number|case|file|no\.?)[ \t]*:)|date[ \t]*:", re.I
)
DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?[ \t]{0,3}(?:of[ \t]+)?" + MONTH + r"[a-z]{0,6}"
    r"\.?,?[ \t]{1,3}\d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    re.I,
)
BODY_NAME = re.compile(rf"\b(?:{alternatives('bodies/words')})\b", re.I)
CONTACT = re.compile(r"\b(?:tel(?:ephone)?|fax|e-?mail|switchboard|direct (?:line|dial)|www\.|https?://)|@", re.I)
HONORIFIC = re.compile(rf"(?:the )?(?:{alternatives('names/honorifics')})\b", re.I)
ENDS_SENTENCE = re.compile(r"[.?!:;,]['\"’”)]{0,2}$")


@dataclass(frozen=True, slots=True)
class Line:
    span: Span
    text: str
    group: int  # lines of one page without a blank line between them
    page: int = 1


def parts_of(lines: list[Line]) -> list[Part]:
    """Return which part of a letter each line belongs to."""
    parts: list[Part] = ["body"] * len(lines)
    top = 0
    while top < len(lines) and HEADER.match(lines[top].text):
        parts[top] = "header"
        top += 1
    salutation = next(
        (i for i in range(top, len(lines)) if SALUTATION.match(lines[i].text) and len(lines[i].text) <= 80), None
    )
    if salutation is not None:
        parts[salutation] = "salutation"
        _opening(lines, parts, top, salutation)
        _subject(lines, parts, salutation)
    else:
        for i in range(top, min(len(lines), top + 12)):
            if len(lines[i].text) <= 80 and (REFERENCE_LINE.match(lines[i].text) or DATE.fullmatch(lines[i].text)):
                parts[i] = "date-line"
    _ending(lines, parts, top if salutation is None else salutation + 1)
    return parts


def _opening(lines: list[Line], parts: list[Part], top: int, salutation: int) -> None:
    """Tell letterhead, addressee and date line apart, above the salutation."""
    addresses: list[list[int]] = []
    for i in range(top, salutation):
        line = lines[i]
        if len(line.text) > 120:
            continue
        if REFERENCE_LINE.match(line.text) or DATE.match(line.text):
            parts[i] = "date-line"
        elif addresses and lines[addresses[-1][-1]].group == line.group:
            addresses[-1].append(i)
        else:
            addresses.append([i])
    # From the salutation upwards: the addressee begins at the nearest group whose first line is a person.
    named = next((k for k in reversed(range(len(addresses))) if _is_person(lines[addresses[k][0]].text)), None)
    first = named if named is not None else len(addresses) - 1
    for k, group in enumerate(addresses):
        for i in group:
            parts[i] = "addressee" if k >= first else "letterhead"
    if named is None and first == 0 and addresses and BODY_NAME.search(lines[addresses[0][0]].text):
        contact = any(CONTACT.search(lines[i].text) for i in addresses[0])
        for i in addresses[0]:
            parts[i] = "letterhead" if contact else "addressee"


def _is_person(line: str) -> bool:
    return bool(HONORIFIC.match(line)) or (is_name_line(line) and not BODY_NAME.search(line))


def _subject(lines: list[Line], parts: list[Part], salutation: int) -> None:
    """Find the subject line: short, alone between blank lines, no sentence, and something follows."""
    i = salutation + 1
    if i + 1 >= len(lines):
        return
    line = lines[i]
    alone = line.group != lines[i - 1].group and line.group != lines[i + 1].group
    says_so = re.match(r"(?:re|subject)\b\s*:", line.text, re.I)
    if says_so or (alone and len(line.text) <= 160 and not ENDS_SENTENCE.search(line.text)):
        parts[i] = "subject"


def _ending(lines: list[Line], parts: list[Part], start: int) -> None:
    """Find each closing phrase, the signature block below it, and the lists of those copied in.

    There are several in a chain of e-mails; a quoted header or running prose ends the block.
    """
    part: Part = "body"
    for i in range(start, len(lines)):
        line = lines[i].text
        if CLOSING.match(line):
            parts[i], part = "closing", "signature"
        elif len(line) <= 200 and (
            (COPIED.match(line) and (part != "body" or line[:3].lower() == "cc:"))
            or (ENCLOSED.match(line) and part != "body")
        ):
            parts[i] = part = "cc"
        elif HEADER.match(line) or QUOTED.match(line) or len(line) > 120 or line.startswith("-----"):
            part = "body"
        elif part != "body":
            parts[i] = part
