"""Pictures: the words that can be read in them, the parts that a page does not show, and their own headers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from redact.verification.drawn.edges import SPECKS, Edges
from redact.verification.drawn.page import Page
from redact.verification.drawn.pictures import pixels_of
from redact.verification.drawn.shapes import area, shared
from redact.verification.inspection import Inspection
from redact.verification.report import Leak, name_entries, say_box
from redact.verification.stored import opening, streams

_SMALLEST = (24, 8)  # pixels: no word is smaller
_UNNAMED = 3
_DRAWN_LETTERS = 200  # segments: fewer are no words in outlines


def check_words_in_pictures(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Read each picture, and each page that has drawings enough to be letters, with Tesseract."""
    for shape in page.shapes:
        rows = pixels_of(shape) if shape.kind == "image" else None
        if rows is None or rows.shape[1] < _SMALLEST[0] or rows.shape[0] < _SMALLEST[1]:
            continue
        if numbers := inspection.only_withheld(inspection.words.found_in(inspection.read_picture(rows))):
            yield Leak("words in a picture", page.number, say_box(shape.box), name_entries(numbers))
    drawn = sum(shape.segments for shape in page.shapes if shape.kind == "path" and not shape.rectangular)
    unnamed = sum(unicodedata.category(glyph.character) in ("Co", "Cn") for glyph in page.glyphs)
    if drawn >= _DRAWN_LETTERS or unnamed >= _UNNAMED:  # what looks like letters, or letters that no reader can name
        text = inspection.read_picture(page.pixels(magnify=1.5))
        if numbers := inspection.only_withheld(inspection.words.found_in(text)):
            yield Leak("words in a picture", page.number, "the page as it looks", name_entries(numbers))


def check_cropped(inspection: Inspection, page: Page) -> Iterator[Leak]:
    """Look for pictures of which only a part is shown: the rest can be taken out of the file."""
    for shape in page.shapes:
        if shape.kind != "image" or area(shape.box) < 25:
            continue
        visible = shared(shared(shape.box, page.clip(shape) or shape.box), page.sheet)
        if area(visible) >= 0.93 * area(shape.box):
            continue
        rows = pixels_of(shape)
        if rows is not None and Edges(rows).count((0, 0, rows.shape[1], rows.shape[0])) >= SPECKS:
            yield Leak("cropped picture", page.number, say_box(visible), "a part of the picture is not shown", "strict")


def check_headers(inspection: Inspection) -> Iterator[Leak]:
    """Look for what pictures' own headers say: EXIF, XMP, IPTC and comments in JPEG, boxes of XML in JPEG 2000."""
    for place, stream in opening.streams_of(inspection.file.pdf):
        filters = streams.filters_of(stream)
        if not filters or filters[-1] not in ("/DCTDecode", "/DCT", "/JPXDecode"):
            continue
        data = bytes(stream.read_raw_bytes()) if len(filters) == 1 else streams.unpack_before(stream) or b""
        if filters[-1] == "/JPXDecode":
            described = b"xml " in data[:4096] or b"uuid" in data[:4096]
        else:
            described = _has_words(data)
        if described:
            detail = "a picture's header holds more than its pixels"
            yield Leak("picture header", inspection.page_of(stream), place, detail, "strict")


def _has_words(jpeg: bytes) -> bool:
    """Tell whether a JPEG has segments that hold words: APP1 (EXIF, XMP), APP13 (IPTC), a comment."""
    position = 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        marker = jpeg[position + 1]
        if marker == 0xDA:
            return False
        length = int.from_bytes(jpeg[position + 2 : position + 4], "big")
        if marker in (0xE1, 0xED, 0xFE) and length > 8:
            return True
        position += 2 + length
    return False
