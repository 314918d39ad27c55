"""The opened file under inspection, read once each way, and the withheld words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pikepdf
from numpy.typing import NDArray

from redact.text.folding import fold, squeeze
from redact.text.search import Words
from redact.verification.drawn import extraction, gaps, pictures
from redact.verification.drawn.page import Page
from redact.verification.report import BarWidth, Leak, Level
from redact.verification.stored import objects, streams
from redact.verification.stored.opening import File, Written, code_of, objects_written


@dataclass
class Inspection:
    """A file under inspection. Each reading is made once, when a check first asks for it."""

    file: File = field(repr=False)
    words: Words = field(repr=False)
    disclosed: str = field(default="", repr=False)
    entries: tuple[str, ...] = field(default=(), repr=False)
    _gaps: dict[int, tuple[gaps.Gap, ...]] = field(default_factory=dict, repr=False)
    _words_in_pictures: dict[str, str] = field(default_factory=dict, repr=False)

    def pages(self) -> Iterator[Page]:
        """Yield each page as PDFium draws it. A page is of use only until the next one is asked for."""
        with extraction.open_with_pdfium(self.file.data) as pdf:
            for number, handle in enumerate(pdf, 1):
                page = Page(number, handle, self.layers_off)
                yield page
                self._gaps[number] = page.gaps
                handle.close()

    @cached_property
    def bar_widths(self) -> tuple[tuple[gaps.Gap, BarWidth], ...]:
        """Return what the width of each bar gives away; goes through the pages, unless that is done."""
        if len(self._gaps) < len(self.by_pdfium):
            for _ in self.pages():
                pass
        return tuple(gaps.measure_bars([gap for number in sorted(self._gaps) for gap in self._gaps[number]]))

    @cached_property
    def by_pdfium(self) -> tuple[str, ...]:
        return extraction.texts_by_pdfium(self.file.data)

    @cached_property
    def by_pdfminer(self) -> tuple[tuple[str, str], ...]:
        return extraction.texts_by_pdfminer(self.file.data)

    @cached_property
    def allowed(self) -> dict[int, int]:
        """Return how often each withheld entry also stands in the text that may be seen."""
        return self.words.count_in(self.disclosed)

    def only_withheld(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return those of the entries that stand nowhere in the text that may be seen."""
        return tuple(sorted(set(numbers) - self.allowed.keys()))

    @cached_property
    def _visible(self) -> str:
        """Return the letters and digits of all pages, folded and run together: what a string may repeat."""
        return squeeze(fold("".join(self.by_pdfium))) + "\n" + squeeze(fold("".join(d for d, _ in self.by_pdfminer)))

    def is_on_pages(self, text: str) -> bool:
        """Tell whether a text says only what the pages say."""
        return squeeze(fold(text)) in self._visible

    @cached_property
    def layers_off(self) -> bool:
        """Tell whether the file has layers that are off when it is opened (ISO 32000-1, 8.11)."""
        layers = self.file.pdf.Root.get("/OCProperties")
        configuration = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
        if not isinstance(configuration, pikepdf.Dictionary):
            return False
        off = configuration.get("/OFF")
        return str(configuration.get("/BaseState", "/ON")) != "/ON" or (isinstance(off, pikepdf.Array) and len(off) > 0)

    @cached_property
    def nodes_by_key(self) -> dict[str, list[objects.Node]]:
        """Return every dictionary of the file, used or not, under each of its keys."""
        return objects.index_of(self.file.pdf)

    def nodes_with(self, key: str) -> list[objects.Node]:
        """Return every dictionary of the file that has a key, used or not."""
        return self.nodes_by_key.get(key, [])

    @cached_property
    def objects_written(self) -> tuple[Written, ...]:
        """Return the objects as they stand in the file's bytes."""
        return objects_written(self.file.data)

    @cached_property
    def code(self) -> tuple[tuple[str, pikepdf.Object, bytes], ...]:
        """Return the code that draws, each with its place and its owner."""
        return tuple(code_of(self.file))

    @cached_property
    def names_drawn(self) -> set[bytes]:
        """Return the names of the pictures and forms that any code draws."""
        return {name for _, _, code in self.code for name in streams.names_drawn(code)}

    @cached_property
    def reachable(self) -> set[tuple[int, int]]:
        """Return the objects that can be reached from the trailer."""
        return objects.reachable_from(self.file.pdf)

    @cached_property
    def _page_numbers(self) -> dict[tuple[int, int], int]:
        return objects.pages_by_object(self.file)

    def page_of(self, value: pikepdf.Object) -> int | None:
        """Return the page that an object belongs to, where it is the page's own or hangs directly on it."""
        return self._page_numbers.get(value.objgen) if value.objgen != (0, 0) else None

    def leak(self, channel: str, node: objects.Node, detail: str, level: Level = "leak") -> Leak:
        """Return a leak at a dictionary of the file."""
        return Leak(channel, self.page_of(node.owner), node.place, detail, level)

    def read_picture(self, rows: NDArray[np.uint8]) -> str:
        """Return the words in a picture, reading the same picture once however often it stands in the file."""
        key = hashlib.sha256(rows.tobytes()).hexdigest()
        if key not in self._words_in_pictures:
            self._words_in_pictures[key] = pictures.read_words(rows)
        return self._words_in_pictures[key]
