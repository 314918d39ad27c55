"""Somebody's PDF opened within bounds, and every object, stream and string in it.

A file is refused, never called clean, where it is encrypted, damaged (readers
would disagree about what it holds), or larger than the bounds below once unpacked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf

from redact.errors import InputError
from redact.verification.stored.standard_names import standard_names
from redact.verification.stored.streams import MEBIBYTE, MOST_DEPTH, STREAM, bound_streams, contents_of, unpack

MOST_BYTES = 256 * MEBIBYTE  # of the file
MOST_OBJECTS = 500_000
MOST_PAGES = 10_000

# What pikepdf raises at damage, beside its own errors.
_FAULTS = (ValueError, RuntimeError, OverflowError, TypeError, AttributeError)
_ENCRYPTED = "the PDF is encrypted: a check cannot see all of it; save it without a password and check that"
_DAMAGED = "the PDF is damaged or cut off: readers would disagree about what it holds; save it anew and check that"

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_ENDOBJ = re.compile(rb"\bendobj\b")
_TAIL = re.compile(rb"\s*endstream\s*endobj\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,12})(?!\s+\d+\s+R)\b")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class File:
    """A PDF that could be opened: its bytes, and its objects as pikepdf sees them."""

    data: bytes = field(repr=False)
    pdf: pikepdf.Pdf = field(repr=False)
    pages: tuple[tuple[int, int], ...] = ()
    after: bytes = field(default=b"", repr=False)
    before: bytes = field(default=b"", repr=False)

    def page(self, number: int) -> pikepdf.Object:
        """Return the page dictionary of a page, counted from 1."""
        objgen = self.pages[number - 1]
        return self.pdf.get_object(objgen) if objgen != (0, 0) else self.pdf.pages[number - 1].obj

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        self.pdf.close()


def open_pdf(data: bytes) -> File:
    """Open a PDF that is whole, unencrypted and within bounds; raise InputError on any other."""
    if len(data) > MOST_BYTES:
        raise InputError(f"the file is larger than {MOST_BYTES // MEBIBYTE} MiB: split it and check each part")
    start = data[:1024].find(b"%PDF-")
    if start < 0:
        raise InputError("this is not a PDF: it does not begin with %PDF-")
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise InputError("the PDF is cut off: its end mark is missing; get a whole copy and check that")
    end += len(b"%%EOF")
    bound_streams(data)
    body = data[start:end]
    try:
        pdf = pikepdf.open(io.BytesIO(body), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise InputError(_ENCRYPTED) from None
    except (pikepdf.PdfError, *_FAULTS):
        raise InputError(_DAMAGED) from None
    try:
        if pdf.is_encrypted:
            raise InputError(_ENCRYPTED)
        if len(pdf.objects) > MOST_OBJECTS:
            raise InputError(f"the PDF claims more than {MOST_OBJECTS:,} objects: save it anew and check that")
        pages = _walk_pages(pdf)
    except InputError:
        pdf.close()
        raise
    except (pikepdf.PdfError, *_FAULTS):
        pdf.close()
        raise InputError(_DAMAGED) from None
    return File(body, pdf, pages, data[end:], data[:start])


def _walk_pages(pdf: pikepdf.Pdf) -> tuple[tuple[int, int], ...]:
    """Return object and generation of each page, walking the tree ourselves: a loop in it is damage."""
    root = pdf.Root.get("/Pages")
    if not isinstance(root, pikepdf.Dictionary):
        raise InputError("the PDF has no pages: there is nothing to check")
    pages: list[tuple[int, int]] = []
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[pikepdf.Object, int]] = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise InputError("the PDF's page tree is nested too deeply to be read")
        if not isinstance(node, pikepdf.Dictionary):
            raise InputError(_DAMAGED)
        if node.objgen != (0, 0):
            if node.objgen in seen:
                raise InputError("the PDF's page tree runs in a circle: save it anew and check that")
            seen.add(node.objgen)
        kids = node.get("/Kids")
        if kids is None:
            pages.append(node.objgen)
            if len(pages) > MOST_PAGES:
                raise InputError(f"the PDF has more than {MOST_PAGES:,} pages: split it and check each part")
        else:
            waiting.extend((kid, depth + 1) for kid in reversed(list(kids)))
    if not pages:
        raise InputError("the PDF has no pages: there is nothing to check")
    return tuple(pages)


def objects_of(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield every object of the file, reachable or not, with its place."""
    for value in pdf.objects:
        if isinstance(value, pikepdf.Object):  # not a number or a truth value of its own
            yield f"object {value.objgen[0]}", value
    yield "trailer", pdf.trailer


