"""Locks between processes: one writer at a time. The only door to filelock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redact.errors import OutputError


@contextmanager
def locked(path: Path, what: Path) -> Iterator[None]:
    """Hold the lock that an empty file at `path` is, so that nobody else writes `what` while the body runs.

    The file may stay there: it says nothing by being there. Raises OutputError where it cannot be made.
    """
    from filelock import FileLock

    lock = FileLock(path)
    try:
        lock.acquire()
    except OSError as error:
        raise OutputError(f"{what}: cannot be written: {error.strerror}; nothing was changed") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def locked_folder(folder: Path, mode: int = 0o777) -> Iterator[None]:
    """Hold a folder, made with `mode` where there is none, so that nobody else writes to it while the body runs.

    The folder is its own lock, whoever holds it and wherever they keep what is temporary; where a system cannot lock
    a folder, an empty file `.redact.lock` in it stands for it. A folder that was made here and stays empty is taken
    away again. Raises OutputError where it can be neither made nor locked.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    handle = None
    try:
        try:
            handle = _handle_of(folder, mode)
        except OSError as error:
            raise OutputError(
                f"{error.filename or folder}: cannot be written: {error.strerror}; nothing was changed"
            ) from None
        if handle is not None:
            yield
        else:
            with locked(folder / ".redact.lock", folder):
                yield
    finally:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        if handle is not None:
            os.close(handle)


def _handle_of(folder: Path, mode: int) -> int | None:
    """Return a locked handle of a folder that is there, or None where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        return None
    while True:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue  # whoever made it has taken it away again
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if folder.exists() and os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except FileNotFoundError:
            pass
        except OSError:
            os.close(handle)
            return None  # a network share that locks files alone
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
