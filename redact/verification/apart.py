"""Check a file in a process of its own, within bounds of time and memory: for files from anybody.

A reader written in C may fall over a file made to fell it, and a page may be made to draw for days. Here that ends
the other process, and the file is refused.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from redact.errors import InputError
from redact.verification.report import BarWidth, Check, Leak, Report

SECONDS = 600
MEMORY = 4 << 30  # bytes of address space


def inspect_apart(
    data: bytes,
    withheld: Sequence[str] = (),
    *,
    disclosed: str = "",
    redacted: bool | None = None,
    without: Sequence[str] = (),
    seconds: float = SECONDS,
) -> Report:
    """Do as `inspect` does, in another process; raise InputError where that takes too long or falls over."""
    asked = {"withheld": list(withheld), "disclosed": disclosed, "redacted": redacted, "without": list(without)}
    head = json.dumps(asked).encode()
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "redact.verification.apart", str(int(seconds) + 1)],
            input=len(head).to_bytes(8, "big") + head + data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"the PDF took more than {seconds:.0f} seconds to check: save it anew, simplified") from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise InputError(
            "the PDF felled its reader: it is damaged, or made to do harm; save it anew and check that"
        ) from None
    if "refused" in answer:
        raise InputError(answer["refused"])
    if "fault" in answer:
        raise ValueError(answer["fault"])
    return Report(
        leaks=tuple(Leak(**leak) for leak in answer["leaks"]),
        notes=tuple(Leak(**leak) for leak in answer["notes"]),
        checks=tuple(Check(**check) for check in answer["checks"]),
        widths=tuple(BarWidth(**width) for width in answer["widths"]),
        pages=answer["pages"],
        redacted=answer["redacted"],
    )


def _bound(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system: the time is bounded all the same, by the caller
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one question put on standard input."""
    from redact.verification import inspect

    _bound(int(sys.argv[1]))
    given = sys.stdin.buffer
    asked = json.loads(given.read(int.from_bytes(given.read(8), "big")))
    withheld, without = asked.pop("withheld"), asked.pop("without")
    answer: dict[str, object]
    try:
        answer = inspect(given.read(), withheld, without=without, **asked).to_json()
    except InputError as error:
        answer = {"refused": str(error)}
    except ValueError as error:
        answer = {"fault": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
