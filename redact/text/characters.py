"""Characters by what a reader sees of them: the one table that searching, printing and showing share.

NOTHING and the rest are the insides of a character class: `f"[{NOTHING}]"`, in Python as in JavaScript with `u`.
"""

from __future__ import annotations

import re
import unicodedata

from redact.errors import RenderError

# Shows nothing by itself: Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties). Tag characters (U+E0000) can
# even hide a message.
JOINERS = "\u200c\u200d"
_NOTHING_BUT_JOINERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # and what has a glyph without ink in the fonts that publications are set in
    "\u23ba\ufff9-\ufffc\U0001d159\U0001d1c4\U0001d1c5"
)
NOTHING = _NOTHING_BUT_JOINERS + JOINERS
# Makes a line read otherwise than it is stored (Unicode Standard Annex 9, explicit directional formatting).
OVERRIDES = "\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
# What a page or a terminal names instead of showing it.
HIDDEN = CONTROLS + NOTHING + "\r\x85\u2028\u2029"
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NO_BREAK_SPACE = "\u00a0"
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
HYPHENS = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
APOSTROPHES = "\u02bc\u02b9\u2032\u00b4\u0060\uff07\uff40\u055a"
# Marks that stand on any letter or digit; those that a script needs to be read are not among them.
ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Ligatures, full-width and mathematical letters: other shapes of the same letters (Unicode, compatibility forms).
SHAPES = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
# Cyrillic, Greek and Armenian letters that print like Latin ones (Unicode Technical Standard 39, confusables).
LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁԛԝһҺӏГгѴѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳօսՕՍıɑɡⅼ",
        "ABESIJKMHOPCTYXabesijkmhopctyxdqwhhlGrVvABEZHIKMNOPTYXaikvoptuxcjouOUiagl",
        strict=True,
    )
)
# What Word's Symbol and Wingdings leave in a text for the signs of lists: private characters, each shown as its sign.
BULLETS = dict(
    zip(
        "\uf02d\uf06c\uf06e\uf06f\uf071\uf075\uf076\uf0a7\uf0a8\uf0ae\uf0b0\uf0b7\uf0d8\uf0e0\uf0e8\uf0f0\uf0fb\uf0fc",
        "–●■□❑◆❖▪◻→°•➢→➔⇨✗✓",
        strict=True,
    )
)


def _letters(category: str) -> str:
    """Return the letters of a Unicode category, as the inside of a character class, in the alphabets that have case."""
    runs: list[list[int]] = []
    for first, beyond in ((0x41, 0x590), (0x10A0, 0x1100), (0x1E00, 0x2000), (0xA640, 0xA7CB)):
        for point in range(first, beyond):
            if unicodedata.category(chr(point)) == category:
                if runs and runs[-1][1] == point - 1:
                    runs[-1][1] = point
                else:
                    runs.append([point, point])
    return "".join(f"{chr(a)}-{chr(b)}" if b > a + 1 else chr(a) + (chr(b) if b > a else "") for a, b in runs)


# What a pattern means by a capital and a small letter, whatever stands on it: Ölga, Łucja, Øyvind as Olga.
CAPITALS, SMALL = _letters("Lu"), _letters("Ll")
_REFUSED = ("Cc", "Cs", "Co", "Cn")
_SOFT_HYPHEN = "\u00ad"
DROPPED = re.compile(f"[{_NOTHING_BUT_JOINERS.replace(_SOFT_HYPHEN, '')}]")
# A soft hyphen with a line's end behind it: the two halves are one word.
BROKEN_WORD = re.compile(rf"(?<=\S)[{_SOFT_HYPHEN}{JOINERS}]++[ \t]*+\n[ \t]*+(?=\S)")
_SPACE = re.compile(f"[{SPACES}]")
_BULLET = re.compile(f"[{''.join(BULLETS)}]")


def describe(character: str) -> str:
    """Name a character by code point, Unicode name and category, without printing it."""
    name = unicodedata.name(character, "unnamed")
    return f"U+{ord(character):04X} ({name}, category {unicodedata.category(character)})"


def mend(broken: re.Match[str]) -> str:
    """Return what is read for a match of `BROKEN_WORD`: nothing, where there is a soft hyphen in it."""
    return "" if _SOFT_HYPHEN in broken.group() else broken.group()


def clean(text: str) -> str:
    """Return text as it can be printed, or raise RenderError at a character that must not be.

    Line ends become `\\n`; wide and narrow spaces become plain ones (those that forbid a break still do); characters
    that show nothing go, but for the joiners that shape Arabic; letters and their accents are joined (NFC); Word's
    private signs of lists become the signs that they show.
    """
    if text.isascii() and text.isprintable():
        return text
    text = DROPPED.sub("", LINE_ENDS.sub("\n", text))
    text = BROKEN_WORD.sub(mend, text).replace(_SOFT_HYPHEN, "")
    text = _SPACE.sub(lambda space: NO_BREAK_SPACE if space[0] in _NO_BREAK_SPACES else " ", text)
    text = _BULLET.sub(lambda bullet: BULLETS[bullet[0]], unicodedata.normalize("NFC", text))
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in _REFUSED:
            raise RenderError(f"{describe(character)} is not a printable character")
    return text


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: what is not shown becomes its code point, such as `<U+200B>`."""
    return "".join(c if c.isprintable() or c == " " else f"<U+{ord(c):04X}>" for c in text)


def tidy(text: str, *, lines: bool = False) -> str:
    """Return typed text with single spaces and nothing that cannot be seen; on one line, unless `lines` may stay."""
    tidied = [" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.splitlines()]
    return ("\n" if lines else " ").join(tidied).strip()
