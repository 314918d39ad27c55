"""Sources read into documents, one module a format: load(path), load_text(text) -> Document."""

from __future__ import annotations

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


def load(path: str | Path) -> Document:
    """Read a source into a document; raise InputError where that cannot be done whole."""
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file, or the files in it: {path}/*.txt")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the name, or list the folder with: ls {path.parent}")
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        known = ", ".join(suffix for suffix in LOADERS if suffix)
        raise InputError(f"{path}: cannot read {path.suffix} files; save it as plain text ({known}) and name that")
    return loader(path)
