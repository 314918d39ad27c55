"""A drawn PDF finished for publication: structure tree, metadata, colour, one revision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from redact.model import Publication
from redact.renderers import captions
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.clusters import glyph_of
from redact.renderers.typesetting.drawing import Heading
from redact.renderers.typesetting.shaping import unshape
from redact.renderers.typesetting.structure import write_structure
from redact.renderers.typesetting.tags import Node

if TYPE_CHECKING:
    from pikepdf import Pdf

LONG = 10  # pages: what WCAG technique PDF2 calls long is left to us
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,6})>\s")
COLOURS = Path(__file__).with_name("sRGB.icc")

# PDF/A does not know the schema of the PDF/UA identifier and wants it described (ISO 19005-2, 6.6.2.3).
XMP = Path(__file__).with_name("metadata.xmp")


def finish(
    data: bytes,
    publication: Publication,
    presentation: Presentation,
    tree: Node,
    counts: Sequence[int],
    headings: Sequence[Heading] = (),
) -> bytes:
    """Return the PDF as it is published: PDF/UA-1 and PDF/A-2a, and nothing in it of what drew it."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    title = captions.title_of(publication)
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root
        for key in set(root.keys()) - {"/Type", "/Pages"}:
            del root[key]
        del pdf.docinfo
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
        root.Lang = String(publication.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for page in pdf.pages:
            if "/Trans" in page:
                del page.Trans
        rewrite_maps(pdf)
        write_structure(pdf, tree, counts)
        if len(counts) >= LONG:
            write_bookmarks(pdf, headings)
        packet = write_xmp(title, publication.language, presentation)
        root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        profile = pdf.make_stream(COLOURS.read_bytes(), N=3)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=profile,
        )
        root.OutputIntents = Array([intent])
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            min_version="1.7",
        )
    return out.getvalue()


def rewrite_maps(pdf: Pdf) -> None:
    """Write each font's map from codes to letters anew.

    ReportLab writes those beyond U+FFFF wrongly. The shapes of Arabic letters are mapped to the letters themselves,
    for whoever copies or searches; two that share a shape (lam with alef) stand as they are seen, from the left, since
    readers turn right-to-left text round letter by letter.
    """
    fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
    for font in fonts.values():
        codes = [(int(code, 16), chr(int(letter, 16))) for code, letter in _MAPPED.findall(font.ToUnicode.read_bytes())]
        font.ToUnicode.write(write_map([(code, _read_as(letter)) for code, letter in codes if letter != "\0"]))


def _read_as(letter: str) -> str:
    """Return what a reader copies for a code point that was printed."""
    glyph = glyph_of(letter)
    return glyph.means if glyph else unshape(letter)[::-1]


def write_map(codes: Sequence[tuple[int, str]]) -> bytes:
    """Return a ToUnicode map (ISO 32000-1, 9.10.3), a hundred codes at most in each of its sections."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(codes), 100):
        section = codes[start : start + 100]
        lines.append(f"{len(section)} beginbfchar")
        lines += [f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in section]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def write_bookmarks(pdf: Pdf, headings: Sequence[Heading]) -> None:
    """Let a reader of a long document go from heading to heading: a bookmark for each, in its printed words."""
    from pikepdf import OutlineItem

    with pdf.open_outline() as outline:
        above: list[tuple[int, OutlineItem]] = []
        for heading in headings:
            item = OutlineItem(heading.text, heading.page - 1, "XYZ", top=round(heading.top, 2))
            while above and above[-1][0] >= heading.level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((heading.level, item))


def write_xmp(title: str, language: str, presentation: Presentation) -> bytes:
    """Return the XMP packet (ISO 16684-1): title, language, conformance, and publisher and date if given."""
    more = ""
    if presentation.publisher:
        name = escape(presentation.publisher)
        more += f"\n   <dc:publisher><rdf:Bag><rdf:li>{name}</rdf:li></rdf:Bag></dc:publisher>"
    if presentation.date:
        more += f"\n   <dc:date><rdf:Seq><rdf:li>{presentation.date.isoformat()}</rdf:li></rdf:Seq></dc:date>"
    template = XMP.read_bytes().decode("utf-8")
    return template.format(title=escape(title), language=escape(language), more=more).encode("utf-8")
