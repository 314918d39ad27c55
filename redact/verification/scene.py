"""A page as it is drawn: its glyphs and shapes in the order they are painted, and what of them shows.

Coordinates are points from the bottom left of the page's own space, before /Rotate. Read by PDFium.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["text", "path", "image", "shading", "form"]
Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]

_SCALE = 2.0  # pixels a point: 144 dpi
_MOST_PIXELS = 9_000_000
_MOST_SHAPES = 60_000
_MOST_DEPTH = 24
# The least difference between neighbouring pixels, of 255, that a person could see.
_VISIBLE = 5
WHOLE = "\ufffc"  # stands for a text of which PDFium gives no characters
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """Something painted: the `order` of painting, its outline's box, its fill or stroke."""

    order: int
    kind: Kind
    box: Rectangle
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    rectangular: bool = False
    blended: bool = False
    segments: int = 0
    mode: int = 0
    handle: Any = field(default=None, repr=False, compare=False)
    within: Matrix = (1, 0, 0, 1, 0, 0)

    @property
    def opaque(self) -> bool:
        return not self.blended and (self.kind == "image" or self.colour[3] == 255)

    @property
    def dark(self) -> bool:
        red, green, blue, _ = self.colour
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 90

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as PDFium places it. `order` is that of the text it belongs to, -1 where that is unknown."""

    character: str
    box: Rectangle
    order: int
    index: int


def pdfium() -> Any:
    """Return PDFium's own functions: they carry no types."""
    import pypdfium2.raw

    return pypdfium2.raw


def _is_spread(glyphs: list[Glyph], box: Rectangle) -> bool:
    """Tell whether glyphs are spread evenly over the whole height of a box: no letters stand like that."""
    if any(abs(glyph.box[1] - box[1]) > 0.01 or abs(glyph.box[3] - box[3]) > 0.01 for glyph in glyphs):
        return False
    widths = [glyph.box[2] - glyph.box[0] for glyph in glyphs]
    return max(widths) - min(widths) < 0.01 and box[0] - 0.01 <= glyphs[0].box[0]


def area(box: Rectangle) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def shared(one: Rectangle, other: Rectangle) -> Rectangle:
    """Return what two boxes share; its area is 0 where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


class Scene:
    """One page, opened by PDFium."""

    def __init__(self, number: int, page: Any) -> None:
        self.number = number
        self._page = page
        self._addresses: dict[int, int] = {}
        self.complete = True
        self.memory: dict[str, Any] = {}  # what one check has worked out and another wants

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
        return _moved((0, 0, width, height), inverse)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Return everything painted, in order, looking into forms."""
        raw = pdfium()

        found: list[Shape] = []

        def walk(get: Any, count: int, parent: Any, matrix: Matrix, depth: int) -> None:
            for i in range(count):
                handle = get(parent, i)
                kind = raw.FPDFPageObj_GetType(handle)
                if len(found) >= _MOST_SHAPES:
                    self.complete = False
                    return
                order = len(found)
                self._addresses[ctypes.cast(handle, ctypes.c_void_p).value or 0] = order
                found.append(self._shape(handle, kind, order, matrix))
                if kind == raw.FPDF_PAGEOBJ_FORM:
                    if depth >= _MOST_DEPTH:
                        self.complete = False
                        continue
                    inner = _matrix_of(handle)
                    walk(
                        raw.FPDFFormObj_GetObject,
                        raw.FPDFFormObj_CountObjects(handle),
                        handle,
                        _times(inner, matrix),
                        depth + 1,
                    )

        walk(raw.FPDFPage_GetObject, raw.FPDFPage_CountObjects(self._page), self._page, _IDENTITY, 0)
        return tuple(found)

    @staticmethod
    def _shape(handle: Any, kind: int, order: int, matrix: Matrix) -> Shape:
        raw = pdfium()

        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        box = _moved((left.value, bottom.value, right.value, top.value), matrix)
        blended = bool(raw.FPDFPageObj_HasTransparency(handle))
        if kind == raw.FPDF_PAGEOBJ_PATH:
            filled, stroked = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(handle, filled, stroked)
            segments = raw.FPDFPath_CountSegments(handle)
            colour = _colour(handle, raw.FPDFPageObj_GetFillColor if filled.value else raw.FPDFPageObj_GetStrokeColor)
            if not filled.value and not stroked.value:
                colour = (*colour[:3], 0)
            rectangular = _is_rectangle(handle, segments) if filled.value else _is_thick_line(handle, segments)
            # PDFium counts an alpha below one as transparency; the colour says that already.
            return Shape(
                order, "path", box, colour, rectangular, blended and colour[3] == 255, segments, 0, handle, matrix
            )
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            colour = _colour(handle, raw.FPDFPageObj_GetFillColor)
            mode = raw.FPDFTextObj_GetTextRenderMode(handle)
            return Shape(order, "text", box, colour, False, blended, 0, mode, handle, matrix)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            return Shape(order, "image", box, (128, 128, 128, 255), True, blended, 0, 0, handle, matrix)
        name: Kind = "form" if kind == raw.FPDF_PAGEOBJ_FORM else "shading"
        return Shape(order, name, box, (128, 128, 128, 255), False, blended, 0, 0, handle, matrix)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Return every character that is no space, with its box."""
        raw = pdfium()

        _ = self.shapes
        textpage = self._page.get_textpage()
        try:
            found = []
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
                found.append(Glyph(character, (left.value, bottom.value, right.value, top.value), order, i))
            return tuple(self._spoken(found))
        finally:
            textpage.close()

    def _spoken(self, glyphs: list[Glyph]) -> Iterator[Glyph]:
        """Put right the places of glyphs that PDFium reads from /ActualText, and add the text that this stands for.

        PDFium spreads the characters of an /ActualText evenly over the first text that it replaces, and leaves out
        the rest: there the whole text is one glyph, without a character.
        """
        groups: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            groups.setdefault(glyph.order, []).append(glyph)
        spread = {order for order, group in groups.items() if order >= 0 and _is_spread(group, self.shapes[order].box)}
        for glyph in glyphs:
            yield replace(glyph, box=self.shapes[glyph.order].box) if glyph.order in spread else glyph
        for shape in self.shapes:
            if shape.kind == "text" and shape.order not in groups and area(shape.box) > 0:
                yield Glyph(WHOLE, shape.box, shape.order, -1 - shape.order)

    @cached_property
    def advances(self) -> dict[int, Rectangle]:
        """Return the box from where each character begins to where the next would, by its index."""
        raw = pdfium()
        textpage = self._page.get_textpage()
        box = raw.FS_RECTF()
        found = {}
        try:
            for glyph in self.glyphs:
                if glyph.index >= 0 and raw.FPDFText_GetLooseCharBox(textpage, glyph.index, box):
                    found[glyph.index] = (box.left, box.bottom, box.right, box.top)
        finally:
            textpage.close()
        return found

    @cached_property
    def _glyph_boxes(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        import numpy as np

        boxes = np.array([glyph.box for glyph in self.glyphs], dtype=np.float64).reshape(-1, 4)
        return boxes, np.array([glyph.order for glyph in self.glyphs], dtype=np.int64)

    @cached_property
    def glyph_places(self) -> list[tuple[int, int, int, int]]:
        """Return the box of each glyph as pixels, as `place` does, for all of them at once."""
        import numpy as np

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
        import numpy as np

        boxes, _ = self._glyph_boxes
        width = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
        height = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
        whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        for i in np.flatnonzero((width > 0) & (height > 0) & (width * height >= share * whole)):
            yield self.glyphs[i]

    @cached_property
    def _to_pixels(self) -> Matrix:
        """Return the matrix from the page's space to pixels of `ink`."""
        raw = pdfium()

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
    def shown(self) -> Ink:
        return Ink(self.pixels())

    @contextmanager
    def lifted(self, shapes: Iterable[Shape]) -> Iterator[None]:
        """Leave shapes out of every rendering made meanwhile."""
        raw = pdfium()

        taken = [shape for shape in shapes if shape.handle is not None]
        try:
            for shape in taken:
                raw.FPDFPageObj_SetIsActive(shape.handle, 0)
            yield
        finally:
            for shape in taken:
                raw.FPDFPageObj_SetIsActive(shape.handle, 1)

    @cached_property
    def closely(self) -> Ink:
        """Return the page in colour and four times as many pixels, for what seems not to show."""
        return Ink(self.pixels(colour=True, magnify=2.0))

    def clip(self, shape: Shape) -> Rectangle | None:
        """Return the box of what a shape is clipped to, if it is."""
        raw = pdfium()

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
        return _moved(box, shape.within) if box is not None else None

    def place(self, box: Rectangle) -> tuple[int, int, int, int]:
        """Return a box as pixels: left, top, right, bottom; not cut at the page's edge."""
        x0, y0, x1, y1 = _moved(box, self._to_pixels)
        return math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1)


