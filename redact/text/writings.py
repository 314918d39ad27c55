"""The ways one name or term can be written: in the plain reading of a text, in a mailbox, a file name, a heading."""

from __future__ import annotations

import re
import unicodedata

from redact.text.lists import words
from redact.text.names import MONTHS, PARTICLES, WORD_NAMES, Name, parse_name
from redact.text.reading import read

_HYPHEN = re.compile(r"(?P<within>(?<=[^\W\d_])(?:\\-|[‐‑–])(?=[^\W\d_]))|\\-|[‐‑–]")
_LEAST = 3  # letters of a name that means somebody by itself


def literal(words: str) -> str:
    """Return an expression that finds words in a plain reading, whatever spaces, apostrophes and hyphens hold them.

    A hyphen between two letters may be missing: at a line's end the reading takes it for a break.
    """
    expression = r"\s+".join(re.escape(word) for word in read(words).text.split())
    expression = re.sub("['’‘]", "['’‘]", expression)
    return _HYPHEN.sub(lambda hyphen: "[-‐‑–]?" if hyphen["within"] else "[-‐‑–]", expression)


def letters(words: str) -> str:
    """Return the letters and digits of words, in lower case: what is the same in every writing of a value."""
    return "".join(c for c in words.casefold() if c.isalnum())


def local_parts(name: Name) -> frozenset[str]:
    """Return the local parts that somebody's e-mail address or account can have, without what parts the names."""
    if not name.first_names or len(name.surname) <= 2:
        return frozenset()
    first, last = (_letters(part) for part in (name.first_names[0], name.surname))
    return frozenset({first + last, last + first, first[:1] + last, last + first[:1]} if first and last else ())


def name_writings(name: str) -> tuple[str, ...]:
    """Return what else than a whole name means its bearer: surname, a first name that is no word, accounts, inversion.

    Each once, in lower case. A surname that is also a month is left out, and so are parts of two letters.
    """
    parsed = parse_name(name)
    surname = " ".join(part for part in parsed.surname.split() if part not in PARTICLES) or parsed.surname
    writings = [surname] if surname not in MONTHS else []
    if parsed.full:
        writings += [first for first in parsed.first_names if first not in WORD_NAMES and not _is_usual(first)]
        writings += [f"{parsed.surname} {' '.join(parsed.first_names)}", *sorted(local_parts(parsed))]
    return tuple(dict.fromkeys(writing for writing in writings if len(writing) >= _LEAST))


def _is_usual(first_name: str) -> bool:
    """Tell whether a first name is so usual that it means nobody by itself."""
    return first_name in words("names/first_names")


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", name.casefold()))
