"""Place slabs on pages: no heading without its text, no line of a paragraph alone, no signature without its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from redact.renderers.typesetting.blocks import Slab


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines `start` to `end` of a slab, `top` points below the top of the page's type area.

    What is `repeated` stands on an earlier page already.
    """

    slab: Slab
    start: int
    end: int
    top: float
    repeated: bool = False


def paginate(slabs: Sequence[Slab], depth: float) -> tuple[tuple[Fragment, ...], ...]:
    """Fill pages `depth` points deep."""
    pages: list[tuple[Fragment, ...]] = []
    page: list[Fragment] = []
    y = 0.0

    def turn() -> None:
        nonlocal y
        pages.append(tuple(page))
        page.clear()
        y = 0.0

    for i, slab in enumerate(slabs):
        if page and (slab.breaks or not fits(slabs, i, depth - y, depth)):
            turn()
        start = 0
        while start < slab.height:
            if slab.head is not None and not page and slab.head.height * slab.head.leading < depth / 3:
                page.append(Fragment(slab.head, 0, slab.head.height, 0.0, repeated=True))
                y = slab.head.height * slab.head.leading
            top = y + (slab.before if start == 0 and page else 0.0)
            count = count_lines(slab, start, depth - top, fresh=all(fragment.repeated for fragment in page))
            if count == 0:
                turn()
                continue
            page.append(Fragment(slab, start, start + count, top))
            start += count
            y = top + count * slab.leading
            if start < slab.height:
                turn()
    if page or not pages:
        turn()
    return tuple(pages)


def fits(slabs: Sequence[Slab], i: int, room: float, depth: float) -> bool:
    """Tell whether a slab that must stand with what follows it may begin here."""
    heights = accumulate(need(slabs, i))
    wanted = next((height for height in heights if height > room), 0.0)
    return not wanted or wanted > depth / 2 or not (slabs[i].keep or slabs[i].whole)


def need(slabs: Sequence[Slab], i: int) -> Iterator[float]:
    """Yield how deep each slab of a group is that stays together; of the last, its first two lines."""
    for slab in islice(slabs, i, None):
        together = slab.keep or slab.whole
        yield slab.before + slab.leading * (slab.height if together else min(2, slab.height))
        if not slab.keep:
            return


def count_lines(slab: Slab, start: int, room: float, fresh: bool) -> int:
    """Return how many lines of a slab go here: all, or as many as leave two on either side; 0 asks for a new page."""
    left = slab.height - start
    count = min(left, int((room + 0.01) / slab.leading))
    if count < left:
        if left - count == 1:
            count -= 1
        if count < 2 and start == 0:
            count = 0
    return max(count, 1) if fresh else max(count, 0)
