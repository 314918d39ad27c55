"""Pictures: their pixels, what their own headers say, and the words that can be read in them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redact.verification.drawn.page import Scene
from redact.verification.drawn.shapes import Shape, pdfium
from redact.verification.report import Leak, name_entries, say_box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from redact.verification.inspection import Evidence

_MOST_PIXELS = 40_000_000
_SECONDS = 120  # for one picture
_SMALLEST = (24, 8)  # pixels: no word is smaller


def tesseract() -> str | None:
    """Return the OCR program, where it is installed."""
    return shutil.which("tesseract")


def pixels_of(shape: Shape) -> NDArray[np.uint8] | None:
    """Return all pixels of a picture in grey, shown or not; None where PDFium cannot read them."""
    import ctypes

    import pypdfium2

    raw = pdfium()
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(shape.handle, width, height):
        return None
    if not 0 < width.value * height.value <= _MOST_PIXELS:
        return None
    handle = raw.FPDFImageObj_GetBitmap(shape.handle)
    if not handle:
        return None
    try:
        bitmap = pypdfium2.PdfBitmap.from_raw(handle)
        rows: NDArray[np.uint8] = bitmap.to_numpy().copy()
    finally:
        raw.FPDFBitmap_Destroy(handle)
    if rows.ndim == 3:
        rows = rows[:, :, :3].mean(axis=2).astype("uint8")
    return rows


def read_words(rows: NDArray[np.uint8]) -> str:
    """Return the words that Tesseract reads in a picture."""
    from PIL import Image

    program = tesseract()
    if program is None:
        return ""
    image = Image.fromarray(rows)
    if image.height < 60 or image.width < 600:
        image = image.resize((image.width * 2, image.height * 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-", "-", "--psm", "11", "-l", "eng"],
            input=out.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def check_words_in_pictures(evidence: Evidence, scene: Scene) -> Iterator[Leak]:
    """Read each picture, and each page that has drawings enough to be letters, with Tesseract."""
    for shape in scene.shapes:
        if shape.kind != "image":
            continue
        rows = pixels_of(shape)
        if rows is None or rows.shape[1] < _SMALLEST[0] or rows.shape[0] < _SMALLEST[1]:
            continue
        text = evidence.read_picture(rows)
        if found := evidence.secret(evidence.words.found_in(text)):
            yield Leak("words in a picture", scene.number, say_box(shape.box), name_entries(found))
    segments = sum(shape.segments for shape in scene.shapes if shape.kind == "path" and not shape.rectangular)
    if segments >= 200:
        text = evidence.read_picture(scene.pixels(magnify=1.5))
        if found := evidence.secret(evidence.words.found_in(text)):
            yield Leak("words in a picture", scene.number, "the page as it looks", name_entries(found))


def check_headers(evidence: Evidence) -> Iterator[Leak]:
    """Look for what pictures' own headers say: EXIF, XMP, IPTC and comments in JPEG, boxes of XML in JPEG 2000."""
    import pikepdf

    from redact.verification.stored import file, streams

    for place, found in file.objects_of(evidence.file.pdf):
        if not isinstance(found, pikepdf.Stream):
            continue
        filters = streams.filters_of(found)
        if not filters or filters[-1] not in ("/DCTDecode", "/DCT", "/JPXDecode"):
            continue
        data = found.read_raw_bytes()
        if len(filters) > 1:
            data = streams.unpack_before(found) or b""
        said = _jpeg_says(data) if filters[-1] != "/JPXDecode" else b"xml " in data[:4096] or b"uuid" in data[:4096]
        if said:
            yield Leak(
                "picture header",
                evidence.page_of(found),
                place,
                "a picture's header holds more than its pixels",
                "strict",
            )


def _jpeg_says(data: bytes) -> bool:
    """Tell whether a JPEG has segments that hold words: APP1 (EXIF, XMP), APP13 (IPTC), a comment."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            return False
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in (0xE1, 0xED, 0xFE) and length > 8:
            return True
        at += 2 + length
    return False
