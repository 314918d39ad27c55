"""What a page holds and does not show: text, pictures and drawings under bars, off the page, clipped, unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from redact.verification.drawn.bars import bars_of, covers_of, on_top
from redact.verification.drawn.edges import Ink
from redact.verification.drawn.page import Scene
from redact.verification.drawn.shapes import WHOLE, Glyph, Rectangle, Shape, area, shared
from redact.verification.inspection import Evidence
from redact.verification.report import Leak, say_box

Fate = Literal["off page", "invisible", "covered", "layer", "clipped", "unseen"]

_SCANNED = 40  # of 255: the least contrast of a scanned letter, well above what JPEG adds to an even surface
_SMALLEST = 0.7  # points: no one reads a letter of a quarter of a millimetre
_OUTLINES = 24  # segments: fewer than any three letters need
_SPECKS = 12  # pixels with an edge: fewer are dust


def fates_of(evidence: Evidence, scene: Scene) -> dict[Fate, list[Glyph]]:
    """Return the letters and digits of a page that do not show, by the reason."""
    if "fates" not in scene.memory:
        found: dict[Fate, list[Glyph]] = {}
        covered = _covered(scene)
        for glyph, place in zip(scene.glyphs, scene.glyph_places, strict=True):
            if unicodedata.category(glyph.character)[0] in "CZM" or area(glyph.box) == 0:
                continue
            fate = "covered" if glyph.index in covered else _fate(evidence, scene, glyph, place)
            if fate is not None:
                found.setdefault(fate, []).append(glyph)
        scene.memory["fates"] = found
    kept: dict[Fate, list[Glyph]] = scene.memory["fates"]
    return kept


def _fate(evidence: Evidence, scene: Scene, glyph: Glyph, place: tuple[int, int, int, int]) -> Fate | None:
    ink = scene.shown
    if place[2] <= 0 or place[3] <= 0 or place[0] >= ink.width or place[1] >= ink.height:
        return "off page"
    shape = scene.shapes[glyph.order] if 0 <= glyph.order < len(scene.shapes) else None
    if shape is not None and (shape.mode in (3, 7) or (shape.mode in (0, 2, 4) and shape.colour[3] == 0)):
        # A scan's own words lie unseen over their picture: they are hidden where the picture shows nothing.
        if not any(area(shared(picture.box, glyph.box)) >= 0.5 * area(glyph.box) for picture in _pictures(scene)):
            return "invisible"
        width = min(place[2] - place[0], 16)  # its letters are seldom quite where the picture's are
        near = (place[0] - width, place[1], place[2] + width, place[3])
        return None if _contrast(ink, near) >= _SCANNED else "invisible"
    x0, y0, x1, y1 = glyph.box
    if x1 - x0 < _SMALLEST and y1 - y0 < _SMALLEST and glyph.character.isalnum():
        return "unseen"
    if ink.edges(place):
        return None
    if scene.closely.edges(tuple(2 * x for x in place)):  # type: ignore[arg-type]
        return None
    if (
        shape is not None
        and (clip := scene.clip(shape)) is not None
        and area(shared(clip, glyph.box)) < 0.1 * area(glyph.box)
    ):
        return "clipped"
    return "layer" if evidence.layers_off else "unseen"


def _pictures(scene: Scene) -> list[Shape]:
    if "pictures" not in scene.memory:
        scene.memory["pictures"] = [shape for shape in scene.shapes if shape.kind == "image"]
    kept: list[Shape] = scene.memory["pictures"]
    return kept


def _contrast(ink: Ink, place: tuple[int, int, int, int]) -> int:
    part = ink.pixels[max(place[1], 0) : max(place[3], 0), max(place[0], 0) : max(place[2], 0)]
    return int(part.max()) - int(part.min()) if part.size else 0


def _covered(scene: Scene) -> set[int]:
    """Return the indexes of glyphs with something opaque painted over them later, and not painted again on top."""
    pairs: list[tuple[Glyph, Shape, Rectangle]] = []
    for cover in covers_of(scene):
        whole = area(cover.box) >= 0.7 * scene.size[0] * scene.size[1]
        for glyph in scene.glyphs_in(cover.box, 0.45):
            if not -1 < glyph.order < cover.order or area(glyph.box) == 0:
                continue
            if cover.kind == "image" and whole and _contrast(scene.shown, scene.place(glyph.box)) >= _SCANNED:
                continue  # a scan over its own words
            pairs.append((glyph, cover, shared(glyph.box, cover.box)))
    if not pairs:
        return set()
    used = tuple({cover.order: cover for _, cover, _ in pairs}.values())
    with scene.lifted((*used, *on_top(scene, used))):
        below = Ink(scene.pixels())
    return {
        glyph.index
        for glyph, _, part in pairs
        if below.differs(scene.shown, scene.place(part)) and below.edges(scene.place(part))
    }


def _tell(scene: Scene, channel: str, glyphs: list[Glyph], how: str) -> Iterator[Leak]:
    telling = [glyph for glyph in glyphs if glyph.character.isalnum() or glyph.character == WHOLE]
    if telling:
        level: Literal["leak", "note"] = "leak" if len(telling) > 1 or telling[0].character == WHOLE else "note"
        yield Leak(channel, scene.number, say_box(telling[0].box), f"{len(telling)} characters {how}", level)


def check_covered_text(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text that something opaque was painted over."""
    yield from _tell(
        scene, "text under a bar", fates_of(evidence, scene).get("covered", []), "lie under a box or picture"
    )


