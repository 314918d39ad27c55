"""Streams of a PDF unpacked within bounds, and what its strings say."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

import pikepdf

from redact.errors import InputError

MEBIBYTE = 1 << 20
MOST_UNPACKED = 512 * MEBIBYTE  # of all its streams together
MOST_PACKED = 64 * MEBIBYTE  # of a stream between two of its filters
MOST_DEPTH = 100  # of arrays and dictionaries within one another

STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ZLIB_STARTS = {b"\x78", b"\x48", b"\x58", b"\x68", b"\x08", b"\x18", b"\x28", b"\x38"}
_PICTURE_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
# How many bytes a filter makes of one at most, where they are not measured.
_GROWTH = {
    **dict.fromkeys(("/FlateDecode", "/Fl"), 1032),
    **dict.fromkeys(("/LZWDecode", "/LZW"), 1400),
    **dict.fromkeys(("/RunLengthDecode", "/RL"), 64),
    **dict.fromkeys(("/ASCII85Decode", "/A85"), 4),
}
_SWOLLEN = f"the PDF unpacks to more than {MOST_UNPACKED // MEBIBYTE} MiB: it is refused unread"


def bound_streams(data: bytes) -> None:
    """Unpack every Flate stream as far as the bound, before any library does so without one."""
    total = 0
    for match in STREAM.finditer(data):
        if data[match.end() : match.end() + 1] not in _ZLIB_STARTS:
            continue
        total += _inflated(data, match.end(), MOST_UNPACKED - total)
        if total >= MOST_UNPACKED:
            raise InputError(_SWOLLEN)


def _inflated(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a zlib stream unpacks to, counting no further than `most`."""
    unpacker = zlib.decompressobj()
    size = 0
    view = memoryview(data)
    chunk = view[start : start + 65536]
    position = start + 65536
    try:
        while size < most and not unpacker.eof:
            size += len(unpacker.decompress(chunk, MEBIBYTE))
            chunk = memoryview(unpacker.unconsumed_tail)
            if not chunk:
                if position >= len(data):
                    break
                chunk = view[position : position + 65536]
                position += 65536
    except zlib.error:
        pass
    return size


def unpack(stream: pikepdf.Object) -> bytes | None:
    """Return a stream's data unpacked as far as lossless filters go, or None."""
    filters = filters_of(stream)
    if not filters:
        return bytes(stream.read_raw_bytes())
    try:
        if is_picture(stream):
            return None
        if len(filters) > 1 or filters[0] in {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}:
            _bound_chain(bytes(stream.read_raw_bytes()), filters)
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return None


def is_picture(stream: pikepdf.Object) -> bool:
    """Tell whether a stream is packed by a picture's own method, which PDFium unpacks."""
    return any(name in _PICTURE_FILTERS for name in filters_of(stream))


