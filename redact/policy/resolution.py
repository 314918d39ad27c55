"""Reads a policy with everything it rests on, and makes one of it and its parents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from redact.errors import PolicyError
from redact.policy.annexes import POLICIES, beside, joined, read_catalogue, read_recognizers, read_registers, titles
from redact.policy.faults import Fault, nearest, refuse
from redact.policy.forms import validate
from redact.policy.layers import Layer, Placed, Resolved
from redact.policy.listing import Released, Terms, Withheld
from redact.policy.resolved import MODELS, Policy
from redact.policy.schema import Otherwise, PolicyFile, Rule, When
from redact.policy.source import Source, read

Coded = TypeVar("Coded", bound=BaseModel)


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
        read_catalogue(layer, faults)
    placed = _merge(layers, faults)
    terms, fallback = _terms_and_fallback(layers)
    registers = [*read_registers(layers, faults)]
    recognizers, patterns = read_recognizers(layers, faults)
    top = layers[0].file
    files = [layer.file for layer in layers]
    sides = titles(files, registers)
    catalogue = next((layer.catalogue for layer in layers if layer.catalogue), None)
    policy = Policy(
        id=top.id,
        version=top.version,
        title=top.title,
        language=next((file.language for file in files if file.language), "en-GB"),
        abstract=top.abstract,
        rules=tuple(p.rule for p in placed),
        origins={p.rule.id: p.layer.file.id for p in placed},
        exemptions={entry.code: entry for entry in catalogue.exemptions} if catalogue else {},
        fallback=fallback,
        model_alone=next((file.model_alone for file in files if file.model_alone), "ask"),
        models=next((file.models for file in files if file.models), MODELS),
        offices=joined(registers, "offices"),
        organisations=joined(registers, "organisations"),
        places=joined(registers, "places"),
        role_mailboxes=joined(registers, "role_mailboxes"),
        public_lines=joined(registers, "public_lines"),
        public_addresses=joined(registers, "public_addresses"),
        collectives=joined(registers, "collectives"),
        senior_titles=sides["senior_titles"],
        junior_titles=sides["junior_titles"],
        amounts=next((file.amounts for file in files if file.amounts is not None), False),
        presentation=_presentation(layers, faults),
        requires=tuple(dict.fromkeys(need for file in files for need in file.requires)),
        terms=terms,
        recognizers=recognizers,
        patterns=patterns,
        review_by=top.review_by,
        path=path,
    )
    return Resolved(policy, tuple(layers), tuple(placed), tuple(faults))


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


def _recoded(form: Coded, codes: Mapping[str, str]) -> Coded:
    exemption = tuple(codes.get(code, code) for code in getattr(form, "exemption", ()))
    return form.model_copy(update={"exemption": exemption})


def _mapped(placed: Placed, codes: Mapping[str, str]) -> Placed:
    return Placed(_recoded(placed.rule, codes), placed.layer, placed.index)
