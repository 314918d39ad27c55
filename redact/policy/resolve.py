"""One policy, made of a file, its parents and all that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from json import dumps
from typing import Any, TypeVar

from pydantic import BaseModel

from redact.policy.catalogue import Catalogue, Register
from redact.policy.policy import ASK_OF_MODELS, MODELS, Policy
from redact.policy.read import Files
from redact.policy.schema import Otherwise, PolicyFile, Released, Rule, Terms, When, Withheld
from redact.policy.validate import validate, validate_once
from redact.policy.yaml import Fault, YamlFile, nearest

Coded = TypeVar("Coded", bound=BaseModel)
LISTS = ("offices", "organisations", "places", "role_mailboxes", "public_lines", "public_addresses", "collectives")


@dataclass
class Layer:
    """A policy's file or that of a parent, with the forms made of it; rules with faults are left out."""

    source: YamlFile
    file: PolicyFile
    rules: tuple[tuple[int, Rule], ...]  # with the index that each has in the file
    depth: int  # 0 is the file asked for, 1 its parent ...
    catalogue: Catalogue | None = None
    catalogue_source: YamlFile | None = None


@dataclass
class Placed:
    """A resolved rule and the place it was written at."""

    rule: Rule
    layer: Layer
    index: int

    def fault(self, what: str, *at: str | int) -> Fault:
        return self.layer.source.fault(("rules", self.index, *at), what)


@dataclass(frozen=True)
class Resolved:
    """A policy, if one can be made, what it was made from, and everything found wrong so far."""

    files: Files
    policy: Policy | None
    layers: tuple[Layer, ...]  # the file itself first, then its parent ...
    placed: tuple[Placed, ...]
    faults: tuple[Fault, ...]


def resolve(files: Files) -> Resolved:
    """Return the policy that the files come to, keeping each fault as a value."""
    faults = list(files.faults)
    layers = [_layer(files, depth, faults) for depth in range(len(files.chain))]
    if not layers:
        return Resolved(files, None, (), (), tuple(faults))
    registers: list[Register] = []
    for source in files.registers:
        register, wrong = validate_once(Register, source)
        faults.extend(wrong)
        registers += [register] if register else []
    placed = _merge(layers, faults)
    terms, fallback = _terms_and_fallback(layers)
    top = layers[0].file
    written = [layer.file for layer in layers]
    catalogue = next((layer.catalogue for layer in layers if layer.catalogue), None)
    policy = Policy(
        id=top.id,
        version=top.version,
        title=top.title,
        language=next((file.language for file in written if file.language), "en-GB"),
        abstract=top.abstract,
        rules=tuple(each.rule for each in placed),
        origins={each.rule.id: each.layer.file.id for each in placed},
        exemptions=catalogue.entries() if catalogue else {},
        fallback=fallback,
        model_alone=next((file.model_alone for file in written if file.model_alone), ASK_OF_MODELS),
        models=next((file.models for file in written if file.models), MODELS),
        amounts=next((file.amounts for file in written if file.amounts is not None), False),
        presentation=_presentation(layers, faults),
        requires=tuple(dict.fromkeys(need for file in written for need in file.requires)),
        terms=terms,
        recognizers=tuple(source.path for source in files.recognizers),
        patterns=_digest([source.data for source in files.recognizers]),
        review_by=top.review_by,
        path=layers[0].source.path,
        **_joined(registers),
        **_titles(written, registers),
    )
    return Resolved(files, policy, tuple(layers), tuple(placed), tuple(faults))


