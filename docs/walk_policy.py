"""Counts how loading a policy moves between the modules of redact.

A stay is a run of consecutive calls within one module; a return is a stay in a module that was left before.

uv run python docs/walk_policy.py [POLICY]
"""

from __future__ import annotations

import sys
from itertools import groupby
from types import FrameType
from typing import Any

from redact.policy import load_policy


def walk(name: str) -> list[str]:
    """Return the module of each stay while a policy is loaded, its modules imported beforehand and no file read yet."""
    calls: list[str] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        module = str(frame.f_globals.get("__name__", ""))
        if event == "call" and module.startswith("redact.") and frame.f_code.co_name != "<module>":
            calls.append(module)

    sys.setprofile(note)
    try:
        load_policy(name)
    finally:
        sys.setprofile(None)
    return [module for module, _ in groupby(calls)]


if __name__ == "__main__":
    stays = walk(*(sys.argv[1:] or ["foi-uk"]))
    rooms = dict.fromkeys(stays)
    print(" -> ".join(module.removeprefix("redact.policy").lstrip(".") or "policy" for module in stays))
    print(f"{len(stays)} stays in {len(rooms)} modules, {len(stays) - len(rooms)} returns")
