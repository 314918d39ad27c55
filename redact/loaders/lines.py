"""Where things stand in a letter: blocks, and the part of the letter that each belongs to.

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
from collections import Counter
from dataclasses import dataclass, replace

from redact.model import Block, BlockKind, Part, Span
from redact.text.lists import alternatives
from redact.text.names import MONTH

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
BULLET = re.compile(r"[ \t]{0,12}(?:[-*•‣◦–·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]+\S")
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
NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z](?:[\w'’-]+|\.)){1,3}(?: [A-Z]{2,4})?,?$")
_ENDS_SENTENCE = re.compile(r"[.?!:;,]['\"’”)]{0,2}$")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    group: int  # lines without a blank line between them


def blocks_of(text: str) -> tuple[Block, ...]:
    """Split a text into blocks that cover all but white space, and say which part of a letter each is."""
    lines = _lines(text)
    parts = _parts(lines)
    blocks: list[Block] = []
    for group in _grouped(lines):
        blocks += _shape([lines[i] for i in group], [parts[i] for i in group])
    return tuple(_with_headings(blocks, text))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    group, at, blank = 0, 0, True
    for raw in text.split("\n"):
        words = raw.strip()
        if not words:
            blank = True
        else:
            group += blank
            blank = False
            start = at + raw.index(words[0])
            lines.append(_Line(Span(start, start + len(words)), words, group))
        at += len(raw) + 1
    return lines


def _grouped(lines: list[_Line]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(line.group, []).append(i)
    return list(groups.values())


def _parts(lines: list[_Line]) -> list[Part]:
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


def _opening(lines: list[_Line], parts: list[Part], top: int, salutation: int) -> None:
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
    return bool(HONORIFIC.match(line)) or bool(NAME.match(line) and not BODY_NAME.search(line))


def _subject(lines: list[_Line], parts: list[Part], salutation: int) -> None:
    """Find the subject line: short, alone between blank lines, no sentence, and something follows."""
    i = salutation + 1
    if i + 1 >= len(lines):
        return
    line = lines[i]
    alone = line.group != lines[i - 1].group and line.group != lines[i + 1].group
    says_so = re.match(r"(?:re|subject)\b\s*:", line.text, re.I)
    if says_so or (alone and len(line.text) <= 160 and not _ENDS_SENTENCE.search(line.text)):
        parts[i] = "subject"


def _ending(lines: list[_Line], parts: list[Part], start: int) -> None:
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


def _shape(lines: list[_Line], parts: list[Part]) -> list[Block]:
    """Make one paragraph of running prose, and a block of each line that is meant to stand alone."""
    table = _is_table(lines)
    prose = not table and all(part == "body" for part in parts) and _flows(lines)
    blocks: list[Block] = []
    for line, part in zip(lines, parts, strict=True):
        kind: BlockKind = "line"
        if QUOTED.match(line.text):
            kind = "quote"
        elif part in ("body", "cc") and BULLET.match(line.text):
            kind = "item"
        elif table or "\t" in line.text or line.text.count("|") >= 2 or re.search(r"\S {3,}\S", line.text):
            kind = "row"
        elif part in ("salutation", "closing"):
            kind = "paragraph"
        last = blocks[-1] if blocks else None
        if prose and kind == "line":
            if last is not None and last.kind in ("paragraph", "item"):
                blocks[-1] = replace(last, span=Span(last.span.start, line.span.end))
                continue
            kind = "paragraph"
        blocks.append(Block(line.span, kind, part=part))
    return blocks


def _is_table(lines: list[_Line]) -> bool:
    """Tell comma-separated values, below a title perhaps, from prose that happens to hold commas."""
    commas = Counter(line.text.count(",") for line in lines)
    most, times = max(commas.items(), key=lambda pair: pair[1])
    return most >= 2 and times >= 3 and times > 0.6 * len(lines)


def _flows(lines: list[_Line]) -> bool:
    """Tell prose that was wrapped from lines that were ended on purpose."""
    if len(lines) == 1:
        return True
    lengths = [len(line.text) for line in lines[:-1]]
    return max(lengths) > 60 or (max(lengths) > 40 and min(lengths) > 0.6 * max(lengths))


def _with_headings(blocks: list[Block], text: str) -> list[Block]:
    """Mark subject lines and short unpunctuated blocks above prose as headings."""
    marked: list[Block] = []
    for i, block in enumerate(blocks):
        words = text[block.span.start : block.span.end]
        if block.part == "subject":
            block = replace(block, kind="heading", level=1)
        elif (
            block.part == "body"
            and block.kind == "paragraph"
            and "\n" not in words
            and len(words) <= 80
            and not _ENDS_SENTENCE.search(words)
            and words[0].isupper()
            and i + 1 < len(blocks)
            and blocks[i + 1].part == "body"
            and blocks[i + 1].kind in ("paragraph", "item")
            and blocks[i + 1].span.end - blocks[i + 1].span.start > len(words)
        ):
            block = replace(block, kind="heading", level=2)
        marked.append(block)
    return marked
