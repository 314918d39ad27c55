"""Small clean letters, and ways of hiding something in them. Everybody in them is invented."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

NAME = "Morwenna Tregarthen"
EMAIL = "morwenna.tregarthen@example.org"
PHONE = "020 7946 0958"
WITHHELD = (NAME, EMAIL, PHONE)

LINES = (
    "Harbour Services Directorate",
    "23 February 2026",
    "Dear Madam,",
    "Thank you for your letter of 2 February about the moorings at the town quay.",
    "We have looked into what you say and agree that the notice was late.",
    "A copy of the byelaws is enclosed.",
    "Yours sincerely,",
    "Harbour Services",
)


def letter(draw: Callable[[Canvas], None] | None = None, pages: int = 1, compressed: bool = True) -> bytes:
    """Draw a letter with ReportLab; `draw` adds to its last page."""
    rl_config.invariant = 1
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=int(compressed), invariant=1, lang="en-GB")
    canvas.setTitle("Letter about moorings")
    for page in range(pages):
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(LINES):
            canvas.drawString(72, 760 - 24 * row, line)
        if draw is not None and page == pages - 1:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return clean(out.getvalue())


def clean(data: bytes) -> bytes:
    """Take out what ReportLab adds of its own accord."""
    return edit(lambda pdf: pdf.trailer.__delitem__("/Info") if "/Info" in pdf.trailer else None, data)


def edit(change: Callable[[pikepdf.Pdf], object], data: bytes | None = None, **save: object) -> bytes:
    """Change a letter's objects with pikepdf."""
    with pikepdf.open(io.BytesIO(data or letter())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id="encryption" not in save, **save)  # type: ignore[arg-type]
        return out.getvalue()


def draw_text(words: str, x: float = 72, y: float = 500, size: float = 11) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, words)

    return draw
