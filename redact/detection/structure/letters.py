"""A letter's frame: the people named as addressee, in the salutation, as signatory, or copied in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.detection.structure.evidence import FAIR, LIKELY, SURE, person
from redact.detection.tokens import Tokens
from redact.model import Block, Finding
from redact.text.lists import words
from redact.text.names import HONORIFIC_RUN, POST_NOMINAL_RUN, TITLES, words_of

_GREETING = re.compile(
    r"^(?:[ \t]{0,8}>){0,12}[ \t]{0,12}(?:my )?(?:dear(?:est)?|annwyl|hi(?:ya)?|hello|hey|morning|afternoon|evening"
    r"|good (?:morning|afternoon|evening|day)|bore da"
    r"|prynhawn da)(?: there)?[ \t,]+(?=[^\W\d_])",
    re.I | re.M,
)
_COPIED = re.compile(r"(?:b?cc|copied to|copy to)\b[ \t]{0,12}:?[ \t]{0,12}", re.I)
_AND = re.compile(r"[ \t]{0,12}(?:,|&|/|\band\b)[ \t]{0,12}(?=[^\W\d_])")
_NAME_LINE = re.compile(
    rf"(?:{HONORIFIC_RUN})*(?P<name>[^\n,;:|()]{{1,60}}?)(?P<after>{POST_NOMINAL_RUN}*)"
    r"(?:[ \t]{0,12}\([^)]{1,24}\))?[ \t]{0,12},?\Z",
    re.I,
)


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield the people of a letter's frame, and those greeted anywhere."""
    yield from _greeted(tokens)
    yield from _framed(tokens)


def _greeted(tokens: Tokens) -> Iterator[Finding]:
    text = tokens.text
    for match in _GREETING.finditer(text):
        block = tokens.document.block_at(match.end() - 1)
        in_salutation = block is not None and block.part == "salutation"
        offset = match.end()
        for _ in range(5):
            honorifics = TITLES.match(text, offset)
            start = honorifics.end() if honorifics and honorifics.end() < len(text) else offset
            name = tokens.name_at(start, lower=in_salutation or tokens.capitals.none, most=7 if in_salutation else 3)
            if name is None or words_of(text[name.start : name.end])[0].lower() in words("letters/greeted"):
                break
            yield person(tokens, name, SURE if in_salutation else LIKELY)
            following = _AND.match(text, name.end)
            if following is None or (not in_salutation and "," in following.group()):
                break
            offset = following.end()


def _framed(tokens: Tokens) -> Iterator[Finding]:
    """Read the first line of each address, and the signature's lines down to the post."""
    blocks = tokens.document.blocks
    signing = False
    for i, block in enumerate(blocks):
        first = i == 0 or "\n\n" in re.sub(r"[ \t]", "", tokens.text[blocks[i - 1].span.end : block.span.start])
        if block.part == "closing":
            signing = True
            continue
        if block.part in ("addressee", "letterhead", "cc"):
            yield from _line(
                tokens, block, alone=block.part == "cc" or (first and block.part == "addressee"), single=False
            )
        elif block.part == "signature":
            signatories = list(_line(tokens, block, alone=signing, single=signing))
            yield from signatories
            signing = signing and (bool(signatories) or len(block.span) < 2)
        elif block.part == "body" and i >= len(blocks) - 3 and block.kind == "line":
            # A letter without a closing phrase still ends in a name: J. Example / Head of Service
            yield from _line(tokens, block, alone=True, single=False, score=FAIR)


def _line(tokens: Tokens, block: Block, *, alone: bool, single: bool, score: float = SURE) -> Iterator[Finding]:
    """Read each cell of a line as a name and nothing else; without a title or letters after it only where `alone`."""
    text = tokens.text
    for k, cell in enumerate(tokens.cells(block.span)):
        copied = _COPIED.match(text, cell.start, cell.end)
        line = text[copied.end() if copied else cell.start : cell.end]
        start = cell.end - len(line.lstrip())
        match = _NAME_LINE.match(line.strip())
        if match is None or not line.strip():
            continue
        titled = match.start("name") > 0 or match["after"]
        lower = single or (alone and tokens.capitals.none)
        name = tokens.name_at(start + match.start("name"), lower=lower, announced=alone or bool(titled))
        if name is None or (name.end != start + match.end("name") and not titled):
            continue
        count = len(words_of(text[name.start : name.end]))
        if not (titled or (alone and k == 0 and (count >= 2 or single))):
            continue
        yield person(tokens, name, score)
