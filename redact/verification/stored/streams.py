"""Unpack the streams of a PDF within bounds, and read what its strings say."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING

from redact.errors import InputError

if TYPE_CHECKING:
    import pikepdf


MEBIBYTE = 1 << 20


MOST_UNPACKED = 512 * MEBIBYTE  # of all its streams together


MOST_PACKED = 64 * MEBIBYTE  # of a stream between two of its filters


MOST_DEPTH = 100  # of arrays and dictionaries within one another


_STREAM = re.compile(rb"(?<!end)stream\r?\n")


_SWOLLEN = f"the PDF unpacks to more than {MOST_UNPACKED // MEBIBYTE} MiB: it is refused unread"


def bound_streams(data: bytes) -> None:
    """Unpack every Flate stream as far as the bound, before any library does so without one."""
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.end() : match.end() + 1] not in _ZLIB_STARTS:
            continue
        total += _inflated(data, match.end(), MOST_UNPACKED - total)
        if total >= MOST_UNPACKED:
            raise InputError(_SWOLLEN)


_ZLIB_STARTS = {b"\x78", b"\x48", b"\x58", b"\x68", b"\x08", b"\x18", b"\x28", b"\x38"}


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
    import pikepdf

    filters = filters_of(stream)
    if not filters:
        return bytes(stream.read_raw_bytes())
    try:
        if any(name in _PICTURE_FILTERS for name in filters):
            return None
        if len(filters) > 1 or filters[0] in {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}:
            _bound_chain(bytes(stream.read_raw_bytes()), filters)
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return None


_PICTURE_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}


def filters_of(stream: pikepdf.Object) -> list[str]:
    """Return the names of a stream's filters, outermost first."""
    import pikepdf

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
    for last, name in ((i == len(filters) - 1, name) for i, name in enumerate(filters)):
        if name in {"/FlateDecode", "/Fl"}:
            if not raw:
                size *= 1032
            elif last:
                size = _inflated(raw, 0, MOST_UNPACKED)
            else:
                try:
                    raw = zlib.decompressobj().decompress(raw, MOST_PACKED)
                except zlib.error:
                    return
                size = MOST_UNPACKED if len(raw) >= MOST_PACKED else len(raw)
        elif name in {"/ASCII85Decode", "/A85"}:
            text = re.sub(rb"\s", b"", raw).removeprefix(b"<~").split(b"~>")[0]
            try:
                raw = base64.a85decode(text)
            except ValueError:
                return
            size = len(raw)
        elif name in {"/ASCIIHexDecode", "/AHx"}:
            raw = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", raw)[: len(raw) // 2 * 2].decode()) if len(raw) else b""
            size = len(raw)
        elif name in {"/LZWDecode", "/LZW"}:
            size, raw = size * 1400, b""
        elif name in {"/RunLengthDecode", "/RL"}:
            size, raw = size * 64, b""
        if size >= MOST_UNPACKED:
            raise InputError(_SWOLLEN)


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


def is_picture(stream: pikepdf.Object) -> bool:
    """Tell whether a stream is packed by a picture's own method, which PDFium unpacks."""
    return any(name in _PICTURE_FILTERS for name in filters_of(stream))


def unpack_before(stream: pikepdf.Object) -> bytes | None:
    """Return a picture's data as its own method packed them, with what was wrapped around that taken off."""
    import pikepdf

    try:
        raw = bytes(stream.read_raw_bytes())
        for name in filters_of(stream)[:-1]:
            if name in ("/FlateDecode", "/Fl"):
                raw = zlib.decompressobj().decompress(raw, MOST_UNPACKED)
            elif name in ("/ASCII85Decode", "/A85"):
                raw = base64.a85decode(re.sub(rb"\s", b"", raw).removeprefix(b"<~").split(b"~>")[0])
            elif name in ("/ASCIIHexDecode", "/AHx"):
                raw = bytes_of(None, raw)
            else:
                return None
    except (pikepdf.PdfError, ValueError, zlib.error):
        return None
    return raw


def contents_of(page: pikepdf.Object) -> bytes:
    """Return the code of a page, its parts joined."""
    import pikepdf

    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(unpack(part) or b"" for part in parts if isinstance(part, pikepdf.Stream))


def resources_of(owner: pikepdf.Object) -> pikepdf.Object | None:
    """Return the resources of a page or form, its own or those it inherits."""
    import pikepdf

    node: pikepdf.Object | None = owner
    for _ in range(MOST_DEPTH):
        if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            return None
        found = node.get("/Resources")
        if isinstance(found, pikepdf.Dictionary):
            return found
        node = node.get("/Parent")
    return None
