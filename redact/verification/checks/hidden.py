"""Text, pictures and drawings that a page holds and does not show."""

from __future__ import annotations

from collections.abc import Iterator

from redact.verification.drawn.bars import find_labels, stands_in_line
from redact.verification.drawn.edges import SPECKS, Edges
from redact.verification.drawn.page import Page
from redact.verification.drawn.shapes import WHOLE, Rectangle, Shape, area, shared
from redact.verification.drawn.visibility import Reason
from redact.verification.inspection import Inspection
from redact.verification.report import Leak, Level, say_box

_FEW = 80  # letters on a page
_OUTLINES = 24  # segments: fewer than any three letters need


def check_covered_text(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text that something opaque was painted over."""
    return _report(page, "covered", "text under a bar", "lie under a box or picture")


def check_invisible_text(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text drawn so as not to show (text rendering mode 3 or 7, or wholly transparent)."""
    return _report(page, "invisible", "invisible text", "are drawn without ink")


def check_unseen_text(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text in the colour of what is behind it, or too small to see."""
    return _report(page, "unseen", "unseen text", "cannot be seen against what is behind")


def check_clipped_text(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text that a clipping path cuts away."""
    return _report(page, "clipped", "clipped text", "are clipped away")


def check_text_off_page(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text outside the part of the page that is shown (off the sheet, or outside its crop box)."""
    return _report(page, "off page", "text off the page", "stand off the page")


def check_layers(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text on layers that are switched off."""
    return _report(page, "layer", "layer", "stand on a layer that is off")


def _report(page: Page, reason: Reason, channel: str, detail: str) -> Iterator[Leak]:
    glyphs = [glyph for glyph in page.unseen.get(reason, []) if glyph.character.isalnum() or glyph.character == WHOLE]
    if glyphs:
        level: Level = "leak" if len(glyphs) > 1 or glyphs[0].character == WHOLE else "note"
        if level == "leak" and reason != "covered":
            # A few letters in a line of text were taken out of it; the rest programs put there for their own ends.
            few = reason in ("unseen", "invisible") and len(glyphs) <= _FEW
            level = "leak" if few and any(stands_in_line(page, glyph.box) for glyph in glyphs) else "strict"
        yield Leak(channel, page.number, say_box(glyphs[0].box), f"{len(glyphs)} characters {detail}", level)


def check_see_through(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for dark boxes over text that let it shine through."""
    for shape in page.shapes:
        if shape.kind != "path" or not shape.rectangular or shape.opaque or not shape.dark or shape.colour[3] < 60:
            continue
        if shape.height < 3 or shape.width < 5:
            continue
        below = [glyph for glyph in page.glyphs_in(shape.box, 0.45) if glyph.order < shape.order]
        if sum(page.edges.count(page.place(glyph.box)) > 0 for glyph in below) > 1:
            yield Leak("see-through bar", page.number, say_box(shape.box), f"{len(below)} characters shine through")


def check_covered_pictures(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for pictures whose pixels go on under a box, or under another picture."""
    covered = {cover: _below(page, cover, "image") for cover in page.covers}
    return _report_below(page, "picture under a bar", covered)


def check_covered_drawings(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for drawings, such as letters turned into outlines, that go on under a bar."""
    drawings = {bar.shape: _below(page, bar.shape, "path") for bar in page.bars}
    covered = {bar: shapes for bar, shapes in drawings.items() if sum(shape.segments for shape in shapes) >= _OUTLINES}
    return _report_below(page, "drawing under a bar", covered)


def _below(page: Page, cover: Shape, kind: str) -> list[Shape]:
    """Return the shapes of a kind that were painted before a cover and reach below it."""
    shapes = []
    for shape in page.shapes[: cover.order]:
        left, bottom, right, top = part = shared(shape.box, cover.box)
        if shape.kind == kind and area(part) > 9 and min(right - left, top - bottom) > 2:
            shapes.append(shape)
    return shapes


def _report_below(page: Page, channel: str, covered: dict[Shape, list[Shape]]) -> Iterator[Leak]:
    """Lift covers off what is below them, and see whether anything shows there."""
    parts: dict[Shape, Rectangle] = {}
    for cover, shapes in covered.items():
        if shapes:
            sides = list(zip(*(shared(shape.box, cover.box) for shape in shapes), strict=True))
            parts[cover] = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
    if not parts:
        return
    # Text under the bar is told by its own check: only what is asked for stays.
    text = [shape for shape in page.shapes if shape.kind == "text"]
    with page.lifted([*parts, *find_labels(page, tuple(parts)), *text]):
        below = Edges(page.pixels())
    bars = {bar.shape.order for bar in page.bars}
    for cover, part in parts.items():
        x0, y0, x1, y1 = page.place(part)
        if below.count((x0 + 2, y0 + 2, x1 - 2, y1 - 2)) >= SPECKS:
            level: Level = "leak" if cover.order in bars else "strict"
            yield Leak(channel, page.number, say_box(cover.box), "what is below the box is still in the file", level)
