"""The text of each page as two readers extract it, independent of one another: PDFium and pdfminer.six."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from redact.errors import InputError


@contextmanager
def open_with_pdfium(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for a while; what PDFium cannot read, now or then, is an InputError."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise InputError("the PDF cannot be opened by PDFium: save it anew and check that") from None
    try:
        yield pdf
    except pypdfium2.PdfiumError:
        raise InputError("a page of the PDF cannot be read by PDFium: save it anew and check that") from None
    finally:
        pdf.close()


def texts_by_pdfium(data: bytes) -> tuple[str, ...]:
    """Return each page's text as PDFium extracts it (what a browser's copy and paste gives)."""
    texts = []
    with open_with_pdfium(data) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range() if textpage.count_chars() else "")
            textpage.close()
            page.close()
    return tuple(texts)


class Character(NamedTuple):
    """A character as pdfminer.six places it: what it stands for, where it begins and ends on its line, its size."""

    text: str
    start: float
    end: float
    level: float
    size: float


def texts_by_pdfminer(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return each page's text as pdfminer.six reads it: in the order it is drawn, and in the order it is seen."""
    drawn: list[Character] = []

    class Pen(PDFTextDevice):
        """Write down each character and no more: pdfminer's own layout takes three times as long."""

        def render_char(
            self,
            matrix: Any,
            font: Any,
            fontsize: float,
            scaling: float,
            rise: float,
            cid: int,
            ncs: Any,
            graphicstate: Any,
        ) -> float:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = "\ufffd"
            advance = float(font.char_width(cid) * fontsize * scaling)
            a, b, c, d, x, y = matrix
            if abs(a) >= abs(b):
                drawn.append(Character(text, x, x + advance * a, y + rise * d, abs(fontsize * d)))
            else:  # turned by a quarter
                drawn.append(Character(text, y, y + advance * b, x + rise * c, abs(fontsize * c)))
            return advance

    # Its log would quote what it trips over.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    texts = []
    try:
        resources = PDFResourceManager(caching=True)
        interpreter = PDFPageInterpreter(resources, Pen(resources))
        for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))):
            drawn.clear()
            interpreter.process_page(page)
            seen = sorted(drawn, key=lambda one: (-round(one.level / 3), one.start))
            texts.append((_write(drawn), _write(seen)))
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception:  # pdfminer raises whatever its parsers trip over
        raise InputError("a page of the PDF cannot be read by pdfminer.six: save it anew and check that") from None
    return tuple(texts)


def _write(characters: list[Character]) -> str:
    """Write characters down one after another, with a space at a gap and a line's end at a step."""
    parts: list[str] = []
    end = foot = 0.0
    for text, start, stop, level, size in characters:
        size = size if size > 1 else 1.0
        if parts:
            if abs(level - foot) > size * 0.5:
                parts.append("\n")
            elif start - end > size * 0.15 or stop < end - size:
                parts.append(" ")
        parts.append(text)
        end, foot = stop, level
    return "".join(parts)
