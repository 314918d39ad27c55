"""Find the bars on a page: even, opaque boxes that look like redactions, and what is printed on them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redact.verification.drawn.page import Scene
from redact.verification.drawn.shapes import WHOLE, Glyph, Rectangle, Shape, area, shared

# What is printed on a bar: an exemption's code, or a word for one.
_LABEL = re.compile(
    r"redact|withh|exempt|remov|deleted|^\W*(s|ss|section|reg|regs|regulation|r|art|article|sch|foia?|eir|foisa|dpa|gdpr)"
    r"\W*\d|\(\s*[a-z]?\d*\s*\)|^\W*[\[(x█■*]",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(r"\bredact(?:ed|ions?)\b|\[\s*(?:withheld|removed|deleted)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bar:
    """A box that looks like a redaction, and its label."""

    shape: Shape
    label: str

    @property
    def box(self) -> Rectangle:
        return self.shape.box


def covers_of(scene: Scene) -> tuple[Shape, ...]:
    """Return every opaque box large enough to hide a letter."""
    kept = scene.memory.get("covers")
    if kept is None:
        kept = scene.memory["covers"] = tuple(
            shape
            for shape in scene.shapes
            if shape.kind in ("path", "image")
            and shape.rectangular
            and shape.opaque
            and shape.width >= 3
            and shape.height >= 3
        )
    return tuple(kept)


def bars_of(scene: Scene) -> tuple[Bar, ...]:
    """Return the dark boxes that are empty or labelled like a redaction, and stand in text or on a picture."""
    if "bars" in scene.memory:
        return tuple(scene.memory["bars"])
    page = scene.size[0] * scene.size[1]
    found = []
    dark = [s for s in covers_of(scene) if s.kind == "path" and s.dark and s.width >= 5 and 5 <= s.height <= 600]
    for shape in dark:
        if area(shape.box) > page * 0.6:
            continue
        label = "".join(
            g.character for g in scene.glyphs_in(shape.box, 0.5) if g.order > shape.order and g.character != WHOLE
        )
        if (len(label) <= 2 or (len(label) <= 60 and _LABEL.search(label))) and _in_place(scene, shape, label):
            found.append(Bar(shape, label))
    scene.memory["bars"] = tuple(found)
    return tuple(found)


def shows_redactions(scene: Scene, text: str) -> bool:
    """Tell whether a page has bars, or says that something was redacted."""
    return bool(bars_of(scene)) or _SAYS_SO.search(text) is not None


def on_top(scene: Scene, covers: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Return the shapes painted later and within one of the covers: their labels."""
    kept = []
    for shape in scene.shapes:
        if shape.kind == "form":
            continue
        size = area(shape.box)
        for cover in covers:
            if shape.order > cover.order and area(shared(shape.box, cover.box)) >= 0.8 * size:
                kept.append(shape)
                break
    return tuple(kept)


def _in_place(scene: Scene, shape: Shape, label: str) -> bool:
    """Tell whether a box is labelled, lies over something, or stands in a line of text."""
    if label:
        return True
    for other in scene.shapes:
        drawn = other.kind == "image" or (other.kind == "path" and not other.rectangular and other.segments > 24)
        if drawn and other.order < shape.order and area(shared(other.box, shape.box)) > 0:
            return True
    left, bottom, right, top = shape.box
    near = (left - 40, bottom, right + 40, top)
    return any(top - bottom <= 4 * (glyph.box[3] - glyph.box[1]) for glyph in scene.glyphs_in(near, 0.5))


def neighbours(scene: Scene, bar: Bar) -> tuple[Glyph | None, Glyph | None]:
    """Return the visible glyphs beside a bar on its line."""
    left, bottom, right, top = bar.box
    beside = [
        glyph
        for glyph in scene.glyphs
        if min(glyph.box[3], top) - max(glyph.box[1], bottom) >= 0.4 * (glyph.box[3] - glyph.box[1])
    ]
    before = [glyph for glyph in beside if glyph.box[2] <= left + 1]
    after = [glyph for glyph in beside if glyph.box[0] >= right - 1]
    return (
        max(before, key=lambda glyph: glyph.box[2], default=None),
        min(after, key=lambda glyph: glyph.box[0], default=None),
    )
