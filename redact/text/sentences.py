"""Where sentences end."""

from __future__ import annotations

import re

from redact.text.characters import CAPITALS

# A full stop ends a sentence unless it follows a title, an initial or a usual abbreviation.
_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bProf)(?<!\bSt)(?<!\bRev)(?<!\bCllr)(?<!\bNo)(?<!\bno)"
    rf"(?<!\b[{CAPITALS}])"
    r"(?<!\be\.g)(?<!\bi\.e)(?P<stop>[.!?]['\"’”)]{0,2})\s{1,8}"
    rf"(?=['\"‘“(]?[{CAPITALS}0-9])"
)


def sentences_about(text: str, start: int, end: int, *, within: tuple[int, int]) -> tuple[int, int]:
    """Return where the whole sentences that `text[start:end]` touches start and end, never beyond `within`."""
    first, last = within
    for stop in _END.finditer(text, first, last):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start("stop") >= end - 1:
            return first, stop.end("stop")
    return first, last
