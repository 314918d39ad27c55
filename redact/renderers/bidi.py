"""Lay out Arabic, Hebrew and the like: join Arabic letters, and put text in the order in which it is seen.

The implicit rules of the Unicode Bidirectional Algorithm (UAX 9: W1 to W7, N1, N2, I1, I2, L1 to L4) a line at a time;
explicit embeddings and isolates are not honoured, for their control characters are not published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Literal

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
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
    for at, i in enumerate(letters):
        if skip:
            skip = False
            continue
        letter = text[i]
        after = text[letters[at + 1]] if at + 1 < len(letters) else ""
        if letter == _LAM and after and after in _ALEFS and letters[at + 1] == i + 1:
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


def base_direction(text: str) -> int | None:
    """Return 1 where the first letter of text goes right to left, 0 where it goes left to right (rules P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
    return None


def find_levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of a line; odd levels go right to left."""
    kinds = resolve_weak([unicodedata.bidirectional(character) or "L" for character in text], base)
    kinds = resolve_neutral(kinds, base)
    levels = []
    for kind in kinds:
        if base == 0:
            levels.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
        else:
            levels.append(1 if kind == "R" else 2)
    for i in range(len(text) - 1, -1, -1):  # L1: space at the end of a line follows the paragraph
        if unicodedata.bidirectional(text[i]) not in ("WS", "B", "S", "BN"):
            break
        levels[i] = base
    return levels


def resolve_weak(kinds: list[str], base: int) -> list[str]:
    """Apply W1 to W7: what numbers, signs and marks count as among their neighbours."""
    edge = "R" if base else "L"
    before = strong = edge
    for i, kind in enumerate(kinds):  # W1, W2, W3
        if kind in ("NSM", "BN"):
            kinds[i] = before
        elif kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
        before = kinds[i]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):  # W4
        left, right = kinds[i - 1], kinds[i + 1]
        if (kinds[i] in ("ES", "CS") and left == right == "EN") or (kinds[i] == "CS" and left == right == "AN"):
            kinds[i] = left
    for start, end, kind in runs_of(kinds):  # W5, W6
        if kind == "ET" and ("EN" in kinds[max(0, start - 1) : start] or "EN" in kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    strong = edge
    for i, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def resolve_neutral(kinds: list[str], base: int) -> list[str]:
    """Apply N1 and N2: what stands between two stretches of one direction takes it, else the paragraph's."""
    edge = "R" if base else "L"
    sides = [{"EN": "R", "AN": "R"}.get(kind, kind) if kind in ("L", "R", "EN", "AN") else "ON" for kind in kinds]
    for start, end, kind in runs_of(sides):
        if kind == "ON":
            left = sides[start - 1] if start else edge
            right = sides[end] if end < len(sides) else edge
            kinds[start:end] = [left if left == right else edge] * (end - start)
    return kinds


def runs_of(kinds: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the stretches of equal members: start, end, member."""
    runs, at = [], 0
    for kind, group in groupby(kinds):
        length = sum(1 for _ in group)
        runs.append((at, at + length, kind))
        at += length
    return runs


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return positions in the order in which they are seen from the left (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order


def reverse(text: str) -> str:
    """Return right-to-left text as seen from the left: marks stay behind letters, brackets are mirrored (L3, L4)."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character.translate(_MIRRORED))
    return "".join(reversed(clusters))
