"""Refuse, before any library draws it, a file that would unfold into more than a page can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redact.errors import InputError
from redact.verification.stored import file as reading
from redact.verification.stored import streams

if TYPE_CHECKING:
    import pikepdf

MOST_DRAWN = 20_000  # forms drawn by one page, each time that one is drawn counted
MOST_PIXELS = 512 * streams.MEBIBYTE  # bytes of one picture, unpacked
MOST_PICTURES = 4096 * streams.MEBIBYTE  # bytes of all pictures, unpacked

_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_COMPONENTS = {"/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}


def bound_pictures(pdf: pikepdf.Pdf) -> None:
    """Refuse pictures that claim more pixels than memory should hold."""
    import pikepdf

    total = 0
    for place, found in reading.objects_of(pdf):
        if not isinstance(found, pikepdf.Stream) or str(found.get("/Subtype", "")) != "/Image":
            continue
        width, height, bits = (found.get(key, 0) for key in ("/Width", "/Height", "/BitsPerComponent"))
        if not all(isinstance(x, int) and x >= 0 for x in (width, height, bits)):
            raise InputError(f"{place} is a picture without a size: the PDF is damaged; save it anew and check that")
        space = found.get("/ColorSpace")
        parts = _COMPONENTS.get(str(space), 1) if isinstance(space, pikepdf.Name) else 4
        size = int(width) * int(height) * max(int(bits), 1) * parts // 8
        total += size
        if size > MOST_PIXELS or total > MOST_PICTURES:
            raise InputError(f"{place} is a picture of {width} by {height} pixels: too large to be checked")


def bound_forms(file: reading.File) -> None:
    """Refuse pages whose forms draw forms that draw forms, without end or beyond counting."""
    import pikepdf

    weights: dict[tuple[int, int], int] = {}
    codes: dict[tuple[int, int], list[tuple[tuple[int, int], int]]] = {}

    def drawn(owner: pikepdf.Object, resources: object, data: bytes) -> list[tuple[tuple[int, int], int]]:
        table = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(table, pikepdf.Dictionary):
            return []
        counts: dict[bytes, int] = {}
        for match in _DRAWS.finditer(data):
            counts[match[1]] = counts.get(match[1], 0) + 1
        found = []
        for key, kid in table.items():
            times = counts.get(key[1:].encode(), 0)
            if times and isinstance(kid, pikepdf.Stream) and str(kid.get("/Subtype", "")) == "/Form":
                found.append((kid.objgen, times))
        return found

    def weigh(objgen: tuple[int, int], above: frozenset[tuple[int, int]], inherited: object) -> int:
        if objgen in above:
            raise InputError("a form in the PDF draws itself: save it anew and check that")
        if len(above) > streams.MOST_DEPTH:
            raise InputError("the PDF nests its forms too deeply to be read")
        if objgen not in weights:
            form = file.pdf.get_object(objgen)
            own = form.get("/Resources")
            resources = own if isinstance(own, pikepdf.Dictionary) else inherited
            if objgen not in codes:
                codes[objgen] = drawn(form, resources, streams.unpack(form) or b"")
            inside = above | {objgen}
            weights[objgen] = 1 + sum(times * weigh(kid, inside, resources) for kid, times in codes[objgen])
        return weights[objgen]

    for number, objgen in enumerate(file.pages, 1):
        page = file.pdf.get_object(objgen) if objgen != (0, 0) else file.pdf.pages[number - 1].obj
        resources = streams.resources_of(page)
        total = sum(
            times * weigh(kid, frozenset(), resources)
            for kid, times in drawn(page, resources, streams.contents_of(page))
        )
        if total > MOST_DRAWN:
            raise InputError(f"page {number} draws more than {MOST_DRAWN:,} forms: save it anew, simplified")