def check_invisible_text(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text drawn so as not to show (text rendering mode 3 or 7, or wholly transparent)."""
    yield from _tell(scene, "invisible text", fates_of(evidence, scene).get("invisible", []), "are drawn without ink")


def check_unseen_text(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text in the colour of what is behind it, or too small to see."""
    yield from _tell(
        scene, "unseen text", fates_of(evidence, scene).get("unseen", []), "cannot be seen against what is behind"
    )


def check_clipped_text(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text that a clipping path cuts away."""
    yield from _tell(scene, "clipped text", fates_of(evidence, scene).get("clipped", []), "are clipped away")


def check_text_off_page(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text outside the part of the page that is shown (off the sheet, or outside its crop box)."""
    yield from _tell(scene, "text off the page", fates_of(evidence, scene).get("off page", []), "stand off the page")


def check_layers(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for text on layers that are switched off."""
    yield from _tell(scene, "layer", fates_of(evidence, scene).get("layer", []), "stand on a layer that is off")


def check_see_through(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for dark boxes over text that let it shine through."""
    for shape in scene.shapes:
        if shape.kind != "path" or not shape.rectangular or shape.opaque or not shape.dark or shape.colour[3] < 60:
            continue
        if shape.height < 3 or shape.width < 5:
            continue
        below = [glyph for glyph in scene.glyphs_in(shape.box, 0.45) if glyph.order < shape.order]
        if sum(scene.shown.edges(scene.place(glyph.box)) > 0 for glyph in below) > 1:
            yield Leak("see-through bar", scene.number, say_box(shape.box), f"{len(below)} characters shine through")


def check_covered_pictures(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for pictures whose pixels go on under a box, or under another picture."""
    yield from _below_covers(scene, "picture under a bar", "image")


def check_covered_drawings(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for drawings, such as letters turned into outlines, that go on under a bar."""
    yield from _below_covers(scene, "drawing under a bar", "path")


def _below_covers(scene: Scene, channel: str, kind: str) -> Iterator[Leak]:
    bars = {bar.shape.order for bar in bars_of(scene)}
    found: list[tuple[Shape, Rectangle]] = []
    for cover in covers_of(scene):
        if kind == "path" and cover.order not in bars:
            continue
        below = [
            shape
            for shape in scene.shapes[: cover.order]
            if shape.kind == kind
            and area(part := shared(shape.box, cover.box)) > 9
            and min(part[2] - part[0], part[3] - part[1]) > 2
        ]
        if kind == "path" and sum(shape.segments for shape in below) < _OUTLINES:
            continue
        if below:
            left, bottom, right, top = cover.box
            reach = [shared(shape.box, cover.box) for shape in below]
            part = (
                max(left, min(r[0] for r in reach)),
                max(bottom, min(r[1] for r in reach)),
                min(right, max(r[2] for r in reach)),
                min(top, max(r[3] for r in reach)),
            )
            found.append((cover, part))
    if not found:
        return
    covers = tuple(cover for cover, _ in found)
    lifted = [*covers, *on_top(scene, covers)]
    # Text under the bar is told by its own check: only what is asked for stays.
    lifted += [shape for shape in scene.shapes if shape.kind == "text"]
    with scene.lifted(lifted):
        below_ink = Ink(scene.pixels())
    for cover, part in found:
        x0, y0, x1, y1 = scene.place(part)
        if below_ink.edges((x0 + 2, y0 + 2, x1 - 2, y1 - 2)) >= _SPECKS:
            level: Literal["leak", "strict"] = "leak" if cover.order in bars else "strict"
            yield Leak(channel, scene.number, say_box(cover.box), "what is below the box is still in the file", level)


def check_cropped_pictures(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Look for pictures of which only a part is shown: the rest can be taken out of the file."""
    from redact.verification.drawn.pictures import pixels_of

    for shape in scene.shapes:
        if shape.kind != "image" or area(shape.box) < 25:
            continue
        seen = shared(shape.box, scene.clip(shape) or shape.box)
        seen = shared(seen, scene.sheet)
        if area(seen) >= 0.93 * area(shape.box):
            continue
        rows = pixels_of(shape)
        if rows is not None and Ink(rows).edges((0, 0, rows.shape[1], rows.shape[0])) >= _SPECKS:
            yield Leak("cropped picture", scene.number, say_box(seen), "a part of the picture is not shown", "strict")
