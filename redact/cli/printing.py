"""Standard output and errors that take no more, or were never there: no reason to stop, or to say what is untrue."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any


class Printed(io.RawIOBase):
    """What is printed, on its way to a stream; from its first `fault` on it goes nowhere."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._stream.isatty())

    def fileno(self) -> int:
        return int(self._stream.fileno())

    def write(self, data: Any) -> int | None:
        if self.fault is not None:
            return len(data)
        try:
            written: int | None = self._stream.write(data)
            return written
        except OSError as error:
            self.fault = error
            return len(data)


@contextmanager
def printing() -> Iterator[Printed | None]:
    """Let the body print whatever becomes of standard output and errors; give the way to standard output, if any.

    Work that is under way goes on to its end, and its exit code stays what it is.
    """
    with ExitStack() as held:
        printed = held.enter_context(_kept_going("stdout"))
        held.enter_context(_kept_going("stderr"))
        yield printed


@contextmanager
def _kept_going(name: str) -> Iterator[Printed | None]:
    before = getattr(sys, name)
    if before is None:  # closed when the program began: without this, the next file opened would take its place
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            setattr(sys, name, nowhere)
            try:
                yield None
            finally:
                setattr(sys, name, None)
        return
    if not hasattr(before, "buffer"):
        yield None
        return
    with suppress(OSError):
        before.flush()
    printed = Printed(getattr(before.buffer, "raw", before.buffer))  # unbuffered, so that nothing waits to fail again
    after = io.TextIOWrapper(
        io.BufferedWriter(printed), before.encoding, before.errors, line_buffering=before.line_buffering
    )
    setattr(sys, name, after)
    try:
        yield printed
    finally:
        after.flush()
        setattr(sys, name, before)
