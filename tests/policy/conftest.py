"""A way to write a policy and see what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from redact.policy import Fault, check

HEAD = "id: ours\nversion: 1\ntitle: Ours\nexemptions: foia-uk\n"
Write = Callable[..., Path]


def severe(path: Path) -> tuple[Fault, ...]:
    return tuple(fault for fault in check(path) if fault.severe)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a policy file: `write(text, name)`; the usual head is put on top unless the text has its own."""

    def write(text: str, name: str = "ours.yaml") -> Path:
        text = dedent(text).lstrip("\n")
        path = tmp_path / name
        path.write_text(text if text.startswith("id:") else HEAD + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def faults(write: Write) -> Callable[[str], tuple[Fault, ...]]:
    """Return what makes a policy text unusable; warnings are left out."""
    return lambda text: severe(write(text))
