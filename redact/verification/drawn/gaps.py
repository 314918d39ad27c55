"""Gaps in lines of text where bars stand, and how many common names would fit each of them.

A bar that keeps the width of a name leaves only the names that are as wide (Bland, Iyer and Levchenko, PETS 2023). How
wide a name would be is learnt from the letters around the bar; letters that stand nowhere on the page are measured in
the nearest of the standard fonts.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import numpy as np
from pdfminer.fontmetrics import FONT_METRICS

from redact.verification.drawn.bars import Bar, neighbours
from redact.verification.drawn.rendering import Rendering
from redact.verification.drawn.shapes import Glyph
from redact.verification.report import BarWidth, say_box

CLOSE = 0.6  # points: rounding, kerning, and the side of a letter that its outline does not fill
_SNUG = 10.0  # points between a label and the end of a bar made for it
_FAMILIES = ("Helvetica", "Times-Roman", "Courier", "Helvetica-Bold", "Times-Bold")


@dataclass(slots=True)
class Gap:
    """A bar that may be as wide as what it hides, and how wide names would be in its line."""

    page: int
    bar: Bar
    width: float
    advances: dict[str, float] = field(repr=False)

    def measure(self, words: str) -> float:
        """Return how wide some words would be, in points."""
        return sum(self.advances.get(character, self.advances["n"]) for character in words)


def find_gaps(page: Rendering, bars: Sequence[Bar]) -> Iterator[Gap]:
    """Yield the bars of a page that have letters beside them, with the room between these."""
    for bar in bars:
        if bar.shape.height > 40 or _is_snug(page, bar):
            continue
        before, after = neighbours(page, bar)
        near = [glyph for glyph in (before, after) if glyph is not None]
        if not near:
            continue
        advances = advances_of(page, near[0])
        width = bar.shape.width
        if before is not None and after is not None:
            start = page.advances.get(before.index, before.box)[0]
            left = start + advances.get(before.character, before.box[2] - before.box[0])
            right = page.advances.get(after.index, after.box)[0]
            if right - left - width <= 6 * advances[" "]:
                width = right - left - 2 * advances[" "]
        if width > 4:
            yield Gap(page.number, bar, width, advances)


def _is_snug(page: Rendering, bar: Bar) -> bool:
    """Tell whether a bar is as wide as its own label: then it tells the label and nothing else."""
    label = [glyph for glyph in page.glyphs_in(bar.box, 0.5) if glyph.order > bar.shape.order]
    if not label:
        return False
    left = min(glyph.box[0] for glyph in label) - bar.box[0]
    right = bar.box[2] - max(glyph.box[2] for glyph in label)
    return -1 <= left <= _SNUG and -1 <= right <= _SNUG and abs(left - right) <= 4


def advances_of(page: Rendering, near: Glyph) -> dict[str, float]:
    """Return how far each character moves the pen in the text that a glyph belongs to, in points."""
    seen: dict[str, list[float]] = {}
    like = page.advances.get(near.index, near.box)
    size = like[3] - like[1]
    for glyph in page.glyphs:
        box = page.advances.get(glyph.index)
        # The same height from the font's own measures: the same font in the same size.
        if box is not None and abs(box[3] - box[1] - size) <= 0.005 * size:
            seen.setdefault(glyph.character, []).append(box[2] - box[0])
    measured = {character: statistics.median(steps) for character, steps in seen.items()}
    standard, scale, error = _nearest(measured)
    advances = {character: width * scale for character, width in standard.items()}
    # PDFium's boxes take in what hangs over, as an f does: where the font is known, its own widths are better.
    return measured | advances if error < 0.03 else advances | measured


def _nearest(measured: dict[str, float]) -> tuple[dict[str, float], float, float]:
    """Return the standard font whose letters are most like those measured, its size, and how far off it is."""
    best: tuple[float, dict[str, float], float] | None = None
    for family in _FAMILIES:
        standard = _standard(family)
        ratios = [width / standard[c] for c, width in measured.items() if standard.get(c, 0) > 0]
        if not ratios:
            continue
        scale = statistics.median(ratios)
        error = statistics.fmean(abs(ratio / scale - 1) for ratio in ratios)
        if best is None or error < best[0]:
            best = error, standard, scale
    return (best[1], best[2], best[0]) if best is not None else (_standard("Helvetica"), 0.011, 1.0)


@lru_cache(maxsize=8)
def _standard(family: str) -> dict[str, float]:
    """Return the widths of a standard font's letters, in thousandths of its size."""
    return {character: float(width) for character, width in FONT_METRICS[family][1].items() if len(character) == 1}


@lru_cache(maxsize=1)
def common_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the common first names and surnames that bars are measured against."""
    text = files(__package__).joinpath("names.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    first, _, last = lines.partition("\n-\n")
    return tuple(first.split()), tuple(last.split())


def fitting(gap: Gap) -> tuple[int, int]:
    """Return how many common names fit a gap, of how many: first names, surnames, and both together."""
    first, last = (np.array([gap.measure(name) for name in names]) for names in common_names())
    both = (first[:, None] + gap.measure(" ") + last[None, :]).ravel()
    widths = np.concatenate([first, last, both])
    return int((abs(widths - gap.width) <= CLOSE).sum()), len(widths)


def measure_bars(gaps: Sequence[Gap]) -> Iterator[tuple[Gap, BarWidth]]:
    """Say what the width of each bar of a file gives away; nothing where all bars are equally wide."""
    widths = [gap.bar.shape.width for gap in gaps]
    if len(widths) >= 3 and max(widths) - min(widths) < 0.5:
        return
    for gap in gaps:
        fit, names = fitting(gap)
        yield gap, BarWidth(gap.page, say_box(gap.bar.box), round(gap.width, 1), fit, names)
