"""Reads a policy with everything it rests on: parents, catalogue, registers, recognizers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from redact.errors import PolicyError
from redact.policy.faults import Fault, nearest, refuse
from redact.policy.forms import validate
from redact.policy.resolved import MODELS, Policy
from redact.policy.schema import Catalogue, Otherwise, PolicyFile, Register, Released, Rule, Terms, When, Withheld
from redact.policy.source import Key, Source, read

Form = TypeVar("Form", bound=BaseModel)
INSTALLED = Path(__file__).parent.parent / "policies"
POLICIES = INSTALLED if INSTALLED.is_dir() else Path(__file__).parent.parent.parent / "policies"


@dataclass
class Layer:
    """One file of a chain of parents: what stands in it, and where."""

    source: Source
    file: PolicyFile
    rules: tuple[tuple[int, Rule], ...]  # with the index each has in the file; rules with faults are left out
    depth: int = 0  # 0 is the file asked for, 1 its parent ...
    catalogue: Catalogue | None = None


@dataclass
class Placed:
    """A resolved rule and the place it was written at."""

    rule: Rule
    layer: Layer
    index: int

    def fault(self, what: str, *at: str | int) -> Fault:
        return self.layer.source.fault(("rules", self.index, *at), what)


@dataclass
class Resolved:
    """A policy, if one can be made, and everything wrong with what it was made from."""

    policy: Policy | None
    layers: tuple[Layer, ...] = ()  # the file itself first, then its parent ...
    placed: tuple[Placed, ...] = ()
    faults: tuple[Fault, ...] = ()


def load_policy(name: str | Path) -> Policy:
    """Return a shipped policy by its id, or one from a path; PolicyError lists the faults of all it rests on."""
    from redact.policy.checks import resolve_and_check

    resolved = resolve_and_check(name)
    if resolved.policy is None or any(fault.severe for fault in resolved.faults):
        raise refuse(fault for fault in resolved.faults if fault.severe)
    return resolved.policy


def policy_names() -> tuple[str, ...]:
    """Return the ids of the shipped policies."""
    return tuple(sorted(path.stem for path in POLICIES.glob("*.yaml") if path.stem != "vocabulary"))


def list_policies() -> tuple[Policy, ...]:
    """Return every shipped policy that can be used, the abstract ones left out."""
    return tuple(policy for policy in map(load_policy, policy_names()) if not policy.abstract)


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


def resolve(path: Path) -> Resolved:
    """Read a policy file and everything it rests on, keeping each fault as a value."""
    faults: list[Fault] = []
    layers = _layers(path, faults)
    if not layers:
        return Resolved(None, faults=tuple(faults))
    for layer in layers:
        _read_catalogue(layer, faults)
    placed = _merge(layers, faults)
    terms, fallback = _terms_and_fallback(layers)
    registers = [*_registers(layers, faults)]
    recognizers, patterns = _recognizers(layers, faults)
    top = layers[0].file
    files = [layer.file for layer in layers]
    titles = _titles(files, registers)
    catalogue = next((layer.catalogue for layer in layers if layer.catalogue), None)
    policy = Policy(
        id=top.id,
        version=top.version,
        title=top.title,
        language=next((file.language for file in files if file.language), "en-GB"),
        abstract=top.abstract,
        rules=tuple(p.rule for p in placed),
        exemptions={entry.code: entry for entry in catalogue.exemptions} if catalogue else {},
        fallback=fallback,
        model_alone=next((file.model_alone for file in files if file.model_alone), "ask"),
        models=next((file.models for file in files if file.models), MODELS),
        offices=_joined(registers, "offices"),
        organisations=_joined(registers, "organisations"),
        places=_joined(registers, "places"),
        role_mailboxes=_joined(registers, "role_mailboxes"),
        public_lines=_joined(registers, "public_lines"),
        public_addresses=_joined(registers, "public_addresses"),
        collectives=_joined(registers, "collectives"),
        senior_titles=titles["senior_titles"],
        junior_titles=titles["junior_titles"],
        presentation=_presentation(layers, faults),
        requires=tuple(dict.fromkeys(need for file in files for need in file.requires)),
        terms=terms,
        recognizers=recognizers,
        patterns=patterns,
        review_by=top.review_by,
        path=path,
    )
    return Resolved(policy, tuple(layers), tuple(placed), tuple(faults))


def _joined(registers: list[Register], section: str) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(entry for register in registers for entry in getattr(register, section)))


def _presentation(layers: list[Layer], faults: list[Fault]) -> dict[str, Any]:
    """Return what the chain says of how publications look, a child's word over its parent's, and nothing else."""
    said: dict[str, Any] = {}
    for layer in reversed(layers):
        said |= {
            name: getattr(layer.file.presentation, name) for name in sorted(layer.file.presentation.model_fields_set)
        }
    if said.get("regulator") and not said.get("review"):
        what = "`regulator` without `review`: say first how to ask for an internal review"
        faults.append(layers[0].source.fault(("presentation", "regulator"), what))
    return said


def _titles(files: list[PolicyFile], registers: list[Register]) -> dict[str, tuple[str, ...]]:
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


def _layers(path: Path, faults: list[Fault]) -> list[Layer]:
    """Read a file, its parent, and so on up; stop at a loop."""
    layers: list[Layer] = []
    seen: list[Path] = []
    while True:
        source, found = read(path)
        faults.extend(found)
        if source is None:
            return layers
        file, rules, found = _policy_file(source)
        faults.extend(found)
        layers.append(Layer(source, file, rules, len(layers)))
        seen.append(path.resolve())
        if not file.extends:
            return layers
        parent = beside(path, file.extends, POLICIES)
        if parent is None:
            what = f"no policy is named '{file.extends}'{nearest(file.extends, policy_names())}"
            faults.append(source.fault(("extends",), what))
            return layers
        if parent.resolve() in seen:
            loop = " -> ".join([*(layer.file.id for layer in layers), file.extends])
            faults.append(source.fault(("extends",), f"policies that extend one another in a loop: {loop}"))
            return layers
        path = parent


def beside(path: Path, name: str, folder: Path) -> Path | None:
    """Return the file that a policy at `path` means by a name: a path from its own folder, or a shipped id."""
    if name.endswith((".yaml", ".yml")):
        own = path.parent / name
        return own if own.is_file() else None
    shipped = folder / f"{name}.yaml"
    safe = "/" not in name and "\\" not in name and name != "vocabulary"
    return shipped if safe and shipped.is_file() else None


def _policy_file(source: Source) -> tuple[PolicyFile, tuple[tuple[int, Rule], ...], tuple[Fault, ...]]:
    """Return what can be made of a policy's file; its faulty keys and rules are left out, and named."""
    file, faults = validate(PolicyFile, source)
    if file is not None:
        return file, tuple(enumerate(file.rules)), faults
    raw = source.data.get("rules")
    rules: list[tuple[int, Rule]] = []
    for index, item in enumerate(raw if isinstance(raw, list) else []):
        rule, _ = validate(Rule, source, ("rules", index), _known_keys(item))
        if rule is not None:
            rules.append((index, rule))
    stand_in: dict[str, Any] = {"id": "unnamed", "version": 1, "title": "untitled"}
    for name, value in source.data.items():
        if name in PolicyFile.model_fields and name != "rules":
            alone, _ = validate(PolicyFile, source, (), {**stand_in, name: value})
            if alone is not None:
                stand_in[name] = value
    kept, _ = validate(PolicyFile, source, (), stand_in)
    return kept or PolicyFile(id="unnamed", version=1, title="untitled"), tuple(rules), faults