def filters_of(stream: pikepdf.Object) -> list[str]:
    """Return the names of a stream's filters, outermost first."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Name):
        return [str(filters)]
    if isinstance(filters, pikepdf.Array):
        return [str(name) for name in filters]
    return []


def _bound_chain(raw: bytes, filters: list[str]) -> None:
    """Refuse a chain of filters that could swell beyond the bound: each step is measured or estimated."""
    if len(filters) > 8:
        raise InputError(_SWOLLEN)
    size = len(raw)
    for number, name in enumerate(filters, 1):
        last = number == len(filters)
        if raw and last and name in {"/FlateDecode", "/Fl"}:
            size = _inflated(raw, 0, MOST_UNPACKED)
            break
        try:
            raw = b"" if last else _decode(raw, name, MOST_PACKED)
        except (ValueError, zlib.error):
            raw = b""
        swollen = len(raw) >= MOST_PACKED and len(raw) > size
        size = len(raw) or size * _GROWTH.get(name, 1)
        if swollen or size >= MOST_UNPACKED:
            raise InputError(_SWOLLEN)
    if size >= MOST_UNPACKED:
        raise InputError(_SWOLLEN)


def _decode(data: bytes, name: str, most: int) -> bytes:
    """Take one filter off; raise ValueError where it is none that is measured."""
    if name in {"/FlateDecode", "/Fl"}:
        return zlib.decompressobj().decompress(data, most)
    if name in {"/ASCII85Decode", "/A85"}:
        return base64.a85decode(re.sub(rb"\s", b"", data).removeprefix(b"<~").split(b"~>")[0])
    if name in {"/ASCIIHexDecode", "/AHx"}:
        return bytes_of(None, data)
    if name in {"/RunLengthDecode", "/RL"}:
        return _expand(data, most)
    raise ValueError(f"unknown filter {name}")


def _expand(data: bytes, most: int) -> bytes:
    """Undo run-length coding (ISO 32000-1, 7.4.5), as far as `most` bytes."""
    expanded = bytearray()
    position = 0
    while position + 1 < len(data) and data[position] != 128 and len(expanded) < most:
        length = data[position]
        if length < 128:
            expanded += data[position + 1 : position + 2 + length]
            position += length + 2
        else:
            expanded += data[position + 1 : position + 2] * (257 - length)
            position += 2
    return bytes(expanded)


def text_of(string: bytes) -> tuple[str, ...]:
    """Return what a PDF string may say: ISO 32000-1 7.9.2.2 knows PDFDocEncoding, UTF-16BE and (2.0) UTF-8."""
    if string[:2] in {b"\xfe\xff", b"\xff\xfe"}:
        return (string.decode("utf-16", "replace"),)
    if string[:3] == b"\xef\xbb\xbf":
        return (string[3:].decode("utf-8", "replace"),)
    texts = [string.decode("latin-1")]
    if not string.isascii():
        texts.append(string.decode("utf-8", "replace"))
    if b"\0" in string:
        texts += [string.decode("utf-16-be", "replace"), string.decode("utf-16-le", "replace")]
    return tuple(texts)


def resembles_text(data: bytes) -> bool:
    """Tell whether most of the data are characters that a person could have typed."""
    sample = data[:4096].replace(b"\0", b"")
    if not sample:
        return False
    odd = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in sample)
    return odd <= len(sample) * 0.05 and data.count(b"\0") <= len(data) * 0.6


_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def bytes_of(literal: bytes | None, digits: bytes | None) -> bytes:
    """Return what a string in code stands for: what is between its brackets, or its hexadecimal digits."""
    if literal is not None:
        return _ESCAPE.sub(_unescape, literal)
    packed = re.sub(rb"[^0-9A-Fa-f]", b"", digits or b"")
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _unescape(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    if sign[0:1] in b"01234567" and sign.isdigit():
        return bytes([int(sign, 8) & 255])
    return _ESCAPES.get(sign, sign)


def unpack_before(stream: pikepdf.Object) -> bytes | None:
    """Return a picture's data as its own method packed them, with what was wrapped around that taken off."""
    try:
        data = bytes(stream.read_raw_bytes())
        for name in filters_of(stream)[:-1]:
            data = _decode(data, name, MOST_UNPACKED)
    except (pikepdf.PdfError, ValueError, zlib.error):
        return None
    return data


def names_drawn(code: bytes) -> Iterator[bytes]:
    """Yield the name of each picture and form that some code draws, each time that it does."""
    return (match[1] for match in _DRAWS.finditer(code))


def contents_of(page: pikepdf.Object) -> bytes:
    """Return the code of a page, its parts joined."""
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(unpack(part) or b"" for part in parts if isinstance(part, pikepdf.Stream))


def resources_of(owner: pikepdf.Object) -> pikepdf.Object | None:
    """Return the resources of a page or form, its own or those it inherits."""
    node: pikepdf.Object | None = owner
    for _ in range(MOST_DEPTH):
        if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            return None
        resources = node.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary):
            return resources
        node = node.get("/Parent")
    return None
