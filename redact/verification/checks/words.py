"""Withheld words that can be read anywhere in a file: on its pages, in any object, stream, string or name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pikepdf

from redact.verification.inspection import Inspection
from redact.verification.report import Leak, name_entries
from redact.verification.stored import streams
from redact.verification.stored.opening import objects_of, strings_in
from redact.verification.stored.standard_names import standard_names

# Data that are no text hold any three letters sooner or later.
_LEAST_IN_DATA = 6
_LEAST_IN_CODES = 4
_LEAST_IN_NAMES = 3  # F1 and Im0 are nobody
_RUN = re.compile(rb"[\x20-\x7e\x80-\xff]{6,}")
_WIDE_RUN = re.compile(rb"(?:\x00[\x20-\x7e]){6,}|(?:[\x20-\x7e]\x00){6,}")
# Strings that are codes: a digest, languages, dates, names of fonts and character sets. An initial there is nobody's.
_LEAST_UNDER = (
    {"/ID": _LEAST_IN_DATA}
    | dict.fromkeys(
        ("/Lang", "/CreationDate", "/ModDate", "/Registry", "/Ordering", "/DA", "/CharSet", "/S", "/RegistryName"), 4
    )
    | dict.fromkeys(("/OutputCondition", "/OutputConditionIdentifier", "/Info"), 4)
)
# Code that draws, or maps codes to letters: full of short words and numbers that are nobody's.
_CODE = re.compile(rb"\b(?:BT|ET|Tj|TJ|re|cm|Do|BDC|begincmap|bfchar|rg|gs)\s")
_LITERAL = re.compile(rb"\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<([0-9A-Fa-f\s]{2,})>", re.DOTALL)


def check_pages(inspection: Inspection) -> Iterator[Leak]:
    """Search the text of each page as two extractors read it, and across each page's end."""
    readings = {
        "as PDFium reads it": inspection.by_pdfium,
        "as pdfminer.six reads it": tuple(drawn for drawn, _ in inspection.by_pdfminer),
        "as pdfminer.six sees its lines": tuple(seen for _, seen in inspection.by_pdfminer),
    }
    for reader, pages in readings.items():
        counted: Counter[int] = Counter()
        places: list[tuple[int, str, int]] = []
        for number, text in enumerate(pages, 1):
            for entry, count in inspection.words.count_in(text).items():
                counted[entry] += count
                places.append((number, f"text {reader}", entry))
        for number, (text, following) in enumerate(itertools.pairwise(pages), 1):
            across = inspection.words.found_in(text[-400:] + "\n" + following[:400])
            for entry in across:
                if not any(other == entry and page in (number, number + 1) for page, _, other in places):
                    counted[entry] += 1
                    places.append((number, f"text across the page's end, {reader}", entry))
        for number, place, entry in places:
            # What also stands in the text that may be seen is a leak only where the file says it more often.
            if counted[entry] > inspection.allowed.get(entry, 0):
                yield Leak("text", number, place, name_entries((entry,)))


def check_objects(inspection: Inspection) -> Iterator[Leak]:
    """Search every string, name and unpacked stream of the file, used or not."""
    info = inspection.file.pdf.trailer.get("/Info")
    for place, value in objects_of(inspection.file.pdf):
        channel = "metadata" if info is not None and value.objgen == info.objgen != (0, 0) else "string"
        for key, string in strings_in(value):
            if isinstance(string, str):
                yield from _search(inspection, "name", place, [string], _LEAST_IN_NAMES)
            else:
                texts, least = streams.text_of(string), _LEAST_UNDER.get(key, 1)
                yield from _search(inspection, channel, f"{place} {key}".rstrip(), texts, least)
        if isinstance(value, pikepdf.Stream):
            yield from _check_stream(inspection, place, value)


def check_outside(inspection: Inspection) -> Iterator[Leak]:
    """Search the bytes themselves, and those before the file's head and after its last end mark."""
    file = inspection.file
    for place, data in (("before the file's head", file.before), ("after the file's end", file.after)):
        yield from _search_bytes(inspection, "bytes", place, data, _LEAST_IN_CODES)
    yield from _search_bytes(inspection, "bytes", "the file's bytes", _without_names(file.data), _LEAST_IN_DATA)


_NAME = re.compile(rb"/([A-Za-z0-9.+_-]+)")
_TAG = re.compile(rb"</?[\w:.-]+|[\w:.-]+=(?=[\"'])")


def _without_names(data: bytes) -> bytes:
    """Take the PDF standard's own names out of code, so that nobody called Page or Parent sets off an alarm."""
    standard = standard_names()
    return _NAME.sub(lambda match: b" " if match[1].decode() in standard else match[0], data)


def _check_stream(inspection: Inspection, place: str, stream: pikepdf.Object) -> Iterator[Leak]:
    data = streams.unpack(stream)
    kind = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if "/XRef" in kind or "/ObjStm" in kind:
        return  # unpacked already: their objects are walked
    channel = "metadata" if "/Metadata" in kind else "stream"
    where = f"{place}, stream"
    if data is not None and channel == "metadata":
        data = _TAG.sub(b" ", data)
    if data is None:
        yield from _search_bytes(inspection, channel, where, stream.read_raw_bytes(), _LEAST_IN_DATA)
    elif not streams.resembles_text(data):
        yield from _search_bytes(inspection, channel, where, data, _LEAST_IN_DATA)
    else:
        least = _LEAST_IN_CODES if _CODE.search(data) else _LEAST_IN_NAMES if channel == "metadata" else 1
        yield from _search(inspection, channel, where, streams.text_of(_without_names(data)), least)
        yield from _search_literals(inspection, channel, where, data)


def _search_literals(inspection: Inspection, channel: str, where: str, data: bytes) -> Iterator[Leak]:
    """Search the strings that a stream's own code holds, alone and joined: (The) -20 (resa) and <004D0061>."""
    if not inspection.words:
        return
    strings = [streams.bytes_of(match[1], match[2]) for match in _LITERAL.finditer(data)]
    alone = "\n\n".join(text for string in strings for text in streams.text_of(string))
    joined = b"".join(strings)
    texts = alone, joined.decode("latin-1"), joined.replace(b"\0", b"").decode("latin-1")
    yield from _search(inspection, channel, f"{where}, its strings", texts, _LEAST_IN_CODES)


def _search_bytes(inspection: Inspection, channel: str, where: str, data: bytes, least: int) -> Iterator[Leak]:
    """Search the runs of typed characters in data that are no text."""
    if not inspection.words or not data:
        return
    runs = [run[0].decode("latin-1") for run in _RUN.finditer(data)]
    runs += [run[0].replace(b"\0", b"").decode("latin-1") for run in _WIDE_RUN.finditer(data)]
    text = "\n\n".join(runs)
    texts = [text] if text.isascii() else [text, text.encode("latin-1").decode("utf-8", "ignore")]
    yield from _search(inspection, channel, where, texts, least)


def _search(inspection: Inspection, channel: str, where: str, texts: Iterable[str], least: int = 1) -> Iterator[Leak]:
    numbers = {number for text in texts for number in inspection.words.found_in(text, least)}
    if secret := inspection.only_withheld(numbers):
        yield Leak(channel, None, where, name_entries(secret))
