"""Addresses within text that has no blank line: parsed forward from a beginning and backward from a postcode."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from redact.detection.addresses import grammar
from redact.text.lists import words

_WINDOW = 160  # characters of a line before a postcode that may belong to its address
_LINES = 6  # lines above a postcode, its own included
_BEFORE = 60  # characters before a number and street in which a house's name begins
_PARTS = 8  # of an address, after its first
_BEGINNINGS = frozenset({"flat", "street", "box", "house"})
_NOT_PLACES = words("addresses/not_places", "prose/months", "prose/weekdays")
_COUNTIES = words("addresses/counties")
_SENTENCES = words("addresses/sentences")
_AFTER_NUMBERS = words("addresses/sentences", "addresses/after_numbers")


class Address(NamedTuple):
    """An address in a text: where it starts and ends, and how surely it is one."""

    start: int
    end: int
    score: float


def parse(text: str, in_frame: bool) -> list[Address]:
    """Return the addresses of a text in reading order; `in_frame` tells that it is a letterhead or an addressee's."""
    addresses: list[Address] = []
    for beginnings in (grammar.STARTS, grammar.LABEL, grammar.LOWER_STARTS):
        position = 0
        while match := beginnings.search(text, position):
            address = _labelled(text, match) if beginnings is grammar.LABEL else _begun(text, match, in_frame)
            if address:
                addresses.append(address)
            position = max(match.end(), address.end if address else 0)
    addresses = _joined(text, [*addresses, *_homes(text)])
    starts = [address.start for address in addresses]
    for postcode in grammar.POSTCODES.finditer(text):
        before = bisect_right(starts, postcode.start()) - 1
        if before < 0 or addresses[before].end < postcode.end():
            address = _backward(text, postcode.start(), postcode.end())
            if address:
                addresses.append(address)
    return _joined(text, addresses)


def _joined(text: str, addresses: list[Address]) -> list[Address]:
    """Return what is left when addresses that overlap, or follow each other after a comma, become one."""
    joined: list[Address] = []
    for address in sorted(addresses):
        if joined and (address.start < joined[-1].end or text[joined[-1].end : address.start] == ", "):
            before = joined.pop()
            address = Address(before.start, max(before.end, address.end), max(before.score, address.score))
        joined.append(address)
    return joined


def _homes(text: str) -> Iterator[Address]:
    """Yield houses that a name alone stands for, with the street and places that follow."""
    for match in grammar.HOME_ALONE.finditer(text):
        if _is_place(match["house"]):
            address = _forward(text, match.start("house"), match.end("house"))
            yield address._replace(score=max(0.6, address.score - 0.2) if address.score < 0.9 else address.score)


def _begun(text: str, match: re.Match[str], in_frame: bool) -> Address | None:
    """Read the address that a number and street, a flat, a building or a box begins."""
    if match.lastgroup == "house" and not _is_place(match.group()):  # Prof Hall
        return None
    address = _forward(text, match.start(), match.end(), match.lastgroup == "flat", in_frame)
    before = grammar.BEFORE_STREET.search(text, max(0, match.start() - _BEFORE), match.start())
    if before and _is_place(before["house"]):
        return address._replace(start=before.start("house"))
    if address.end > match.end():
        return address
    if match.lastgroup == "flat":  # "Flat 9" is somebody's door; "the ground floor" and "unit 3" are nobody's
        return address._replace(score=0.5) if match.group()[:4].lower() in ("flat", "apar") else None
    if match.re is grammar.LOWER_STARTS:
        street = set(match.group("street").lower().split())
        return None if street & _AFTER_NUMBERS else address._replace(score=0.6)
    return address


def _forward(text: str, start: int, position: int, after_flat: bool = False, in_frame: bool = False) -> Address:
    """Follow the parts of an address onward from its first one, and stop at its postcode or at what is no part."""
    end, beyond_line, after_locality = position, False, False
    for _ in range(_PARTS):
        if to_postcode := grammar.TO_POSTCODE.match(text, position):
            postcode = grammar.POSTCODES.match(text, to_postcode.end())
            if postcode:
                return Address(start, postcode.end(), 0.97)
        join = grammar.JOINS.match(text, position) or (grammar.FLAT_JOIN.match(text, position) if after_flat else None)
        part = grammar.PARTS.match(text, join.end()) if join else grammar.SPACE_LOCALITY.match(text, position)
        if part is None or part.lastgroup == "postcode":
            break
        # Past the end of a line, or a comma without a space as in a table, only a postcode vouches for a place.
        beyond_line = beyond_line or (join is not None and ("\n" in join.group() or join.group() == ","))
        if part.lastgroup == "locality":
            locality = part.group("locality")
            if not _is_place(locality) or not grammar.AFTER_LOCALITY.match(text, part.end()):
                break
            position = part.end()
            sure = not beyond_line or locality.lower() in _COUNTIES or (in_frame and _is_last(text, position))
            if sure and not after_flat:
                end = position
            after_locality = True
        elif after_locality and part.lastgroup != "street":
            break
        else:
            position = end = part.end()
        after_flat = part.lastgroup == "flat" or (after_flat and part.lastgroup == "locality")
    return Address(start, start + len(text[start:end].rstrip(" .,\n\r\t\xa0")), 0.85)


