"""Shapes and glyphs, as PDFium reads them from a page, and the geometry of their boxes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Literal

import pypdfium2.raw

raw: Any = pypdfium2.raw  # PDFium's own functions carry no types

Kind = Literal["text", "path", "image", "shading", "form"]
Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]

WHOLE = "\ufffc"  # stands for a text of which PDFium gives no characters
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


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


def shape_of(handle: Any, kind: int, order: int, matrix: Matrix) -> Shape:
    """Return what PDFium paints at a handle; `matrix` moves the form that it stands in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    box = moved((left.value, bottom.value, right.value, top.value), matrix)
    blended = bool(raw.FPDFPageObj_HasTransparency(handle))
    if kind == raw.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(handle, filled, stroked)
        segments = raw.FPDFPath_CountSegments(handle)
        colour = colour_of(handle, raw.FPDFPageObj_GetFillColor if filled.value else raw.FPDFPageObj_GetStrokeColor)
        if not filled.value and not stroked.value:
            colour = (*colour[:3], 0)
        rectangular = is_rectangle(handle, segments) if filled.value else is_thick_line(handle, segments)
        # PDFium counts an alpha below one as transparency; the colour says that already.
        return Shape(order, "path", box, colour, rectangular, blended and colour[3] == 255, segments, 0, handle, matrix)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        colour = colour_of(handle, raw.FPDFPageObj_GetFillColor)
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        return Shape(order, "text", box, colour, False, blended, 0, mode, handle, matrix)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return Shape(order, "image", box, (128, 128, 128, 255), True, blended, 0, 0, handle, matrix)
    name: Kind = "form" if kind == raw.FPDF_PAGEOBJ_FORM else "shading"
    return Shape(order, name, box, (128, 128, 128, 255), False, blended, 0, 0, handle, matrix)


def is_spread(glyphs: list[Glyph], box: Rectangle) -> bool:
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


def colour_of(handle: Any, get: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get(handle, *parts):
        return 0, 0, 0, 255
    return parts[0].value, parts[1].value, parts[2].value, parts[3].value


def matrix_of(handle: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, m):
        return IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(box: Rectangle, matrix: Matrix) -> Rectangle:
    """Return the upright box around a box that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def is_rectangle(handle: Any, segments: int) -> bool:
    """Tell whether a path is one or more upright rectangles, however it was drawn."""
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


def is_thick_line(handle: Any, segments: int) -> bool:
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    return segments == 2 and width.value >= 4
