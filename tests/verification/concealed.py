"""Plants of what is hard to see: struck out, dark on dark, without ink, beneath a pen, and fonts that say words."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.verification.letters import NAME

LEFT, BASE = 152, 400


def _beside(canvas: Canvas) -> float:
    """Write the start of a sentence and the name after it; return where the name ends."""
    canvas.drawString(90, BASE, "We wrote to ")
    canvas.drawString(LEFT, BASE, NAME)
    return LEFT + float(canvas.stringWidth(NAME))


def crossed(step: float, width: float) -> Callable[[Canvas], None]:
    """Draw slanting lines both ways over the name."""

    def draw(canvas: Canvas) -> None:
        end = _beside(canvas)
        canvas.setLineWidth(width)
        x = float(LEFT) - 6
        while x < end:
            canvas.line(x, BASE - 3, x + 12, BASE + 11)
            canvas.line(x, BASE + 11, x + 12, BASE - 3)
            x += step

    return draw


def ruled(step: float, width: float) -> Callable[[Canvas], None]:
    """Draw level lines over the name, so close that they make a bar."""

    def draw(canvas: Canvas) -> None:
        end = _beside(canvas)
        canvas.setLineWidth(width)
        y = BASE - 4.0
        while y < BASE + 11:
            canvas.line(LEFT, y, end, y)
            y += step

    return draw


def typed_over(sign: str, times: int) -> Callable[[Canvas], None]:
    """Type a sign over the name again and again, as a typewriter does."""

    def draw(canvas: Canvas) -> None:
        end = _beside(canvas)
        canvas.setFont("Courier-Bold", 14)
        for i in range(times):
            x = LEFT + i * 1.5
            canvas.drawString(x, BASE - 1 + (i % 3) * 2, sign * int((end - LEFT) / canvas.stringWidth(sign) + 1))

    return draw


def dark_on_dark(ground: float, words: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, BASE, "We wrote to ")
        canvas.setFillGray(ground)
        canvas.rect(LEFT - 2, BASE - 4, canvas.stringWidth(NAME) + 4, 15, fill=1, stroke=0)
        canvas.setFillGray(words)
        canvas.drawString(LEFT, BASE, NAME)

    return draw


def white_outlines(shade: float) -> Callable[[Canvas], None]:
    """Draw shapes like letters, in the colour of the paper, where the name would stand."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, BASE, "We wrote to ")
        canvas.setFillGray(shade)
        for i in range(9):
            path = canvas.beginPath()
            x = LEFT + 7 * i
            path.moveTo(x, BASE)
            for j in range(12):
                path.curveTo(x + j % 5, BASE + j / 2, x + 5 - j % 4, BASE + 3 + j / 3, x + j % 3, BASE + 7 - j / 4)
            path.close()
            canvas.drawPath(path, fill=1, stroke=0)

    return draw


def _written(size: tuple[int, int], ink: int, paper: int) -> Image.Image:
    image = Image.new("L", size, paper)
    ImageDraw.Draw(image).text((8, 4), NAME, fill=ink, font=ImageFont.load_default(size=size[1] * 0.6))
    return image


def masked_picture(canvas: Canvas) -> None:
    """Paint a picture of the name whose own mask lets nothing through."""
    words = _written((400, 40), 0, 255).convert("RGB")
    words.putalpha(0)
    canvas.drawImage(ImageReader(words), LEFT, 300, 200, 20, mask="auto")


def pen_on_scan(stroke: int, words: int) -> Callable[[Canvas], None]:
    """Paint a scanned page on which a pen was drawn over the name, not quite black."""

    def draw(canvas: Canvas) -> None:
        page = Image.new("L", (800, 500), 255)
        pen = ImageDraw.Draw(page)
        font = ImageFont.load_default(size=22)
        pen.text((60, 80), "We wrote to", fill=0, font=font)
        pen.rectangle((190, 74, 470, 112), fill=stroke)
        pen.text((200, 80), NAME, fill=words, font=font)
        canvas.drawImage(ImageReader(page), 72, 60, 460, 290)

    return draw


def font_that_says_words(pdf: pikepdf.Pdf) -> None:
    """Show one letter that a reader of text takes for the whole name."""
    letters = NAME.encode("utf-16-be").hex()
    cmap = (
        f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <{letters}> endbfchar endcmap"
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
        ToUnicode=pdf.make_stream(cmap.encode()),
    )
    page = pdf.pages[0]
    page.Resources.Font["/FX"] = pdf.make_indirect(font)
    page.contents_add(b"\nBT /FX 11 Tf 300 400 Td (a) Tj ET\n")


CONCEALED: dict[str, tuple[str, Callable[[Canvas], None]]] = {
    "crossed out": ("struck text", crossed(2, 1.2)),
    "crossed out, finely": ("struck text", crossed(1.2, 0.7)),
    "ruled out": ("struck text", ruled(1.6, 1.2)),
    "ruled out, black": ("unseen text", ruled(0.5, 0.9)),
    "typed over": ("struck text", typed_over("X", 6)),
    "typed over with signs": ("struck text", typed_over("#", 7)),
    "dark grey on black": ("struck text", dark_on_dark(0.0, 0.07)),
    "black on dark grey": ("struck text", dark_on_dark(0.08, 0.0)),
    "white outlines": ("unseen drawings", white_outlines(1)),
    "picture under its own mask": ("unseen drawings", masked_picture),
    "pen on a scan": ("pens on scans", pen_on_scan(34, 18)),
    "lighter pen on a scan": ("pens on scans", pen_on_scan(60, 40)),
}
