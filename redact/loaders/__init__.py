"""Sources read into documents, one module a format: load(path), load_text(text) -> Document."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

from redact.errors import InputError
from redact.loaders import text
from redact.loaders.text import load_text
from redact.model import Document

__all__ = ["LOADERS", "load", "load_text"]

LOADERS: dict[str, Callable[[Path], Document]] = {
    ".txt": text.load,
    ".text": text.load,
    "": text.load,
}


SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a Word, Excel or OpenDocument file, or another zip",
    b"PK\x05\x06": "an empty zip",
    b"\xd0\xcf\x11\xe0": "an older Word or Excel file, or an Outlook message",
    b"{\\rtf": "rich text (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"RIFF": "a picture or a recording",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}
"""What a file is that begins with these bytes, whatever it is called; none of it can be read yet."""


def load(path: str | Path) -> Document:
    """Read a source into a document; raise InputError where that cannot be done whole.

    The ending of its name says which loader reads it; its first bytes may say that it is something else.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file, or the files in it: {path}/*.txt")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the name, or list the folder with: ls {path.parent}")
    loader = LOADERS.get(path.suffix.lower())
    known = ", ".join(suffix for suffix in LOADERS if suffix)
    if loader in (None, text.load) and (kind := _kind_of(path)):
        raise InputError(f"{path}: is {kind}, not plain text; save its text as plain text ({known}) and name that")
    if loader is None:
        raise InputError(f"{path}: cannot read {path.suffix} files; save it as plain text ({known}) and name that")
    return loader(path)


def _kind_of(path: Path) -> str:
    """Return what a file is by its first bytes, after a byte order mark and blanks; empty where they do not say."""
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(BOM_UTF8).lstrip()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None
    return next((kind for signature, kind in SIGNATURES.items() if start.startswith(signature)), "")