def _known_keys(item: Any) -> Any:
    """Return a rule as written without the keys nobody knows, so that what is right in it can still be checked."""
    if not isinstance(item, dict):
        return item
    kept = {key: value for key, value in item.items() if key in Rule.model_fields}
    if isinstance(when := kept.get("when"), dict):
        kept["when"] = {key: value for key, value in when.items() if key in When.model_fields}
    return kept


def _read_catalogue(layer: Layer, faults: list[Fault]) -> None:
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


def _merge(layers: list[Layer], faults: list[Fault]) -> list[Placed]:
    """Return the rules as they are asked: a child's new ones first, one of the same id in its parent's place."""
    resolved: list[Placed] = []
    for depth in range(len(layers) - 1, -1, -1):
        layer = layers[depth]
        inherited = {placed.rule.id for placed in resolved} | {
            term.id for above in layers[depth + 1 :] for term in (*above.file.terms.withhold, *above.file.terms.release)
        }
        for number, id in enumerate(layer.file.disable):
            if id not in inherited:
                known = nearest(id, inherited) if inherited else "; this policy inherits none"
                faults.append(layer.source.fault(("disable", number), f"no inherited rule is named '{id}'{known}"))
        resolved = [placed for placed in resolved if placed.rule.id not in layer.file.disable]
        codes = layer.file.map_exemptions
        resolved = [_mapped(placed, codes) for placed in resolved] if codes else resolved
        own = {rule.id: Placed(rule, layer, index) for index, rule in layer.rules}
        replaced = {placed.rule.id for placed in resolved} & set(own)
        fresh = [placed for id, placed in own.items() if id not in replaced]
        resolved = fresh + [own.get(placed.rule.id, placed) for placed in resolved]
    return resolved


