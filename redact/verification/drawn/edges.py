"""Edges of a rendering: where its pixels differ enough from their neighbours for a person to see something."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# The least difference between neighbouring pixels, of 255, that a person could see.
_VISIBLE = 5
SPECKS = 12  # pixels with an edge: fewer are dust


class Edges:
    """Where a rendering has edges: a glyph that shows has some, an even surface has none."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]
        self._edges = np.zeros(pixels.shape[:2], dtype=bool)
        self._edges[:, :-1] |= _differ(pixels[:, 1:], pixels[:, :-1])
        self._edges[:-1, :] |= _differ(pixels[1:], pixels[:-1])

    def count(self, box: tuple[int, int, int, int]) -> int:
        """Count the edges in a box of pixels; what lies off the page has none."""
        left, top, right, bottom = (side if side > 0 else 0 for side in box)
        return int(np.count_nonzero(self._edges[top:bottom, left:right]))

    def contrast(self, box: tuple[int, int, int, int]) -> int:
        """Return the greatest difference of brightness in a box of pixels, of 255."""
        left, top, right, bottom = (max(side, 0) for side in box)
        part = self.pixels[top:bottom, left:right]
        return int(part.max()) - int(part.min()) if part.size else 0

    def differs(self, other: Edges, box: tuple[int, int, int, int]) -> bool:
        """Tell whether two renderings look different within a box."""
        left, right = (min(max(x, 0), self.width) for x in (box[0], box[2]))
        top, bottom = (min(max(y, 0), self.height) for y in (box[1], box[3]))
        if left >= right or top >= bottom:
            return False
        one = self.pixels[top:bottom, left:right].astype("int16")
        return bool((abs(one - other.pixels[top:bottom, left:right]) > _VISIBLE).any())


def _differ(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell where two sets of pixels differ so that a person could see it."""
    visible: NDArray[np.bool_] = (np.maximum(one, other) - np.minimum(one, other)) > _VISIBLE
    return np.any(visible, axis=2) if visible.ndim == 3 else visible
