"""A redacted letter with one leak planted in it, for each way out; each names the one check that must find it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.verification.concealed import CONCEALED, font_that_says_words
from tests.verification.letters import EMAIL, NAME, PHONE, edit, letter


@dataclass(frozen=True)
class Plant:
    """One planted file: the check that finds it, and whether that takes knowing the words."""

    check: str
    make: Callable[[], bytes]
    blind: bool = True


def bars(canvas: Canvas) -> None:
    """Draw two bars, equally wide, with their code in white."""
    for row, words in enumerate(("We wrote to", "and telephoned")):
        y = 540 - 24 * row
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, y, words)
        canvas.rect(160, y - 3, 47, 14, fill=1, stroke=0)
        canvas.drawString(212, y, "about the moorings.")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(166, y, "s.40(2)")
    canvas.setFillColorRGB(0, 0, 0)


def redacted(draw: Callable[[Canvas], object] = lambda canvas: None) -> bytes:
    """Draw a clean redacted letter; `draw` adds to it."""

    def both(canvas: Canvas) -> None:
        bars(canvas)
        canvas.setFont("Helvetica", 11)
        draw(canvas)

    return letter(both)


def change(how: Callable[[pikepdf.Pdf], object]) -> bytes:
    return edit(how, redacted())


# --- on the page


def _under(fill: tuple[float, float, float]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 400, NAME)
        canvas.setFillColorRGB(*fill)
        canvas.rect(86, 396, 120, 15, fill=1, stroke=0)

    return draw


def _under_line(canvas: Canvas) -> None:
    canvas.drawString(90, 400, NAME)
    canvas.setLineWidth(15)
    canvas.line(86, 404, 206, 404)


def _under_picture(canvas: Canvas) -> None:
    canvas.drawString(90, 400, NAME)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 10), (20, 20, 60))), 86, 396, 120, 15)


def _as_wide(canvas: Canvas) -> None:
    """Bars where names were cut out of their lines, and nothing moved."""
    for row, name in enumerate((NAME, "Piran Penhale")):
        y = 400 - 24 * row
        canvas.drawString(72, y, "We wrote to ")
        start = 72 + canvas.stringWidth("We wrote to ")
        canvas.rect(start, y - 3, canvas.stringWidth(name), 14, fill=1, stroke=0)
        canvas.drawString(start + canvas.stringWidth(name), y, " about the moorings at the quay.")


def _half_under(canvas: Canvas) -> None:
    """A bar that leaves the feet and heads of the letters."""
    canvas.drawString(90, 400, NAME)
    canvas.rect(86, 401, 120, 5, fill=1, stroke=0)


def _in_form(canvas: Canvas) -> None:
    canvas.beginForm("kept")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(90, 400, NAME)
    canvas.endForm()
    canvas.doForm("kept")
    canvas.rect(86, 396, 120, 15, fill=1, stroke=0)


def _mode(mode: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(90, 400)
        text.setTextRenderMode(mode)
        text.textOut(NAME)
        canvas.drawText(text)

    return draw


def _over_words(canvas: Canvas) -> None:
    """Text without ink where other words stand: they are no picture of it."""
    canvas.drawString(90, 400, "Notice is given by post.")
    _mode(3)(canvas)


def _transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(90, 400, NAME)


def _coloured(words: tuple[float, float, float], ground: tuple[float, float, float] | None) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        if ground is not None:
            canvas.setFillColorRGB(*ground)
            canvas.rect(86, 396, 140, 15, fill=1, stroke=0)
        canvas.setFillColorRGB(*words)
        canvas.drawString(90, 400, NAME)

    return draw


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.1)
    canvas.drawString(90, 400, NAME)


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 300, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(90, 400, NAME)


def _see_through(canvas: Canvas) -> None:
    canvas.drawString(90, 400, NAME)
    canvas.setFillAlpha(0.7)
    canvas.rect(86, 396, 120, 15, fill=1, stroke=0)


def picture(words: str, size: tuple[int, int] = (600, 80)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((20, 20), words, fill="black", font=ImageFont.load_default(32))
    return image


def _scan_under(fill: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture(NAME)), 72, 380, 300, 40)
        canvas.setFillColorRGB(fill, fill, fill)
        canvas.rect(74, 382, 290, 36, fill=1, stroke=0)

    return draw


def _scan_under_scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(picture(NAME)), 72, 380, 300, 40)
    canvas.drawImage(ImageReader(Image.new("RGB", (30, 4), "black")), 72, 380, 300, 40)


def _outlines(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for i in range(12):
        x = 90 + 9 * i
        path.moveTo(x, 400)
        for dx, dy in ((0, 8), (2, 8), (4, 4), (6, 8), (6, 0), (4, 0), (4, 5), (2, 5)):
            path.lineTo(x + dx, 400 + dy)
        path.close()
    canvas.drawPath(path, fill=1, stroke=0)
    canvas.rect(86, 396, 120, 16, fill=1, stroke=0)


def _cropped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(72, 380, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawImage(ImageReader(picture("Harbour plan   " + NAME)), 72, 380, 300, 40)


def _layer_off(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Harbour Services")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(L0=layer)
    font = next(iter(page.Resources.Font.keys()))
    page.contents_add(f"/OC /L0 BDC BT {font} 11 Tf 90 400 Td ({NAME}) Tj ET EMC".encode())


def _crop_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = Array([0, 200, 595, 842])


def _spoken_over(hide: str) -> Callable[[pikepdf.Pdf], None]:
    """Text under a bar, or without ink, that a screen reader is told other words for: PDFium reads only those."""

    def add(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        page.contents_add(
            (
                f"/Span <</ActualText (Redacted)>> BDC BT {font} 11 Tf 300 400 Td (s.40) Tj ET "
                f"BT {font} 11 Tf {hide} 90 400 Td ({NAME}) Tj 0 Tr ET EMC"
                + ("" if "Tr" in hide else " q 0 g 86 396 120 15 re f Q")
            ).encode()
        )

    return add


# --- hung on the document


def _file(pdf: pikepdf.Pdf) -> pikepdf.Object:
    stream = pdf.make_stream(NAME.encode())
    stream.Type = Name.EmbeddedFile
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("1.txt"), UF=String("1.txt"), EF=Dictionary(F=stream))
    )


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("1.txt"), _file(pdf)])))


def annotation(pdf: pikepdf.Pdf, subtype: str, **entries: object) -> pikepdf.Object:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=[9, 9, 30, 30], **entries))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array([])), made])
    return made


def _left_in_tree(pdf: pikepdf.Pdf) -> None:
    """A note taken off its page and still referred to by the structure tree."""
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 30, 30], Contents=String(NAME)))
    part = Dictionary(Type=Name.StructElem, S=Name.Annot, K=Dictionary(Type=Name.OBJR, Obj=note))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(part)))


def _form(pdf: pikepdf.Pdf, **entries: object) -> None:
    field = annotation(pdf, "Widget", FT=Name.Tx, T=String("f1"), **entries)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(f"<xdp><name>{NAME}</name></xdp>".encode()))


def _signed(pdf: pikepdf.Pdf) -> None:
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(NAME), ByteRange=Array([0, 1, 2, 3])
    )
    field = annotation(pdf, "Widget", FT=Name.Sig, T=String("s1"), V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def _link(target: str) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: annotation(pdf, "Link", A=Dictionary(S=Name.URI, URI=String(target)))


# --- said about the document


def _xmp(inside: str) -> Callable[[pikepdf.Pdf], None]:
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        f'xmlns:own="http://example.org/own/">{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )

    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = _metadata(pdf, packet)

    return add


def _metadata(pdf: pikepdf.Pdf, packet: str) -> pikepdf.Object:
    stream = pdf.make_stream(packet.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return stream


def _object_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Metadata = _metadata(pdf, f"<a>{NAME}</a>")


def _outline(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    line = Dictionary(Title=String(f"Letter to {NAME}"), Parent=root, Dest=Array([pdf.pages[0].obj, Name.Fit]))
    root.First = root.Last = pdf.make_indirect(line)
    pdf.Root.Outlines = root


def _structure(pdf: pikepdf.Pdf, **entries: object) -> None:
    part = Dictionary(Type=Name.StructElem, S=Name.Span, **entries)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(part)))


def _image(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    stream = pdf.make_stream(zlib.compress(bytes(range(256))), Filter=Name.FlateDecode)
    for key, value in dict(
        Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16, ColorSpace=Name.DeviceGray, BitsPerComponent=8, **entries
    ).items():  # fmt: skip
        stream[f"/{key}"] = value
    return stream


def _drawn(pdf: pikepdf.Pdf, image: pikepdf.Object) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(Im0=image)
    pdf.pages[0].contents_add(b"q 20 0 0 20 400 100 cm /Im0 Do Q")


def _alternates(pdf: pikepdf.Pdf) -> None:
    _drawn(pdf, _image(pdf, Alternates=Array([Dictionary(Image=_image(pdf))])))


def _exif(pdf: pikepdf.Pdf) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x13B] = NAME
    picture("plan").save(out, "JPEG", exif=exif)
    stream = pdf.make_stream(out.getvalue(), Filter=Name.DCTDecode)
    for key, value in {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": 600,
        "Height": 80,
        "ColorSpace": Name.DeviceRGB,
        "BitsPerComponent": 8,
    }.items():
        stream[f"/{key}"] = value
    _drawn(pdf, stream)


def _colour(pdf: pikepdf.Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    space = Array([Name.Separation, Name("/" + NAME.replace(" ", "_")), Name.DeviceCMYK, tint])
    pdf.pages[0].Resources.ColorSpace = Dictionary(Cs0=space)


def _spoken_inline(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(f"/Span <</ActualText <FEFF{NAME.encode('utf-16-be').hex()}>>> BDC EMC".encode())


def _font(pdf: pikepdf.Pdf, shown: bytes, codes: str) -> None:
    """A subset font whose map knows more letters than the page shows."""
    pairs = "".join(f"<{ord(c):02X}> <{ord(c):04X}>\n" for c in sorted(set(codes)))
    cmap = f"/CIDInit /ProcSet findresource begin begincmap {len(set(codes))} beginbfchar\n{pairs}endbfchar endcmap".encode()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Helvetica"), Encoding=Name.WinAnsiEncoding,
        ToUnicode=pdf.make_stream(cmap),
    )  # fmt: skip
    pdf.pages[0].Resources.Font["/F9"] = pdf.make_indirect(font)
    pdf.pages[0].contents_add(b"BT /F9 11 Tf 90 300 Td (" + shown + b") Tj ET")


def _widths(pdf: pikepdf.Pdf) -> None:
    _font(pdf, b"quay", "quay")
    font = pdf.pages[0].Resources.Font["/F9"]
    font.FirstChar, font.LastChar = 65, 122
    font.Widths = Array([500 if chr(code) in "quayMorwe" else 0 for code in range(65, 123)])


# --- left in the file


def _updated() -> bytes:
    """Take the name out in a second revision, and leave the first in the file."""
    first = edit(lambda pdf: None, letter(lambda c: (bars(c), c.drawString(90, 400, NAME))), compress_streams=False)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        page, root = pdf.pages[0].obj, pdf.trailer.Root.objgen[0]
        number, size = page.Contents.objgen[0], len(pdf.objects) + 1
        code = page.Contents.read_bytes().replace(NAME.encode(), b"\x20" * len(NAME))
    start = int(first.rsplit(b"startxref", 1)[1].split()[0])
    at = len(first)
    body = b"%d 0 obj\n<</Length %d>>\nstream\n" % (number, len(code)) + code + b"\nendstream\nendobj\n"
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, at, size, root, start, at + len(body),
    )  # fmt: skip
    return first + body + table


def _insert(data: bytes, before: bytes, added: bytes) -> bytes:
    """Put bytes into a file and mend the table of its objects."""
    at = data.index(before)
    grown = data[:at] + added + data[at:]
    head, _, tail = grown.rpartition(b"startxref")
    start = int(tail.split()[0])
    table = head[start + len(added) :] if start >= at else head[start:]
    fixed = bytearray(table)
    for entry in re.finditer(rb"(\d{10}) \d{5} n", table):
        if int(entry[1]) >= at:
            fixed[entry.start(1) : entry.end(1)] = b"%010d" % (int(entry[1]) + len(added))
    cut = start + len(added) if start >= at else start
    return grown[:cut] + bytes(fixed) + b"startxref\n%d\n%%%%EOF\n" % cut


def _plain() -> bytes:
    return edit(lambda pdf: None, redacted(), object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _orphan(pdf: pikepdf.Pdf) -> None:
    """An object that is listed and that nothing refers to: qpdf would not write one, so a key is blotted out after."""
    pdf.Root["/Zz"] = pdf.make_indirect(Dictionary(Type=Name.Annot, Contents=String(NAME)))


def _unused_object() -> bytes:
    data = edit(_orphan, redacted(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return re.sub(rb"/Zz (\d+) 0 R", lambda m: b" " * len(m[0]), data)


def _page_left(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].Resources.Font
    page = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, 595, 842], Resources=Dictionary(Font=font),
        Contents=pdf.make_stream(f"BT /F1 11 Tf 90 400 Td ({NAME}) Tj ET".encode()),
    )  # fmt: skip
    pdf.Root.OpenAction = Array([pdf.make_indirect(page), Name.Fit])


def _broken(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Pattern = Dictionary(P0=pdf.make_stream(b"no zlib data at all", Filter=Name.FlateDecode))


def _private(value: Callable[[pikepdf.Pdf], object]) -> Callable[[pikepdf.Pdf], None]:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/Caseworker"] = value(pdf)

    return add


def _marked() -> bytes:
    """Put a name in a comment within an object."""
    return _insert(_plain(), b"/Type /Catalog", b"% " + NAME.encode() + b"\n")


def _shuffled(canvas: Canvas) -> None:
    for i in sorted(range(len(EMAIL)), key=lambda i: i * 7 % len(EMAIL)):
        canvas.setFont("Courier", 11)
        canvas.drawString(90 + 6.6 * i, 400, EMAIL[i])


def _in_codes(canvas: Canvas) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf", asciiReadable=False))
    canvas.setFont("Vera", 11)
    canvas.drawString(90, 400, NAME)


PLANTS: dict[str, Plant] = {
    "black box over text": Plant("text under bars", lambda: redacted(_under((0, 0, 0)))),
    "white box over text": Plant("text under bars", lambda: redacted(_under((1, 1, 1)))),
    "grey box over text": Plant("text under bars", lambda: redacted(_under((0.5, 0.5, 0.5)))),
    "thick line over text": Plant("text under bars", lambda: redacted(_under_line)),
    "picture over text": Plant("text under bars", lambda: redacted(_under_picture)),
    "narrow box over text": Plant("text under bars", lambda: redacted(_half_under)),
    "box over a form with text": Plant("text under bars", lambda: redacted(_in_form)),
    "box over text that is spoken otherwise": Plant("text under bars", lambda: change(_spoken_over(""))),
    "text without ink that is spoken otherwise": Plant("invisible text", lambda: change(_spoken_over("3 Tr"))),
    "text without ink over other words": Plant("invisible text", lambda: redacted(_over_words)),
    "text drawn without ink": Plant("invisible text", lambda: redacted(_mode(3))),
    "text used as a clip": Plant("invisible text", lambda: redacted(_mode(7))),
    "transparent text": Plant("invisible text", lambda: redacted(_transparent)),
    "white on white": Plant("unseen text", lambda: redacted(_coloured((1, 1, 1), None))),
    "nearly white on white": Plant("unseen text", lambda: redacted(_coloured((0.99, 0.99, 0.99), None))),
    "black on a black bar": Plant("unseen text", lambda: redacted(_coloured((0, 0, 0), (0, 0, 0)))),
    "tiny text": Plant("unseen text", lambda: redacted(_tiny)),
    "clipped text": Plant("clipped text", lambda: redacted(_clipped)),
    "text off the sheet": Plant("text off the page", lambda: redacted(lambda c: c.drawString(90, 2000, NAME))),
    "text left of the sheet": Plant("text off the page", lambda: redacted(lambda c: c.drawString(-200, 400, NAME))),
    "text outside the crop box": Plant(
        "text off the page", lambda: edit(_crop_box, redacted(lambda c: c.drawString(90, 100, NAME)))
    ),
    "layer switched off": Plant("layers", lambda: change(_layer_off)),
    "see-through bar": Plant("see-through bars", lambda: redacted(_see_through)),
    "black box over a scan": Plant("pictures under bars", lambda: redacted(_scan_under(0))),
    "white box over a scan": Plant("pictures under bars", lambda: redacted(_scan_under(1))),
    "picture over a scan": Plant("pictures under bars", lambda: redacted(_scan_under_scan)),
    "letters drawn as outlines under a bar": Plant("drawings under bars", lambda: redacted(_outlines)),
    "cropped picture": Plant("cropped pictures", lambda: redacted(_cropped)),
    "words in a picture": Plant(
        "words in pictures",
        lambda: redacted(lambda c: c.drawImage(ImageReader(picture(NAME)), 72, 300, 300, 40)),
        blind=False,
    ),
    "letters drawn out of order": Plant("words on pages", lambda: redacted(_shuffled), blind=False),
    "words in codes of a font's own": Plant("words on pages", lambda: redacted(_in_codes), blind=False),
    "words in a string": Plant(
        "words in objects",
        lambda: edit(
            lambda pdf: pdf.Root.__setitem__("/Lang", String(NAME)),
            redacted(),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        blind=False,
    ),
    "words in a comment within an object": Plant("words in bytes", _marked, blind=False),
    "bars as wide as names": Plant("bar widths", lambda: redacted(_as_wide), blind=False),
    "attached file": Plant("attachments", lambda: change(_attached)),
    "associated file": Plant(
        "attachments", lambda: change(lambda pdf: pdf.Root.__setitem__("/AF", Array([_file(pdf)])))
    ),
    "file in an annotation": Plant(
        "attachments", lambda: change(lambda pdf: annotation(pdf, "FileAttachment", FS=_file(pdf)))
    ),
    "script on opening": Plant(
        "scripts",
        lambda: change(lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS=String(NAME)))),
    ),
    "link that starts a program": Plant(
        "scripts", lambda: change(lambda pdf: annotation(pdf, "Link", A=Dictionary(S=Name.Launch, F=String("a.exe"))))
    ),
    "film": Plant("media", lambda: change(lambda pdf: annotation(pdf, "Screen", T=String(NAME)))),
    "note": Plant("annotations", lambda: change(lambda pdf: annotation(pdf, "Text", Contents=String(NAME)))),
    "pop-up": Plant("annotations", lambda: change(lambda pdf: annotation(pdf, "Popup", Contents=String(NAME)))),
    "highlight with its author": Plant(
        "annotations", lambda: change(lambda pdf: annotation(pdf, "Highlight", T=String(NAME)))
    ),
    "hidden typed text": Plant(
        "annotations", lambda: change(lambda pdf: annotation(pdf, "FreeText", F=2, Contents=String(NAME)))
    ),
    "link with a description": Plant(
        "annotations", lambda: change(lambda pdf: annotation(pdf, "Link", Contents=String(NAME)))
    ),
    "note left in the structure tree": Plant("annotations", lambda: change(_left_in_tree)),
    "redaction not carried out": Plant(
        "unapplied redactions", lambda: change(lambda pdf: annotation(pdf, "Redact", OverlayText=String("s.40(2)")))
    ),
    "form value": Plant("forms", lambda: change(lambda pdf: _form(pdf, V=String(NAME)))),
    "form default": Plant("forms", lambda: change(lambda pdf: _form(pdf, DV=String(NAME)))),
    "hidden form value": Plant("forms", lambda: change(lambda pdf: _form(pdf, F=2, V=String(NAME)))),
    "form description": Plant("forms", lambda: change(lambda pdf: _form(pdf, TU=String(f"Telephone of {NAME}")))),
    "XFA": Plant("forms", lambda: change(_xfa)),
    "signature": Plant("signatures", lambda: change(_signed)),
    "link to a person": Plant("links", lambda: change(_link(f"mailto:{EMAIL}"))),
    "link to a telephone": Plant("links", lambda: change(_link("tel:" + PHONE.replace(" ", "")))),
    "link to a file": Plant("links", lambda: change(_link("file:///S:/cases/tregarthen.docx"))),
    "link inside an organisation": Plant("links", lambda: change(_link("https://cases/9"))),
    "author": Plant("document information", lambda: change(lambda pdf: pdf.docinfo.__setitem__("/Author", NAME))),
    "keywords": Plant("document information", lambda: change(lambda pdf: pdf.docinfo.__setitem__("/Keywords", NAME))),
    "information of a program's own": Plant(
        "document information", lambda: change(lambda pdf: pdf.docinfo.__setitem__("/SourceModified", "D:20260223"))
    ),
    "creator in XMP": Plant(
        "XMP", lambda: change(_xmp(f"<dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>"))
    ),
    "history in XMP": Plant(
        "XMP",
        lambda: change(
            _xmp('<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"/></rdf:Seq></xmpMM:History><own:x>1</own:x>')
        ),
    ),
    "attribute in XMP": Plant("XMP", lambda: change(_xmp("<own:case>9</own:case>"))),
    "metadata of a page": Plant("XMP", lambda: change(_object_metadata)),
    "PieceInfo": Plant(
        "programs' own data",
        lambda: change(
            lambda pdf: pdf.Root.__setitem__("/PieceInfo", Dictionary(Word=Dictionary(Private=String(NAME))))
        ),
    ),
    "thumbnail": Plant("thumbnails", lambda: change(lambda pdf: pdf.pages[0].obj.__setitem__("/Thumb", _image(pdf)))),
    "alternate picture": Plant("thumbnails", lambda: change(_alternates)),
    "outline": Plant("outline", lambda: change(_outline)),
    "named place": Plant(
        "named places",
        lambda: change(
            lambda pdf: pdf.Root.__setitem__(
                "/Names",
                Dictionary(Dests=Dictionary(Names=Array([String(NAME), Array([pdf.pages[0].obj, Name.Fit])]))),
            )
        ),
    ),
    "named place, the old way": Plant(
        "named places",
        lambda: change(
            lambda pdf: pdf.Root.__setitem__(
                "/Dests", Dictionary({"/" + NAME.replace(" ", "_"): Array([pdf.pages[0].obj, Name.Fit])})
            )
        ),
    ),
    "page label": Plant(
        "page labels",
        lambda: change(
            lambda pdf: pdf.Root.__setitem__(
                "/PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(NAME + "-"))]))
            )
        ),
    ),
    "layer name": Plant(
        "layer names",
        lambda: change(
            lambda pdf: pdf.Root.__setitem__(
                "/OCProperties",
                Dictionary(
                    OCGs=Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(NAME)))]),
                    D=Dictionary(Order=Array([])),
                ),
            )
        ),
    ),
    "colour name": Plant("colour names", lambda: change(_colour)),
    "ActualText": Plant("spoken text", lambda: change(lambda pdf: _structure(pdf, ActualText=String(NAME)))),
    "alternative description": Plant(
        "spoken text", lambda: change(lambda pdf: _structure(pdf, Alt=String(f"Photo of {NAME}")))
    ),
    "expansion": Plant("spoken text", lambda: change(lambda pdf: _structure(pdf, E=String(NAME)))),
    "title of a part": Plant("spoken text", lambda: change(lambda pdf: _structure(pdf, T=String(NAME)))),
    "ActualText in a page": Plant("spoken text in pages", lambda: change(_spoken_inline)),
    "user properties": Plant(
        "user properties",
        lambda: change(
            lambda pdf: _structure(
                pdf, A=Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("case"), V=String(NAME))]))
            )
        ),
    ),
    "old revision": Plant("old revisions", _updated),
    "object that no table lists": Plant(
        "unlisted objects", lambda: _insert(_plain(), b"xref\n0 ", b"999 0 obj\n(%s)\nendobj\n" % NAME.encode())
    ),
    "bytes after the end": Plant("bytes outside", lambda: redacted() + NAME.encode()),
    "bytes before the head": Plant("bytes outside", lambda: NAME.encode() + b"\n" + redacted()),
    "bytes between objects": Plant("bytes outside", lambda: _insert(_plain(), b"2 0 obj", NAME.encode() + b"\n")),
    "comment between objects": Plant("comments", lambda: _insert(_plain(), b"2 0 obj", b"% " + NAME.encode() + b"\n")),
    "comment in a page's code": Plant(
        "comments", lambda: change(lambda pdf: pdf.pages[0].contents_add(b"\n% " + NAME.encode() + b"\n"))
    ),
    "object nothing refers to": Plant("unused objects", _unused_object),
    "page left out": Plant("pages left out", lambda: change(_page_left)),
    "picture that is not drawn": Plant(
        "unused resources",
        lambda: change(lambda pdf: pdf.pages[0].Resources.__setitem__("/XObject", Dictionary(Im7=_image(pdf)))),
    ),
    **{case: Plant(check, lambda draw=draw: redacted(draw)) for case, (check, draw) in CONCEALED.items()},
    "font that says words": Plant("font maps", lambda: change(font_that_says_words)),
    "letters in a font": Plant("fonts", lambda: change(lambda pdf: _font(pdf, b"quay", "quayMorwen"))),
    "widths in a font": Plant("fonts", lambda: change(_widths)),
    "EXIF": Plant("picture headers", lambda: change(_exif)),
    "stream that cannot be unpacked": Plant("unreadable streams", lambda: change(_broken)),
    "string under a private key": Plant("private keys", lambda: change(_private(lambda pdf: String(NAME)))),
    "stream under a private key": Plant(
        "private keys", lambda: change(_private(lambda pdf: pdf.make_stream(NAME.encode())))
    ),
}
