"""Plain text: find the encoding, refuse what is not text, split into blocks."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from redact.errors import InputError
from redact.model import Document, Source
from redact.segmentation.lines import blocks_of

LARGEST = 64 * 1024 * 1024  # bytes; beyond it one letter is no letter

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Windows-1252 gives a meaning to nearly every byte, so that it "reads" anything. These are the characters beyond ASCII
# that British letters really have; a file with many others was written in some other encoding.
_WINDOWS_1252 = set(
    "£€§©®°±·½¼¾«»–—‘’“”•…\u00a0¬¦¹²³´¨¸ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽžŸ™"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def load(path: Path) -> Document:
    """Read a plain-text file; line ends of every kind become line feeds, everything else stays as it stands.

    A form feed ends a line, and a page of the record.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{path}: {size / 2**20:.0f} MiB of text is more than one document may have "
                f"({LARGEST // 2**20} MiB); split it first: split -C {LARGEST // 2**20}m {path}"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    return _document(decode(data, str(path)), Source(path.name, "text", sha256(data).hexdigest()), str(path))


def load_text(text: str, *, name: str = "text") -> Document:
    """Return a text as a document, as if it had been read from a file of this name in UTF-8.

    Raises InputError where it holds no text, or what is no text.
    """
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, Source(name, "text", digest), name)


def _document(text: str, source: Source, path: str) -> Document:
    text = _LINE_ENDS.sub("\n", text)
    if not text.strip():
        raise InputError(f"{path}: holds no text; check that the right file was saved")
    if found := _NOT_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise InputError(
            f"{path}: line {line}, column {column}: {_name(found.group())} is not text; "
            f"is this a text file? If it is, take the character out and try again"
        )
    return Document(source, text.replace("\f", "\n"), blocks_of(text))


def decode(data: bytes, name: str) -> str:
    """Return the text in `data`: by its byte order mark, else UTF-8, else Windows-1252; InputError otherwise."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name}: starts as {encoding.upper()} but breaks off at byte {error.start}; save it again as UTF-8"
                ) from None
    if b"\x00" in data:
        if len(data) > 3 and (data[1::2].count(0) > len(data) / 5 or data[::2].count(0) > len(data) / 5):
            raise InputError(f"{name}: looks like UTF-16 without a byte order mark; save it again as UTF-8")
        at = data.index(b"\x00")
        line = data.count(b"\n", 0, at) + 1
        column = at - data.rfind(b"\n", 0, at)
        raise InputError(f"{name}: line {line}, column {column}: a NUL byte: this is not a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    beyond = [character for character in text if character > "\x7f"]
    usual = sum(character in _WINDOWS_1252 for character in beyond)
    if text and usual == len(beyond) and len(beyond) < 0.2 * len(text):
        return text
    raise InputError(
        f"{name}: is neither UTF-8 (it breaks off at byte {broken}) nor Windows-1252; "
        "find out its encoding and save it as UTF-8, for example: iconv -f ENCODING -t UTF-8"
    )


def _name(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character')})"
