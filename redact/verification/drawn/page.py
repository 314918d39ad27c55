"""A page of an opened file: its bars, the gaps they stand in, and the glyphs that do not show."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from redact.verification.drawn.bars import Bar, find_bars, find_covers
from redact.verification.drawn.gaps import Gap, find_gaps
from redact.verification.drawn.rendering import Rendering
from redact.verification.drawn.shapes import Glyph, Shape
from redact.verification.drawn.visibility import Reason, find_unseen


class Page(Rendering):
    """One page of an opened file, of use only while PDFium has it open. Each finding is made once, when asked for."""

    def __init__(self, number: int, page: Any, layers_off: bool) -> None:
        super().__init__(number, page)
        self.layers_off = layers_off

    @cached_property
    def covers(self) -> tuple[Shape, ...]:
        return find_covers(self)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        return find_bars(self, self.covers)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(find_gaps(self, self.bars))

    @cached_property
    def unseen(self) -> dict[Reason, list[Glyph]]:
        """Return the glyphs that do not show, by the reason."""
        return find_unseen(self, self.covers, self.layers_off)
