"""What can be wrong in a policy that is well written: names nobody knows, grounds not given, rules that never apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from redact.errors import PolicyError
from redact.policy.annexes import POLICIES
from redact.policy.faults import Fault, nearest
from redact.policy.layers import Layer, Resolved
from redact.policy.reach import always_handled, never_applying
from redact.policy.resolution import find_policy, resolve
from redact.policy.resolved import TERM
from redact.policy.schema import Catalogue
from redact.policy.source import Key, Source, read


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a rule may use, each with a plain sentence: what can be found, and what can be true of it."""

    entities: Mapping[str, str]  # found by the program itself
    patterns: Mapping[str, str]  # found where a recognizer of the policy does
    traits: Mapping[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the words the program itself gives."""
    source, faults = read(POLICIES / "vocabulary.yaml", "vocabulary")
    if source is None or faults:
        raise PolicyError("the shipped vocabulary cannot be read: install the program again")
    return Vocabulary(source.data["entities"], source.data["patterns"], source.data["traits"])


def check(name: str | Path) -> tuple[Fault, ...]:
    """Return everything wrong with a policy, named by id or path, and with every file it rests on."""
    return resolve_and_check(name, thorough=True).faults


def resolve_and_check(name: str | Path, *, thorough: bool = False) -> Resolved:
    """Return a policy with all its faults, those of sense included."""
    resolved = resolve(find_policy(name))
    faults = list(resolved.faults)
    entities, traits = _known_words(resolved)
    for depth, layer in enumerate(resolved.layers):
        faults.extend(_words(layer, entities, traits))
        # Where a catalogue or a parent cannot be read, that is told already, and every code would be unknown.
        named = any(above.file.exemptions for above in resolved.layers[depth:]) or bool(
            resolved.layers[-1].file.extends
        )
        faults.extend(_codes(layer, _catalogue(resolved.layers[depth:]), named))
        faults.extend(_map(resolved.layers, depth))
        faults.extend(_doubled(layer))
        if depth == 0:
            faults.extend(_catalogue_doubled(layer))
    faults.extend(_inherited_codes(resolved))
    faults.extend(never_applying(resolved.placed))
    if thorough:
        faults.extend(_overdue(resolved))
        faults.extend(_unhandled(resolved, entities))
    return replace(resolved, faults=tuple(dict.fromkeys(faults)))


def _known_words(resolved: Resolved) -> tuple[set[str], set[str]]:
    """Return the entities that something finds and the traits that something gives, under this policy."""
    known = vocabulary()
    entities, traits = set(known.entities), set(known.traits)
    if resolved.policy:
        for path in resolved.policy.recognizers:
            entities.update(supported_entities(path))
        traits.update(trait for office in resolved.policy.offices for trait in office.traits)
        traits.update(trait for body in resolved.policy.organisations for trait in body.traits)
    return entities, traits


def supported_entities(path: Path) -> tuple[str, ...]:
    """Return what a Presidio recognizer file finds."""
    source, _ = read(path, "file of recognizers")
    listed = source.data.get("recognizers") if source else None
    found = [item.get("supported_entity") for item in listed or () if isinstance(item, dict)]
    return tuple(entity for entity in found if isinstance(entity, str))


def _each_rule(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    rules = source.data.get("rules")
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        if isinstance(rule, dict):
            yield index, rule


def _each_term(source: Source, side: str) -> Iterator[tuple[Key, dict[str, Any]]]:
    terms = source.data.get("terms")
    listed = terms.get(side) if isinstance(terms, dict) else None
    for index, term in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(term, dict):
            yield ("terms", side, index), term


def _each_word(value: Any, at: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        yield from (((*at, i), word) for i, word in enumerate(value) if isinstance(word, str))


def _words(layer: Layer, entities: set[str], traits: set[str]) -> Iterator[Fault]:
    """Yield entities that nothing finds and traits that nothing gives, wherever a rule asks for them."""
    every = entities | _shipped_entities() | set(vocabulary().patterns)
    source = layer.source
    for index, rule in _each_rule(source):
        when = rule.get("when")
        if not isinstance(when, dict):
            continue
        at: Key = ("rules", index, "when")
        for place, word in _each_word(when.get("entity"), (*at, "entity")):
            if word in entities:
                continue
            if word in every:
                what = f"nothing finds '{word}' under this policy: add the file that does to `recognizers:`"
            else:
                what = f"unknown entity '{word}'{nearest(word, every)}"
            yield source.fault(place, what)
        for name in ("traits", "without"):
            for place, word in _each_word(when.get(name), (*at, name)):
                if word not in traits:
                    yield source.fault(place, f"unknown trait '{word}'{nearest(word, traits)}")


@lru_cache(maxsize=1)
def _shipped_entities() -> frozenset[str]:
    folder = POLICIES / "recognizers"
    return frozenset(entity for path in sorted(folder.glob("*.yaml")) for entity in supported_entities(path))


def _catalogue(layers: Iterable[Layer]) -> Catalogue | None:
    return next((layer.catalogue for layer in layers if layer.catalogue), None)


def _codes(layer: Layer, catalogue: Catalogue | None, named: bool) -> Iterator[Fault]:
    """Yield codes that the catalogue lacks, and withholding without one."""
    source = layer.source
    known = [entry.code for entry in catalogue.exemptions] if catalogue else []
    broken = catalogue is None and named
    asked: list[tuple[Key, dict[str, Any]]] = [(("rules", index), rule) for index, rule in _each_rule(source)]
    asked += [(at, term | {"then": "withhold"}) for at, term in _each_term(source, "withhold")]
    last = source.data.get("otherwise")
    if last == "withhold":
        last = {"then": "withhold"}
    if isinstance(last, dict):
        asked.append((("otherwise",), last))
    for at, rule in asked:
        used = list(_each_word(rule.get("exemption"), (*at, "exemption")))
        if rule.get("then") == "withhold" and not used:
            yield source.fault(
                (*at, "then"), "`withhold` without an `exemption:`: nothing is withheld without a ground"
            )
        for place, code in used:
            if broken:
                continue
            if catalogue is None:
                yield source.fault(place, f"exemption '{code}', but no catalogue: add `exemptions:`, such as foia-uk")
            elif code not in known:
                yield source.fault(place, f"unknown exemption '{code}'{nearest(code, known)}")


def _map(layers: tuple[Layer, ...], depth: int) -> Iterator[Fault]:
    """Yield codes in `map_exemptions` that either catalogue lacks."""
    layer = layers[depth]
    own, inherited = _catalogue(layers[depth:]), _catalogue(layers[depth + 1 :])
    to = [entry.code for entry in own.exemptions] if own else []
    of = [entry.code for entry in inherited.exemptions] if inherited else []
    for code, becomes in layer.file.map_exemptions.items():
        at: Key = ("map_exemptions", code)
        if code not in of:
            yield layer.source.fault(at, f"unknown inherited exemption '{code}'{nearest(code, of)}", key=True)
        if becomes not in to:
            yield layer.source.fault(at, f"unknown exemption '{becomes}'{nearest(becomes, to)}")


def _inherited_codes(resolved: Resolved) -> Iterator[Fault]:
    """Yield inherited rules whose code the nearest catalogue lacks: they must be mapped or disabled."""
    if not resolved.layers or resolved.policy is None:
        return
    top = resolved.layers[0]
    catalogue = _catalogue(resolved.layers)
    if catalogue is None or top.catalogue is None:
        return
    known = {entry.code for entry in catalogue.exemptions}
    lacking: dict[str, list[str]] = {}
    for placed in resolved.placed:
        if placed.layer is not top:
            for code in placed.rule.exemption:
                if code not in known:
                    lacking.setdefault(code, []).append(placed.rule.id)
    for code, ids in lacking.items():
        what = f"the inherited {_rules(ids)} '{code}', which this catalogue lacks: add it to `map_exemptions:`"
        yield top.source.fault(("exemptions",), what)


def _rules(ids: list[str]) -> str:
    named = ", ".join(f"'{id}'" for id in ids[:3]) + (" and others" if len(ids) > 3 else "")
    return f"rule {named} uses" if len(ids) == 1 else f"rules {named} use"


def _overdue(resolved: Resolved) -> Iterator[Fault]:
    """Yield review dates that have passed: warnings, since the law has not changed because a day went by."""
    today = date.today().isoformat()
    for layer in resolved.layers[:1]:
        asked: list[tuple[Key, str]] = [(("review_by",), layer.file.review_by)]
        asked += [(("rules", index, "review_by"), rule.review_by) for index, rule in layer.rules]
        for at, day in asked:
            if day and day < today:
                what = f"was to be looked at again by {day}: do so, and write the next date"
                yield replace(layer.source.fault(at, what), severe=False)


def _unhandled(resolved: Resolved, entities: set[str]) -> Iterator[Fault]:
    """Yield a warning for what can be found and no rule speaks about, so that `otherwise` alone decides."""
    policy = resolved.policy
    if policy is None or policy.abstract:
        return
    left = [entity for entity in sorted(entities - {TERM}) if not always_handled(entity, policy.rules)]
    if left:
        what = (
            f"no rule speaks for every {_list(left)}: what is left goes to `otherwise`, which says {policy.otherwise}"
        )
        at = ("rules",) if "rules" in resolved.layers[0].source.data else ()
        yield replace(resolved.layers[0].source.fault(at, what, key=True), severe=False)


def _list(words: list[str]) -> str:
    shown = ", ".join(words[:5])
    return f"{shown} and {len(words) - 5} others" if len(words) > 5 else shown


def _doubled(layer: Layer) -> Iterator[Fault]:
    """Yield rules that bear the id of an earlier one."""
    first: dict[str, int] = {}
    for index, rule in _each_rule(layer.source):
        id = rule.get("id")
        if not isinstance(id, str):
            continue
        if id in first:
            line = layer.source.values[("rules", first[id], "id")][0]
            what = f"a second rule '{id}'; the first is on line {line}. Give one of them another id"
            yield layer.source.fault(("rules", index, "id"), what)
        if id == "otherwise":
            yield layer.source.fault(
                ("rules", index, "id"), "`otherwise` is the name of what happens last: choose another"
            )
        first.setdefault(id, index)
    withheld = {_folded(term): at for at, term in _each_term(layer.source, "withhold")}
    for at, term in _each_term(layer.source, "release"):
        if (other := withheld.get(_folded(term))) is not None:
            line = layer.source.values[other][0]
            what = f"the same words are withheld on line {line}, and withholding wins: keep one of them"
            yield layer.source.fault(at, what)


def _folded(term: dict[str, Any]) -> str:
    return " ".join(str(term.get("text") or term.get("regex")).casefold().split())


def _catalogue_doubled(layer: Layer) -> Iterator[Fault]:
    codes: set[str] = set()
    for entry in layer.catalogue.exemptions if layer.catalogue else ():
        if entry.code in codes:
            yield layer.source.fault(("exemptions",), f"the catalogue lists '{entry.code}' twice: keep one")
        codes.add(entry.code)
