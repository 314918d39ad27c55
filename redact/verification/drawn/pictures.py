"""Pictures: their pixels, and the words that Tesseract reads in them."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import subprocess

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from redact.verification.drawn.shapes import Shape, raw

_MOST_PIXELS = 40_000_000
_SECONDS = 120  # for one picture


def tesseract() -> str | None:
    """Return the OCR program, where it is installed."""
    return shutil.which("tesseract")


def pixels_of(shape: Shape) -> NDArray[np.uint8] | None:
    """Return all pixels of a picture in grey, shown or not; None where PDFium cannot read them."""
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
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")
