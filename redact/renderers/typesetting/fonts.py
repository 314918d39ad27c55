"""Fonts: the first of a family that has a character prints it; a character that none has is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from redact.errors import RenderError
from redact.text.characters import clean, describe

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

Family = Literal["serif", "serif-bold", "sans", "sans-bold"]

FONTS = Path(__file__).with_name("fonts")
OTHERS = (
    *("NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular", "NotoSerifArmenian-Regular", "NotoSerifGeorgian-Regular"),
    *("NotoSerifEthiopic-Regular", "NotoSerifThai-Regular", "NotoSerifTamil-Regular", "NotoSerifGurmukhi-Regular"),
    *("NotoSerifGujarati-Regular", "NotoSerifBengali-Regular", "NotoSerifDevanagari-Regular"),
    *("DroidSansFallback", "Symbola"),
)
# The first font of a family that has a character prints it.
FAMILIES: dict[Family, tuple[str, ...]] = {
    "serif": ("GentiumBookPlus-Regular", "NotoSans-Regular", *OTHERS),
    "serif-bold": ("GentiumBookPlus-Bold", "NotoSans-Bold", *OTHERS),
    "sans": ("NotoSans-Regular", "GentiumBookPlus-Regular", *OTHERS),
    "sans-bold": ("NotoSans-Bold", "GentiumBookPlus-Bold", *OTHERS),
}


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: its name in ReportLab, and how wide each code point is in thousandths of the size."""

    name: str
    font: TTFont
    widths: dict[int, float]

    def __contains__(self, character: str) -> bool:
        return ord(character) in self.font.face.charToGlyph

    def width(self, text: str) -> float:
        return sum(self.widths.get(ord(character), 0.0) for character in text)


@cache
def load_face(name: str) -> Face:
    """Read a font file and make it known to ReportLab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    # asciiReadable would embed all of ASCII: letters that the publication does not show.
    font = TTFont(name, str(FONTS / f"{name}.ttf"), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    return Face(name, font, dict(font.face.charWidths))


@lru_cache(maxsize=65536)
def face_for(character: str, family: Family) -> Face:
    """Return the first face of a family that has a character; raise RenderError when none does."""
    for name in FAMILIES[family]:
        face = load_face(name)
        if character in face:
            return face
    raise RenderError(f"{describe(character)} stands in none of the fonts shipped with redact")


def unprintable(text: str) -> tuple[int, str] | None:
    """Return where the first character stands that cannot be printed, if there is one, and why not."""
    for character in dict.fromkeys(text):
        try:
            for printed in clean(character).strip():
                face_for(printed, "serif")
        except RenderError as error:
            return text.index(character), str(error)
    return None


@lru_cache(maxsize=65536)
def split_runs(text: str, family: Family) -> tuple[tuple[Face, str], ...]:
    """Split text into stretches of one face each. A mark keeps the face before it, where that face has it.

    A space is the first face's, wherever it stands: what is measured word by word is as wide as what is drawn.
    """

    def faces() -> Iterator[tuple[Face, str]]:
        last: Face | None = None
        for character in text:
            if last is None or not (unicodedata.combining(character) and character in last):
                last = face_for(character, family)
            yield last, character

    return tuple((face, "".join(c for _, c in group)) for face, group in groupby(faces(), key=lambda pair: pair[0]))


@lru_cache(maxsize=65536)
def measure(text: str, family: Family) -> float:
    """Return the width of text in thousandths of its size."""
    return sum(face.width(run) for face, run in split_runs(text, family))
