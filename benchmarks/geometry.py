"""Measure where a document's characters stand: arrays as long as the text, against an object a character.

uv run python benchmarks/geometry.py
"""

from __future__ import annotations

import pickle
import time
from array import array
from typing import Any

from redact.model import Box, Geometry, Span

CHARACTERS = 1_500_000  # about 500 pages


def as_arrays() -> Geometry:
    page = array("H", (1 + i // 3_000 for i in range(CHARACTERS)))
    x0, y0 = (
        array("f", (72 + i % 75 * 6 for i in range(CHARACTERS))),
        array("f", (720 - i // 75 % 40 * 14 for i in range(CHARACTERS))),
    )
    return Geometry(page, x0, y0, array("f", (x + 6 for x in x0)), array("f", (y + 12 for y in y0)))


def as_objects() -> tuple[Box, ...]:
    return tuple(
        Box(1 + i // 3_000, x := 72.0 + i % 75 * 6, y := 720.0 - i // 75 % 40 * 14, x + 6, y + 12)
        for i in range(CHARACTERS)
    )


def timed(work: Any) -> tuple[Any, float]:
    start = time.process_time()
    value = work()
    return value, time.process_time() - start


def main() -> None:
    figures = {}
    for name, build in (("arrays", as_arrays), ("objects", as_objects)):
        value, built = timed(build)
        data, pickled = timed(lambda value=value: pickle.dumps(value))
        figures[name] = built, pickled, len(data) / 2**20
        if isinstance(value, Geometry):
            _, asked = timed(
                lambda value=value: [value.boxes(Span(i, i + 40)) for i in range(0, CHARACTERS - 40, 1_500)]
            )
            print(f"the boxes of 1,000 spans: {asked:.3f} s")
    for name, (built, pickled, size) in figures.items():
        print(f"{name:8} built in {built:5.2f} s, pickled in {pickled:5.2f} s to {size:5.1f} MiB")
    arrays, objects = figures["arrays"], figures["objects"]
    print("objects ÷ arrays: " + ", ".join(f"{b / a:.1f} x" for a, b in zip(arrays, objects, strict=True)))


if __name__ == "__main__":
    main()
