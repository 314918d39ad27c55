"""Find British postal addresses: flat, building, number and street, locality, town, county, postcode.

An address has no fixed shape, so it is read from two ends: forward from what can only begin one (a number and a
street, a flat, a PO box, a label) and backward from a postcode. No address crosses a blank line. Every repetition is
bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redact.detection import address_parts as parts
from redact.detection.vocabulary import OPENERS
from redact.model import Document, Finding, Span

_WINDOW = 160  # characters of a line before a postcode that may belong to its address
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINES = 6  # lines above a postcode, its own included


class _Address(NamedTuple):
    start: int
    end: int
    score: float


def find_addresses(document: Document) -> Iterator[Finding]:
    """Yield each postal address as one span, its postcode included, in reading order.

    Scores: 0.97 with a beginning and a postcode, less for what has only one of them.
    """
    text = _with_capitals(document.text)
    for start, end in _runs(text):
        block = document.block_at(start)
        standing_alone = block is not None and block.part in ("letterhead", "addressee")
        run = text[start:end]
        spans = [
            _Address(start + places[begin], start + places[stop - 1] + 1, score)
            for column, places in _columns(run)
            for first, last, score in _addresses(column, standing_alone)
            for begin, stop in (_lines(column, first, last) if len(places) < len(run) else [(first, last)])
        ]
        for begin, stop, score in sorted(spans):
            yield Finding(Span(begin, stop), "POSTAL_ADDRESS", score, ("pattern",))


def _with_capitals(text: str) -> str:
    """Return text of the same length in which names have capitals, if whoever wrote it used none.

    Words that sentences are made of keep their small letters, so that `i live at 3 mill lane and` still ends.
    """
    letters = sum(map(str.isalpha, text))
    if not letters or sum(map(str.isupper, text)) * 50 > letters:
        return text
    return _LETTERS.sub(lambda word: word.group() if word.group() in OPENERS else _capital(word.group()), text)


def _capital(word: str) -> str:
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text without a blank line."""
    start = 0
    for blank in parts.BLANK.finditer(text):
        if start < blank.start():
            yield start, blank.start()
        start = blank.end()
    if start < len(text):
        yield start, len(text)


