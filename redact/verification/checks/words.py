"""Withheld words, wherever in a file they can be read: on its pages, and in any object, stream, string or name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from redact.verification.inspection import Evidence
from redact.verification.report import Leak, name_entries
from redact.verification.stored import file as reading
from redact.verification.stored import streams
from redact.verification.stored.vocabulary import STANDARD

if TYPE_CHECKING:
    import pikepdf

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


def check_pages(evidence: Evidence) -> Iterator[Leak]:
    """Search the text of each page as two extractors read it, and across each page's end."""
    readings = {
        "as PDFium reads it": evidence.by_pdfium,
        "as pdfminer.six reads it": tuple(drawn for drawn, _ in evidence.by_pdfminer),
        "as pdfminer.six sees its lines": tuple(seen for _, seen in evidence.by_pdfminer),
    }
    for reader, pages in readings.items():
        counted: Counter[int] = Counter()
        places: list[tuple[int, str, int]] = []
        for number, text in enumerate(pages, 1):
            for entry, count in evidence.words.count_in(text).items():
                counted[entry] += count
                places.append((number, f"text {reader}", entry))
        for number, (text, following) in enumerate(itertools.pairwise(pages), 1):
            across = evidence.words.found_in(text[-400:] + "\n" + following[:400])
            for entry in across:
                if not any(found == entry and page in (number, number + 1) for page, _, found in places):
                    counted[entry] += 1
                    places.append((number, f"text across the page's end, {reader}", entry))
        for number, place, entry in places:
            # What also stands in the text that may be seen is a leak only where the file says it more often.
            if counted[entry] > evidence.allowed.get(entry, 0):
                yield Leak("text", number, place, name_entries((entry,)))


def check_objects(evidence: Evidence) -> Iterator[Leak]:
    """Search every string, name and unpacked stream of the file, used or not."""
    import pikepdf

    info = evidence.file.pdf.trailer.get("/Info")
    for place, found in reading.objects_of(evidence.file.pdf):
        channel = "metadata" if info is not None and found.objgen == info.objgen != (0, 0) else "string"
        for key, value in reading.strings_in(found):
            if isinstance(value, str):
                yield from _search(evidence, "name", place, [value], _LEAST_IN_NAMES)
            else:
                where = f"{place} {key}".rstrip()
                least = _LEAST_UNDER.get(key, 1)
                yield from _search(evidence, channel, where, streams.text_of(value), least)
        if isinstance(found, pikepdf.Stream):
            yield from _check_stream(evidence, place, found)


def check_outside(evidence: Evidence) -> Iterator[Leak]:
    """Search the bytes themselves, and those before the file's head and after its last end mark."""
    file = evidence.file
    for place, data in (("before the file's head", file.before), ("after the file's end", file.after)):
        yield from _search_bytes(evidence, "bytes", place, data, _LEAST_IN_CODES)
    yield from _search_bytes(evidence, "bytes", "the file's bytes", _without_names(file.data), _LEAST_IN_DATA)


_NAME = re.compile(rb"/([A-Za-z0-9.+_-]+)")
_TAG = re.compile(rb"</?[\w:.-]+|[\w:.-]+=(?=[\"'])")


def _without_names(data: bytes) -> bytes:
    """Take the PDF standard's own names out of code, so that nobody called Page or Parent sets off an alarm."""
    return _NAME.sub(lambda match: b" " if match[1].decode() in STANDARD else match[0], data)


def _check_stream(evidence: Evidence, place: str, stream: pikepdf.Object) -> Iterator[Leak]:
    data = streams.unpack(stream)
    kind = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if "/XRef" in kind or "/ObjStm" in kind:
        return  # unpacked already: their objects are walked
    channel = "metadata" if "/Metadata" in kind else "stream"
    where = f"{place}, stream"
    if data is not None and channel == "metadata":
        data = _TAG.sub(b" ", data)
    if data is None:
        yield from _search_bytes(evidence, channel, where, stream.read_raw_bytes(), _LEAST_IN_DATA)
    elif not streams.resembles_text(data):
        yield from _search_bytes(evidence, channel, where, data, _LEAST_IN_DATA)
    else:
        least = _LEAST_IN_CODES if _CODE.search(data) else _LEAST_IN_NAMES if channel == "metadata" else 1
        yield from _search(evidence, channel, where, streams.text_of(_without_names(data)), least)
        yield from _search_literals(evidence, channel, where, data)


def _search_literals(evidence: Evidence, channel: str, where: str, data: bytes) -> Iterator[Leak]:
    """Search the strings that a stream's own code holds, alone and joined: (The) -20 (resa) and <004D0061>."""
    if not evidence.words:
        return
    strings = [streams.bytes_of(match[1], match[2]) for match in _LITERAL.finditer(data)]
    found: set[int] = set()
    alone = "\n\n".join(text for string in strings for text in streams.text_of(string))
    found.update(evidence.words.found_in(alone, least=_LEAST_IN_CODES))
    joined = b"".join(strings)
    found.update(evidence.words.found_in(joined.decode("latin-1"), least=_LEAST_IN_CODES))
    found.update(evidence.words.found_in(joined.replace(b"\0", b"").decode("latin-1"), least=_LEAST_IN_CODES))
    yield from _tell(evidence, channel, f"{where}, its strings", found)


def _search_bytes(evidence: Evidence, channel: str, where: str, data: bytes, least: int) -> Iterator[Leak]:
    """Search the runs of typed characters in data that are no text."""
    if not evidence.words or not data:
        return
    runs = [run[0].decode("latin-1") for run in _RUN.finditer(data)]
    runs += [run[0].replace(b"\0", b"").decode("latin-1") for run in _WIDE_RUN.finditer(data)]
    text = "\n\n".join(runs)
    found = set(evidence.words.found_in(text, least=least))
    if not text.isascii():
        found.update(evidence.words.found_in(text.encode("latin-1").decode("utf-8", "ignore"), least=least))
    yield from _tell(evidence, channel, where, found)


def _search(evidence: Evidence, channel: str, where: str, texts: Iterable[str], least: int = 1) -> Iterator[Leak]:
    found: set[int] = set()
    for text in texts:
        found.update(evidence.words.found_in(text, least))
    yield from _tell(evidence, channel, where, found)


def _tell(evidence: Evidence, channel: str, where: str, found: set[int]) -> Iterator[Leak]:
    if numbers := evidence.secret(found):
        yield Leak(channel, None, where, name_entries(numbers))