def _terms_and_fallback(layers: list[Layer]) -> tuple[Terms, Otherwise]:
    """Return the terms of the chain and what happens last, with their codes as the nearest map reads them."""
    withheld: dict[str, Withheld] = {}
    released: dict[str, Released] = {}
    fallback = Otherwise()
    for layer in reversed(layers):
        file = layer.file
        codes = file.map_exemptions
        kept = {id: term for id, term in withheld.items() if id not in file.disable}
        withheld = {id: _recoded(term, codes) for id, term in kept.items()}
        withheld |= {term.id: term for term in file.terms.withhold}
        released = {id: term for id, term in released.items() if id not in file.disable}
        released |= {term.id: term for term in file.terms.release}
        fallback = file.otherwise or _recoded(fallback, codes)
    return Terms(withhold=tuple(withheld.values()), release=tuple(released.values())), fallback


def _recoded(form: Form, codes: Mapping[str, str]) -> Form:
    exemption = tuple(codes.get(code, code) for code in getattr(form, "exemption", ()))
    return form.model_copy(update={"exemption": exemption})


def _mapped(placed: Placed, codes: Mapping[str, str]) -> Placed:
    return Placed(_recoded(placed.rule, codes), placed.layer, placed.index)


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


def _registers(layers: list[Layer], faults: list[Fault]) -> list[Register]:
    registers = []
    for path in _named_files(layers, "registers", POLICIES / "registers", "register", faults):
        register, found = load_form(Register, path, "register")
        faults.extend(found)
        if register is not None:
            registers.append(register)
    return registers


def _recognizers(layers: list[Layer], faults: list[Fault]) -> tuple[tuple[Path, ...], str]:
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
    """Return the regular expressions of a Presidio recognizer file that do not compile."""
    import regex  # type: ignore[import-untyped]  # what Presidio compiles them with

    faults = []
    listed = source.data.get("recognizers")
    if not isinstance(listed, list):
        return [source.fault((), "no `recognizers:` list, as Presidio's own files have")]
    for i, recognizer in enumerate(listed):
        patterns = recognizer.get("patterns") if isinstance(recognizer, dict) else None
        for j, pattern in enumerate(patterns if isinstance(patterns, list) else []):
            at: Key = ("recognizers", i, "patterns", j, "regex")
            if isinstance(pattern, dict) and isinstance(pattern.get("regex"), str):
                try:
                    regex.compile(pattern["regex"])
                except (regex.error, RecursionError, OverflowError) as error:
                    faults.append(source.fault(at, f"not a regular expression: {getattr(error, 'msg', 'too large')}"))
    return faults
