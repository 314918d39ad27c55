"""Metadata: what a document says of itself and its parts beside what its pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from redact.verification.inspection import Inspection
from redact.verification.report import Leak
from redact.verification.stored import opening, streams
from redact.verification.stored.objects import Node, is_inside, name, text

# FOI officers publish a title and a date (ICO, "How to disclose information safely"); programs add who they are.
_INFO_ALLOWED = set("/Title /Producer /Creator /CreationDate /ModDate /Trapped /Lang /GTS_PDFXVersion".split())
_INFO_EMPTY = {"", "anonymous", "unspecified", "unknown", "untitled", "none"}
_XMP_ALLOWED = {
    "http://purl.org/dc/elements/1.1/": set("title language format date type publisher rights identifier".split()),
    "http://ns.adobe.com/pdf/1.3/": {"Producer", "PDFVersion", "Trapped"},
    "http://ns.adobe.com/xap/1.0/": {"CreateDate", "ModifyDate", "MetadataDate", "CreatorTool"},
    "http://ns.adobe.com/xap/1.0/mm/": {"DocumentID", "InstanceID", "RenditionClass", "VersionID"},
    "http://ns.adobe.com/xap/1.0/rights/": {"Marked", "WebStatement", "UsageTerms"},
}
_XMP_ALLOWED_WHOLE = (
    "http://www.aiim.org/pdfa/ns/", "http://www.aiim.org/pdfua/ns/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "adobe:ns:meta/", "http://www.w3.org/XML/1998/namespace", "http://pdfa.org/declarations/",
)  # fmt: skip
_SPOKEN = re.compile(
    rb"/(ActualText|Alt|E)\s*(?:\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<([0-9A-Fa-f\s]*)>)", re.DOTALL
)
_REDACTION = re.compile(r"redact|withh|exempt|remov|deleted|omitted", re.IGNORECASE)
_PLAIN_COLOURS = {"All", "None", "Black", "Cyan", "Magenta", "Yellow", "Red", "Green", "Blue", "White", "Spot"}


def _is_new(inspection: Inspection, words: str) -> bool:
    """Tell whether words with a letter in them say what no page says."""
    return bool(re.search(r"[^\W\d_]{3}", words)) and not inspection.is_on_pages(words)


def check_information(inspection: Inspection) -> Iterator[Leak]:
    """Look at the document information dictionary: who wrote it, about whom, under what key."""
    info = inspection.file.pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in info.items():
        if key not in _INFO_ALLOWED and text(value).strip(" ()").casefold() not in _INFO_EMPTY:
            known = key in ("/Author", "/Subject", "/Keywords")
            place = f"trailer /Info, {key if known else 'a key of its own'}"
            yield Leak("document information", None, place, "says more than title, date and program", "strict")


def check_xmp(inspection: Inspection) -> Iterator[Leak]:
    """Look at the XMP of the document (ISO 16684-1) and of its parts, property by property."""
    root = inspection.file.pdf.Root.get("/Metadata")
    for node in inspection.nodes_with("/Subtype"):
        if name(node.value.get("/Subtype")) != "XML" or not isinstance(node.value, pikepdf.Stream):
            continue
        if not isinstance(root, pikepdf.Stream) or node.value.objgen != root.objgen:
            yield inspection.leak("object metadata", node, "a part of the document has metadata of its own", "strict")
            continue
        data = streams.unpack(node.value) or b""
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            yield inspection.leak("XMP", node, "the metadata bring definitions of their own")
            continue
        try:
            tree = ElementTree.fromstring(data.strip(b"\0 \r\n\t"))  # noqa: S314 - no entities, see above
        except ElementTree.ParseError:
            yield inspection.leak("XMP", node, "the metadata cannot be read", "strict")
            continue
        unknown = sum(not _is_allowed(tag) for tag in _properties(tree))
        if unknown:
            detail = f"{unknown} properties say more than title, date, program and conformance"
            yield inspection.leak("XMP", node, detail, "strict")


def _properties(tree: ElementTree.Element) -> Iterator[str]:
    for element in tree.iter():
        inner = list(element)
        words = "".join(element.itertext()).strip()
        if (words and (not inner or element.tag.startswith("{http://www.w3.org/1999/02/22-rdf"))) or (
            element.text and element.text.strip()
        ):
            yield element.tag
        yield from (tag for tag, value in element.attrib.items() if tag.startswith("{") and value.strip())
        if words and all(kid.tag.startswith("{http://www.w3.org/1999/02/22-rdf") for kid in inner):
            yield element.tag


def _is_allowed(tag: str) -> bool:
    space, _, local = tag.removeprefix("{").partition("}")
    return space.startswith(_XMP_ALLOWED_WHOLE) or local in _XMP_ALLOWED.get(space, ())


def check_private(inspection: Inspection) -> Iterator[Leak]:
    """Look for what programs keep for themselves: /PieceInfo, OPI, web capture."""
    for key in ("/PieceInfo", "/OPI", "/SpiderInfo", "/IDS"):
        for node in inspection.nodes_with(key):
            if key != "/IDS" or "/URLS" in node.value:
                yield inspection.leak("program's own data", node, "a program keeps data of its own here", "strict")


def check_thumbnails(inspection: Inspection) -> Iterator[Leak]:
    """Look for small pictures of pages as they once were, and other versions of pictures."""
    for key in ("/Thumb", "/Alternates"):
        for node in inspection.nodes_with(key):
            yield inspection.leak("thumbnail", node, "a second picture of what is shown", "strict")


def check_outlines(inspection: Inspection) -> Iterator[Leak]:
    """Compare bookmarks with what the pages say."""
    for node in inspection.nodes_with("/Title"):
        if (
            "/Parent" in node.value
            and ("/Dest" in node.value or "/A" in node.value or "/Next" in node.value or "/Prev" in node.value)
            and _is_new(inspection, text(node.value.get("/Title")))
        ):
            yield inspection.leak("outline", node, "a bookmark says what no page says", "strict")


# What a redaction's own place may be called: a number in a schedule tells nothing of the words.
_NUMBERED = re.compile(r"redaction-\d{1,6}")


def check_destinations(inspection: Inspection) -> Iterator[Leak]:
    """Compare the names of places in the document with what the pages say."""
    named: list[tuple[str, str]] = []
    for node in inspection.nodes_with("/Dests"):
        table = node.value.get("/Dests")
        if isinstance(table, pikepdf.Dictionary) and "/Names" not in table and "/Kids" not in table:
            named += [(node.place, str(key)[1:]) for key in table]
    for node in inspection.nodes_with("/Names"):
        names = node.value.get("/Names")
        if isinstance(names, pikepdf.Array):
            named += [(node.place, text(kid)) for kid in list(names)[::2]]
    for place, words in named:
        if _NUMBERED.fullmatch(words):
            continue
        if re.search(r"[^\W\d_]{2,}[\W_]+[^\W\d_]{2,}|[^\W\d_]{6,}", words) and _is_new(inspection, words):
            yield Leak("named place", None, place, "a place in the document is named as no page says", "strict")


def check_page_labels(inspection: Inspection) -> Iterator[Leak]:
    """Compare the labels of pages with what the pages say."""
    for node in inspection.nodes_with("/Nums"):
        for label in node.value.get("/Nums"):  # type: ignore[union-attr]
            if isinstance(label, pikepdf.Dictionary) and _is_new(inspection, text(label.get("/P"))):
                yield inspection.leak("page label", node, "a page's label says what no page says", "strict")


def check_layer_names(inspection: Inspection) -> Iterator[Leak]:
    """Compare the names of layers with what the pages say."""
    for node in inspection.nodes_with("/Type"):
        if name(node.value.get("/Type")) == "OCG" and _is_new(inspection, text(node.value.get("/Name"))):
            yield inspection.leak("layer name", node, "a layer's name says what no page says", "strict")


def check_colour_names(inspection: Inspection) -> Iterator[Leak]:
    """Look at the names of spot colours."""
    for place, value in opening.objects_of(inspection.file.pdf):
        waiting = [value]
        while waiting:
            parent = waiting.pop()
            kids = list(parent) if isinstance(parent, pikepdf.Array) else []
            if isinstance(parent, pikepdf.Dictionary | pikepdf.Stream):
                kids = [kid for _, kid in parent.items()]
            waiting += filter(is_inside, kids)
            if len(kids) != 4 or name(kids[0]) != "Separation" or not isinstance(parent, pikepdf.Array):
                continue
            colour = name(kids[1])
            known = colour in _PLAIN_COLOURS or re.match(r"PANTONE|HKS|TOYO|DIC", colour)
            if not known and _is_new(inspection, colour):
                yield Leak("colour name", None, place, "a colour's name says what no page says", "strict")


def check_spoken(inspection: Inspection) -> Iterator[Leak]:
    """Compare what a screen reader is told (ISO 32000-1, 14.9) with what the pages say.

    What replaces a redaction may say so; a picture may be described, in a file that shows no redactions.
    """
    for key in ("/ActualText", "/Alt", "/E"):
        for node in inspection.nodes_with(key):
            words = text(node.value.get(key))
            if _is_new(inspection, words) and not _REDACTION.search(words):
                yield inspection.leak("spoken text", node, f"{key} says what no page says", "strict")
    for node in inspection.nodes_with("/T"):
        part = name(node.value.get("/Type")) == "StructElem" or ("/S" in node.value and "/P" in node.value)
        if part and _is_new(inspection, text(node.value.get("/T"))):
            yield inspection.leak("spoken text", node, "a part's title says what no page says", "strict")


def check_spoken_inline(inspection: Inspection) -> Iterator[Leak]:
    """Compare what pages' own code tells a screen reader with what the pages say."""
    for place, stream, data in inspection.code:
        for match in _SPOKEN.finditer(data):
            words = streams.text_of(streams.bytes_of(match[2], match[3]))[0]
            if _is_new(inspection, words) and not _REDACTION.search(words):
                detail = f"/{match[1].decode()} says what no page says"
                yield inspection.leak("spoken text in a page", Node(place, stream, stream), detail, "strict")


def check_properties(inspection: Inspection) -> Iterator[Leak]:
    """Look for properties that a program has given to parts of the text."""
    for node in inspection.nodes_with("/O"):
        if name(node.value.get("/O")) == "UserProperties":
            yield inspection.leak("user properties", node, "a part has properties of a program's own", "strict")
