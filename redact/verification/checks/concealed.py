"""What was made hard to see and is still there: text struck out or dark on dark, drawings and pictures without ink.

Also what a font says that it does not show, and words beneath a pen on a scan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pikepdf
from numpy.typing import NDArray

from redact.verification.checks.font_subsets import mapped
from redact.verification.drawn.bars import stands_in_line
from redact.verification.drawn.edges import SPECKS, Edges
from redact.verification.drawn.page import Page
from redact.verification.drawn.pictures import pixels_of
from redact.verification.drawn.shapes import Glyph, Shape, area, shared
from redact.verification.inspection import Inspection
from redact.verification.report import Leak, Level, say_box
from redact.verification.stored import streams

_FEWEST = 3  # letters: fewer are nobody's name
_DARK = 110  # of 255
_FAINT = 40  # of 255: the contrast under which nobody reads a dark letter on a dark ground
_MOST_STRUCK = 200  # letters on a page
_STRUCK = 0.55  # of a letter's box that is dark, where something was drawn over it
_MORE = 0.2  # how much more of it is dark than before that was drawn
_OUTLINES = 24  # segments: fewer than any three letters need
_ONE_LINE = 12.0  # points
_MOST_LETTERS = 4  # that one glyph shows, as in a ligature
_BLOCK = 6  # pixels on a side of what is looked at at once in a scan
_PEN = (24, 8)  # blocks: the least width in pixels over _BLOCK, and in height the greatest
_LIGHT = 150


def check_struck(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for text that lines or letters were drawn over, and for dark text on a dark ground."""
    told = {glyph.index for glyphs in page.unseen.values() for glyph in glyphs}
    pixels = page.edges.pixels
    drawn = zip(page.glyphs, page.glyph_places, strict=True)
    shown = [(glyph, place) for glyph, place in drawn if glyph.character.isalnum() and glyph.index not in told]
    if len(shown) < _FEWEST:
        return
    seen = [glyph for glyph, _ in shown]
    places = [_within(place, pixels) for _, place in shown]
    share = _share(pixels < _DARK, places)
    faint = [
        glyph
        for glyph, place, dark in zip(seen, places, share, strict=True)
        if dark > 0.9 and _wider(page, place) > 0.9 and page.edges.contrast(place) < _FAINT
    ]
    if len(faint) >= _FEWEST:
        detail = f"{len(faint)} characters stand dark on a dark ground"
        yield Leak("struck text", page.number, say_box(faint[0].box), detail, _level(len(faint)))
    dark = [i for i, part in enumerate(share) if part >= _STRUCK and seen[i] not in faint]
    if len(dark) < _FEWEST:
        return
    over = _drawn_over(page, [seen[i] for i in dark])
    if not over:
        return
    with page.lifted(over):
        before = _share(page.pixels() < _DARK, [places[i] for i in dark])
    struck = [seen[i] for i, part in zip(dark, before, strict=True) if share[i] - part >= _MORE]
    if len(struck) >= _FEWEST:
        yield Leak(
            "struck text",
            page.number,
            say_box(struck[0].box),
            f"{len(struck)} characters are drawn over",
            _level(len(struck)),
        )


def _level(letters: int) -> Level:
    """Return how telling it is: whole pages of it are a picture or a form, not words that somebody took out."""
    return "leak" if letters <= _MOST_STRUCK else "strict"


def _drawn_over(page: Page, glyphs: Sequence[Glyph]) -> list[Shape]:
    """Return the lines and letters painted later than some letters and across them."""
    first = min(glyph.order for glyph in glyphs)
    covers = {shape.order for shape in page.covers}
    boxes = np.array([glyph.box for glyph in glyphs])
    orders = np.array([glyph.order for glyph in glyphs])
    written: dict[int, set[str]] = {}
    for glyph in page.glyphs:
        written.setdefault(glyph.order, set()).add(glyph.character)
    over = []
    for shape in page.shapes[max(first, 0) :]:
        if shape.kind not in ("path", "text") or shape.order in covers or shape.rectangular:
            continue  # boxes have checks of their own
        if area(shape.box) > 0.2 * page.size[0] * page.size[1]:
            continue
        left, bottom, right, top = shape.box
        across = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < top) & (boxes[:, 3] > bottom)
        if (across & (orders < shape.order)).any():
            over.append(shape)
    signs = set[str]().union(*(written.get(shape.order, set()) for shape in over if shape.kind == "text"))
    # Words that run into words, or the same words again for boldness, are no rows of crosses.
    return over if len(signs) <= 2 else [shape for shape in over if shape.kind == "path"]