def _digest(data: Any) -> str:
    return sha256(dumps(data, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _layer(files: Files, depth: int, faults: list[Fault]) -> Layer:
    """Return what can be made of one file of the chain; its faulty keys and rules are left out, and named."""
    source, named = files.chain[depth], files.catalogues[depth]
    file, wrong = validate(PolicyFile, source)
    faults.extend(wrong)
    rules = enumerate(file.rules) if file else _sound_rules(source)
    layer = Layer(source, file or _sound_keys(source), tuple(rules), depth)
    if named is not None:
        layer.catalogue_source = named
        layer.catalogue, wrong = validate_once(Catalogue, named)
        faults.extend(wrong)
    return layer


def _sound_rules(source: YamlFile) -> list[tuple[int, Rule]]:
    """Return the rules of a faulty file that are sound, without the keys that nobody knows."""
    written = source.data.get("rules")
    rules: list[tuple[int, Rule]] = []
    for index, data in enumerate(written if isinstance(written, list) else ()):
        if isinstance(data, dict):
            data = {key: value for key, value in data.items() if key in Rule.model_fields}
            if isinstance(when := data.get("when"), dict):
                data["when"] = {key: value for key, value in when.items() if key in When.model_fields}
        rule, _ = validate(Rule, source, ("rules", index), data)
        rules += [(index, rule)] if rule else []
    return rules


def _sound_keys(source: YamlFile) -> PolicyFile:
    """Return a faulty file with those of its keys that are sound alone."""
    sound = PolicyFile(id="unnamed", version=1, title="untitled")
    for name in (key for key in source.data if key in PolicyFile.model_fields and key != "rules"):
        data = {"id": "unnamed", "version": 1, "title": "untitled", name: source.data[name]}
        alone, _ = validate(PolicyFile, source, (), data)
        if alone is not None:
            sound = sound.model_copy(update={name: getattr(alone, name)})
    return sound


def _presentation(layers: list[Layer], faults: list[Fault]) -> dict[str, Any]:
    """Return what the chain says of how publications look, a child's word over its parent's, and nothing else."""
    looks: dict[str, Any] = {}
    for written in (layer.file.presentation for layer in reversed(layers)):
        looks |= {name: getattr(written, name) for name in sorted(written.model_fields_set)}
    if looks.get("regulator") and not looks.get("review"):
        what = "`regulator` without `review`: say first how to ask for an internal review"
        faults.append(layers[0].source.fault(("presentation", "regulator"), what))
    return looks


def _joined(registers: list[Register]) -> dict[str, Any]:
    """Return the lists of all registers, each entry once."""
    return {name: tuple(dict.fromkeys(entry for each in registers for entry in getattr(each, name))) for name in LISTS}


def _titles(files: list[PolicyFile], registers: list[Register]) -> dict[str, Any]:
    """Return senior and junior titles; a policy's line stands before any register's, a child's before its parent's."""
    lines = [(file.seniority.senior, file.seniority.junior) for file in files]
    lines += [(register.senior_titles, register.junior_titles) for register in registers]
    sides: dict[str, tuple[str, str]] = {}  # by the folded title: its side, and the title as first written
    for senior, junior in lines:
        for side, titles in (("junior_titles", junior), ("senior_titles", senior)):
            for title in titles:
                sides.setdefault(title.casefold(), (side, title))
    return {
        side: tuple(title for on, title in sides.values() if on == side) for side in ("senior_titles", "junior_titles")
    }


def _merge(layers: list[Layer], faults: list[Fault]) -> list[Placed]:
    """Return the rules as they are asked: a child's new ones first, one of the same id in its parent's place."""
    resolved: list[Placed] = []
    for depth in range(len(layers) - 1, -1, -1):
        layer = layers[depth]
        file = layer.file
        inherited = {placed.rule.id for placed in resolved} | {
            term.id for above in layers[depth + 1 :] for term in (*above.file.terms.withhold, *above.file.terms.release)
        }
        for number, id in enumerate(file.disable):
            if id not in inherited:
                known = nearest(id, inherited) if inherited else "; this policy inherits none"
                faults.append(layer.source.fault(("disable", number), f"no inherited rule is named '{id}'{known}"))
        resolved = [
            replace(placed, rule=_recoded(placed.rule, file.map_exemptions))
            for placed in resolved
            if placed.rule.id not in file.disable
        ]
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
    for file in (layer.file for layer in reversed(layers)):
        withheld = {id: _recoded(term, file.map_exemptions) for id, term in withheld.items() if id not in file.disable}
        withheld |= {term.id: term for term in file.terms.withhold}
        released = {id: term for id, term in released.items() if id not in file.disable}
        released |= {term.id: term for term in file.terms.release}
        fallback = file.otherwise or _recoded(fallback, file.map_exemptions)
    return Terms(withhold=tuple(withheld.values()), release=tuple(released.values())), fallback


def _recoded(form: Coded, codes: Mapping[str, str]) -> Coded:
    """Return a rule, a term or what happens last, with its codes as a map reads them."""
    if not codes:
        return form
    exemption = tuple(codes.get(code, code) for code in getattr(form, "exemption", ()))
    return form.model_copy(update={"exemption": exemption})
