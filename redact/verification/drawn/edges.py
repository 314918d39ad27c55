"""What of a rendering can be seen: where its pixels differ from their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# The least difference between neighbouring pixels, of 255, that a person could see.
_VISIBLE = 5


class Ink:
    """Where a rendering has edges: a glyph that shows has some, an even surface has none."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        import numpy as np

        self.pixels = pixels
        self.height, self.width = pixels.shape[:2]
        edges = np.zeros(pixels.shape[:2], dtype=bool)
        across = _apart(pixels[:, 1:], pixels[:, :-1])
        down = _apart(pixels[1:], pixels[:-1])
        edges[:, :-1] |= across
        edges[:-1, :] |= down
        self._edges = edges

    def edges(self, box: tuple[int, int, int, int]) -> int:
        """Count the edges in a box of pixels; what lies off the page has none."""
        import numpy as np

        left, top, right, bottom = box
        part = self._edges[
            top if top > 0 else 0 : bottom if bottom > 0 else 0, left if left > 0 else 0 : right if right > 0 else 0
        ]
        return int(np.count_nonzero(part))

    def differs(self, other: Ink, box: tuple[int, int, int, int]) -> bool:
        """Tell whether two renderings look different within a box."""
        left, right = (min(max(x, 0), self.width) for x in (box[0], box[2]))
        top, bottom = (min(max(y, 0), self.height) for y in (box[1], box[3]))
        if left >= right or top >= bottom:
            return False
        one = self.pixels[top:bottom, left:right].astype("int16")
        return bool((abs(one - other.pixels[top:bottom, left:right]) > _VISIBLE).any())


def _apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell where two sets of pixels differ so that a person could see it."""
    import numpy as np

    apart: NDArray[np.bool_] = (np.maximum(one, other) - np.minimum(one, other)) > _VISIBLE
    return np.any(apart, axis=2) if apart.ndim == 3 else apart