def _within(place: tuple[int, int, int, int], pixels: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    height, width = pixels.shape[:2]
    left, top, right, bottom = place
    return min(max(left, 0), width), min(max(top, 0), height), min(max(right, 0), width), min(max(bottom, 0), height)


def _share(mask: NDArray[np.bool_], places: Sequence[tuple[int, int, int, int]]) -> list[float]:
    """Return how much of each place is true."""
    shares = []
    for left, top, right, bottom in places:
        whole = max((right - left) * (bottom - top), 1)
        shares.append(int(np.count_nonzero(mask[top:bottom, left:right])) / whole)
    return shares


def _wider(page: Page, place: tuple[int, int, int, int]) -> float:
    """Return how dark it is a little round a letter: a heavy letter on paper has light round it."""
    left, top, right, bottom = place
    wide = _within((left - 3, top - 3, right + 3, bottom + 3), page.edges.pixels)
    part = page.edges.pixels[wide[1] : wide[3], wide[0] : wide[2]]
    return float((part < _DARK).mean()) if part.size else 0.0


def check_unseen_drawings(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for outlines and pictures that are painted and leave no trace: white on white, or under their own mask."""
    most = 0.5 * page.size[0] * page.size[1]
    drawn = [shape for shape in page.shapes if 9 < area(shape.box) < most and _may_be_words(shape)]
    if not drawn:
        return
    with page.lifted(drawn):
        without = Edges(page.pixels())
    unseen = [
        shape
        for shape in drawn
        if not page.edges.differs(without, page.place(shape.box))
        and not any(cover.order > shape.order and area(shared(cover.box, shape.box)) > 0 for cover in page.covers)
    ]  # what lies under a box has a check of its own
    for shape in unseen:
        rows = pixels_of(shape) if shape.kind == "image" else None
        if rows is not None and Edges(rows).count((0, 0, rows.shape[1], rows.shape[0])) >= SPECKS:
            yield Leak("unseen drawing", page.number, say_box(shape.box), "a picture that cannot be seen")
    outlines = [shape for shape in unseen if shape.kind == "path"]
    letters = len(outlines) >= _FEWEST or any(shape.width > 2 * shape.height for shape in outlines)
    middles = [(shape.box[1] + shape.box[3]) / 2 for shape in outlines]
    letters = letters and max(middles) - min(middles) < _ONE_LINE
    letters = letters and any(stands_in_line(page, shape.box) for shape in outlines)
    if letters and sum(shape.segments for shape in outlines) >= _OUTLINES:
        detail = f"{len(outlines)} outlines that cannot be seen"
        yield Leak("unseen drawing", page.number, say_box(outlines[0].box), detail)


def _may_be_words(shape: Shape) -> bool:
    if shape.kind == "image":
        return True
    return shape.kind == "path" and shape.segments >= 8 and not shape.rectangular and 4 <= shape.height <= 72


def check_pen(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for letters that show through a dark stroke on a scan."""
    scans = [
        shape for shape in page.shapes if shape.kind == "image" and area(shape.box) > 0.2 * page.size[0] * page.size[1]
    ]
    if not scans:
        return
    pixels = page.edges.pixels
    for left, top, right, bottom in _strokes(pixels):
        inside = pixels[top + 3 : bottom - 3, left + 4 : right - 4]
        if not inside.size or float(np.percentile(inside, 99)) > _DARK + 20:
            continue
        if page.edges.count((left + 4, top + 3, right - 4, bottom - 3)) >= 4 * SPECKS:
            detail = "what is below a dark stroke can be made out"
            yield Leak("see-through bar", page.number, f"{left / page.scale:.0f} pt from the left of a scan", detail)


def _strokes(pixels: NDArray[np.uint8]) -> Iterator[tuple[int, int, int, int]]:
    """Yield dark boxes of a line's height with light above and below them: left, top, right, bottom in pixels."""
    rows, columns = pixels.shape[0] // _BLOCK, pixels.shape[1] // _BLOCK
    blocks = pixels[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    dark = blocks < _DARK
    used = np.zeros_like(dark)
    for row in range(rows):
        column = 0
        while column < columns:
            if not dark[row, column] or used[row, column]:
                column += 1
                continue
            end = column
            while end < columns and dark[row, end]:
                end += 1
            bottom = row
            while bottom < rows and dark[bottom, column:end].mean() > 0.8:
                bottom += 1
            used[row:bottom, column:end] = True
            height = bottom - row
            above = blocks[max(row - 2, 0), column:end].mean()
            below = blocks[min(bottom + 1, rows - 1), column:end].mean()
            if end - column >= 12 and 2 <= height <= _PEN[1] and above > _LIGHT and below > _LIGHT:
                yield column * _BLOCK, row * _BLOCK, end * _BLOCK, bottom * _BLOCK
            column = end


def check_font_maps(inspection: Inspection) -> Iterator[Leak]:
    """Look for glyphs that stand for more letters than one glyph shows: words that only a reader of text meets."""
    for node in inspection.nodes_with("/ToUnicode"):
        cmap = node.value.get("/ToUnicode")
        if isinstance(cmap, pikepdf.Stream):
            said = [letters for letters in mapped(streams.unpack(cmap) or b"").values() if _says_words(letters)]
            if said:
                yield inspection.leak("font map", node, f"{len(said)} glyphs stand for whole words")


def _says_words(letters: str) -> bool:
    """Tell whether there are more letters of an alphabet than any ligature joins."""
    return sum(c.isalnum() and c < "\u0530" for c in letters) > _MOST_LETTERS
