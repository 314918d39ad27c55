"""Bars: even, opaque boxes on a page that look like redactions, and what is printed on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from redact.verification.drawn.rendering import Rendering
from redact.verification.drawn.shapes import WHOLE, Glyph, Rectangle, Shape, area, shared

# What is printed on a bar: an exemption's code, or a word for one.
_LABEL = re.compile(
    r"redact|withh|exempt|remov|deleted|^\W*(s|ss|section|reg|regs|regulation|r|art|article|sch|foia?|eir|foisa|dpa|gdpr)"
    r"\W*\d|\(\s*[a-z]?\d*\s*\)|^\W*[\[(x█■*]",
    re.IGNORECASE,
)
_CLOSE = 12.0  # points: a space and a little more
_SAYS_SO = re.compile(r"\bredact(?:ed|ions?)\b|\[\s*(?:withheld|removed|deleted)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bar:
    """A box that looks like a redaction, and its label."""

    shape: Shape
    label: str

    @property
    def box(self) -> Rectangle:
        return self.shape.box


def find_covers(page: Rendering) -> tuple[Shape, ...]:
    """Return every opaque box large enough to hide a letter."""
    return tuple(
        shape
        for shape in page.shapes
        if shape.kind in ("path", "image")
        and shape.rectangular
        and shape.opaque
        and shape.width >= 3
        and shape.height >= 3
    )


def find_bars(page: Rendering, covers: Sequence[Shape]) -> tuple[Bar, ...]:
    """Return the dark boxes that are empty or labelled like a redaction, and stand in text or on a picture."""
    most = page.size[0] * page.size[1] * 0.6
    bars = []
    for shape in covers:
        if shape.kind != "path" or not shape.dark or shape.width < 5 or not 5 <= shape.height <= 600:
            continue
        if area(shape.box) > most:
            continue
        label = "".join(
            g.character for g in page.glyphs_in(shape.box, 0.5) if g.order > shape.order and g.character != WHOLE
        )
        if (len(label) <= 2 or (len(label) <= 60 and _LABEL.search(label))) and _in_place(page, shape, label):
            bars.append(Bar(shape, label))
    return tuple(bars)


def says_redacted(text: str) -> bool:
    """Tell whether the text of a page says that something was redacted."""
    return _SAYS_SO.search(text) is not None


def find_labels(page: Rendering, covers: Sequence[Shape]) -> tuple[Shape, ...]:
    """Return the shapes painted later than one of the covers and within it."""
    return tuple(
        shape
        for shape in page.shapes
        if shape.kind != "form"
        and any(
            shape.order > cover.order and area(shared(shape.box, cover.box)) >= 0.8 * area(shape.box)
            for cover in covers
        )
    )


def _in_place(page: Rendering, shape: Shape, label: str) -> bool:
    """Tell whether a box is labelled, lies over something, or stands in a line of text."""
    if label:
        return True
    for other in page.shapes:
        drawn = other.kind == "image" or (other.kind == "path" and not other.rectangular and other.segments > 24)
        if drawn and other.order < shape.order and area(shared(other.box, shape.box)) > 0:
            return True
    left, bottom, right, top = shape.box
    near = (left - 40, bottom, right + 40, top)
    return any(top - bottom <= 4 * (glyph.box[3] - glyph.box[1]) for glyph in page.glyphs_in(near, 0.5))


def stands_in_line(page: Rendering, box: Rectangle) -> bool:
    """Tell whether a letter that shows stands close beside a box, on its line."""
    left, bottom, right, top = box
    for glyph in page.glyphs_in((left - _CLOSE, bottom - 1, right + _CLOSE, top + 1), 0.5):
        apart = glyph.box[2] <= left + 1 or glyph.box[0] >= right - 1
        if apart and glyph.character.isalnum() and page.edges.count(page.place(glyph.box)):
            return True
    return False


def neighbours(page: Rendering, bar: Bar) -> tuple[Glyph | None, Glyph | None]:
    """Return the visible glyphs beside a bar on its line."""
    left, bottom, right, top = bar.box
    beside = [
        glyph
        for glyph in page.glyphs
        if min(glyph.box[3], top) - max(glyph.box[1], bottom) >= 0.4 * (glyph.box[3] - glyph.box[1])
    ]
    before = [glyph for glyph in beside if glyph.box[2] <= left + 1]
    after = [glyph for glyph in beside if glyph.box[0] >= right - 1]
    return (
        max(before, key=lambda glyph: glyph.box[2], default=None),
        min(after, key=lambda glyph: glyph.box[0], default=None),
    )
