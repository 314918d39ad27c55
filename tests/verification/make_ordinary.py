"""Make the ordinary PDFs that nothing may be found in, with whatever of these programs is installed.

Run by hand: `uv run python -m tests.verification.make_ordinary`. The files are kept in `ordinary/`, so that the tests need
none of the programs. All words in them are our own; their fonts are subsets of DejaVu and Liberation.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent / "ordinary"

LETTER = """<!doctype html><html lang="en"><head><title>Moorings at the town quay</title></head><body>
<h1>Moorings at the town quay</h1><p>Dear Madam,</p>
<p>Thank you for your letter of 2 February. The <a href="https://www.example.gov.uk/byelaws">byelaws</a> are public, and
you may write to <a href="mailto:harbour@example.gov.uk">harbour@example.gov.uk</a> at any time.</p>
<ul><li>Notice is given by post.</li><li>Fees are due in March.</li></ul>
<table border="1"><tr><th>Berth</th><th>Length</th><th>Fee</th></tr><tr><td>North 1</td><td>8 m</td><td>£412.00</td></tr>
<tr><td>North 2</td><td>9 m</td><td>£460.50</td></tr></table><p>Yours faithfully,</p><p>Harbour Services</p></body></html>"""
STYLED = """<!doctype html><html lang="cy"><head><title>Llythyr am angorfeydd</title><style>
body { font-family: "DejaVu Serif"; } th { background: #000; color: #fff; padding: 4px 12px } .note { background: #eee;
padding: 1em; border-left: 6px solid #222 } h1 { border-bottom: 3px solid #000 } .bar { background: #111; height: 8px }
mark { background: yellow }</style></head><body><div class="bar"></div><h1>Angorfeydd y dref</h1>
<p class="note">Mae'r tŷ ar y cei yn wag ŵyl y banc.</p><table><tr><th>Enw</th><th>Ffi</th></tr><tr><td>Un</td><td>412</td></tr>
</table><p>This is <mark>important</mark> and <s>struck out</s>, <u>underlined</u> and <b>bold</b>.</p>
<svg width="300" height="90"><rect x="10" y="10" width="60" height="70" fill="#222"/><rect x="90" y="30" width="60" height="50"
fill="#555"/><circle cx="220" cy="45" r="30" fill="#999"/><text x="10" y="88" font-size="9">1998</text></svg></body></html>"""


def chromium(html: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={HERE / name}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


def libreoffice(source: str, suffix: str, name: str, options: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(name).stem}.{suffix}"
        path.write_text(source, encoding="utf-8")
        kind = (
            "calc_pdf_Export"
            if suffix == "csv"
            else "writer_web_pdf_Export"
            if suffix == "html"
            else "writer_pdf_Export"
        )
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             f"pdf:{kind}{options}", "--outdir", folder, str(path)],
            check=True, capture_output=True,
        )  # fmt: skip
        shutil.copy(path.with_suffix(".pdf"), HERE / name)


_CAIRO = """
import cairo, sys
surface = cairo.PDFSurface(sys.argv[1], 595, 842)
surface.set_metadata(cairo.PDF_METADATA_TITLE, "Harbour plan")
pen = cairo.Context(surface)
pen.select_font_face("DejaVu Sans")
pen.set_font_size(14)
for row in range(12):
    pen.move_to(72, 90 + 24 * row)
    pen.show_text("Berth %d is let to the harbour office until March" % row)
pen.set_source_rgb(.2, .3, .6)
pen.rectangle(72, 450, 200, 80); pen.fill()
pen.set_source_rgba(1, 0, 0, .4); pen.arc(200, 500, 60, 0, 6.3); pen.fill()
surface.show_page()
pen.set_source_rgb(0, 0, 0)
pen.move_to(72, 90); pen.show_text("Second page"); pen.rotate(.3); pen.move_to(150, 100); pen.show_text("aslant")
surface.show_page()
"""


def cairo(name: str) -> None:
    subprocess.run(["/usr/bin/python3", "-c", _CAIRO, str(HERE / name)], check=True, capture_output=True)


def rsvg(name: str) -> None:
    svg = STYLED[STYLED.index("<svg") : STYLED.index("</svg>") + 6].replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"'
    )
    subprocess.run(["rsvg-convert", "-f", "pdf", "-o", str(HERE / name)], input=svg.encode(), check=True)


def ghostscript(source: str, name: str) -> None:
    subprocess.run(["gs", "-q", "-sDEVICE=pdfwrite", "-o", str(HERE / name), str(HERE / source)], check=True)


def qpdf(source: str, name: str, *options: str) -> None:
    subprocess.run(["qpdf", *options, str(HERE / source), str(HERE / name)], check=True)


def reportlab_story(name: str) -> None:
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    rows = [["Berth", "Fee"], *[[f"North {i}", f"£{400 + i}.00"] for i in range(40)]]
    table = Table(rows, style=[("BACKGROUND", (0, 0), (-1, 0), colors.black), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
                               ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])  # fmt: skip
    words = "Notice is given by post, and <a href='https://www.example.gov.uk'>fees</a> are due in March. " * 12
    out = io.BytesIO()
    SimpleDocTemplate(out, title="Fees", author="Harbour Services", invariant=1).build(
        [Paragraph("Fees", styles["Heading1"]), Paragraph(words, styles["BodyText"]), table]
    )
    (HERE / name).write_bytes(out.getvalue())


def reportlab_canvas(name: str) -> None:
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    scan = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(scan)
    for row in range(20):
        draw.text(
            (90, 90 + 40 * row),
            "Notice is given by post and fees are due in March",
            fill=0,
            font=ImageFont.load_default(20),
        )
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.bookmarkPage("top")
    canvas.addOutlineEntry("A scan with its words", "top")
    canvas.drawImage(ImageReader(scan), 0, 0, 595, 842)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    words = "Notice is given by post and fees are due in March"
    wide = draw.textlength(words, font=ImageFont.load_default(20)) * 595 / 850
    for row in range(20):
        text.setTextOrigin(63, 842 - (90 + 40 * row + 18) * 842 / 1100)
        text.setFont("Helvetica", 14)
        text.setHorizScale(100 * wide / canvas.stringWidth(words, "Helvetica", 14))
        text.textOut(words)
    canvas.drawText(text)
    canvas.showPage()
    canvas.acroForm.textfield(name="berth", x=72, y=700, value="North 1")
    canvas.drawString(72, 760, "Which berth?")
    canvas.save()
    (HERE / name).write_bytes(out.getvalue())


def pikepdf_merge(name: str) -> None:
    import pikepdf

    with pikepdf.Pdf.new() as merged:
        for source in sorted(HERE.glob("chromium-*.pdf")):
            with pikepdf.open(source) as pdf:
                merged.pages.extend(pdf.pages)
        merged.remove_unreferenced_resources()
        merged.save(HERE / name, deterministic_id=True)


def table() -> str:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["Berth", "Length", "Fee"], *[[f"North {i}", f"{6 + i} m", 400 + 7 * i] for i in range(60)]]
    )
    return out.getvalue()


MADE: dict[str, Callable[[str], None]] = {
    "chromium-letter.pdf": lambda name: chromium(LETTER, name),
    "chromium-styled.pdf": lambda name: chromium(STYLED, name),
    "chromium-long.pdf": lambda name: chromium(LETTER.replace("<p>Yours", "<p>More about fees.</p>" * 200 + "<p>Yours"), name),
    "libreoffice-text.pdf": lambda name: libreoffice("Dear Madam,\n\nNotice is given by post.\n" * 40, "txt", name),
    "libreoffice-letter.pdf": lambda name: libreoffice(LETTER, "html", name),
    "libreoffice-styled.pdf": lambda name: libreoffice(STYLED, "html", name),
    "libreoffice-table.pdf": lambda name: libreoffice(table(), "csv", name),
    "libreoffice-archive.pdf": lambda name: libreoffice(
        "Dear Madam,\n\nNotice is given by post.\n" * 9, "txt", name, ':{"SelectPdfVersion":{"type":"long","value":"2"}}'
    ),
    "libreoffice-tagged.pdf": lambda name: libreoffice(
        LETTER, "html", name, ':{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}}'
    ),
    "cairo-plan.pdf": cairo,
    "rsvg-drawing.pdf": rsvg,
    "reportlab-story.pdf": reportlab_story,
    "reportlab-canvas.pdf": reportlab_canvas,
    "ghostscript-letter.pdf": lambda name: ghostscript("chromium-letter.pdf", name),
    "ghostscript-story.pdf": lambda name: ghostscript("reportlab-story.pdf", name),
    "qpdf-linearized.pdf": lambda name: qpdf("libreoffice-letter.pdf", name, "--linearize"),
    "qpdf-objects.pdf": lambda name: qpdf("reportlab-story.pdf", name, "--object-streams=generate"),
    "qpdf-expanded.pdf": lambda name: qpdf("chromium-letter.pdf", name, "--qdf"),
    "qpdf-rotated.pdf": lambda name: qpdf("cairo-plan.pdf", name, "--rotate=+90"),
    "pikepdf-merged.pdf": pikepdf_merge,
}  # fmt: skip


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, make in MADE.items():
        try:
            make(name)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: not made: {error}")
