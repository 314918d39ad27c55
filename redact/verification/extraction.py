"""Read a page's text as two readers see it, independent of one another: PDFium and pdfminer.six."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from redact.errors import InputError

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTContainer


def texts_by_pdfium(data: bytes) -> tuple[str, ...]:
    """Return each page's text as PDFium extracts it (what a browser's copy and paste gives)."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError:
        raise InputError("the PDF cannot be opened by PDFium: save it anew and check that") from None
    try:
        texts = []
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range() if textpage.count_chars() else "")
            textpage.close()
            page.close()
        return tuple(texts)
    except pypdfium2.PdfiumError:
        raise InputError("a page of the PDF cannot be read by PDFium: save it anew and check that") from None
    finally:
        pdf.close()  # type: ignore[no-untyped-call]


def texts_by_pdfminer(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return each page's text as pdfminer.six reads it: in the order it is drawn, and in the order it is seen."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar, LTContainer
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    def characters(node: LTContainer[Any]) -> Iterator[LTChar]:
        for kid in node:
            if isinstance(kid, LTChar):
                yield kid
            elif isinstance(kid, LTContainer):
                yield from characters(kid)

    # Its log would quote what it trips over.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    texts = []
    try:
        resources = PDFResourceManager(caching=True)
        device = PDFPageAggregator(resources, laparams=None)
        interpreter = PDFPageInterpreter(resources, device)
        for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))):
            interpreter.process_page(page)
            drawn = list(characters(device.get_result()))
            seen = sorted(drawn, key=lambda c: (-round(c.y0 / 3), c.x0))
            texts.append((_write(drawn), _write(seen)))
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception:  # pdfminer raises whatever its parsers trip over
        raise InputError("a page of the PDF cannot be read by pdfminer.six: save it anew and check that") from None
    return tuple(texts)


def _write(characters: list[LTChar]) -> str:
    """Write characters down one after another, with a space at a gap and a line's end at a step."""
    parts: list[str] = []
    end = foot = None
    for character in characters:
        height = max(character.size, 1.0)
        if character.upright:
            left, right, level = character.x0, character.x1, character.y0
        else:
            left, right, level = character.y0, character.y1, character.x0
        if end is not None and foot is not None:
            if abs(level - foot) > height * 0.5:
                parts.append("\n")
            elif left - end > height * 0.15 or right < end - height:
                parts.append(" ")
        parts.append(character.get_text())
        end, foot = right, level
    return "".join(parts)
