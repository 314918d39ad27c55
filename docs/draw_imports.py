"""Draw which room imports which, floor by floor: python docs/draw_imports.py

An arrow is left out where others lead the same way in steps; tests/test_architecture.py looks at all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.imports import FLOORS, HEIGHT, imports, modules, room

SVG = Path(__file__).with_name("imports.svg")
WIDTH, ROW, BOX = 1040, 66, (104, 28)  # pixels: the picture, from floor to floor, a room
HIDDEN = {"__init__", "__main__"}  # the names of the library and `python -m redact`: they hold nothing of their own


def arrows() -> list[tuple[str, str]]:
    """Return the pairs of rooms to draw an arrow between: upper, lower."""
    pairs = {each.rooms for each in imports() if each.imported in modules()}
    pairs = {(upper, lower) for upper, lower in pairs if upper != lower and {upper, lower} <= HEIGHT.keys() - HIDDEN}

    def leads(start: str, end: str) -> bool:
        return any(start == upper and (lower == end or leads(lower, end)) for upper, lower in pairs)

    return sorted(
        (upper, lower)
        for upper, lower in pairs
        if not any(start == upper and step != lower and leads(step, lower) for start, step in pairs)
    )


def draw() -> str:
    """Return the picture."""
    drawn = {room(module) for module in modules()} - HIDDEN
    floors = [[name for name in floor if name in drawn] for floor in reversed(FLOORS)]
    floors = [floor for floor in floors if floor]
    place = {
        name: (WIDTH * (2 * column + 1) / (2 * len(floor)), ROW * (row + 0.5), row)
        for row, floor in enumerate(floors)
        for column, name in enumerate(floor)
    }
    wide, high = BOX
    parts = []
    for upper, lower in arrows():
        (x0, y0, above), (x1, y1, below) = place[upper], place[lower]
        bend = (150 if (above + below) % 2 else -150) * (x0 == x1 and below - above > 1)
        start, end, middle = y0 + high / 2, y1 - high / 2 - 3, (y0 + y1) / 2
        path = f"M{x0:g} {start:g}C{x0 + bend:g} {middle:g} {x1 + bend:g} {middle:g} {x1:g} {end:g}"
        parts.append(f'<path d="{path}" marker-end="url(#tip)"/>')
    for name, (x, y, _) in place.items():
        parts.append(f'<rect x="{x - wide / 2:g}" y="{y - high / 2:g}" width="{wide}" height="{high}" rx="4"/>')
        parts.append(f'<text x="{x:g}" y="{y + 5:g}">{name}</text>')
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ROW * len(floors)}" role="img">
<title>The rooms of redact by floor; every import looks down</title>
<style>
svg {{ background: #fff }}
path {{ fill: none; stroke: #456; stroke-width: 1.2 }}
rect {{ fill: #eef3f8; stroke: #234 }}
text {{ font: 14px sans-serif; text-anchor: middle; fill: #112 }}
#tip path {{ fill: #456; stroke: none }}
</style>
<marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L8 4L0 8z"/>
</marker>
{chr(10).join(parts)}
</svg>
"""


if __name__ == "__main__":
    SVG.write_text(draw(), encoding="utf-8", newline="\n")
    print(SVG)
