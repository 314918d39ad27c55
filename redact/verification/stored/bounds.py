"""Bounds on what a page draws: a file that exceeds them is refused before any library draws it."""

from __future__ import annotations

from collections import Counter

import pikepdf

from redact.errors import InputError
from redact.verification.stored import streams
from redact.verification.stored.opening import File, streams_of

MOST_DRAWN = 20_000  # forms drawn by one page, each time that one is drawn counted
MOST_PIXELS = 512 * streams.MEBIBYTE  # bytes of one picture, unpacked
MOST_PICTURES = 4096 * streams.MEBIBYTE  # bytes of all pictures, unpacked

_COMPONENTS = {"/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}


def bound_pictures(pdf: pikepdf.Pdf) -> None:
    """Refuse pictures that claim more pixels than memory should hold."""
    total = 0
    for place, picture in streams_of(pdf):
        if str(picture.get("/Subtype", "")) != "/Image":
            continue
        width, height, bits = (picture.get(key, 0) for key in ("/Width", "/Height", "/BitsPerComponent"))
        if not all(isinstance(x, int) and x >= 0 for x in (width, height, bits)):
            raise InputError(f"{place} is a picture without a size: the PDF is damaged; save it anew and check that")
        space = picture.get("/ColorSpace")
        parts = _COMPONENTS.get(str(space), 1) if isinstance(space, pikepdf.Name) else 4
        size = int(width) * int(height) * max(int(bits), 1) * parts // 8
        total += size
        if size > MOST_PIXELS or total > MOST_PICTURES:
            raise InputError(f"{place} is a picture of {width} by {height} pixels: too large to be checked")


def bound_forms(file: File) -> None:
    """Refuse pages whose forms draw forms that draw forms, without end or beyond counting."""
    weights: dict[tuple[int, int], int] = {}
    codes: dict[tuple[int, int], list[tuple[tuple[int, int], int]]] = {}

    def drawn(resources: object, data: bytes) -> list[tuple[tuple[int, int], int]]:
        table = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(table, pikepdf.Dictionary):
            return []
        counts = Counter(streams.names_drawn(data))
        return [
            (kid.objgen, times)
            for key, kid in table.items()
            if (times := counts[key[1:].encode()])
            and isinstance(kid, pikepdf.Stream)
            and str(kid.get("/Subtype", "")) == "/Form"
        ]

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
                codes[objgen] = drawn(resources, streams.unpack(form) or b"")
            inside = above | {objgen}
            weights[objgen] = 1 + sum(times * weigh(kid, inside, resources) for kid, times in codes[objgen])
        return weights[objgen]

    for number in range(1, len(file.pages) + 1):
        page = file.page(number)
        resources = streams.resources_of(page)
        total = sum(
            times * weigh(kid, frozenset(), resources) for kid, times in drawn(resources, streams.contents_of(page))
        )
        if total > MOST_DRAWN:
            raise InputError(f"page {number} draws more than {MOST_DRAWN:,} forms: save it anew, simplified")
