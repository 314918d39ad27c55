"""Sets of files that appear whole: staged out of sight, committed by one rename, then moved to their own names.

    OUT/.redact-staged-X/       the public files, and a journal that names where the records are staged
    RECORDS/.redact-staged-X/   the records
    OUT/.redact-committed-X/    the first of these, renamed: from here on the set is published

Records move first, so that nothing is released without them, and the PDF last. What a killed run left is cleared away
or finished by whoever publishes into the folder next. Folders out of sight are their owner's alone.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from redact.errors import OutputError
from redact.locks import locked

_STAGED, _COMMITTED = ".redact-staged-", ".redact-committed-"
_JOURNAL = "journal.json"


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Keep this machine's other publishers out of a folder, with what a killed one left there cleared or finished.

    Raises OutputError where the folder cannot be written to.
    """
    who = getattr(os, "getuid", lambda: "")()
    key = sha256(f"{who} {out.resolve()}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
    with locked(Path(tempfile.gettempdir()) / f"redact-{key}.lock", out):
        try:
            _recover(out)
        except OSError as error:
            raise OutputError(f"{error.filename or out}: cannot be written: {error.strerror}") from None
        yield


def put(out: Path, public: Mapping[str, bytes], records: Path | None, internal: Mapping[str, bytes]) -> None:
    """Write a set of files to the folder `out`, and its records to another, all of them or none.

    Files of the same names are replaced. To be called within `alone_in`. Raises OutputError.
    """
    staged: Path | None = None
    try:
        for path in (*(out / name for name in public), *(records / name for name in internal if records)):
            if path.is_dir():
                raise OutputError(f"{path}: is a folder; choose another --name")
        out.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=out))
        if records is not None:
            records.mkdir(mode=0o700, parents=True, exist_ok=True)
            inner = records.resolve() / staged.name
            _write(staged / _JOURNAL, json.dumps({"records": str(inner)}).encode(), 0o600)
            _settle(staged)
            inner.mkdir(mode=0o700)
            for name, data in internal.items():
                _write(inner / name, data, 0o600)
            _settle(inner)
        for name, data in public.items():
            _write(staged / name, data, 0o666)
        _settle(staged)
        committed = out / staged.name.replace(_STAGED, _COMMITTED)
        staged.rename(committed)
        staged = None
        _settle(out)
    except OSError as error:
        raise OutputError(
            f"{error.filename or out}: cannot be written: {error.strerror}; nothing was published"
        ) from None
    finally:
        if staged is not None:
            _clear(staged)
    try:
        _finish(committed)
    except OSError as error:
        raise OutputError(
            f"{error.filename or out}: cannot be put in its place: {error.strerror}; close it where it is open and "
            "publish again: what is ready then takes its place"
        ) from None


def _recover(out: Path) -> None:
    """Finish the sets that were committed in a folder, and clear away those that were not."""
    if out.is_dir():
        for committed in sorted(out.glob(f"{_COMMITTED}*")):
            _finish(committed)
        for staged in sorted(out.glob(f"{_STAGED}*")):
            _clear(staged)


def _finish(committed: Path) -> None:
    """Move the files of a committed set to their names: records, then public files, the PDF last."""
    inner = _inner_of(committed)
    if inner is not None and inner.is_dir():
        for path in sorted(inner.iterdir()):
            path.replace(inner.parent / path.name)
        _settle(inner.parent)
        inner.rmdir()
    out = committed.parent
    for path in sorted(committed.iterdir(), key=lambda path: (path.suffix == ".pdf", path.name)):
        if path.name != _JOURNAL:
            path.replace(out / path.name)
    _settle(out)
    (committed / _JOURNAL).unlink(missing_ok=True)
    committed.rmdir()


def _clear(staged: Path) -> None:
    """Take away what was staged and never committed; the journal last, since it leads to the records."""
    inner = _inner_of(staged)
    for folder in (*([inner] if inner is not None and inner.is_dir() else []), staged):
        for path in sorted(folder.iterdir(), key=lambda path: path.name == _JOURNAL):
            path.unlink()
        folder.rmdir()


def _inner_of(folder: Path) -> Path | None:
    """Return where the records of a set are staged: nowhere but in a folder of the very name that its set was given."""
    try:
        inner = Path(json.loads((folder / _JOURNAL).read_bytes())["records"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return inner if inner.name == folder.name.replace(_COMMITTED, _STAGED) and inner.is_absolute() else None


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a new file, and see it safely on the disk."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """See the names in a folder safely on the disk, where the system can say so of a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
