"""The imports of the package: which module imports which, from where, and the floors that rooms stand on."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "redact"

# Bottom up. An import only ever looks down: never up, and never sideways between rooms of one floor.
FLOORS = (
    ("errors",),
    ("text",),
    ("model",),
    ("spans",),
    ("segmentation",),
    ("sandbox", "locks"),
    ("policy",),
    ("loaders", "detection", "people", "proposal", "review", "redaction", "renderers", "verification", "schedule"),
    ("confidence",),
    ("finding",),
    ("publishing", "trials"),
    ("reviewing",),
    ("showing",),
    ("batch",),
    ("__init__",),
    ("terminal", "web"),
    ("cli",),
    ("__main__",),
)
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}


@dataclass(frozen=True)
class Import:
    """One module importing another; `inside` a function, or at the top of the file."""

    importer: str
    imported: str
    inside: bool

    @property
    def rooms(self) -> tuple[str, str]:
        return room(self.importer), room(self.imported)


@cache
def modules() -> dict[str, Path]:
    """Return the file of every module, by the module's full name."""
    paths = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return paths


def room(module: str) -> str:
    """Return the room of a module of this package: its first name below `redact`."""
    return module.split(".")[1] if "." in module else "__init__"


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of every module, wherever it stands, also those for type checkers; names of modules too.

    A module that is named in a string, as `import_module` and `python -m` want it, counts as imported inside.
    """
    paths = modules()
    return tuple(dict.fromkeys(each for module, path in paths.items() for each in imports_of(module, path, paths)))


def imports_of(module: str, path: Path, paths: dict[str, Path]) -> Iterator[Import]:
    """Yield the imports of one file; `paths` tells a module from a name inside one."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]

    def walk(node: ast.AST, inside: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name, inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            names = {f"{source}.{alias.name}" for alias in node.names}
            yield from (Import(module, name, inside) for name in sorted(names & paths.keys()))
            if names - paths.keys():
                yield Import(module, source, inside)
        elif isinstance(node, ast.Constant) and node.value in paths and not f"{module}.".startswith(f"{node.value}."):
            yield Import(module, str(node.value), True)
        deeper = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, deeper)

    return walk(ast.parse(path.read_text(encoding="utf-8")), False)


def circles(edges: set[tuple[str, str]]) -> list[list[str]]:
    """Return the groups of nodes that reach one another, each sorted (Tarjan's strongly connected components)."""
    targets: dict[str, list[str]] = {}
    for start, end in sorted(edges):
        targets.setdefault(start, []).append(end)
        targets.setdefault(end, [])
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    groups = []

    def visit(node: str) -> None:
        index[node] = lowest[node] = len(index)
        stack.append(node)
        for target in targets[node]:
            if target not in index:
                visit(target)
                lowest[node] = min(lowest[node], lowest[target])
            elif target in stack:
                lowest[node] = min(lowest[node], index[target])
        if lowest[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1 or node in targets[node]:
                groups.append(sorted(group))

    for node in sorted(targets):
        if node not in index:
            visit(node)
    return sorted(groups)
