"""Posts: recognized on the lines around a name in a letter's frame, with the grades that make them senior."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import LIKELY, post
from redact.detection.tokens import Tokens
from redact.model import Finding, Span
from redact.text.lists import alternatives
from redact.text.names import EVERYDAY_HONORIFIC

_TO_SOMEBODY = re.compile(rf"[ \t]+to[ \t]+(?:{EVERYDAY_HONORIFIC}|sir|the rt)\b", re.I)
_POST = re.compile(rf"\b(?:{alternatives('letters/posts')})\b", re.I)
_GRADE = re.compile(r"\b(?:Grade[ \t]+)?(?:SCS[ \t]?(?:PB|Pay Band)?[ \t]?[1-4]\b|Senior Civil Service\b)", re.I)
_NOT_A_POST = re.compile(r"\d{3}|[@:;!?]|\b(?:i|we|you|is|are|was|will|has|have|please|thank)\b|\.$", re.I)


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield posts on lines of their own among the addressee's, the letterhead's and the signature's."""
    for block in tokens.document.blocks:
        if block.part in ("addressee", "signature", "letterhead"):
            for cell in tokens.cells(block.span):
                words = tokens.text[cell.start : cell.end]
                if len(words) <= 90 and _POST.search(words) and not _NOT_A_POST.search(words):
                    yield post(_trimmed(words, cell), LIKELY, *_traits(words))


def _trimmed(words: str, cell: Span) -> Span:
    """Leave out what follows the post: whom it serves, a person's name after `to`."""
    cut = _TO_SOMEBODY.search(words)
    end = cut.start() if cut else len(words.rstrip(" ,"))
    return Span(cell.start, cell.start + end)


def _traits(words: str) -> tuple[str, ...]:
    return ("senior",) if _GRADE.search(words) else ()
