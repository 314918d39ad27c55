"""The glyphs of a page that do not show, and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

from redact.verification.drawn.bars import find_labels
from redact.verification.drawn.edges import Edges
from redact.verification.drawn.rendering import Rendering
from redact.verification.drawn.shapes import Glyph, Rectangle, Shape, area, shared

Reason = Literal["off page", "invisible", "covered", "layer", "clipped", "unseen"]

_SCANNED = 40  # of 255: the least contrast of a scanned letter, well above what JPEG adds to an even surface
_SMALLEST = 0.7  # points: no one reads a letter of a quarter of a millimetre


def find_unseen(page: Rendering, covers: Sequence[Shape], layers_off: bool) -> dict[Reason, list[Glyph]]:
    """Return the letters and digits of a page that do not show, by the reason."""
    unseen: dict[Reason, list[Glyph]] = {}
    covered = _find_covered(page, covers)
    pictures = [shape for shape in page.shapes if shape.kind == "image"]
    for glyph, place in zip(page.glyphs, page.glyph_places, strict=True):
        if unicodedata.category(glyph.character)[0] in "CZM" or area(glyph.box) == 0:
            continue
        reason: Reason | None = "covered"
        if glyph.index not in covered:
            reason = _why_unseen(page, glyph, place, pictures, layers_off)
        if reason is not None:
            unseen.setdefault(reason, []).append(glyph)
    return unseen


def _why_unseen(
    page: Rendering, glyph: Glyph, place: tuple[int, int, int, int], pictures: Sequence[Shape], layers_off: bool
) -> Reason | None:
    edges = page.edges
    if place[2] <= 0 or place[3] <= 0 or place[0] >= edges.width or place[1] >= edges.height:
        return "off page"
    shape = page.shapes[glyph.order] if 0 <= glyph.order < len(page.shapes) else None
    if shape is not None and (shape.mode in (3, 7) or (shape.mode in (0, 2, 4) and shape.colour[3] == 0)):
        # A scan's own words lie unseen over their picture: they are hidden where the picture shows nothing.
        if not any(area(shared(picture.box, glyph.box)) >= 0.5 * area(glyph.box) for picture in pictures):
            return "invisible"
        width = min(place[2] - place[0], 16)  # its letters are seldom quite where the picture's are
        near = (place[0] - width, place[1], place[2] + width, place[3])
        return None if edges.contrast(near) >= _SCANNED else "invisible"
    x0, y0, x1, y1 = glyph.box
    if x1 - x0 < _SMALLEST and y1 - y0 < _SMALLEST and glyph.character.isalnum():
        return "unseen"
    if edges.count(place) or page.magnified.count((2 * place[0], 2 * place[1], 2 * place[2], 2 * place[3])):
        return None
    clip = page.clip(shape) if shape is not None else None
    if clip is not None and area(shared(clip, glyph.box)) < 0.1 * area(glyph.box):
        return "clipped"
    return "layer" if layers_off else "unseen"


def _find_covered(page: Rendering, covers: Sequence[Shape]) -> set[int]:
    """Return the indexes of glyphs with something opaque painted over them later, and not painted again on top."""
    pairs: list[tuple[Glyph, Shape, Rectangle]] = []
    for cover in covers:
        whole = area(cover.box) >= 0.7 * page.size[0] * page.size[1]
        for glyph in page.glyphs_in(cover.box, 0.45):
            if not -1 < glyph.order < cover.order or area(glyph.box) == 0:
                continue
            if cover.kind == "image" and whole and page.edges.contrast(page.place(glyph.box)) >= _SCANNED:
                continue  # a scan over its own words
            pairs.append((glyph, cover, shared(glyph.box, cover.box)))
    if not pairs:
        return set()
    used = tuple({cover.order: cover for _, cover, _ in pairs}.values())
    with page.lifted((*used, *find_labels(page, used))):
        below = Edges(page.pixels())
    return {
        glyph.index
        for glyph, _, part in pairs
        if below.differs(page.edges, page.place(part)) and below.count(page.place(part))
    }
