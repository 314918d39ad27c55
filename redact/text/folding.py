"""Text as it is compared: without case, accents, ligatures and what shows nothing; and what is encoded, decoded.

Siân O’Dowd      ->   sian o'dowd
%4Frla, =4Frla, &#79;rla, T3JsYSBGZW53aWNr
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote

from redact.text.characters import CAPITALS, SMALL

# Letters that no normal form takes apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
# What PDFium puts where a word is broken at the end of a line.
_BROKEN = re.compile("[\x02\ufffe]\\s*")
_LINE_HYPHEN = re.compile(r"[-\u2010\u2011\u2012\u2013]\s*[\r\n]\s*")
_NOT_WORD = re.compile(r"[\W_]+")
_CAMEL = re.compile(rf"(?<=[^\W\d_])(?=[{CAPITALS}][{SMALL}])")
# Fillers that count as letters, and what Unicode has set aside to show nothing (Default_Ignorable_Code_Point).
_FILLER = re.compile("[\u115f\u1160\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
_LONE_SPACE = "\x1f"  # no letter and no digit; stands only where two words were run together


def fold(text: str) -> str:
    """Return a text without case, accents, ligatures, soft hyphens and characters that show nothing."""
    text = _BROKEN.sub("", text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKD", text).translate(_UNSEEN).translate(_PLAIN)


class _Unseen(dict[int, int | None]):
    """Takes out combining marks and characters that show nothing; asks about each code point once."""

    def __missing__(self, point: int) -> int | None:
        character = chr(point)
        unseen = unicodedata.category(character) in {"Mn", "Me", "Cf"} or _FILLER.match(character)
        self[point] = None if unseen else point
        return self[point]


_UNSEEN = _Unseen()


def squeeze(folded: str) -> str:
    """Return only the letters and digits of a folded text."""
    return _NOT_WORD.sub("", folded)


def without_line_hyphens(folded: str) -> str:
    """Return a folded text with the words that a line's end breaks put together."""
    return _LINE_HYPHEN.sub("", folded)


def parted(text: str) -> str:
    """Return a text with words that were run together parted, by a sign that stands nowhere else."""
    return _CAMEL.sub(_LONE_SPACE, text)


def with_places(text: str) -> list[tuple[str, list[int]]]:
    """Return a text folded, its line hyphens taken out, and parted, each with the place every character came from."""
    folded, places = _fold_each(text)
    dropped = {i for match in _LINE_HYPHEN.finditer(folded) for i in range(*match.span())}
    left = [i for i in range(len(folded)) if i not in dropped]
    readings = [(folded, places)]
    if dropped:
        readings.append(("".join(folded[i] for i in left), [places[i] for i in left]))
    if (apart := parted(text)) != text:
        camel, offsets = _fold_each(apart)
        back = [i for i, character in enumerate(apart) if character != _LONE_SPACE or apart[i] == text[i : i + 1]]
        place_of = {there: here for here, there in enumerate(back)}
        readings.append((camel, [place_of.get(i, place_of.get(i + 1, 0)) for i in offsets]))
    return readings


def _fold_each(text: str) -> tuple[str, list[int]]:
    """Fold a text character by character, with the place that each folded character came from."""
    parts: list[str] = []
    offsets: list[int] = []
    dropped = {i for match in _BROKEN.finditer(text) for i in range(*match.span())}
    for i, character in enumerate(text):
        if i not in dropped:
            folded = fold(character)
            parts.append(folded)
            offsets += [i] * len(folded)
    return "".join(parts), offsets


# --- what is encoded

_PERCENT = re.compile(r"(?<![\w.+~%-])[\w.+~-]*+(?:%[0-9A-Fa-f]{2}[\w.+~-]*)+")
_ENTITY = re.compile(r"(?<![\w'’&;-])[\w'’-]*+(?:&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24});[\w'’-]*)+")
_QUOTED = re.compile(r"(?<![\w.@='’-])[\w.@'’-]*+(?:=[0-9A-F]{2}[\w.@'’-]*)+")
_MIME_WORD = re.compile(r"=\?[\w.-]{1,40}\?[BbQq]\?[^?\s]{1,200}\?=(?:\s+=\?[\w.-]{1,40}\?[BbQq]\?[^?\s]{1,200}\?=)*")
_BASE64 = re.compile(r"(?<![\w+/=])(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?(?![\w+/=])")
_LEAST_DECODED = 6


def decodings(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each stretch of a text that is encoded, where it starts and ends, with what it says decoded.

    Percent (RFC 3986), entities (HTML), quoted-printable, encoded words (RFC 2047) and base64 (RFC 4648) of text that
    can be printed.
    """
    for sign, pattern, decode in _DECODERS:
        if sign in text:
            for match in pattern.finditer(text):
                decoded = decode(match.group())
                if decoded and decoded != match.group():
                    yield match.start(), match.end(), decoded


def _mime(words: str) -> str:
    try:
        return str(make_header(decode_header(words)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return ""


def _quoted(words: str) -> str:
    return quopri.decodestring(words.encode("utf-8", "ignore")).decode("utf-8", "ignore")


def _base64(word: str) -> str:
    try:
        decoded = base64.b64decode(word, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    printable = decoded.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable()
    return decoded if printable and len(decoded) >= _LEAST_DECODED else ""


_DECODERS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("%", _PERCENT, unquote),
    ("&", _ENTITY, html.unescape),
    ("=?", _MIME_WORD, _mime),
    ("=", _QUOTED, _quoted),
    ("", _BASE64, _base64),
)
