"""Give text in capitals, or without any, the letters a name model was trained on, character for character."""

from __future__ import annotations

import re

from redact.detection.lettering import Lettering
from redact.detection.vocabulary import OPENERS, given_names, is_body_word, is_common
from redact.text.names import lowered

_LINE = re.compile(r"[^\n]+")
_SHOUTED = re.compile(r"(?=[^\n]*[^\W\d_][^\n]*[^\W\d_])[^\n]{9,}")
_WORD = re.compile(r"(?P<ending>(?<=['’])[^\W\d_]{1,2}\b)|[^\W\d_]+")
_ENDS = re.compile(r"[.!?:]\s*\Z")


def recased(text: str, lettering: Lettering | None = None) -> str:
    """Return text of the same length in which lines of capitals, and texts without any, are written as prose is.

    Ordinary words are put in lower case, all others get a capital: what no dictionary of prose holds is mostly a name.
    """
    lettering = lettering or Lettering(text)
    if lettering.quiet:
        return _cased(text, quiet=True)
    if not lettering.any_shouted:
        return text
    return _LINE.sub(lambda line: _line(line.group()), text)


def _line(line: str) -> str:
    return _cased(line, quiet=False) if line.upper() == line and _SHOUTED.match(line) else line


def _cased(text: str, *, quiet: bool) -> str:
    out: list[str] = []
    at = 0
    name = False  # the word before is no ordinary word, so this one may be a surname: TOM BRIGHT
    for match in _WORD.finditer(text):
        out.append(text[at : match.start()])
        word, low = match.group(), lowered(match.group())
        gap = text[at : match.start()]
        begins = at == 0 or bool(_ENDS.search(gap)) or "\n" in gap
        ordinary = low in OPENERS or (is_common(low) and low not in given_names())
        if match["ending"]:
            out.append(low)
        elif ordinary and not (name and low not in OPENERS and gap in (" ", "-")):
            out.append((word[0].upper() if begins and len(word[0].upper()) == 1 else low[0]) + low[1:])
            name = False
            if quiet and is_body_word(low):
                out[-1] = _title(low)
        else:
            out.append(_title(low))
            name = not ordinary
        at = match.end()
    out.append(text[at:])
    return "".join(out)


def _title(word: str) -> str:
    first = word[0].upper()
    return (first if len(first) == 1 else word[0]) + word[1:]


def titled(text: str, lettering: Lettering) -> str:
    """Return text of the same length in which lines of capitals are written as titles are: House of Commons."""
    if not lettering.any_shouted:
        return text
    return _LINE.sub(lambda line: _as_title(line.group()), text)


def _as_title(line: str) -> str:
    if line.upper() != line or not _SHOUTED.match(line):
        return line
    return _WORD.sub(_as_title_word, line)


def _as_title_word(match: re.Match[str]) -> str:
    word = match.group()
    low = lowered(word)
    return low if match["ending"] or (low in OPENERS and match.start()) else word[0] + low[1:]
