"""The names that ISO 32000 gives to keys and values."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def standard_names() -> frozenset[str]:
    """Return every name of the standard: none of them says anything about anybody."""
    text = files(__package__).joinpath("standard_names.txt").read_text(encoding="utf-8")
    return frozenset(text.partition("\n")[2].split())
