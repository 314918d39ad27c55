"""A lock between processes: one writer at a time. The only door to filelock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
