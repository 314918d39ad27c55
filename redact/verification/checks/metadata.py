"""What a document says about itself and its parts, beside what its pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from redact.verification.inspection import Evidence
from redact.verification.report import Leak, Level
from redact.verification.stored import file, streams
from redact.verification.stored.objects import Held, name, text

# FOI officers publish a title and a date (ICO, "How to disclose information safely"); programs add who they are.
_INFO_ALLOWED = {
    "/Title",
    "/Producer",
    "/Creator",
    "/CreationDate",
    "/ModDate",
    "/Trapped",
    "/Lang",
    "/GTS_PDFXVersion",
}
_INFO_EMPTY = {"", "anonymous", "unspecified", "unknown", "untitled", "none"}
_XMP_ALLOWED = {
    "http://purl.org/dc/elements/1.1/": {
        "title",
        "language",
        "format",
        "date",
        "type",
        "publisher",
        "rights",
        "identifier",
    },
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


def _leak(evidence: Evidence, channel: str, held: Held, detail: str, level: Level = "strict") -> Leak:
    return Leak(channel, evidence.page_of(held.owner), held.place, detail, level)


def _is_new(evidence: Evidence, words: str) -> bool:
    """Tell whether words with a letter in them say what no page says."""
    return bool(re.search(r"[^\W\d_]{3}", words)) and not evidence.repeats(words)


def check_information(evidence: Evidence) -> Iterator[Leak]:
    """Look at the document information dictionary: who wrote it, about whom, under what key."""
    import pikepdf

    info = evidence.file.pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in info.items():
        if key not in _INFO_ALLOWED and text(value).strip(" ()").casefold() not in _INFO_EMPTY:
            known = key in ("/Author", "/Subject", "/Keywords")
            where = key if known else "a key of its own"
            yield Leak(
                "document information",
                None,
                f"trailer /Info, {where}",
                "says more than title, date and program",
                "strict",
            )


def check_xmp(evidence: Evidence) -> Iterator[Leak]:
    """Look at the XMP of the document (ISO 16684-1) and of its parts, property by property."""
    import pikepdf

    root = evidence.file.pdf.Root.get("/Metadata")
    for held in evidence.having("/Subtype"):
        if name(held.found.get("/Subtype")) != "XML" or not isinstance(held.found, pikepdf.Stream):
            continue
        if not isinstance(root, pikepdf.Stream) or held.found.objgen != root.objgen:
            yield _leak(evidence, "object metadata", held, "a part of the document has metadata of its own")
            continue
        data = streams.unpack(held.found) or b""
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            yield _leak(evidence, "XMP", held, "the metadata bring definitions of their own", "leak")
            continue
        try:
            tree = ElementTree.fromstring(data.strip(b"\0 \r\n\t"))  # noqa: S314 - no entities, see above
        except ElementTree.ParseError:
            yield _leak(evidence, "XMP", held, "the metadata cannot be read")
            continue
        unknown = sum(not _is_allowed(tag) for tag in _properties(tree))
        if unknown:
            yield _leak(
                evidence, "XMP", held, f"{unknown} properties say more than title, date, program and conformance"
            )


def _properties(tree: ElementTree.Element) -> Iterator[str]:
    for element in tree.iter():
        inner = list(element)
        said = "".join(element.itertext()).strip()
        if (said and (not inner or element.tag.startswith("{http://www.w3.org/1999/02/22-rdf"))) or (
            element.text and element.text.strip()
        ):
            yield element.tag
        yield from (tag for tag, value in element.attrib.items() if tag.startswith("{") and value.strip())
        if said and all(kid.tag.startswith("{http://www.w3.org/1999/02/22-rdf") for kid in inner):
            yield element.tag


def _is_allowed(tag: str) -> bool:
    space, _, local = tag.removeprefix("{").partition("}")
    return space.startswith(_XMP_ALLOWED_WHOLE) or local in _XMP_ALLOWED.get(space, ())


def check_private(evidence: Evidence) -> Iterator[Leak]:
    """Look for what programs keep for themselves: /PieceInfo, OPI, web capture."""
    for key in ("/PieceInfo", "/OPI", "/SpiderInfo", "/IDS"):
        for held in evidence.having(key):
            if key != "/IDS" or "/URLS" in held.found:
                yield _leak(evidence, "program's own data", held, "a program keeps data of its own here", "leak")


def check_thumbnails(evidence: Evidence) -> Iterator[Leak]:
    """Look for small pictures of pages as they once were, and other versions of pictures."""
    for key in ("/Thumb", "/Alternates"):
        for held in evidence.having(key):
            yield _leak(evidence, "thumbnail", held, "a second picture of what is shown", "leak")


def check_outlines(evidence: Evidence) -> Iterator[Leak]:
    """Compare bookmarks with what the pages say."""
    for held in evidence.having("/Title"):
        if (
            "/Parent" in held.found
            and ("/Dest" in held.found or "/A" in held.found or "/Next" in held.found or "/Prev" in held.found)
            and _is_new(evidence, text(held.found.get("/Title")))
        ):
            yield _leak(evidence, "outline", held, "a bookmark says what no page says")


# What a redaction's own place may be called: a number in a schedule tells nothing of the words.
_NUMBERED = re.compile(r"redaction-\d{1,6}")


def check_destinations(evidence: Evidence) -> Iterator[Leak]:
    """Compare the names of places in the document with what the pages say."""
    import pikepdf

    found: list[tuple[str, str]] = []
    for held in evidence.having("/Dests"):
        table = held.found.get("/Dests")
        if isinstance(table, pikepdf.Dictionary) and "/Names" not in table and "/Kids" not in table:
            found += [(held.place, str(key)[1:]) for key in table]
    for held in evidence.having("/Names"):
        names = held.found.get("/Names")
        if isinstance(names, pikepdf.Array):
            found += [(held.place, text(kid)) for kid in list(names)[::2]]
    for place, words in found:
        if _NUMBERED.fullmatch(words):
            continue
        if re.search(r"[^\W\d_]{2,}[\W_]+[^\W\d_]{2,}|[^\W\d_]{6,}", words) and _is_new(evidence, words):
            yield Leak("named place", None, place, "a place in the document is named as no page says", "strict")


def check_page_labels(evidence: Evidence) -> Iterator[Leak]:
    """Compare the labels of pages with what the pages say."""
    import pikepdf

    for held in evidence.having("/Nums"):
        for label in held.found.get("/Nums"):  # type: ignore[union-attr]
            if isinstance(label, pikepdf.Dictionary) and _is_new(evidence, text(label.get("/P"))):
                yield _leak(evidence, "page label", held, "a page's label says what no page says")


def check_layer_names(evidence: Evidence) -> Iterator[Leak]:
    """Compare the names of layers with what the pages say."""
    for held in evidence.having("/Type"):
        if name(held.found.get("/Type")) == "OCG" and _is_new(evidence, text(held.found.get("/Name"))):
            yield _leak(evidence, "layer name", held, "a layer's name says what no page says")


def check_colour_names(evidence: Evidence) -> Iterator[Leak]:
    """Look at the names of spot colours."""
    import pikepdf

    for place, found in file.objects_of(evidence.file.pdf):
        waiting = [found]
        spaces = []
        while waiting:
            node = waiting.pop()
            kids = list(node) if isinstance(node, pikepdf.Array) else []
            if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                kids = [kid for _, kid in node.items()]
            if len(kids) == 4 and name(kids[0]) == "Separation" and isinstance(node, pikepdf.Array):
                spaces.append(name(kids[1]))
            waiting += [
                kid for kid in kids if isinstance(kid, pikepdf.Array | pikepdf.Dictionary) and not kid.is_indirect
            ]
        for colour in spaces:
            if (
                colour not in _PLAIN_COLOURS
                and not re.match(r"PANTONE|HKS|TOYO|DIC", colour)
                and _is_new(evidence, colour)
            ):
                yield Leak("colour name", None, place, "a colour's name says what no page says", "strict")


def check_spoken(evidence: Evidence) -> Iterator[Leak]:
    """Compare what a screen reader is told (ISO 32000-1, 14.9) with what the pages say.

    What replaces a redaction may say so; a picture may be described, in a file that shows no redactions.
    """
    for key in ("/ActualText", "/Alt", "/E"):
        for held in evidence.having(key):
            words = text(held.found.get(key))
            if _is_new(evidence, words) and not _REDACTION.search(words):
                yield _leak(evidence, "spoken text", held, f"{key} says what no page says")
    for held in evidence.having("/T"):
        part = name(held.found.get("/Type")) == "StructElem" or ("/S" in held.found and "/P" in held.found)
        if part and _is_new(evidence, text(held.found.get("/T"))):
            yield _leak(evidence, "spoken text", held, "a part's title says what no page says")


def check_spoken_inline(evidence: Evidence) -> Iterator[Leak]:
    """Compare what pages' own code tells a screen reader with what the pages say."""
    for place, stream, data in evidence.code:
        for match in _SPOKEN.finditer(data):
            words = streams.text_of(streams.bytes_of(match[2], match[3]))[0]
            if _is_new(evidence, words) and not _REDACTION.search(words):
                held = Held(place, stream, stream)
                yield _leak(evidence, "spoken text in a page", held, f"/{match[1].decode()} says what no page says")


def check_properties(evidence: Evidence) -> Iterator[Leak]:
    """Look for properties that a program has given to parts of the text."""
    for held in evidence.having("/O"):
        if name(held.found.get("/O")) == "UserProperties":
            yield _leak(evidence, "user properties", held, "a part has properties of a program's own", "leak")