def _columns(run: str) -> list[tuple[str, Sequence[int]]]:
    """Return the columns of text set side by side, each with the place of every character; mostly there is one.

    An address that stands left of `NINO: ...` would otherwise be cut by it. Its lines come out as spans of their own.
    """
    lines = run.split("\n")
    if len(lines) < 3 or sum(bool(parts.SIDE.search(line)) for line in lines) < 2:
        return [(run, range(len(run)))]
    columns: dict[int, tuple[list[str], list[int]]] = {}
    at = 0
    for line in lines:
        begin = 0
        for number, gap in enumerate([*parts.SIDE.finditer(line), None]):
            end = gap.start() if gap else len(line)
            words, places = columns.setdefault(min(number, 3), ([], []))
            words.append(line[begin:end] + "\n")
            places.extend(range(at + begin, at + end + 1))
            begin = gap.end() if gap else end
        at += len(line) + 1
    return [("".join(words)[:-1], places) for words, places in columns.values()]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch of text, without the space around them."""
    for line in re.finditer(r"[^\s\n][^\n]{0,300}", text[start:end]):
        yield start + line.start(), start + line.start() + len(line.group().rstrip())


def _addresses(run: str, standing_alone: bool) -> list[_Address]:
    found: list[_Address] = []
    for starts in (parts.STARTS, parts.LABEL, parts.LOWER_STARTS):
        at = 0
        while match := starts.search(run, at):
            address = _announced(run, match) if starts is parts.LABEL else _begun(run, match, standing_alone)
            if address:
                found.append(address)
            at = max(match.end(), address.end if address else 0)
    found = _joined(run, found)
    begins = [address.start for address in found]
    for postcode in parts.POSTCODES.finditer(run):
        before = bisect_right(begins, postcode.start()) - 1
        if before < 0 or found[before].end < postcode.end():
            address = _backward(run, postcode.start(), postcode.end())
            if address:
                found.append(address)
    return _joined(run, found)


def _joined(run: str, found: list[_Address]) -> list[_Address]:
    """Return what is left when addresses that overlap, or follow each other after a comma, become one."""
    joined: list[_Address] = []
    for address in sorted(found):
        if joined and (address.start < joined[-1].end or run[joined[-1].end : address.start] == ", "):
            before = joined.pop()
            address = _Address(before.start, max(before.end, address.end), max(before.score, address.score))
        joined.append(address)
    return joined


def _begun(run: str, match: re.Match[str], standing_alone: bool) -> _Address | None:
    """Read the address that a number and street, a flat, a building or a box begins."""
    if match.lastgroup == "house" and not _is_place(match.group()):  # Prof Hall
        return None
    address = _forward(run, match.start(), match.end(), match.lastgroup == "flat", standing_alone)
    if address.end > match.end():
        return address
    if match.lastgroup == "flat":  # "Flat 9" is somebody's door; "the ground floor" and "unit 3" are nobody's
        return address._replace(score=0.5) if match.group()[:4].lower() in ("flat", "apar") else None
    if match.re is parts.LOWER_STARTS:
        words = set(match.group("street").lower().split())
        return None if words & parts.AFTER_NUMBER else address._replace(score=0.6)
    return address


def _forward(run: str, start: int, at: int, after_flat: bool = False, standing_alone: bool = False) -> _Address:
    """Follow the parts of an address onward from its first one, and stop at its postcode or at what is no part."""
    kept, loose, after_place = at, False, False
    for _ in range(8):
        if to_postcode := parts.TO_POSTCODE.match(run, at):
            postcode = parts.POSTCODES.match(run, to_postcode.end())
            if postcode:
                return _Address(start, postcode.end(), 0.97)
        join = parts.JOINS.match(run, at) or (parts.FLAT_JOIN.match(run, at) if after_flat else None)
        part = parts.PARTS.match(run, join.end()) if join else parts.SPACE_LOCALITY.match(run, at)
        if part is None or part.lastgroup == "postcode":
            break
        # Past the end of a line, or a comma without a space as in a table, only a postcode vouches for a place.
        loose = loose or (join is not None and ("\n" in join.group() or join.group() == ","))
        if part.lastgroup == "locality":
            words = part.group("locality")
            if not _is_place(words) or not parts.AFTER_LOCALITY.match(run, part.end()):
                break
            at = part.end()
            if not after_flat and (not loose or words.lower() in parts.COUNTIES or (standing_alone and _ends(run, at))):
                kept = at
            after_place = True
        elif after_place and part.lastgroup != "street":
            break
        else:
            at = kept = part.end()
        after_flat = part.lastgroup == "flat" or (after_flat and part.lastgroup == "locality")
    return _Address(start, start + len(run[start:kept].rstrip(" .,\n\r\t\xa0")), 0.85)


def _ends(run: str, at: int) -> bool:
    return not run[at : at + 40].strip() and at + 40 >= len(run)


def _is_place(words: str) -> bool:
    return not any(word.strip(".,").lower() in parts.NOT_PLACES for word in re.split(r"[ \xa0\n-]", words) if word)


def _announced(run: str, label: re.Match[str]) -> _Address | None:
    """Read the address that a label or `lives at` announces."""
    at = label.end()
    while at < len(run) and run[at] in "\"“'‘ ":
        at += 1
    part = parts.PARTS.match(run, at)
    if part and part.lastgroup in parts.STRONG:
        return _forward(run, at, part.end(), part.lastgroup == "flat")
    if part and part.lastgroup == "locality" and label["address"] and _is_place(part.group()):
        address = _forward(run, at, part.end())
        return address if address.score > 0.9 or "," in run[at : address.end] else None
    numbered = parts.NUMBER_AFTER_LABEL.match(run, at)
    if numbered and (label["address"] or label["home"]):
        words = numbered.group().split()
        stop = next((i for i, word in enumerate(words[1:], 1) if word.lower() in parts.AFTER_NUMBER), len(words))
        if stop > 1:
            return _forward(run, at, at + len(" ".join(words[:stop])))
    return None


def _backward(run: str, postcode: int, stop: int) -> _Address | None:
    """Follow the parts of an address backward from its postcode, over a few lines."""
    line = run.rfind("\n", 0, postcode) + 1
    window = max(line, postcode - _WINDOW)
    numbered = parts.NUMBER_TO_POSTCODE.search(run[window:postcode])
    if numbered and not {word.strip(",.").lower() for word in numbered.group().split()} & parts.SENTENCES:
        return _Address(window + numbered.start(), stop, 0.9)
    strong = place = None
    end = postcode
    for above in range(_LINES):
        window = max(line, end - _WINDOW)
        found, whole = _parts_before(run, window, end)
        for begin, kind in found:
            if kind != "locality":
                if strong is not None and kind == "street":
                    return _Address(strong, stop, 0.93)
                strong = begin
            elif strong is not None:
                # One name before the street may be the house's: "Trelawney, Fore Street".
                name = re.match(r"[^,\n]{1,60}", run[begin : begin + 60])
                if above == 0 or (name and " " not in name.group().strip()):
                    strong = begin
                return _Address(strong, stop, 0.93)
            elif above == 0:
                place = begin
        if not whole or window > line or line == 0:
            break
        end = line - 1
        line = run.rfind("\n", max(0, end - 2 * _WINDOW), end) + 1
        if not line and end > 2 * _WINDOW:
            break
    if strong is not None:
        return _Address(strong, stop, 0.93)
    return _Address(place, stop, 0.6) if place is not None else None


def _parts_before(run: str, start: int, end: int) -> tuple[list[tuple[int, str]], bool]:
    """Return where the parts of an address that end a line begin and their kinds, the last first.

    The second value tells whether they fill the line, or the cell of it that they stand in.
    """
    while end > start and run[end - 1] in " \t\xa0,.\r":
        end -= 1
    for cell in parts.CELL.finditer(run, start, end):
        start = cell.end()
    if field := parts.FIELD.match(run, start, end):
        start = field.end()
    while start < end and run[start] in " >\t\xa0":
        start += 1
    found: list[tuple[int, str]] = []
    while start < end:
        comma = run.rfind(",", start, end)
        begin = comma + 1 if comma >= 0 else start
        while begin < end and run[begin] in " \xa0\t":
            begin += 1
        if comma >= 0 and begin == comma + 1:  # a comma without a space: a table's, not an address's
            return found, False
        part = parts.PARTS.fullmatch(run, begin, end) or parts.NUMBERED.fullmatch(run, begin, end)
        if part is None or (part.lastgroup in ("locality", "house") and not _is_place(part.group())):
            tail = parts.TAIL.search(run[begin:end])
            if tail and _is_place(tail["locality"]):
                found.append((begin + tail.start("locality"), "locality"))
            return found, False
        found.append((begin, part.lastgroup or "street"))
        end = comma if comma >= 0 else start
        while end > start and run[end - 1] in " \xa0\t":
            end -= 1
    return found, True
