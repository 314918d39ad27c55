"""Letters of subset fonts that no page shows: they tell which letters the withheld words had."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator

import pikepdf

from redact.verification.inspection import Inspection
from redact.verification.report import Leak
from redact.verification.stored import streams
from redact.verification.stored.objects import name

_SUBSET = re.compile(r"[A-Z]{6}\+")
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_MOST_CODES = 70_000
_NO_LETTER = "\0 \u00a0\ufffd\u00ad"
_PRINTABLE = frozenset(map(chr, range(33, 127)))


def codes_shown(inspection: Inspection) -> dict[tuple[int, int], set[bytes]]:
    """Return the strings that each font shows, by the font's object; fonts reached by no code are missing."""
    shown: dict[tuple[int, int], set[bytes]] = {}
    for _, owner, _ in inspection.code:
        _read(owner, streams.resources_of(owner), shown)
    return shown


def _read(owner: pikepdf.Object, resources: pikepdf.Object | None, shown: dict[tuple[int, int], set[bytes]]) -> None:
    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(fonts, pikepdf.Dictionary):
        return
    states = resources.get("/ExtGState") if isinstance(resources, pikepdf.Dictionary) else None
    current: set[bytes] = set()
    saved: list[set[bytes]] = []
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
            saved.append(current)
        elif sign == "Q" and saved:
            current = saved.pop()
        elif sign == "TJ" and operands and isinstance(operands[0], pikepdf.Array):
            current.update(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
        elif sign in ("Tj", "'", '"') and operands and isinstance(operands[-1], pikepdf.String):
            current.add(bytes(operands[-1]))


def mapped(cmap: bytes) -> dict[int, str]:
    """Return the codes that a ToUnicode map knows, and what each stands for (ISO 32000-1, 9.10.3)."""
    letters: dict[int, str] = {}
    for block in _BFCHAR.findall(cmap):
        for code, means in _PAIR.findall(block):
            letters[int(code, 16)] = _means(means)
    for block in _BFRANGE.findall(cmap):
        for first, last, means, each in _RANGE.findall(block):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + 65535)
            if each:
                for i, one in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", each)):
                    letters[start + i] = _means(one)
            elif means:
                base = int(means, 16)
                for code in range(start, end + 1):
                    point = base + code - start
                    letters[code] = chr(point) if point < 0x110000 else "\ufffd"
            if len(letters) > _MOST_CODES:
                return letters
    return letters


def _means(digits: bytes) -> str:
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode("utf-16-be", "replace")


def check_fonts(inspection: Inspection) -> Iterator[Leak]:
    """Compare the letters that each subset font maps, measures and draws with the letters that are shown."""
    shown: dict[tuple[int, int], set[bytes]] | None = None
    for node in inspection.nodes_with("/BaseFont"):
        font = node.value
        subset = _SUBSET.match(name(font.get("/BaseFont"))) and name(font.get("/Type")) == "Font"
        if not subset or "/CIDSystemInfo" in font:
            continue
        shown = codes_shown(inspection) if shown is None else shown
        strings = shown.get(font.objgen, set())
        if not strings:
            continue  # told by the check of what nothing draws, if it is there at all
        wide = name(font.get("/Subtype")) == "Type0"
        if wide and name(font.get("/Encoding")) not in ("Identity-H", "Identity-V"):
            continue
        used = _codes(strings, wide)
        cmap = font.get("/ToUnicode")
        letters = mapped(streams.unpack(cmap) or b"") if isinstance(cmap, pikepdf.Stream) else {}
        visible = {letters.get(code, "") for code in used}
        spare = {letter for code, letter in letters.items() if code not in used and letter.strip(_NO_LETTER)} - visible
        detail = ""
        if spare and not spare | visible >= _PRINTABLE:
            detail = f"{len(spare)} letters"
        elif wide and (count := _spare_outlines(font, used)):
            detail = f"{count} outlines"
        elif not wide and not spare and (count := _spare_widths(font, used, letters)):
            detail = f"{count} widths of letters"
        if detail:
            yield inspection.leak("font", node, f"{detail} that no page shows", "strict")


def _codes(strings: set[bytes], wide: bool) -> set[int]:
    if not wide:
        return set(b"".join(strings))
    return {int.from_bytes(string[i : i + 2], "big") for string in strings for i in range(0, len(string), 2)}


def _spare_widths(font: object, used: set[int], letters: dict[int, str]) -> int:
    """Count the codes of a simple font that have a width of their own and are not shown."""
    if not isinstance(font, pikepdf.Dictionary) or not letters:
        return 0  # without a map every letter of an encoding may have its width
    widths, first = font.get("/Widths"), font.get("/FirstChar", 0)
    if not isinstance(widths, pikepdf.Array) or not isinstance(first, int):
        return 0
    measured = {first + i for i, width in enumerate(widths) if isinstance(width, int | float) and width > 0}
    spaces = {code for code, letter in letters.items() if not letter.strip()}
    notdef = {0} - letters.keys()  # what is drawn for a letter that the font lacks: first in every program's subsets
    return len(measured - used - {32} - spaces - notdef) if len(measured) < 200 else 0


def _spare_outlines(font: object, used: set[int]) -> int:
    """Count the outlines of an embedded TrueType font that are not shown and not part of one shown."""
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
            position, more = 10, True
            while more and position + 4 <= len(outline):
                flags, part = struct.unpack(">HH", outline[position : position + 4])
                parts.setdefault(glyph, []).append(part)
                scale = 2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0
                position += 4 + (4 if flags & 1 else 2) + scale
                more = bool(flags & 32)
    return drawn, parts
