"""What subset fonts tell of letters that no page shows (foi.md P-24: the letters embedded are the letters shown)."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redact.verification.inspection import Evidence
from redact.verification.report import Leak
from redact.verification.stored import streams
from redact.verification.stored.objects import name

if TYPE_CHECKING:
    import pikepdf

_SUBSET = re.compile(r"[A-Z]{6}\+")
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_MOST_CODES = 70_000
_PRINTABLE = frozenset(map(chr, range(33, 127)))


def codes_shown(evidence: Evidence) -> dict[tuple[int, int], set[bytes]]:
    """Return the strings that each font shows, by the font's object; fonts reached by no code are missing."""
    shown: dict[tuple[int, int], set[bytes]] = {}
    for _, owner, _ in evidence.code:
        _read(owner, streams.resources_of(owner), shown)
    return shown


def _read(owner: pikepdf.Object, resources: pikepdf.Object | None, shown: dict[tuple[int, int], set[bytes]]) -> None:
    import pikepdf

    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(fonts, pikepdf.Dictionary):
        return
    states = resources.get("/ExtGState") if isinstance(resources, pikepdf.Dictionary) else None
    current: set[bytes] = set()
    kept: list[set[bytes]] = []
    try:
        code = pikepdf.parse_content_stream(owner, "q Q Tf Tj TJ ' \" gs")
    except (pikepdf.PdfError, ValueError, TypeError):
        return
    for step in code:
        operands, sign = step.operands, str(step.operator)
        if sign == "Tf" and operands:
            font = fonts.get(str(operands[0]))
            current = shown.setdefault(font.objgen, set()) if isinstance(font, pikepdf.Dictionary) else set()
        elif sign == "gs" and isinstance(states, pikepdf.Dictionary) and operands:
            state = states.get(str(operands[0]))
            pair = state.get("/Font") if isinstance(state, pikepdf.Dictionary) else None
            if isinstance(pair, pikepdf.Array) and len(pair) > 0 and isinstance(pair[0], pikepdf.Dictionary):
                current = shown.setdefault(pair[0].objgen, set())
        elif sign == "q":
            kept.append(current)
        elif sign == "Q" and kept:
            current = kept.pop()
        elif sign == "TJ" and operands and isinstance(operands[0], pikepdf.Array):
            current.update(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
        elif sign in ("Tj", "'", '"') and operands and isinstance(operands[-1], pikepdf.String):
            current.add(bytes(operands[-1]))


def mapped(cmap: bytes) -> dict[int, str]:
    """Return the codes that a ToUnicode map knows, and what each stands for (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in _BFCHAR.findall(cmap):
        for code, means in _PAIR.findall(block):
            found[int(code, 16)] = _means(means)
    for block in _BFRANGE.findall(cmap):
        for first, last, means, each in _RANGE.findall(block):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + 65535)
            if each:
                for i, one in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", each)):
                    found[start + i] = _means(one)
            elif means:
                base = int(means, 16)
                for code in range(start, end + 1):
                    point = base + code - start
                    found[code] = chr(point) if point < 0x110000 else "\ufffd"
            if len(found) > _MOST_CODES:
                return found
    return found


def _means(digits: bytes) -> str:
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode("utf-16-be", "replace")


def check_fonts(evidence: Evidence) -> Iterator[Leak]:
    """Compare the letters that each subset font maps, measures and draws with the letters that are shown."""
    import pikepdf

    shown: dict[tuple[int, int], set[bytes]] | None = None
    for held in evidence.having("/BaseFont"):
        font = held.found
        if (
            not _SUBSET.match(name(font.get("/BaseFont")))
            or name(font.get("/Type")) != "Font"
            or "/CIDSystemInfo" in font
        ):
            continue
        shown = codes_shown(evidence) if shown is None else shown
        strings = shown.get(font.objgen, set())
        if not strings:
            continue  # told by the check of what nothing draws, if it is there at all
        wide = name(font.get("/Subtype")) == "Type0"
        if wide and name(font.get("/Encoding")) not in ("Identity-H", "Identity-V"):
            continue
        used = _codes(strings, wide)
        cmap = font.get("/ToUnicode")
        letters = mapped(streams.unpack(cmap) or b"") if isinstance(cmap, pikepdf.Stream) else {}
        left = {
            letter for code, letter in letters.items() if code not in used and letter.strip("\0 \u00a0\ufffd\u00ad")
        }
        said = {letters.get(code, "") for code in used}
        left -= said
        if len(left) > 0 and not left | said >= _PRINTABLE:
            yield Leak(
                "font", evidence.page_of(held.owner), held.place, f"{len(left)} letters that no page shows", "strict"
            )
            continue
        if wide and (spare := _spare_outlines(font, used)):
            yield Leak(
                "font", evidence.page_of(held.owner), held.place, f"{spare} outlines that no page shows", "strict"
            )
        elif not wide and not left and (spare := _spare_widths(font, used, letters)):
            yield Leak(
                "font",
                evidence.page_of(held.owner),
                held.place,
                f"{spare} widths of letters that no page shows",
                "strict",
            )


def _codes(strings: set[bytes], wide: bool) -> set[int]:
    if not wide:
        return set(b"".join(strings))
    return {int.from_bytes(string[i : i + 2], "big") for string in strings for i in range(0, len(string), 2)}


def _spare_widths(font: object, used: set[int], letters: dict[int, str]) -> int:
    """Count the codes of a simple font that have a width of their own and are not shown."""
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary) or not letters:
        return 0  # without a map every letter of an encoding may have its width
    widths, first = font.get("/Widths"), font.get("/FirstChar", 0)
    if not isinstance(widths, pikepdf.Array) or not isinstance(first, int):
        return 0
    given = {first + i for i, width in enumerate(widths) if isinstance(width, int | float) and width > 0}
    return (
        len(given - used - {32} - {code for code, letter in letters.items() if not letter.strip()})
        if len(given) < 200
        else 0
    )


def _spare_outlines(font: object, used: set[int]) -> int:
    """Count the outlines of an embedded TrueType font that are not shown and not part of one shown."""
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary):
        return 0
    kin = font.get("/DescendantFonts")
    below = kin[0] if isinstance(kin, pikepdf.Array) and len(kin) else None
    descriptor = below.get("/FontDescriptor") if isinstance(below, pikepdf.Dictionary) else None
    program = descriptor.get("/FontFile2") if isinstance(descriptor, pikepdf.Dictionary) else None
    if not isinstance(program, pikepdf.Stream) or not isinstance(below, pikepdf.Dictionary):
        return 0
    table = below.get("/CIDToGIDMap")
    glyphs = set(used)
    if isinstance(table, pikepdf.Stream):
        pairs = streams.unpack(table) or b""
        glyphs = {int.from_bytes(pairs[2 * code : 2 * code + 2], "big") for code in used}
    try:
        drawn, parts = outlines(streams.unpack(program) or b"")
    except (struct.error, ValueError, IndexError):
        return 0
    waiting = list(glyphs)
    while waiting:
        for part in parts.get(waiting.pop(), ()):
            if part not in glyphs:
                glyphs.add(part)
                waiting.append(part)
    return len(drawn - glyphs - {0, 1, 2, 3})


def outlines(data: bytes) -> tuple[set[int], dict[int, list[int]]]:
    """Return the glyphs of a TrueType font that have an outline, and the parts of those that are put together."""
    count = struct.unpack(">H", data[4:6])[0]
    tables = {}
    for i in range(count):
        tag, _, offset, length = struct.unpack(">4sLLL", data[12 + 16 * i : 28 + 16 * i])
        tables[tag] = data[offset : offset + length]
    if not {b"head", b"loca", b"glyf"} <= tables.keys():
        return set(), {}
    if struct.unpack(">h", tables[b"head"][50:52])[0]:
        loca = [x for (x,) in struct.iter_unpack(">L", tables[b"loca"][: len(tables[b"loca"]) // 4 * 4])]
    else:
        loca = [2 * x for (x,) in struct.iter_unpack(">H", tables[b"loca"][: len(tables[b"loca"]) // 2 * 2])]
    drawn: set[int] = set()
    parts: dict[int, list[int]] = {}
    for glyph, (start, end) in enumerate(itertools.pairwise(loca)):
        outline = tables[b"glyf"][start:end]
        if len(outline) < 10:
            continue
        drawn.add(glyph)
        if struct.unpack(">h", outline[:2])[0] < 0:
            at, more = 10, True
            while more and at + 4 <= len(outline):
                flags, part = struct.unpack(">HH", outline[at : at + 4])
                parts.setdefault(glyph, []).append(part)
                at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
                more = bool(flags & 32)
    return drawn, parts
