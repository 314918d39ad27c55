"""The house rules: stages never import one another, and each third-party package has one door."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import redact

PACKAGE = Path(redact.__file__).parent
STAGES = {"loaders", "detection", "people", "proposal", "review", "redaction", "renderers", "verification", "schedule"}
BASE = {"model", "spans", "errors", "text", "sandbox", "policy"}
# What each room may use from outside; every other room may not. PDF readers have two doors, on purpose.
DOORS = {
    "presidio_analyzer": {"detection"},
    "spacy": {"detection"},
    "presidio_anonymizer": {"redaction"},
    "reportlab": {"renderers"},
    "pydantic": {"policy"},
    "ruamel": {"policy"},
    "click": {"cli"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "pikepdf": {"renderers", "verification"},
    "pypdfium2": {"verification", "web"},
    "pdfminer": {"verification"},
    "PIL": {"verification"},
    "numpy": {"detection", "verification"},
    "onnxruntime": {"detection"},
    "tokenizers": {"detection"},
    "tldextract": {"detection"},
    "regex": {"detection", "policy"},
    "threadpoolctl": {"detection"},
    "thinc": {"detection"},
    "rich": {"cli", "showing", "terminal"},
    "prompt_toolkit": {"terminal"},
    "filelock": {"review"},
}


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, wherever in it; relative ones made absolute."""
    inside = ("redact", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(inside[: len(inside) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module
            if module == "redact":
                yield from (f"redact.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_no_other_stage(path: Path):
    if room(path) not in STAGES | BASE:
        return
    allowed = {room(path)} | BASE
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("redact.")}

    assert set() == rooms - allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_package_has_one_door(path: Path):
    used = {name.split(".")[0] for name in imports(path)}

    assert set() == {package for package in used & set(DOORS) if room(path) not in DOORS[package]}


@pytest.mark.parametrize("name", ["model", "errors"])
def test_the_types_need_nothing_but_the_standard_library(name: str):
    used = {module.split(".")[0] for module in imports(PACKAGE / f"{name}.py")}

    assert set() == used - sys.stdlib_module_names - {"redact"}


def test_help_imports_nothing_heavy():
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "redact", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in shown.stderr.splitlines() if "|" in line}

    assert "click" in loaded
    assert set() == loaded & {
        "spacy",
        "presidio_analyzer",
        "presidio_anonymizer",
        "reportlab",
        "pydantic",
        "pikepdf",
        "numpy",
        "starlette",
        "uvicorn",
    }


def test_everything_promised_can_be_imported():
    assert sorted(redact.__all__) == list(redact.__all__)
    for name in redact.__all__:
        assert getattr(redact, name) is not None
