"""A policy's file, those of its parents, and all that they name, found and read.

Nothing is made of them yet: see `validate` for their form, `resolve` for what they come to, `check` for their sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from redact.errors import PolicyError
from redact.policy.yaml import Fault, Key, YamlFile, nearest, read, read_each

INSTALLED = Path(__file__).parent.parent / "policies"
POLICIES = INSTALLED if INSTALLED.is_dir() else Path(__file__).parent.parent.parent / "policies"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a rule may use, each with a plain sentence: what can be found, and what can be true of it."""

    entities: Mapping[str, str]  # found by the program itself
    patterns: Mapping[str, str]  # found where a recognizer of the policy does
    traits: Mapping[str, str]


@dataclass(frozen=True)
class Files:
    """A policy's file, those of its parents, and the files that they name, before anything is made of them."""

    chain: tuple[YamlFile, ...]  # the file asked for first, then its parent ...
    catalogues: tuple[YamlFile | None, ...]  # one for each file of the chain
    registers: tuple[YamlFile, ...]
    recognizers: tuple[YamlFile, ...]
    vocabulary: Vocabulary
    faults: tuple[Fault, ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the words that the program itself gives."""
    file, faults = read(POLICIES / "vocabulary.yaml", "vocabulary")
    if file is None or faults:
        raise PolicyError("the shipped vocabulary cannot be read: install the program again")
    return Vocabulary(file.data["entities"], file.data["patterns"], file.data["traits"])


def policy_names() -> tuple[str, ...]:
    """Return the ids of the shipped policies."""
    return tuple(sorted(path.stem for path in POLICIES.glob("*.yaml") if path.stem != "vocabulary"))


def find_policy(name: str | Path) -> Path:
    """Return the file of a policy named by id or path; PolicyError names the nearest id."""
    path = Path(name)
    if isinstance(name, Path) or path.suffix in (".yaml", ".yml") or len(path.parts) > 1:
        if not path.exists():
            near = nearest(path.name, (other.name for other in path.parent.glob("*.y*ml")))
            raise PolicyError(f"{path}: no such policy file{near}. Shipped policies: {', '.join(policy_names())}")
        return path
    if str(name) not in policy_names():
        near = nearest(name, policy_names())
        raise PolicyError(
            f"no policy is named '{name}'{near}. Shipped: {', '.join(policy_names())}; or give a .yaml file"
        )
    return POLICIES / f"{name}.yaml"


def read_all(path: Path) -> Files:
    """Read a policy's file, its parents and all that they name; what cannot be read is among the faults."""
    faults: list[Fault] = []
    chain = _read_chain(path, faults)
    catalogues = [_catalogue(file, faults) for file in chain]
    registers = _named(chain, "registers", "register", faults)
    recognizers = _named(chain, "recognizers", "file of recognizers", faults)
    kinds = {
        **dict.fromkeys(recognizers, "file of recognizers"),
        **dict.fromkeys(registers, "register"),
        **{path: "catalogue" for path in catalogues if path},
    }
    files, wrong = read_each(kinds)
    return Files(
        tuple(chain),
        tuple(files.get(path) if path else None for path in catalogues),
        tuple(files[path] for path in registers if path in files),
        tuple(files[path] for path in recognizers if path in files),
        vocabulary(),
        (*faults, *wrong),
    )


def _read_chain(path: Path, faults: list[Fault]) -> list[YamlFile]:
    """Read a file, its parent, and so on up; stop at a loop."""
    chain: list[YamlFile] = []
    seen: list[Path] = []
    while True:
        file, wrong = read(path)
        faults.extend(wrong)
        if file is None:
            return chain
        chain.append(file)
        seen.append(path.resolve())
        names = _names(file, "extends")
        if not names:
            return chain
        parent = _locate(path, names[0][1], POLICIES)
        if parent is None:
            what = f"no policy is named '{names[0][1]}'{nearest(names[0][1], policy_names())}"
            faults.append(file.fault(("extends",), what))
            return chain
        if parent.resolve() in seen:
            loop = " -> ".join([*(str(each.data.get("id")) for each in chain), names[0][1]])
            faults.append(file.fault(("extends",), f"policies that extend one another in a loop: {loop}"))
            return chain
        path = parent


def _catalogue(file: YamlFile, faults: list[Fault]) -> Path | None:
    """Return the catalogue that a file names."""
    folder = POLICIES / "exemptions"
    for _, name in _names(file, "exemptions"):
        if path := _locate(file.path, name, folder):
            return path
        shipped = sorted(each.stem for each in folder.glob("*.yaml"))
        what = f"no catalogue of exemptions is named '{name}'{nearest(name, shipped)}. Shipped: {', '.join(shipped)}"
        faults.append(file.fault(("exemptions",), what))
    return None


def _named(chain: list[YamlFile], section: str, kind: str, faults: list[Fault]) -> list[Path]:
    """Return the files that the chain names, the furthest parent's first; every shipped one where none names any."""
    folder = POLICIES / section
    named = [(file, at, name) for file in reversed(chain) for at, name in _names(file, section)]
    paths = [] if named else sorted(folder.glob("*.yaml"))
    for file, at, name in named:
        path = _locate(file.path, name, folder)
        if path is None:
            near = nearest(name, (each.stem for each in folder.glob("*.yaml")))
            faults.append(file.fault(at, f"no {kind} is named '{name}'{near}"))
        elif path not in paths:
            paths.append(path)
    return paths


def _names(file: YamlFile, section: str) -> list[tuple[Key, str]]:
    """Return the names that stand under a key, one or a list; what is no name is for `validate` to refuse."""
    value = file.data.get(section)
    names = enumerate(value) if isinstance(value, list) else [(0, value)]
    return [((section, number), name) for number, name in names if isinstance(name, str) and name]


def _locate(path: Path, name: str, folder: Path) -> Path | None:
    """Return the file that a policy at `path` means by a name: a path from its own folder, or a shipped id."""
    if name.endswith((".yaml", ".yml")):
        own = path.parent / name
        return own if own.is_file() else None
    shipped = folder / f"{name}.yaml"
    safe = "/" not in name and "\\" not in name and name != "vocabulary"
    return shipped if safe and shipped.is_file() else None
