"""Names in forms, e-mail headers, attendance lists: a label, a colon, a name."""

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
_MORE = re.compile(
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
    """Yield the names that labels announce."""
    for match in _LABEL.finditer(tokens.text):
        owner = (match["owner"] or "").strip().lower()
        if owner in words("letters/labels_of_things"):
            continue
        yield from _values(tokens, match.end(), many=match["many"] is not None)
    for match in _LIST.finditer(tokens.text):
        yield from _listed(tokens, match.end())


def _listed(tokens: Tokens, at: int) -> Iterator[Finding]:
    """Read the lines below `Present:` up to a blank line: a name first, then what its bearer is."""
    text = tokens.text
    blank = re.compile(r"\n[ \t]{0,80}\n|\Z").search(text, at, at + 8_000)
    end = blank.start() if blank else at + 8_000
    for line in islice(re.compile(r"[^\n]+").finditer(text, at, end), 60):
        if line.group().rstrip().endswith(":"):
            return  # the next list begins
        start = _BEGINS.match(text, line.start())
        name = tokens.name_at(start.end(), announced=True) if start else None
        if name is None or (len(words_of(text[name.start : name.end])) < 2 and tokens.widened(name) is None):
            continue
        if re.match(r"[ \t]{0,12}(?:\Z|\n|[,(–|:]|-[ ]|[ ]{2}|\t)", text[name.end : name.end + 8] or "\n"):
            yield person(tokens, name, SURE)


def _values(tokens: Tokens, at: int, *, many: bool) -> Iterator[Finding]:
    text = tokens.text
    for _ in range(60 if many else 2):
        if at < len(text) and text[at] in "\"“'‘":
            at += 1
        turned = _turned(tokens, at)
        titled = TITLES.match(text, at)
        start = titled.end() if titled else at
        name = turned or tokens.name_at(start, lower=True, announced=True)
        if name is None:
            return
        names = words_of(text[name.start : name.end])
        rest = text[name.end : name.end + 14]
        shared = _SHARED.match(rest.strip()) or _SHARED.search(text[name.start : name.end]) or rest.startswith("@")
        prose = many and len(names) == 1 and not titled and text[start].islower()
        if not shared and not prose and len(name) > 1:
            yield person(tokens, name, SURE if many or titled else LIKELY)
        more = _MORE.match(text, name.end)
        if more is None or (not many and more["gap"] not in ("&", "/", "and")):
            return
        at = more.end()


def _turned(tokens: Tokens, at: int) -> Span | None:
    """Read `Okonkwo, Chidinma <chidinma@...>`: surname first, an address after it."""
    last = tokens.name_at(at, most=3)
    if last is None or tokens.text[last.end : last.end + 2] != ", ":
        return None
    first = tokens.name_at(last.end + 2, most=3)
    if first is not None and _ADDRESS_FOLLOWS.match(tokens.text, first.end):
        return Span(last.start, first.end)
    return None
