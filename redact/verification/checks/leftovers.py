"""Leftovers that no reader shows: old revisions, bytes between objects, things nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from redact.verification.inspection import Inspection
from redact.verification.report import Leak
from redact.verification.stored import streams
from redact.verification.stored.objects import Node, name
from redact.verification.stored.opening import MOST_OBJECTS, streams_of, strings_in
from redact.verification.stored.standard_names import standard_names

_NOTHING = re.compile(rb"obj\s+null\s+endobj")
_COMMENT = re.compile(rb"%([^\r\n]*)")
_STRING = re.compile(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)", re.DOTALL)
# What writers put between objects: tables, trailers, marks, and the comments of qpdf and ReportLab.
_BETWEEN = re.compile(
    rb"xref\s+(?:\d+\s+\d+\s+(?:\d{10}\s\d{5}\s[nf]\s*)*)*|startxref\s+\d+|%%EOF|trailer\s*<<.*?>>(?=\s*startxref)",
    re.DOTALL,
)
_KNOWN_COMMENT = re.compile(
    rb"PDF-\d\.\d|%?EOF|[\x80-\xff]{4,}(?:.{0,4}$| ReportLab [Gg]enerated PDF)|QDF-|Original object ID|"
    rb"% Contents for page|'[\w.]+': class PDF| ReportLab (?:[Gg]enerated )?PDF|% Page|\s*$|% Object stream|% Producer"
)


def check_revisions(inspection: Inspection) -> Iterator[Leak]:
    """Look for objects written twice: the earlier one is an old revision."""
    seen: set[int] = set()
    for number, _, _, _ in inspection.objects_written:
        if number in seen:
            detail = "an earlier version of the object is still in the file"
            yield Leak("old revision", None, f"object {number}", detail, "strict")
        seen.add(number)


def check_unlisted(inspection: Inspection) -> Iterator[Leak]:
    """Look for objects that the file's own table does not list."""
    for number, generation, start, end in inspection.objects_written:
        if _NOTHING.search(inspection.file.data[start:end][:80]):
            continue
        if number > MOST_OBJECTS * 20 or inspection.file.pdf.get_object((number, generation)) is None:
            yield Leak(
                "unlisted object", None, f"object {number}", "the file's table does not list the object", "strict"
            )


def check_between(inspection: Inspection) -> Iterator[Leak]:
    """Look for bytes before, between and after the objects."""
    file = inspection.file
    if file.before.strip():
        yield Leak("bytes outside", None, "before the file's head", f"{len(file.before)} bytes", "strict")
    if file.after.strip(b"\0\r\n\t \x1a"):
        yield Leak("bytes outside", None, "after the file's end", f"{len(file.after)} bytes", "strict")
    for position, data in _between(inspection):
        if _COMMENT.sub(b"", _BETWEEN.sub(b"", data)).split(b"trailer")[0].strip():
            yield Leak("bytes outside", None, f"byte {position}", "bytes stand between objects", "strict")


def check_comments(inspection: Inspection) -> Iterator[Leak]:
    """Look for comments between objects and in the code of pages."""
    for position, data in _between(inspection):
        for match in _COMMENT.finditer(data):
            if _has_words(match[1]):
                yield Leak("comment", None, f"byte {position + match.start()}", "a comment between objects", "strict")
    for place, stream, data in inspection.code:
        for match in _COMMENT.finditer(_STRING.sub(b"()", data)):
            if _has_words(match[1]):
                yield Leak("comment", inspection.page_of(stream), place, "a comment in a page's code", "strict")


def _between(inspection: Inspection) -> Iterator[tuple[int, bytes]]:
    """Yield what stands before, between and after the objects, each with its place in the file."""
    data, position = inspection.file.data, 0
    for _, _, start, end in [*inspection.objects_written, (0, 0, len(data), len(data))]:
        yield position, data[position:start]
        position = max(position, end)


