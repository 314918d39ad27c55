"""The house rules, over every import of every room: floors, circles, doors, sizes and names."""

import os
import subprocess
import sys
from collections import defaultdict

import pytest

import redact
from tests.imports import HEIGHT, PACKAGE, ROOT, Import, circles, imports, imports_of, modules, room

# The rooms that may import each package from outside; no other may. PDF readers have two doors, on purpose: the
# verifier must not trust the loader.
DOORS = {
    "click": {"cli"},
    "filelock": {"locks"},
    "uharfbuzz": {"renderers"},
    "numpy": {"detection", "verification"},
    "onnxruntime": {"detection"},
    "pdfminer": {"verification"},
    "pikepdf": {"renderers", "verification"},
    "PIL": {"verification"},
    "presidio_analyzer": {"detection"},
    "presidio_anonymizer": {"redaction"},
    "prompt_toolkit": {"terminal"},
    "pydantic": {"policy"},
    "pydantic_core": {"policy"},
    "pypdfium2": {"verification", "web"},
    "regex": {"detection", "policy"},
    "reportlab": {"renderers"},
    "rich": {"cli", "showing", "terminal"},
    "ruamel": {"policy"},
    "spacy": {"detection"},
    "starlette": {"web"},
    "tldextract": {"detection"},
    "uvicorn": {"web"},
}
# What a command opens, and only inside a function: nothing else imports what faces people.
STARTS = {("cli", "terminal"), ("cli", "web")}
MOST_LINES = 300
# Files of one name in several rooms, and the one idea that they share.
ONE_IDEA: dict[str, str] = {}

PLANTED = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from redact import web
from .source import read
def work():
    from redact.model import Span
    import_module("redact.cli")
    import presidio_analyzer.nlp_engine
"""


def own() -> list[Import]:
    return [each for each in imports() if each.imported in modules()]


def rooms_without_a_floor() -> set[str]:
    return {f"no floor: {name}" for name in {room(module) for module in modules()} - HEIGHT.keys()}


def arrows() -> set[str]:
    """Return the imports that do not look down; so rooms make no circle, and nothing imports what faces people."""
    found = set()
    for each in own():
        start, end = each.rooms
        falls = HEIGHT.get(end, 0) < HEIGHT.get(start, 99) and (each.inside or each.rooms not in STARTS)
        if start != end and not falls:
            found.add(f"arrow: {start} -> {end}")
    return found


def circles_of_modules() -> set[str]:
    """Return the circles between modules inside a room, imports for type checkers among them: a reader runs those too."""
    edges = {(each.importer, each.imported) for each in own() if each.rooms[0] == each.rooms[1]}
    return {f"circle: {', '.join(module.removeprefix('redact.') for module in circle)}" for circle in circles(edges)}


def doors() -> set[str]:
    """Return the packages from outside that are imported by a room that is no door of theirs, or that have no door."""
    found = set()
    for each in imports():
        package = each.imported.split(".")[0]
        if package not in sys.stdlib_module_names | {"redact"} and room(each.importer) not in DOORS.get(package, ()):
            found.add(f"no door: {package} in {room(each.importer)}")
    return found


def long_files() -> set[str]:
    return {
        f"over {MOST_LINES} lines: {path.relative_to(PACKAGE).as_posix()}"
        for path in modules().values()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }


def names_twice() -> set[str]:
    rooms = defaultdict(set)
    for module, path in modules().items():
        if path.name != "__init__.py" and path.name not in ONE_IDEA:
            rooms[path.name].add(room(module))
    return {f"one name: {name}" for name, each in rooms.items() if len(each) > 1}


RULES = (rooms_without_a_floor, arrows, circles_of_modules, doors, long_files, names_twice)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_room_keeps_the_rule(rule):
    assert set() == rule()


def test_every_door_is_used_and_every_file_of_two_rooms_is_one():
    used = {(each.imported.split(".")[0], room(each.importer)) for each in imports()}
    names = [path.name for path in modules().values()]

    assert [] == [(package, door) for package, rooms in DOORS.items() for door in rooms if (package, door) not in used]
    assert [] == [name for name in ONE_IDEA if names.count(name) < 2]


def test_an_import_is_seen_wherever_it_stands(tmp_path):
    path = tmp_path / "planted.py"
    path.write_text(PLANTED, encoding="utf-8")

    assert [
        Import("redact.policy.planted", "typing", False),
        Import("redact.policy.planted", "redact.web", False),
        Import("redact.policy.planted", "redact.policy.source", False),
        Import("redact.policy.planted", "redact.model", True),
        Import("redact.policy.planted", "redact.cli", True),
        Import("redact.policy.planted", "presidio_analyzer.nlp_engine", True),
    ] == list(imports_of("redact.policy.planted", path, modules()))


def test_a_circle_of_any_length_is_seen():
    assert [["a", "b", "c"]] == circles({("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")})
    assert [["a"]] == circles({("a", "a"), ("a", "b")})
    assert [] == circles({("a", "b"), ("a", "c"), ("b", "c")})


def test_help_imports_nothing_heavy():
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "redact", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in shown.stderr.splitlines() if "|" in line}

    assert "click" in loaded
    assert set() == loaded & (DOORS.keys() - {"click"})


def test_everything_promised_can_be_imported():
    assert sorted(redact.__all__) == list(redact.__all__)
    for name in redact.__all__:
        assert getattr(redact, name) is not None
