"""What a policy names and rests on: its catalogue of exemptions, its registers, its files of patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from redact.policy.expressions import runaway
from redact.policy.faults import Fault, nearest
from redact.policy.forms import validate
from redact.policy.layers import Layer
from redact.policy.schema import Catalogue, PolicyFile, Register
from redact.policy.source import Key, Source, read

Form = TypeVar("Form", bound=BaseModel)

INSTALLED = Path(__file__).parent.parent / "policies"

POLICIES = INSTALLED if INSTALLED.is_dir() else Path(__file__).parent.parent.parent / "policies"


def beside(path: Path, name: str, folder: Path) -> Path | None:
    """Return the file that a policy at `path` means by a name: a path from its own folder, or a shipped id."""
    if name.endswith((".yaml", ".yml")):
        own = path.parent / name
        return own if own.is_file() else None
    shipped = folder / f"{name}.yaml"
    safe = "/" not in name and "\\" not in name and name != "vocabulary"
    return shipped if safe and shipped.is_file() else None


def read_catalogue(layer: Layer, faults: list[Fault]) -> None:
    name = layer.file.exemptions
    if not name:
        return
    folder = POLICIES / "exemptions"
    path = beside(layer.source.path, name, folder)
    if path is None:
        known = sorted(each.stem for each in folder.glob("*.yaml"))
        what = f"no catalogue of exemptions is named '{name}'{nearest(name, known)}. Shipped: {', '.join(known)}"
        faults.append(layer.source.fault(("exemptions",), what))
        return
    layer.catalogue, found = load_form(Catalogue, path, "catalogue")
    faults.extend(found)


def load_form(form: type[Form], path: Path, kind: str) -> tuple[Form | None, tuple[Fault, ...]]:
    """Return a catalogue or register from its file, and every fault in it."""
    source, faults = read(path, kind)
    if source is None:
        return None, faults
    made, found = _made(form, source)
    return made, (*faults, *found)


@lru_cache(maxsize=128)
def _made(form: type[Any], source: Source) -> tuple[Any, tuple[Fault, ...]]:
    return validate(form, source)


def _named_files(layers: list[Layer], section: str, folder: Path, kind: str, faults: list[Fault]) -> list[Path]:
    """Return the files that the chain names, the furthest parent's first; every shipped one where none names any."""
    paths: list[Path] = []
    for layer in reversed(layers):
        for number, name in enumerate(getattr(layer.file, section)):
            path = beside(layer.source.path, name, folder)
            if path is None:
                near = nearest(name, (each.stem for each in folder.glob("*.yaml")))
                faults.append(layer.source.fault((section, number), f"no {kind} is named '{name}'{near}"))
            elif path not in paths:
                paths.append(path)
    if not any(getattr(layer.file, section) for layer in layers):
        return sorted(folder.glob("*.yaml"))
    return paths


def read_registers(layers: list[Layer], faults: list[Fault]) -> list[Register]:
    registers = []
    for path in _named_files(layers, "registers", POLICIES / "registers", "register", faults):
        register, found = load_form(Register, path, "register")
        faults.extend(found)
        if register is not None:
            registers.append(register)
    return registers


def read_recognizers(layers: list[Layer], faults: list[Fault]) -> tuple[tuple[Path, ...], str]:
    paths = _named_files(layers, "recognizers", POLICIES / "recognizers", "file of recognizers", faults)
    held = []
    for path in paths:
        source, found = read(path, "file of recognizers")
        faults.extend(found)
        if source is not None:
            held.append(source.data)
            if path.parent != POLICIES / "recognizers":  # the shipped ones are compiled by our own tests
                faults.extend(pattern_faults(source))
    digest = sha256(json.dumps(held, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
    return tuple(paths), digest


def pattern_faults(source: Source) -> list[Fault]:
    """Return what is wrong with the recognizers of a file in Presidio's form, and which expressions do not end."""
    listed = source.data.get("recognizers")
    if not isinstance(listed, list) or not listed:
        return [source.fault(("recognizers",), "no `recognizers:` list, as Presidio's own files have", key=True)]
    faults: list[Fault] = []
    for i, recognizer in enumerate(listed):
        at: Key = ("recognizers", i)
        if not isinstance(recognizer, dict):
            faults.append(source.fault(at, "should be made of `key: value` lines: name, supported_entity, patterns"))
        elif recognizer.get("type") != "predefined":
            faults.extend(_recognizer_faults(source, at, recognizer))
    return faults


def _recognizer_faults(source: Source, at: Key, recognizer: dict[str, Any]) -> Iterator[Fault]:
    for key in ("name", "supported_entity"):
        if not isinstance(recognizer.get(key), str):
            yield source.fault((*at, key), f"`{key}:` is missing or no word")
    patterns = recognizer.get("patterns")
    if not patterns and not recognizer.get("deny_list"):
        yield source.fault(at, "neither `patterns:` nor a `deny_list:`: it finds nothing")
    for j, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        place: Key = (*at, "patterns", j)
        if not isinstance(pattern, dict) or not isinstance(pattern.get("regex"), str):
            yield source.fault(place, "a pattern has `name:`, `regex:` and `score:`")
            continue
        score = pattern.get("score")
        if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
            yield source.fault((*place, "score"), "`score:` is a number from 0 to 1")
        if wrong := _expression_fault(pattern["regex"]):
            yield source.fault((*place, "regex"), wrong)


def _expression_fault(expression: str) -> str:
    import regex  # type: ignore[import-untyped]  # what Presidio compiles them with

    try:
        regex.compile(expression)
    except (regex.error, RecursionError, OverflowError) as error:
        return f"not a regular expression: {getattr(error, 'msg', 'too large')}"
    # What the standard library does not know stands for what is like it; the rest cannot be judged.
    plain = re.sub(r"\\p\{[^}]*\}", r"\\s", expression).replace(r"\K", "")
    trap = runaway(plain)
    return f"may take for ever on some texts: {trap}" if trap else ""


def joined(registers: list[Register], section: str) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(entry for register in registers for entry in getattr(register, section)))


def titles(files: list[PolicyFile], registers: list[Register]) -> dict[str, tuple[str, ...]]:
    """Return senior and junior titles; a policy's word stands before any register's, a child's before its parent's."""
    said: dict[str, str] = {}
    spelt: dict[str, str] = {}
    voices = [(file.seniority.senior, file.seniority.junior) for file in files]
    voices += [(register.senior_titles, register.junior_titles) for register in registers]
    for senior, junior in voices:
        for side, titles in (("junior_titles", junior), ("senior_titles", senior)):
            for title in titles:
                said.setdefault(title.casefold(), side)
                spelt.setdefault(title.casefold(), title)
    return {
        side: tuple(spelt[title] for title, on in said.items() if on == side)
        for side in ("senior_titles", "junior_titles")
    }
