"""Open somebody's PDF within bounds, and walk every object, stream and string in it.

The verifier's own door to pikepdf. A file is refused, never called clean, where it is encrypted, damaged (readers
would disagree about what it holds), or larger than the bounds below once unpacked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from redact.errors import InputError
from redact.verification.stored.streams import MEBIBYTE, MOST_DEPTH, bound_streams, contents_of, unpack
from redact.verification.stored.vocabulary import STANDARD

if TYPE_CHECKING:
    import pikepdf


_STREAM = re.compile(rb"(?<!end)stream\r?\n")


MOST_BYTES = 256 * MEBIBYTE  # of the file


MOST_OBJECTS = 500_000


MOST_PAGES = 10_000


@dataclass(slots=True)
class File:
    """A PDF that could be opened: its bytes, and its objects as pikepdf sees them."""

    data: bytes = field(repr=False)
    pdf: pikepdf.Pdf = field(repr=False)
    pages: tuple[tuple[int, int], ...] = ()
    after: bytes = field(default=b"", repr=False)
    before: bytes = field(default=b"", repr=False)

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        self.pdf.close()


def open_pdf(data: bytes) -> File:
    """Open a PDF that is whole, unencrypted and within bounds; raise InputError on any other."""
    import pikepdf

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


_FAULTS = (ValueError, RuntimeError, OverflowError, TypeError, AttributeError)


_ENCRYPTED = "the PDF is encrypted: a check cannot see all of it; save it without a password and check that"


_DAMAGED = "the PDF is damaged or cut off: readers would disagree about what it holds; save it anew and check that"


def _walk_pages(pdf: pikepdf.Pdf) -> tuple[tuple[int, int], ...]:
    """Return object and generation of each page, walking the tree ourselves: a loop in it is damage."""
    import pikepdf

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
    import pikepdf

    for found in pdf.objects:
        if not isinstance(found, pikepdf.Object):
            continue  # a number or a truth value of its own
        yield f"object {found.objgen[0]}", found
    yield "trailer", pdf.trailer


def strings_in(found: pikepdf.Object) -> Iterator[tuple[str, bytes | str]]:
    """Yield every string (as bytes) and name (as str) in an object, not following references.

    Each comes with the key it stands under, where that is a key of the PDF standard; names of the standard are
    left out.
    """
    import pikepdf

    waiting: list[tuple[pikepdf.Object, str, int]] = [(found, "", 0)]
    while waiting:
        node, key, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise InputError("the PDF nests its objects too deeply to be read")
        if isinstance(node, pikepdf.String):
            yield key, bytes(node)
        elif isinstance(node, pikepdf.Name):
            try:
                name = str(node)[1:]
            except UnicodeDecodeError:  # a name need not be UTF-8
                name = node.unparse().decode("latin-1")[1:]
            if name not in STANDARD:
                yield key, name
        elif isinstance(node, pikepdf.Array):
            waiting.extend((kid, key, depth + 1) for kid in node if _within(kid))
        elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            entries = node.stream_dict if isinstance(node, pikepdf.Stream) else node
            for name, kid in entries.items():
                if name[1:] not in STANDARD:
                    yield key, _plain(name[1:])
                if _within(kid):
                    waiting.append((kid, name if name[1:] in STANDARD else key, depth + 1))


def _plain(name: str) -> str:
    """Return a key that is not UTF-8 as Latin-1."""
    return (
        name.encode("utf-8", "surrogateescape").decode("latin-1") if not name.isascii() and _LONE.search(name) else name
    )


_LONE = re.compile("[\ud800-\udfff]")


def _within(kid: object) -> bool:
    """Tell whether a value stands inside its parent rather than being an object of its own."""
    import pikepdf

    return isinstance(kid, pikepdf.Object) and not kid.is_indirect


class Written(NamedTuple):
    """An object as it stands in the file's bytes."""

    number: int
    generation: int
    start: int
    end: int


def objects_written(data: bytes) -> tuple[Written, ...]:
    """Return every object that stands in the bytes, listed in the file's table or not, in order."""
    found: list[Written] = []
    at = 0
    while match := _OBJECT.search(data, at):
        end = _ENDOBJ.search(data, match.end())
        stream = _STREAM.search(data, match.end(), end.start() if end else len(data))
        if stream is not None:
            length = _LENGTH.search(data, match.end(), stream.start())
            after = stream.end() + int(length[1]) if length else stream.end()
            tail = _TAIL.match(data, after) if length else None
            end = tail or _TAIL.search(data, stream.end())
        stop = end.end() if end else len(data)
        found.append(Written(int(match[1]), int(match[2]), match.start(), stop))
        at = stop
    return tuple(found)


_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")


_ENDOBJ = re.compile(rb"\bendobj\b")


_TAIL = re.compile(rb"\s*endstream\s*endobj\b")


_LENGTH = re.compile(rb"/Length\s+(\d{1,12})(?!\s+\d+\s+R)\b")


def code_of(file: File) -> Iterator[tuple[str, pikepdf.Object, bytes]]:
    """Yield the code that draws: pages' contents, forms, patterns, letters of Type 3 fonts, looks of annotations."""
    import pikepdf

    for number, objgen in enumerate(file.pages, 1):
        page = file.pdf.get_object(objgen) if objgen != (0, 0) else file.pdf.pages[number - 1].obj
        yield f"page {number}", page, contents_of(page)
    for place, found in objects_of(file.pdf):
        if not isinstance(found, pikepdf.Stream):
            continue
        if (
            str(found.get("/Subtype", "")) == "/Form"
            or "/PatternType" in found
            or str(found.get("/Type", "")) == "/Pattern"
        ):
            yield place, found, unpack(found) or b""
    for place, found in objects_of(file.pdf):
        letters = found.get("/CharProcs") if isinstance(found, pikepdf.Dictionary) else None
        if isinstance(letters, pikepdf.Dictionary):
            for _, letter in letters.items():
                if isinstance(letter, pikepdf.Stream):
                    yield place, letter, unpack(letter) or b""
