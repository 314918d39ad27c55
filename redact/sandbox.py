"""A file from anybody, read in a process of its own within limits of time and memory.

A reader written in C may crash on a file made to crash it, and a page may be made to draw for days. Here that ends
the other process, and the file is refused. The answer comes back as JSON, never as pickled objects, so that a process
that a file has taken over cannot run code in this one.

Time is limited everywhere. Memory is limited where the system has `resource` and heeds it (Linux); on Windows there
is no such module, and macOS does not enforce the limit: there memory is unbounded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from redact.errors import InputError

SECONDS = 600.0
MEMORY = 4 << 30  # bytes of address space


def run(
    target: str, data: bytes, arguments: Mapping[str, Any], *, seconds: float = SECONDS, memory: int = MEMORY
) -> Any:
    """Return what `target(data, arguments)` returns in a process of its own.

    `target` is a dotted name such as `redact.loaders.pdf:read`; arguments and result are plain values, as JSON has
    them. The function's InputError and ValueError are raised here in the same words; InputError too where it takes
    more than `seconds`, needs more than `memory` bytes of address space, or ends the process.
    """
    question = json.dumps(dict(arguments)).encode()
    # -P, and the path of this process: a module that lies beside the file is not taken for one of the library's.
    command = [sys.executable, "-P", "-m", "redact.sandbox", target, str(int(seconds) + 1), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=len(question).to_bytes(8, "big") + question + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"the file took more than {seconds:.0f} seconds to read: save it anew, simplified") from None
    try:
        kind, value = json.loads(done.stdout)
    except ValueError:
        raise InputError(
            "the file ended the program that read it: it is damaged, or made to do harm; save it anew and try that"
        ) from None
    if kind == "refused":
        raise InputError(value)
    if kind == "fault":
        raise ValueError(value)
    return value


def main(target: str, seconds: int, memory: int) -> None:
    """Answer one question from standard input on standard output; whatever else is printed goes nowhere."""
    _limit(seconds, memory)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    question = sys.stdin.buffer
    arguments = json.loads(question.read(int.from_bytes(question.read(8), "big")))
    module, _, function = target.partition(":")
    try:
        answer = "result", getattr(import_module(module), function)(question.read(), arguments)
    except InputError as error:
        answer = "refused", str(error)
    except ValueError as error:
        answer = "fault", str(error)
    except MemoryError:
        answer = "refused", f"the file needs more than {memory >> 20} MiB of memory to read: save it anew, simplified"
    with output:
        output.write(json.dumps(answer).encode())


def _limit(seconds: int, memory: int) -> None:
    """Set the limits that this system has."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0)):
        with suppress(AttributeError, OSError, ValueError):  # not known here, or limited further already
            resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
