"""Make text printable: line ends, spaces, marks that show nothing, and control characters."""

from __future__ import annotations

import re
import unicodedata

from redact.errors import RenderError

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Joiners, variation selectors, soft hyphens, byte order marks and the like show nothing by themselves; tag characters
# (U+E0000) can even hide a message. What cannot be seen is not published.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_REFUSED = ("Cc", "Cs", "Co", "Cn")
NO_BREAK_SPACE = "\u00a0"


def describe(character: str) -> str:
    """Name a character by code point, Unicode name and category, without printing it."""
    name = unicodedata.name(character, "unnamed")
    return f"U+{ord(character):04X} ({name}, category {unicodedata.category(character)})"


def clean(text: str) -> str:
    """Return text as it can be printed, or raise RenderError at a character that must not be.

    Line ends become `\\n`; wide and narrow spaces become plain ones (those that forbid a break still do); characters
    that show nothing go, but for the joiners that shape Arabic; letters and their accents are joined (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _SPACES.sub(lambda space: NO_BREAK_SPACE if space[0] in "\u00a0\u2007\u202f" else " ", text)
    text = unicodedata.normalize("NFC", text)
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in _REFUSED:
            raise RenderError(f"{describe(character)} is not a printable character")
    return text
