"""A page as PDFium draws it: its shapes and glyphs in the order they are painted, and its pixels.

Coordinates are points from the bottom left of the page's own space, before /Rotate.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redact.verification.drawn.edges import Edges
from redact.verification.drawn.shapes import (
    IDENTITY,
    WHOLE,
    Glyph,
    Matrix,
    Rectangle,
    Shape,
    area,
    is_spread,
    matrix_of,
    moved,
    raw,
    shape_of,
    shared,
    times,
)

_SCALE = 2.0  # pixels a point: 144 dpi
_MOST_PIXELS = 9_000_000
_MOST_SHAPES = 60_000
_MOST_DEPTH = 24


class Rendering:
    """One page, opened by PDFium. `complete` is false where it draws more than is read."""

    def __init__(self, number: int, page: Any) -> None:
        self.number = number
        self._page = page
        self._addresses: dict[int, int] = {}
        self.complete = True

    @cached_property
    def size(self) -> tuple[float, float]:
        """Return the width and height of the page as shown."""
        width, height = self._page.get_size()
        return float(width), float(height)

    @cached_property
    def sheet(self) -> Rectangle:
        """Return the part of the page's own space that is shown."""
        a, b, c, d, e, f = self._to_pixels
        width, height = (math.ceil(side * self.scale) for side in self.size)
        det = a * d - b * c
        inverse = (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
        return moved((0, 0, width, height), inverse)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Return everything painted, in order, looking into forms."""
        shapes: list[Shape] = []

        def walk(get: Any, count: int, parent: Any, matrix: Matrix, depth: int) -> None:
            for i in range(count):
                handle = get(parent, i)
                kind = raw.FPDFPageObj_GetType(handle)
                if len(shapes) >= _MOST_SHAPES:
                    self.complete = False
                    return
                order = len(shapes)
                self._addresses[ctypes.cast(handle, ctypes.c_void_p).value or 0] = order
                shapes.append(shape_of(handle, kind, order, matrix))
                if kind == raw.FPDF_PAGEOBJ_FORM:
                    if depth >= _MOST_DEPTH:
                        self.complete = False
                        continue
                    kids = raw.FPDFFormObj_CountObjects(handle)
                    inner = times(matrix_of(handle), matrix)
                    walk(raw.FPDFFormObj_GetObject, kids, handle, inner, depth + 1)

        walk(raw.FPDFPage_GetObject, raw.FPDFPage_CountObjects(self._page), self._page, IDENTITY, 0)
        return tuple(shapes)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Return every character that is no space, with its box."""
        _ = self.shapes
        textpage = self._page.get_textpage()
        try:
            glyphs = []
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            orders: dict[int, int] = {}
            for i in range(textpage.count_chars()):
                code = raw.FPDFText_GetUnicode(textpage, i)
                character = chr(code) if 0 < code < 0x110000 else "\ufffd"
                if character.isspace():
                    continue
                raw.FPDFText_GetCharBox(textpage, i, left, right, bottom, top)
                handle = raw.FPDFText_GetTextObject(textpage, i)
                address = ctypes.cast(handle, ctypes.c_void_p).value or 0
                order = orders.setdefault(address, self._addresses.get(address, -1))
                glyphs.append(Glyph(character, (left.value, bottom.value, right.value, top.value), order, i))
            return tuple(self._correct(glyphs))
        finally:
            textpage.close()

    def _correct(self, glyphs: list[Glyph]) -> Iterator[Glyph]:
        """Put right the places of glyphs that PDFium reads from /ActualText, and add the text that this stands for.

        PDFium spreads the characters of an /ActualText evenly over the first text that it replaces, and leaves out
        the rest: there the whole text is one glyph, without a character.
        """
        groups: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            groups.setdefault(glyph.order, []).append(glyph)
        spread = {order for order, group in groups.items() if order >= 0 and is_spread(group, self.shapes[order].box)}
        for glyph in glyphs:
            yield replace(glyph, box=self.shapes[glyph.order].box) if glyph.order in spread else glyph
        for shape in self.shapes:
            if shape.kind == "text" and shape.order not in groups and area(shape.box) > 0:
                yield Glyph(WHOLE, shape.box, shape.order, -1 - shape.order)

    @cached_property
    def advances(self) -> dict[int, Rectangle]:
        """Return the box from where each character begins to where the next would, by its index."""
        textpage = self._page.get_textpage()
        box = raw.FS_RECTF()
        boxes = {}
        try:
            for glyph in self.glyphs:
                if glyph.index >= 0 and raw.FPDFText_GetLooseCharBox(textpage, glyph.index, box):
                    boxes[glyph.index] = (box.left, box.bottom, box.right, box.top)
        finally:
            textpage.close()
        return boxes

    @cached_property
    def _glyph_boxes(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        boxes = np.array([glyph.box for glyph in self.glyphs], dtype=np.float64).reshape(-1, 4)
        return boxes, np.array([glyph.order for glyph in self.glyphs], dtype=np.int64)

    @cached_property
    def glyph_places(self) -> list[tuple[int, int, int, int]]:
        """Return the box of each glyph as pixels, as `place` does, for all of them at once."""
        boxes, _ = self._glyph_boxes
        a, b, c, d, e, f = self._to_pixels
        xs = np.stack([boxes[:, i] * a + boxes[:, j] * c + e for i in (0, 2) for j in (1, 3)])
        ys = np.stack([boxes[:, i] * b + boxes[:, j] * d + f for i in (0, 2) for j in (1, 3)])
        low = np.floor(np.stack([xs.min(axis=0), ys.min(axis=0)]))
        high = np.ceil(np.stack([xs.max(axis=0), ys.max(axis=0)]))
        places = np.clip(np.concatenate([low, high]), -(2**31), 2**31).astype(np.int64).T
        return [tuple(place) for place in places.tolist()]

    def glyphs_in(self, box: Rectangle, share: float) -> Iterator[Glyph]:
        """Yield the glyphs of which a box covers at least this share."""
        boxes, _ = self._glyph_boxes
        width = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
        height = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
        whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        for i in np.flatnonzero((width > 0) & (height > 0) & (width * height >= share * whole)):
            yield self.glyphs[i]

    @cached_property
    def _to_pixels(self) -> Matrix:
        """Return the matrix from the page's space to pixels of a rendering."""
        width, height = (math.ceil(side * self.scale) for side in self.size)
        corners = []
        x, y = ctypes.c_int(), ctypes.c_int()
        big = 1000  # whole pixels only: map three far points for an exact matrix
        for px, py in ((0, 0), (big, 0), (0, big)):
            raw.FPDF_PageToDevice(self._page, 0, 0, width * 64, height * 64, 0, px, py, x, y)
            corners.append((x.value / 64, y.value / 64))
        (ox, oy), (ax, ay), (bx, by) = corners
        return (ax - ox) / big, (ay - oy) / big, (bx - ox) / big, (by - oy) / big, ox, oy

    @cached_property
    def scale(self) -> float:
        width, height = self.size
        return min(_SCALE, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))

    def pixels(self, colour: bool = False, magnify: float = 1.0) -> NDArray[np.uint8]:
        """Render the page, with its annotations: rows of grey values, or of colours."""
        bitmap = self._page.render(
            scale=self.scale * magnify, grayscale=not colour, may_draw_forms=False, rev_byteorder=False
        )
        try:
            rows: NDArray[np.uint8] = bitmap.to_numpy().copy()
        finally:
            bitmap.close()
        return rows[:, :, 0] if rows.ndim == 3 and not colour else rows

    @cached_property
    def edges(self) -> Edges:
        return Edges(self.pixels())

    @cached_property
    def magnified(self) -> Edges:
        """Return the edges in colour and four times as many pixels, for what seems not to show."""
        return Edges(self.pixels(colour=True, magnify=2.0))

    @contextmanager
    def lifted(self, shapes: Iterable[Shape]) -> Iterator[None]:
        """Leave shapes out of every rendering made meanwhile."""
        taken = [shape for shape in shapes if shape.handle is not None]
        try:
            for shape in taken:
                raw.FPDFPageObj_SetIsActive(shape.handle, 0)
            yield
        finally:
            for shape in taken:
                raw.FPDFPageObj_SetIsActive(shape.handle, 1)

    def clip(self, shape: Shape) -> Rectangle | None:
        """Return the box of what a shape is clipped to, if it is."""
        clip = raw.FPDFPageObj_GetClipPath(shape.handle)
        count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        box: Rectangle | None = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for i in range(max(count, 0)):
            points = []
            for j in range(raw.FPDFClipPath_CountPathSegments(clip, i)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, i, j), x, y)
                points.append((x.value, y.value))
            if points:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                outline = (min(xs), min(ys), max(xs), max(ys))
                box = outline if box is None else shared(box, outline)
        return moved(box, shape.within) if box is not None else None

    def place(self, box: Rectangle) -> tuple[int, int, int, int]:
        """Return a box as pixels: left, top, right, bottom; not cut at the page's edge."""
        x0, y0, x1, y1 = moved(box, self._to_pixels)
        return math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)
