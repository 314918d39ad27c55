"""Arabic, Hebrew and the like in the order in which they are seen.

The implicit rules of the Unicode Bidirectional Algorithm (UAX 9: W1 to W7, N0 to N2, I1, I2, L1 to L4), line by line;
explicit embeddings and isolates are not honoured, for their control characters are not published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


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
    kinds = resolve_neutral(resolve_brackets(text, kinds, base), base)
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


def resolve_brackets(text: str, kinds: list[str], base: int) -> list[str]:
    """Apply N0: a pair of brackets goes the way of its paragraph if anything within does, else with what precedes."""
    edge, other = ("R", "L") if base else ("L", "R")
    sides = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    for start, end in sorted(find_brackets(text, kinds)):
        within = {sides[kind] for kind in kinds[start + 1 : end] if kind in sides}
        if edge in within:
            kinds[start] = kinds[end] = edge
        elif other in within:
            before = next((sides[kind] for kind in reversed(kinds[:start]) if kind in sides), edge)
            kinds[start] = kinds[end] = before
    return kinds


def find_brackets(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where brackets open and close."""
    opened: list[int] = []
    for i, character in enumerate(text):
        if kinds[i] != "ON":
            continue
        if character in _BRACKETS:
            opened.append(i)
        elif character in _BRACKETS.values():
            match = next((j for j in range(len(opened) - 1, -1, -1) if _BRACKETS[text[opened[j]]] == character), None)
            if match is not None:
                yield opened[match], i
                del opened[match:]


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
    runs, start = [], 0
    for kind, group in groupby(kinds):
        length = sum(1 for _ in group)
        runs.append((start, start + length, kind))
        start += length
    return runs


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return positions in the order in which they are seen from the left (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
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
