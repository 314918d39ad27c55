"""What the checks look at: one opened file, read once each way, and the withheld words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from redact.errors import InputError
from redact.verification.drawn import extraction
from redact.verification.drawn.page import Scene
from redact.verification.stored import file as reading
from redact.verification.stored.objects import Held, index_of, pages_by_object, reachable_from
from redact.verification.words import Words, fold, squeeze

if TYPE_CHECKING:
    import numpy as np
    import pikepdf
    from numpy.typing import NDArray

    from redact.verification.checks.widths import Gap
    from redact.verification.report import BarWidth

_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


@dataclass
class Evidence:
    """A file under check. Each reading is made once, when a check first asks for it."""

    file: reading.File = field(repr=False)
    words: Words = field(repr=False)
    disclosed: str = field(default="", repr=False)
    entries: tuple[str, ...] = field(default=(), repr=False)
    gaps: list[Gap] = field(default_factory=list, repr=False)
    _pictures: dict[str, str] = field(default_factory=dict, repr=False)

    def scenes(self) -> Iterator[Scene]:
        """Yield each page as PDFium draws it. A scene is of use only until the next one is asked for."""
        import pypdfium2

        try:
            pdf = pypdfium2.PdfDocument(self.file.data)
        except pypdfium2.PdfiumError:
            raise InputError("the PDF cannot be opened by PDFium: save it anew and check that") from None
        try:
            for number, page in enumerate(pdf, 1):
                yield Scene(number, page)
                page.close()
        except pypdfium2.PdfiumError:
            raise InputError("a page of the PDF cannot be read by PDFium: save it anew and check that") from None
        finally:
            pdf.close()

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

    def secret(self, found: Iterable[int]) -> tuple[int, ...]:
        """Return those of the entries that stand nowhere in the text that may be seen."""
        return tuple(sorted(set(found) - self.allowed.keys()))

    @cached_property
    def visible(self) -> str:
        """Return the letters and digits of all pages, folded and run together: what a string may repeat."""
        return squeeze(fold("".join(self.by_pdfium))) + "\n" + squeeze(fold("".join(d for d, _ in self.by_pdfminer)))

    def repeats(self, text: str) -> bool:
        """Tell whether a text says only what the pages say."""
        return squeeze(fold(text)) in self.visible

    @cached_property
    def layers_off(self) -> bool:
        """Tell whether the file has layers that are off when it is opened (ISO 32000-1, 8.11)."""
        import pikepdf

        layers = self.file.pdf.Root.get("/OCProperties")
        if not isinstance(layers, pikepdf.Dictionary):
            return False
        configuration = layers.get("/D")
        if not isinstance(configuration, pikepdf.Dictionary):
            return False
        off: Any = configuration.get("/OFF")
        return str(configuration.get("/BaseState", "/ON")) != "/ON" or (isinstance(off, pikepdf.Array) and len(off) > 0)

    @cached_property
    def _walked(self) -> dict[str, list[Held]]:
        return index_of(self.file.pdf)

    def having(self, key: str) -> list[Held]:
        """Return every dictionary of the file that has a key, used or not, each with its place."""
        return self._walked.get(key, [])

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return every key of every dictionary, once."""
        return tuple(self._walked)

    @cached_property
    def written(self) -> tuple[reading.Written, ...]:
        """Return the objects as they stand in the file's bytes."""
        return reading.objects_written(self.file.data)

    @cached_property
    def code(self) -> tuple[tuple[str, pikepdf.Object, bytes], ...]:
        """Return the code that draws, each with its place and its owner."""
        return tuple(reading.code_of(self.file))

    @cached_property
    def drawn(self) -> set[bytes]:
        """Return the names of the pictures and forms that any code draws."""
        return {match[1] for _, _, data in self.code for match in _DRAWS.finditer(data)}

    @cached_property
    def reachable(self) -> set[tuple[int, int]]:
        """Return the objects that can be reached from the trailer."""
        return reachable_from(self.file.pdf)

    @cached_property
    def _page_of(self) -> dict[tuple[int, int], int]:
        return pages_by_object(self.file)

    def page_of(self, found: pikepdf.Object) -> int | None:
        """Return the page that an object belongs to, where it is the page's own or hangs directly on it."""
        return self._page_of.get(found.objgen) if found.objgen != (0, 0) else None

    @cached_property
    def bar_widths(self) -> tuple[tuple[Gap, BarWidth], ...]:
        """Return what the width of each bar gives away; known once every page has been seen."""
        from redact.verification.checks.widths import measure_bars

        return tuple(measure_bars(self))

    def read_picture(self, rows: NDArray[np.uint8]) -> str:
        """Return the words in a picture, reading the same picture once however often it stands in the file."""
        from redact.verification.drawn.pictures import read_words

        key = hashlib.sha256(rows.tobytes()).hexdigest()
        if key not in self._pictures:
            self._pictures[key] = read_words(rows)
        return self._pictures[key]
