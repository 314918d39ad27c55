"""Arabic letters, each in the shape that its neighbours ask for, by Unicode's own compatibility forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

_ARABIC = re.compile("[\u0620-\u06ff]")
_JOINERS = re.compile("[\u200c\u200d]")
_LAM = "\u0644"
_ALEFS = "\u0622\u0623\u0625\u0627"

Form = Literal["isolated", "final", "initial", "medial"]


@cache
def letter_forms() -> dict[str, dict[str, str]]:
    """Return the shapes of each Arabic letter, from Unicode's own compatibility forms; of lam with alef too."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        base = "".join(chr(int(letter, 16)) for letter in letters)
        if tag[1:-1] in ("isolated", "final", "initial", "medial") and (
            len(base) == 1 or (len(base) == 2 and base[0] == _LAM and base[1] in _ALEFS)
        ):
            forms.setdefault(base, {}).setdefault(tag[1:-1], chr(code))
    return forms


def shape(text: str) -> str:
    """Return text with each Arabic letter in the shape that its neighbours ask for; joiners have done their work."""
    if not _ARABIC.search(text):
        return _JOINERS.sub("", text)
    forms = letter_forms()
    letters = [i for i, c in enumerate(text) if not unicodedata.combining(c)]
    shaped = list(text)
    before = False  # whether the letter before reaches out to this one
    skip = False
    for position, i in enumerate(letters):
        if skip:
            skip = False
            continue
        letter = text[i]
        after = text[letters[position + 1]] if position + 1 < len(letters) else ""
        if letter == _LAM and after and after in _ALEFS and letters[position + 1] == i + 1:
            shaped[i] = forms[letter + after]["final" if before else "isolated"]
            shaped[i + 1] = ""
            before, skip = False, True
            continue
        own = forms.get(letter, {})
        reaches = ("initial" in own or letter in "\u0640\u200d") and takes(after, forms)
        form = ("medial" if reaches else "final") if before else ("initial" if reaches else "isolated")
        shaped[i] = own.get(form, own.get("isolated", letter))
        before = reaches
    return _JOINERS.sub("", "".join(shaped))


def takes(letter: str, forms: dict[str, dict[str, str]]) -> bool:
    """Tell whether a letter joins to the one before it."""
    return bool(letter) and ("final" in forms.get(letter, {}) or letter in "\u0640\u200d")


def unshape(text: str) -> str:
    """Return the letters that shaped text spells."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" else c for c in text
    )
