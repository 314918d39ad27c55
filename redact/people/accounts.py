"""Accounts and file names: where a private person's name stands joined, in a path, a host, a log-in or a file's name.

/staff/orla-fenwick    CV-OrlaFenwick.docx    IMG_orlafenwick.jpg    OFENWICK-LAPTOP    logged in as ofenwick
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.model import Document, Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import words
from redact.text.names import parse_name
from redact.text.writings import letters, local_parts, name_writings

_SCORE = 0.8
_TOKEN = re.compile(r"[^\s,;()<>\"“”\[\]{}|]+")
_CHAIN = re.compile(rf"[\w][._/@\\:%=+~-]+[\w]|[{SMALL}][{CAPITALS}][{SMALL}]|\d[^\W\d_]|[^\W\d_]\d")
_PIECE = re.compile(rf"[^\W\d_]+?(?=[{CAPITALS}][{SMALL}]|[\W\d_]|\Z)|[^\W\d_]+")
_MOST_PIECES = 3
_KNOWN_OTHERWISE = frozenset({"EMAIL_ADDRESS", "USERNAME"})


def find_accounts(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings, with the accounts of private people that nothing else found, and web addresses that name them.

    Those bear the trait `bears-name`. Whoever holds an office, and the data subject, is nobody private here.
    """
    joined, chained = _names_of(document, findings)
    if not chained:
        return list(findings)
    kept, added = list(findings), list[Finding]()
    for span, word in _places(document.text, joined, chained):
        over = [i for i, finding in enumerate(kept) if finding.span.overlaps(span)]
        if not over:
            added.append(Finding(span, "USERNAME", _SCORE, ("spread",), subject=chained[word]))
        for i in over:
            if kept[i].entity not in _KNOWN_OTHERWISE and kept[i].entity == "URL":
                kept[i] = kept[i].having("bears-name")
    return sorted([*kept, *added], key=lambda finding: (finding.span, finding.entity))


def _names_of(document: Document, findings: Sequence[Finding]) -> tuple[set[str], dict[str, str]]:
    """Return what private people's accounts are by themselves, and what names them in a path, with the subject."""
    joined: set[str] = set()
    chained: dict[str, str] = {}
    for finding in findings:
        if (
            finding.entity != "PERSON"
            or finding.model_alone
            or not finding.traits.isdisjoint({"senior", "data-subject"})
        ):
            continue
        name = document[finding.span]
        if parse_name(name).full:
            joined.update(local_parts(parse_name(name)))
            for writing in name_writings(name):
                chained.setdefault(letters(writing), finding.subject)
    usual = words("prose/common_words")
    return joined - usual, {word: subject for word, subject in chained.items() if word not in usual}


def _places(text: str, joined: set[str], chained: dict[str, str]) -> Iterator[tuple[Span, str]]:
    for token in _TOKEN.finditer(text):
        chain = _CHAIN.search(token.group())
        known = chained if chain else joined
        pieces = list(_PIECE.finditer(token.group()))
        at = 0
        while at < len(pieces):
            for beyond in range(min(len(pieces), at + _MOST_PIECES), at, -1):
                word = "".join(letters(piece.group()) for piece in pieces[at:beyond])
                if word in known:
                    yield Span(token.start() + pieces[at].start(), token.start() + pieces[beyond - 1].end()), word
                    at = beyond - 1
                    break
            at += 1
