"""What is left in a file and no reader shows: old revisions, bytes between objects, things nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redact.verification.inspection import Evidence
from redact.verification.report import Leak
from redact.verification.stored import file as reading
from redact.verification.stored import streams
from redact.verification.stored.objects import Held, name
from redact.verification.stored.vocabulary import STANDARD

_NOTHING = re.compile(rb"obj\s+null\s+endobj")
_COMMENT = re.compile(rb"%([^\r\n]*)")
_STRING = re.compile(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)", re.DOTALL)
# What writers put between objects: tables, trailers, marks, and the comments of qpdf and ReportLab.
_BETWEEN = re.compile(
    rb"xref\s+(?:\d+\s+\d+\s+(?:\d{10}\s\d{5}\s[nf]\s*)*)*|startxref\s+\d+|%%EOF|trailer\s*<<.*?>>(?=\s*startxref)",
    re.DOTALL,
)
_KNOWN_COMMENT = re.compile(
    rb"PDF-\d\.\d|%?EOF|[\x80-\xff]{4,}.{0,4}$|QDF-|Original object ID|% Contents for page|'[\w.]+': class PDF|"
    rb" ReportLab (?:Generated )?PDF|% Page|\s*$|% Object stream|% Producer"
)


def check_revisions(evidence: Evidence) -> Iterator[Leak]:
    """Look for objects written twice: the earlier one is an old revision."""
    seen: set[int] = set()
    for number, _, _, _ in evidence.written:
        if number in seen:
            yield Leak(
                "old revision", None, f"object {number}", "an earlier version of the object is still in the file"
            )
        seen.add(number)


def check_unlisted(evidence: Evidence) -> Iterator[Leak]:
    """Look for objects that the file's own table does not list."""
    for number, generation, start, end in evidence.written:
        if _NOTHING.search(evidence.file.data[start:end][:80]):
            continue
        if number > reading.MOST_OBJECTS * 20 or evidence.file.pdf.get_object((number, generation)) is None:
            yield Leak("unlisted object", None, f"object {number}", "the file's table does not list the object")


def check_between(evidence: Evidence) -> Iterator[Leak]:
    """Look for bytes before, between and after the objects."""
    file = evidence.file
    if file.before.strip():
        yield Leak("bytes outside", None, "before the file's head", f"{len(file.before)} bytes")
    if file.after.strip(b"\0\r\n\t \x1a"):
        yield Leak("bytes outside", None, "after the file's end", f"{len(file.after)} bytes")
    at = 0
    for _, _, start, end in [*evidence.written, (0, 0, len(file.data), len(file.data))]:
        left = _COMMENT.sub(b"", _BETWEEN.sub(b"", file.data[at:start])) if start > at else b""
        if len(left.split(b"trailer")[0].strip()) > 0:
            yield Leak("bytes outside", None, f"byte {at}", "bytes stand between objects")
        at = max(at, end)


def check_comments(evidence: Evidence) -> Iterator[Leak]:
    """Look for comments between objects and in the code of pages."""
    file = evidence.file
    at = 0
    for _, _, start, end in [*evidence.written, (0, 0, len(file.data), len(file.data))]:
        for match in _COMMENT.finditer(file.data[at:start]):
            if _tells(match[1]):
                yield Leak("comment", None, f"byte {at + match.start()}", "a comment between objects", "strict")
        at = max(at, end)
    for place, stream, data in evidence.code:
        for match in _COMMENT.finditer(_STRING.sub(b"()", data)):
            if _tells(match[1]):
                yield Leak("comment", evidence.page_of(stream), place, "a comment in a page's code", "strict")


def _tells(comment: bytes) -> bool:
    return not _KNOWN_COMMENT.match(comment) and re.search(rb"[A-Za-z]{3}", comment) is not None


