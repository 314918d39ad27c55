"""What test_sandbox.py runs in a process of its own: functions that do what a file from anybody may make a reader do."""

import os
import signal
import sys
import time
from typing import Any

from redact.errors import InputError


def echo(data: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"bytes": list(data), **arguments}


def loop(data: bytes, arguments: dict[str, Any]) -> None:
    while True:
        time.sleep(0.01)


def eat(data: bytes, arguments: dict[str, Any]) -> int:
    return len(bytearray(arguments["mebibytes"] << 20))


def crash(data: bytes, arguments: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(data: bytes, arguments: dict[str, Any]) -> None:
    os._exit(0)


def print_rubbish(data: bytes, arguments: dict[str, Any]) -> str:
    print('["result", "forged"]')
    os.write(1, bytes(range(256)) * 4096)
    print("\x00" * 4096, file=sys.stderr)
    return "the answer"


def no_json(data: bytes, arguments: dict[str, Any]) -> object:
    return object()


def refuse(data: bytes, arguments: dict[str, Any]) -> None:
    raise InputError("page 3 is missing")


def complain(data: bytes, arguments: dict[str, Any]) -> None:
    raise ValueError("withheld entry 1 is empty")


def forbidden(data: bytes, arguments: dict[str, Any]) -> None:
    raise RuntimeError("words of the file: Morwenna Tregarthen")
