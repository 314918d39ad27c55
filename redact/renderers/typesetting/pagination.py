"""Pages filled with blocks: no heading without its text, no line of a paragraph or signature alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from redact.renderers.typesetting.blocks import TextBlock


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines `start` to `end` of a block, `top` points below the top of the page's type area.

    What is `repeated` stands on an earlier page already.
    """

    block: TextBlock
    start: int
    end: int
    top: float
    repeated: bool = False


def paginate(blocks: Sequence[TextBlock], depth: float) -> tuple[tuple[Fragment, ...], ...]:
    """Fill pages `depth` points deep."""
    pages: list[tuple[Fragment, ...]] = []
    page: list[Fragment] = []
    y = 0.0

    def turn() -> None:
        nonlocal y
        pages.append(tuple(page))
        page.clear()
        y = 0.0

    for i, block in enumerate(blocks):
        if page and (block.breaks or not fits(blocks, i, depth - y, depth)):
            turn()
        start = 0
        while start < block.height:
            if block.head is not None and not page and block.head.height * block.head.leading < depth / 3:
                page.append(Fragment(block.head, 0, block.head.height, 0.0, repeated=True))
                y = block.head.height * block.head.leading
            top = y + (block.before if start == 0 and page else 0.0)
            count = count_lines(block, start, depth - top, fresh=all(fragment.repeated for fragment in page))
            if count == 0:
                turn()
                continue
            page.append(Fragment(block, start, start + count, top))
            start += count
            y = top + count * block.leading
            if start < block.height:
                turn()
    if page or not pages:
        turn()
    return tuple(pages)


def fits(blocks: Sequence[TextBlock], i: int, room: float, depth: float) -> bool:
    """Tell whether a block that must stand with what follows it may begin here."""
    heights = accumulate(depths_together(blocks, i))
    wanted = next((height for height in heights if height > room), 0.0)
    return not wanted or wanted > depth / 2 or not (blocks[i].keep or blocks[i].whole)


def depths_together(blocks: Sequence[TextBlock], i: int) -> Iterator[float]:
    """Yield how deep each block of a group is that stays together; of the last, its first two lines."""
    for block in islice(blocks, i, None):
        together = block.keep or block.whole
        yield block.before + block.leading * (block.height if together else min(2, block.height))
        if not block.keep:
            return


def count_lines(block: TextBlock, start: int, room: float, fresh: bool) -> int:
    """Return how many lines of a block go here: all, or as many as leave two on either side; 0 asks for a new page."""
    left = block.height - start
    count = min(left, int((room + 0.01) / block.leading))
    if count < left:
        if left - count == 1:
            count -= 1
        if count < 2 and start == 0:
            count = 0
    return max(count, 1) if fresh else max(count, 0)