def _is_last(text: str, position: int) -> bool:
    return not text[position : position + 40].strip() and position + 40 >= len(text)


def _is_place(name: str) -> bool:
    return not any(word.strip(".,").lower() in _NOT_PLACES for word in re.split(r"[ \xa0\n-]", name) if word)


def _labelled(text: str, label: re.Match[str]) -> Address | None:
    """Read the address that a label or `lives at` announces."""
    start = label.end()
    while start < len(text) and text[start] in "\"“'‘ ":
        start += 1
    part = grammar.PARTS.match(text, start)
    if part and part.lastgroup in _BEGINNINGS:
        return _forward(text, start, part.end(), part.lastgroup == "flat")
    if part and part.lastgroup == "locality" and (label["address"] or label["at"]) and _is_place(part.group()):
        address = _forward(text, start, part.end())
        return address if address.score > 0.9 or "," in text[start : address.end] else None
    numbered = grammar.NUMBER_AFTER_LABEL.match(text, start)
    if numbered and (label["address"] or label["home"]):
        parts = numbered.group().split()
        count = next((i for i, word in enumerate(parts[1:], 1) if word.lower() in _AFTER_NUMBERS), len(parts))
        if count > 1:
            return _forward(text, start, start + len(" ".join(parts[:count])))
    return None


def _backward(text: str, postcode: int, end: int) -> Address | None:
    """Follow the parts of an address backward over a few lines from its postcode, which stands at `postcode:end`."""
    line = text.rfind("\n", 0, postcode) + 1
    window = max(line, postcode - _WINDOW)
    numbered = grammar.NUMBER_TO_POSTCODE.search(text[window:postcode])
    if numbered and not {word.strip(",.").lower() for word in numbered.group().split()} & _SENTENCES:
        return Address(window + numbered.start(), end, 0.9)
    beginning = locality = None
    line_end = postcode
    for above in range(_LINES):
        window = max(line, line_end - _WINDOW)
        parts, whole = _parts_before(text, window, line_end)
        for start, kind in parts:
            if kind != "locality":
                if beginning is not None and kind == "street":
                    return Address(beginning, end, 0.93)
                beginning = start
            elif beginning is not None:
                # One name before the street may be the house's: "Trelawney, Fore Street".
                name = re.match(r"[^,\n]{1,60}", text[start : start + 60])
                if above == 0 or (name and " " not in name.group().strip()):
                    beginning = start
                return Address(beginning, end, 0.93)
            elif above == 0:
                locality = start
        if not whole or window > line or line == 0:
            break
        line_end = line - 1
        line = text.rfind("\n", max(0, line_end - 2 * _WINDOW), line_end) + 1
        if not line and line_end > 2 * _WINDOW:
            break
    if beginning is not None:
        return Address(beginning, end, 0.93)
    return Address(locality, end, 0.6) if locality is not None else None


def _parts_before(text: str, start: int, end: int) -> tuple[list[tuple[int, str]], bool]:
    """Return where the parts of an address that end a line begin and their kinds, the last first.

    The second value tells whether they fill the line, or the cell of it that they stand in.
    """
    while end > start and text[end - 1] in " \t\xa0,.\r":
        end -= 1
    for cell in grammar.CELL.finditer(text, start, end):
        start = cell.end()
    if field := grammar.FIELD.match(text, start, end):
        start = field.end()
    while start < end and text[start] in " >\t\xa0":
        start += 1
    parts: list[tuple[int, str]] = []
    while start < end:
        comma = text.rfind(",", start, end)
        begin = comma + 1 if comma >= 0 else start
        while begin < end and text[begin] in " \xa0\t":
            begin += 1
        if comma >= 0 and begin == comma + 1:  # a comma without a space: a table's, not an address's
            return parts, False
        part = grammar.PARTS.fullmatch(text, begin, end) or grammar.NUMBERED.fullmatch(text, begin, end)
        if part is None or (part.lastgroup in ("locality", "house") and not _is_place(part.group())):
            tail = grammar.TAIL.search(text[begin:end])
            if tail and _is_place(tail["locality"]):
                parts.append((begin + tail.start("locality"), "locality"))
            return parts, False
        parts.append((begin, part.lastgroup or "street"))
        end = comma if comma >= 0 else start
        while end > start and text[end - 1] in " \xa0\t":
            end -= 1
    return parts, True