def check_unreachable(evidence: Evidence) -> Iterator[Leak]:
    """Look for objects with text or data in them that nothing refers to."""
    import pikepdf

    hints = _hints(evidence)
    for found in evidence.file.pdf.objects:
        if not isinstance(found, pikepdf.Object) or found.objgen in evidence.reachable:
            continue
        if isinstance(found, pikepdf.Stream) and name(found.get("/Type")) in ("XRef", "ObjStm"):
            continue
        if found.objgen[0] in hints:
            continue
        said = any(len(value) > 1 for _, value in reading.strings_in(found) if isinstance(value, bytes))
        if said or isinstance(found, pikepdf.Stream) or (isinstance(found, pikepdf.Dictionary) and "/Type" in found):
            yield Leak("unused object", None, f"object {found.objgen[0]}", "nothing refers to the object", "leak")


def _hints(evidence: Evidence) -> set[int]:
    """Return the objects that make a file open faster over a network, and nothing refers to (ISO 32000-1, annex F)."""
    found: set[int] = set()
    for held in evidence.having("/Linearized"):
        found.add(held.owner.objgen[0])
        offsets = [int(x) for x in held.found.get("/H", ())][::2]
        found.update(written.number for written in evidence.written if written.start in offsets)
    return found


def check_pages_left(evidence: Evidence) -> Iterator[Leak]:
    """Look for pages that are no longer in the document and are still referred to."""
    for held in evidence.having("/Type"):
        if name(held.found.get("/Type")) == "Page" and held.found.objgen in evidence.reachable - set(
            evidence.file.pages
        ):
            yield Leak("page left out", None, held.place, "a page that is not shown is still in the file")


def check_unused(evidence: Evidence) -> Iterator[Leak]:
    """Look for pictures and forms among a page's resources that no page draws."""
    import pikepdf

    used = evidence.drawn
    for held in evidence.having("/XObject"):
        table = held.found.get("/XObject")
        if not isinstance(table, pikepdf.Dictionary):
            continue
        for key, kid in table.items():
            if isinstance(kid, pikepdf.Stream) and key[1:].encode() not in used:
                yield Leak(
                    "unused resource", evidence.page_of(held.owner), held.place, "a picture or form that no page draws"
                )


def check_unreadable(evidence: Evidence) -> Iterator[Leak]:
    """Look for streams that cannot be unpacked: what cannot be read cannot be called clean."""
    import pikepdf

    for place, found in reading.objects_of(evidence.file.pdf):
        if isinstance(found, pikepdf.Stream) and not streams.is_picture(found) and streams.unpack(found) is None:
            yield Leak(
                "unreadable", evidence.page_of(found), place, "the stream cannot be unpacked, so it was not checked"
            )


def check_keys(evidence: Evidence) -> Iterator[Leak]:
    """Look for words or data under keys that the standard does not know."""
    import pikepdf

    info = evidence.file.pdf.trailer.get("/Info")  # a check of its own looks at that
    for key in evidence.keys:
        if key[1:] in STANDARD or re.fullmatch(r"/[A-Z]{1,4}\d*|/[A-Za-z]+\d+(?:\.\d+)*|/[A-Z]{6}\+.*", key):
            continue
        for held in evidence.having(key):
            if _names_its_own(held) or (info is not None and held.found.objgen == info.objgen != (0, 0)):
                continue
            value = held.found.get(key) if key.isascii() else dict(held.found.items()).get(key)
            said = isinstance(value, pikepdf.String) and len(bytes(value)) > 1
            if said or isinstance(value, pikepdf.Stream):
                where = Held(held.place, held.found, held.owner)
                yield Leak(
                    "private key",
                    evidence.page_of(where.owner),
                    where.place,
                    "data under a key of a program's own",
                    "strict",
                )


def _names_its_own(held: Held) -> bool:
    """Tell whether a dictionary's keys are names that the file chooses: resources, class and role maps, glyphs."""
    import pikepdf

    return "/Type" not in held.found and all(
        isinstance(kid, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array | pikepdf.Name)
        for _, kid in held.found.items()
    )
