"""Scripts whose letters join, change their shape and change places: set cluster by cluster, as HarfBuzz shapes them.

    हिन्दी   six code points, three clusters; the vowel of the first is drawn before its consonant

Each shaped glyph gets a code point of its own from a private plane, known to the face that draws it. What a reader
copies is the cluster: its first glyph stands for all of it, the others for a joiner, which shows nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count, groupby
from typing import TYPE_CHECKING

from redact.renderers.typesetting.fonts import FONTS, load_face

if TYPE_CHECKING:
    from uharfbuzz import Font

# Unicode's blocks, and the face that has them.
_SCRIPTS = {
    "NotoSerifDevanagari-Regular": "\u0900-\u0963\u0966-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff",
    "NotoSerifBengali-Regular": "\u0980-\u09ff",
    "NotoSerifGurmukhi-Regular": "\u0a00-\u0a7f",
    "NotoSerifGujarati-Regular": "\u0a80-\u0aff",
    "NotoSerifTamil-Regular": "\u0b80-\u0bff",
    "NotoSerifThai-Regular": "\u0e00-\u0e7f",
}
_JOINERS = "\u200c\u200d"
_RUN = re.compile("|".join(f"(?P<s{i}>[{block}][{block}{_JOINERS}]*)" for i, block in enumerate(_SCRIPTS.values())))
_PRIVATE = count(0xF0000)
_MEANS_NOTHING = "\u200c"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shaped glyph: what it stands for, and how far from its place it is drawn, in thousandths of the size."""

    means: str
    right: float
    up: float


_GLYPHS: dict[str, Glyph] = {}


def shape_clusters(text: str) -> str:
    """Return text with each run of such a script as the glyphs that draw it; all other text as it is."""
    return text if text.isascii() else _RUN.sub(_shaped, text)


def glyph_of(character: str) -> Glyph | None:
    """Return what a private code point draws, if it is one of ours."""
    return _GLYPHS.get(character)


def continues(character: str) -> bool:
    """Tell whether a code point draws the rest of a cluster: no line begins with it."""
    glyph = _GLYPHS.get(character)
    return glyph is not None and glyph.means == _MEANS_NOTHING


def _shaped(run: re.Match[str]) -> str:
    return _shape(run.group(), [*_SCRIPTS][int((run.lastgroup or "s0")[1:])])


@lru_cache(maxsize=8192)
def _shape(text: str, name: str) -> str:
    import uharfbuzz

    font, scale = _font(name)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    drawn = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in drawn})
    beyond = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    pieces: list[str] = []
    for start, cluster in groupby(drawn, key=lambda pair: pair[0].cluster):
        for i, (info, place) in enumerate(cluster):
            means = _MEANS_NOTHING if i else text[start : beyond[start]]
            glyph = Glyph(means, place.x_offset * scale, place.y_offset * scale)
            pieces.append(_code(name, info.codepoint, place.x_advance * scale, glyph))
    return "".join(pieces)


@cache
def _code(name: str, number: int, advance: float, glyph: Glyph) -> str:
    """Return the code point under which a face draws a glyph at some distance for some meaning.

    The file says how wide the glyph is by itself, as the font does (PDF/UA-1, 7.21.5); a line is measured by what
    shaping makes of that.
    """
    character = chr(next(_PRIVATE))
    face = load_face(name)
    font, scale = _font(name)
    face.font.face.charToGlyph[ord(character)] = number
    face.font.face.charWidths[ord(character)] = font.get_glyph_h_advance(number) * scale
    face.widths[ord(character)] = advance
    _GLYPHS[character] = glyph
    return character


@cache
def _font(name: str) -> tuple[Font, float]:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / f"{name}.ttf")))
    return uharfbuzz.Font(face), 1000 / face.upem
