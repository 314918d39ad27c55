"""The page's script: modules that look one way, and no variable that two of them share."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from redact import web

STATIC = Path(web.__file__).parent / "static"
MODULES = sorted(path.name for path in STATIC.glob("*.js"))
IMPORT = re.compile(
    r"""(?:^|[;}*\s])(?:import|export)\b[^'"`;]*?\bfrom\s*["'](?P<name>[^"']+)["']|@import.*?from\s*["'](?P<type>[^"']+)["']"""
)


def imports(name: str) -> set[str]:
    """Return what a module imports, types included."""
    found = IMPORT.finditer((STATIC / name).read_text(encoding="utf-8"))
    return {match["name"] or match["type"] for match in found}


def test_the_modules_are_those_of_the_design():
    assert {"api.js", "state.js", "letter.js", "card.js", "dialogues.js", "keys.js"} <= set(MODULES)
    assert 12 < sum(len(imports(name)) for name in MODULES)


def test_the_modules_import_one_another_without_a_circle():
    graph = {f"./{name}": imports(name) for name in MODULES}

    assert set() == set().union(*graph.values()) - set(graph)
    assert ["./api.js", "./review.js"] == [list(TopologicalSorter(graph).static_order())[end] for end in (0, -1)]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_holds_no_variable_that_changes(name: str):
    """What changes is in a field of the one state."""
    text = (STATIC / name).read_text(encoding="utf-8")

    assert [] == re.findall(r"^(?:export )?(?:let|var) .*", text, re.MULTILINE)


def test_the_page_loads_its_script_as_a_module():
    assert '<script type="module" src="/review.js">' in (STATIC / "review.html").read_text(encoding="utf-8")