def streams_of(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Yield every stream of the file, reachable or not, with its place."""
    for place, value in objects_of(pdf):
        if isinstance(value, pikepdf.Stream):
            yield place, value


def strings_in(value: pikepdf.Object) -> Iterator[tuple[str, bytes | str]]:
    """Yield every string (as bytes) and name (as str) in an object, not following references.

    Each comes with the key it stands under, where that is a key of the PDF standard; names of the standard are
    left out.
    """
    standard = standard_names()
    waiting: list[tuple[pikepdf.Object, str, int]] = [(value, "", 0)]
    while waiting:
        node, key, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise InputError("the PDF nests its objects too deeply to be read")
        if isinstance(node, pikepdf.String):
            yield key, bytes(node)
        elif isinstance(node, pikepdf.Name):
            if (name := name_of(node)) not in standard:
                yield key, name
        elif isinstance(node, pikepdf.Array):
            waiting.extend((kid, key, depth + 1) for kid in node if _within(kid))
        elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            entries = node.stream_dict if isinstance(node, pikepdf.Stream) else node
            for name, kid in entries.items():
                if name[1:] not in standard:
                    yield key, _as_latin(name[1:])
                if _within(kid):
                    waiting.append((kid, name if name[1:] in standard else key, depth + 1))


def name_of(value: pikepdf.Name) -> str:
    """Return a PDF name without its slash, as Latin-1 where it is not UTF-8."""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")[1:]


def _as_latin(key: str) -> str:
    """Return a key that is not UTF-8 as Latin-1."""
    lone = not key.isascii() and _LONE_SURROGATE.search(key)
    return key.encode("utf-8", "surrogateescape").decode("latin-1") if lone else key


def _within(kid: object) -> bool:
    """Tell whether a value stands inside its parent rather than being an object of its own."""
    return isinstance(kid, pikepdf.Object) and not kid.is_indirect


class Written(NamedTuple):
    """An object as it stands in the file's bytes."""

    number: int
    generation: int
    start: int
    end: int


def objects_written(data: bytes) -> tuple[Written, ...]:
    """Return every object that stands in the bytes, listed in the file's table or not, in order."""
    objects: list[Written] = []
    position = 0
    while match := _OBJECT.search(data, position):
        end = _ENDOBJ.search(data, match.end())
        stream = STREAM.search(data, match.end(), end.start() if end else len(data))
        if stream is not None:
            length = _LENGTH.search(data, match.end(), stream.start())
            tail = _TAIL.match(data, stream.end() + int(length[1])) if length else None
            end = tail or _TAIL.search(data, stream.end())
        position = end.end() if end else len(data)
        objects.append(Written(int(match[1]), int(match[2]), match.start(), position))
    return tuple(objects)


def code_of(file: File) -> Iterator[tuple[str, pikepdf.Object, bytes]]:
    """Yield the code that draws: pages' contents, forms, patterns, letters of Type 3 fonts, looks of annotations."""
    for number in range(1, len(file.pages) + 1):
        page = file.page(number)
        yield f"page {number}", page, contents_of(page)
    for place, stream in streams_of(file.pdf):
        kinds = str(stream.get("/Subtype", "")), str(stream.get("/Type", ""))
        if kinds[0] == "/Form" or "/PatternType" in stream or kinds[1] == "/Pattern":
            yield place, stream, unpack(stream) or b""
    for place, value in objects_of(file.pdf):
        letters = value.get("/CharProcs") if isinstance(value, pikepdf.Dictionary) else None
        if isinstance(letters, pikepdf.Dictionary):
            for _, letter in letters.items():
                if isinstance(letter, pikepdf.Stream):
                    yield place, letter, unpack(letter) or b""
