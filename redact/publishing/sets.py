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
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from redact.errors import OutputError
from redact.locks import locked_folder

_STAGED, _COMMITTED = ".redact-staged-", ".redact-committed-"
_JOURNAL = "journal.json"


@contextmanager
def alone_in(out: Path, records: Path | None = None) -> Iterator[None]:
    """Keep other publishers out of these folders, with what a killed one left there cleared or finished.

    Raises OutputError where they cannot be written to.
    """
    modes = {out: 0o777} | ({records: 0o700} if records is not None else {})
    with ExitStack() as held:
        for folder in sorted(modes, key=lambda folder: folder.resolve()):  # in one order, so that nobody waits forever
            held.enter_context(locked_folder(folder, modes[folder]))
        try:
            _recover(out)
        except OSError as error:
            raise _unfinished(error, out) from None
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
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=out))
        if records is not None:
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
        with _uninterrupted():
            staged.rename(committed)
            staged = None
            try:
                _settle(out)
                _finish(committed)
            except OSError as error:
                raise _unfinished(error, out) from None
    except OSError as error:
        raise OutputError(
            f"{error.filename or out}: cannot be written: {error.strerror}; nothing was published"
        ) from None
    finally:
        if staged is not None:
            with suppress(OSError):  # what cannot be taken away now, the next publisher takes away
                _clear(staged)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until the body is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
    if pressed:
        signal.raise_signal(signal.SIGINT)


def _unfinished(error: OSError, out: Path) -> OutputError:
    return OutputError(
        f"{error.filename or out}: cannot be put in its place: {error.strerror}; what is ready lies out of sight in "
        f"{out}; close the file where it is open, or let it be written, and publish again: that is put there first"
    )


def _recover(out: Path) -> None:
    """Finish the sets that were committed in a folder, and clear away those that were not.

    What another person's killed run staged is theirs alone to read and to clear: it stands in nobody's way.
    """
    for committed in sorted(out.glob(f"{_COMMITTED}*")):
        if _is_ours(committed):
            _finish(committed)
        else:
            raise OutputError(
                f"{committed}: holds a publication that somebody else, who owns that folder, had all but finished; "
                "let them publish into this folder once more, or take it away"
            )
    for staged in sorted(out.glob(f"{_STAGED}*")):
        if _is_ours(staged):
            _clear(staged)


def _is_ours(folder: Path) -> bool:
    return not hasattr(os, "geteuid") or os.geteuid() in (0, folder.stat().st_uid)


def _finish(committed: Path) -> None:
    """Move the files of a committed set to their names: records, then public files, the PDF last."""
    inner = _inner_of(committed)
    if inner is not None and not inner.parent.is_dir():
        raise OutputError(f"{inner.parent}: is not there, and holds the records of a publication; bring it back")
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
    if inner is not None and not inner.parent.is_dir():
        return  # a disk that is not there now: its records are cleared when it is
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