class Ink:
    """Where a rendering has edges: a glyph that shows has some, an even surface has none."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        import numpy as np

        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]
        edges = np.zeros(pixels.shape[:2], dtype=bool)
        across = _apart(pixels[:, 1:], pixels[:, :-1])
        down = _apart(pixels[1:], pixels[:-1])
        edges[:, :-1] |= across
        edges[:-1, :] |= down
        self._edges = edges

    def edges(self, box: tuple[int, int, int, int]) -> int:
        """Count the edges in a box of pixels; what lies off the page has none."""
        import numpy as np

        left, top, right, bottom = box
        part = self._edges[
            top if top > 0 else 0 : bottom if bottom > 0 else 0, left if left > 0 else 0 : right if right > 0 else 0
        ]
        return int(np.count_nonzero(part))

    def differs(self, other: Ink, box: tuple[int, int, int, int]) -> bool:
        """Tell whether two renderings look different within a box."""
        left, right = (min(max(x, 0), self.width) for x in (box[0], box[2]))
        top, bottom = (min(max(y, 0), self.height) for y in (box[1], box[3]))
        if left >= right or top >= bottom:
            return False
        one = self.pixels[top:bottom, left:right].astype("int16")
        return bool((abs(one - other.pixels[top:bottom, left:right]) > _VISIBLE).any())


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell where two sets of pixels differ so that a person could see it."""
    import numpy as np

    apart: NDArray[np.bool_] = (np.maximum(one, other) - np.minimum(one, other)) > _VISIBLE
    return np.any(apart, axis=2) if apart.ndim == 3 else apart


def _colour(handle: Any, get: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get(handle, *parts):
        return 0, 0, 0, 255
    return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def _matrix_of(handle: Any) -> Matrix:
    raw = pdfium()

    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: Rectangle, matrix: Matrix) -> Rectangle:
    """Return the upright box around a box that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def _is_rectangle(handle: Any, segments: int) -> bool:
    """Tell whether a path is one or more upright rectangles, however it was drawn."""
    raw = pdfium()

    if not 4 <= segments <= 30:
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for i in range(segments):
        segment = raw.FPDFPath_GetPathSegment(handle, i)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            continue  # rounded corners
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    return len({round(px, 1) for px, _ in points}) <= 4 and len({round(py, 1) for _, py in points}) <= 4


def _is_thick_line(handle: Any, segments: int) -> bool:
    raw = pdfium()

    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    return segments == 2 and width.value >= 4
