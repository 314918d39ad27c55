"""Fields of forms, e-mail headers and attendance lists: names recognized by the label before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from redact.detection.structure.evidence import LIKELY, SURE, person
from redact.detection.tokens import Tokens
from redact.model import Finding, Span
from redact.text.lists import alternatives, words
from redact.text.names import HONORIFIC_RUN, TITLES, words_of

_ONE = alternatives("letters/labels")
_MANY = alternatives("letters/labels_of_lists")
_LABEL = re.compile(
    r"(?:^(?:[ \t]{0,8}>){0,12}[ \t]{0,12}(?:\(?\d{1,2}[.)][ \t]{0,8}|[-•*][ \t]{0,8})?|\t|(?<=[ ]{2})|\||;[ \t]|\()"
    rf"(?:(?P<owner>[^\W\d_][\w'’]{{0,20}}[ ])?(?:(?P<one>{_ONE})|(?P<many>{_MANY})))"
    r"(?:[ ]?\([^)\n]{1,20}\))?[ \t]{0,12}:[ \t]{0,40}\n?[ \t]{0,12}(?=[\"“'‘<]?[^\W\d_])",
    re.I | re.M,
)
_LIST = re.compile(
    rf"^[ \t]{{0,12}}(?:(?:{_MANY})|names?(?: of attendees)?|(?:members|officers|others) present|also in attendance)"
    r"(?:[ ]?\([^)\n]{1,30}\))?[ \t]{0,12}:?[ \t]{0,12}\n(?=[^\n])",
    re.I | re.M,
)
_NEXT = re.compile(
    r"[ \t]{0,12}(?:<[^>\n]{3,80}>|\([^)\n]{1,40}\))?[ \t]{0,12}(?P<gap>;|,|&|/"
    r"|\band\b)[ \t\n]{0,12}[\"“]?(?=[^\W\d_])",
    re.I,
)
_ADDRESS_FOLLOWS = re.compile(r"[ \t]{0,12}(?:<[^>\s]+@|\[?mailto:)")
_BEGINS = re.compile(rf"[ \t]{{0,12}}(?:[-•*][ \t]{{0,8}}|\d{{1,2}}[.)][ \t]{{0,8}})?{HONORIFIC_RUN}*")
_SHARED = re.compile(
    r"mailbox|inbox|team|enquir|office|desk|group|all staff|support|department|council|service|undisclosed|list", re.I
)


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield the names that follow a label, on its line or in a list below it."""
    for match in _LABEL.finditer(tokens.text):
        owner = (match["owner"] or "").strip().lower()
        if owner in words("letters/labels_of_things"):
            continue
        yield from _values(tokens, match.end(), many=match["many"] is not None)
    for match in _LIST.finditer(tokens.text):
        yield from _below(tokens, match.end())


def _below(tokens: Tokens, offset: int) -> Iterator[Finding]:
    """Read the lines below `Present:` up to a blank line: a name first, then what its bearer is."""
    text = tokens.text
    blank = re.compile(r"\n[ \t]{0,80}\n|\Z").search(text, offset, offset + 8_000)
    end = blank.start() if blank else offset + 8_000
    for line in islice(re.compile(r"[^\n]+").finditer(text, offset, end), 60):
        if line.group().rstrip().endswith(":"):
            return  # the next list begins
        start = _BEGINS.match(text, line.start())
        name = tokens.name_at(start.end(), announced=True) if start else None
        if name is None or (len(words_of(text[name.start : name.end])) < 2 and tokens.widened(name) is None):
            continue
        if re.match(r"[ \t]{0,12}(?:\Z|\n|[,(–|:]|-[ ]|[ ]{2}|\t)", text[name.end : name.end + 8] or "\n"):
            yield person(tokens, name, SURE)


def _values(tokens: Tokens, offset: int, *, many: bool) -> Iterator[Finding]:
    """Yield the name that stands at an offset, and those joined to it: two in all, or as `many` as there are."""
    text = tokens.text
    for _ in range(60 if many else 2):
        if offset < len(text) and text[offset] in "\"“'‘":
            offset += 1
        honorifics = TITLES.match(text, offset)
        start = honorifics.end() if honorifics else offset
        name = _surname_first(tokens, offset) or tokens.name_at(start, lower=True, announced=True)
        if name is None:
            return
        words = text[name.start : name.end]
        rest = text[name.end : name.end + 14]
        shared = _SHARED.match(rest.strip()) or _SHARED.search(words) or rest.startswith("@")
        prose = many and len(words_of(words)) == 1 and not honorifics and text[start].islower()
        if not shared and not prose and len(name) > 1:
            yield person(tokens, name, SURE if many or honorifics else LIKELY)
        following = _NEXT.match(text, name.end)
        if following is None or (not many and following["gap"] not in ("&", "/", "and")):
            return
        offset = following.end()


def _surname_first(tokens: Tokens, offset: int) -> Span | None:
    """Read `Okonkwo, Chidinma <chidinma@...>`: surname first, an address after it."""
    last = tokens.name_at(offset, most=3)
    if last is None or tokens.text[last.end : last.end + 2] != ", ":
        return None
    first = tokens.name_at(last.end + 2, most=3)
    if first is not None and _ADDRESS_FOLLOWS.match(tokens.text, first.end):
        return Span(last.start, first.end)
    return None
