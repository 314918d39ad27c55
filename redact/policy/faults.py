"""What is wrong in a policy, and where: values to collect, so that one fault does not hide the next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from redact.errors import PolicyError

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file; line and column count from 1, and `near` is the line as written."""

    path: Path
    line: int
    column: int
    what: str
    near: str = ""
    severe: bool = True  # else a policy can be used in spite of it

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {'' if self.severe else 'warning: '}{self.what}"
        if not self.near.strip():
            return head
        # A line may be a megabyte long: show a window around the column.
        start = max(0, self.column - WIDTH) if self.column > WIDTH - 20 else 0
        shown = "".join(c if c.isprintable() else " " for c in self.near[start : start + WIDTH])
        gutter = f"{self.line:5} | "
        caret = " " * 5 + " | " + " " * (self.column - 1 - start) + "^"
        return f"{head}\n{gutter}{shown.rstrip()}\n{caret}"


def nearest(word: object, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the closest known word, or nothing when none is close."""
    written = str(word).casefold()
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(written, folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[close[0]]}'?" if close else ""


def listed(faults: Iterable[Fault]) -> str:
    """Return every fault, file by file and line by line, and their number."""
    ordered = sorted(set(faults), key=lambda fault: (str(fault.path), fault.line, fault.column, fault.what))
    count = f"{len(ordered)} fault{'s' if len(ordered) != 1 else ''}"
    return "\n\n".join([*map(str, ordered), f"{count}. Put this right and run it again."])


def refuse(faults: Iterable[Fault]) -> PolicyError:
    """Return one error that lists every fault."""
    return PolicyError(listed(faults))
