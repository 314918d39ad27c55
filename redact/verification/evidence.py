"""What the checks look at: one opened file, read once each way, and the withheld words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from redact.verification import extraction, reading
from redact.verification.words import Words


@dataclass
class Evidence:
    """A file under check. Each reading is made once, when a check first asks for it."""

    file: reading.File = field(repr=False)
    words: Words = field(repr=False)
    disclosed: str = field(default="", repr=False)

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