def _has_words(comment: bytes) -> bool:
    """Tell whether a comment holds words that no writer of PDFs puts there by itself."""
    return not _KNOWN_COMMENT.match(comment) and re.search(rb"[A-Za-z]{3}", comment) is not None


def check_unreachable(inspection: Inspection) -> Iterator[Leak]:
    """Look for objects with text or data in them that nothing refers to."""
    hints = _hints(inspection)
    for unused in inspection.file.pdf.objects:
        if not isinstance(unused, pikepdf.Object) or unused.objgen in inspection.reachable:
            continue
        stream = isinstance(unused, pikepdf.Stream)
        if unused.objgen[0] in hints or (stream and name(unused.get("/Type")) in ("XRef", "ObjStm")):
            continue
        typed = isinstance(unused, pikepdf.Dictionary) and "/Type" in unused
        if stream or typed or any(len(value) > 1 for _, value in strings_in(unused) if isinstance(value, bytes)):
            yield Leak("unused object", None, f"object {unused.objgen[0]}", "nothing refers to the object", "strict")


def _hints(inspection: Inspection) -> set[int]:
    """Return the objects that make a file open faster over a network, and nothing refers to (ISO 32000-1, annex F)."""
    hints: set[int] = set()
    for node in inspection.nodes_with("/Linearized"):
        hints.add(node.owner.objgen[0])
        offsets = [int(x) for x in node.value.get("/H", ())][::2]
        hints.update(written.number for written in inspection.objects_written if written.start in offsets)
    return hints


def check_pages_left(inspection: Inspection) -> Iterator[Leak]:
    """Look for pages that are no longer in the document and are still referred to."""
    left_out = inspection.reachable - set(inspection.file.pages)
    for node in inspection.nodes_with("/Type"):
        if name(node.value.get("/Type")) == "Page" and node.value.objgen in left_out:
            yield Leak("page left out", None, node.place, "a page that is not shown is still in the file", "strict")


def check_unused(inspection: Inspection) -> Iterator[Leak]:
    """Look for pictures and forms among a page's resources that no page draws."""
    for node in inspection.nodes_with("/XObject"):
        table = node.value.get("/XObject")
        if not isinstance(table, pikepdf.Dictionary):
            continue
        for key, kid in table.items():
            if isinstance(kid, pikepdf.Stream) and key[1:].encode() not in inspection.names_drawn:
                yield inspection.leak("unused resource", node, "a picture or form that no page draws", "strict")


def check_unreadable(inspection: Inspection) -> Iterator[Leak]:
    """Look for streams that cannot be unpacked: what cannot be read cannot be called clean."""
    for place, stream in streams_of(inspection.file.pdf):
        if not streams.is_picture(stream) and streams.unpack(stream) is None:
            detail = "the stream cannot be unpacked, so it was not checked"
            yield inspection.leak("unreadable", Node(place, stream, stream), detail)


def check_keys(inspection: Inspection) -> Iterator[Leak]:
    """Look for words or data under keys that the standard does not know."""
    info = inspection.file.pdf.trailer.get("/Info")  # a check of its own looks at that
    for key in inspection.nodes_by_key:
        if key[1:] in standard_names() or re.fullmatch(r"/[A-Z]{1,4}\d*|/[A-Za-z]+\d+(?:\.\d+)*|/[A-Z]{6}\+.*", key):
            continue
        for node in inspection.nodes_with(key):
            if _names_its_own(node) or (info is not None and node.value.objgen == info.objgen != (0, 0)):
                continue
            value = node.value.get(key) if key.isascii() else dict(node.value.items()).get(key)
            if isinstance(value, pikepdf.Stream) or (isinstance(value, pikepdf.String) and len(bytes(value)) > 1):
                yield inspection.leak("private key", node, "data under a key of a program's own", "strict")


def _names_its_own(node: Node) -> bool:
    """Tell whether a dictionary's keys are names that the file chooses: resources, class and role maps, glyphs."""
    return "/Type" not in node.value and all(
        isinstance(kid, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array | pikepdf.Name)
        for _, kid in node.value.items()
    )
