"""What can be wrong in a policy that is well written: words nobody knows, grounds not given, rules that never apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from redact.policy.catalogue import Catalogue, check_catalogue
from redact.policy.expressions import pattern_faults
from redact.policy.policy import TERM
from redact.policy.read import POLICIES, Vocabulary
from redact.policy.resolve import Layer, Placed, Resolved
from redact.policy.schema import Rule, When
from redact.policy.yaml import Fault, Key, YamlFile, nearest, read_each


def check_sense(resolved: Resolved, *, thorough: bool = False) -> tuple[Fault, ...]:
    """Return every fault of a policy, those of its form first; `thorough` adds warnings that stop nobody."""
    faults = list(resolved.faults)
    entities, traits = _known_words(resolved)
    for depth, layer in enumerate(resolved.layers):
        faults.extend(_words(layer, entities, traits, resolved.files.vocabulary))
        faults.extend(_codes(resolved.layers, depth))
        faults.extend(_map(resolved.layers, depth))
        faults.extend(_doubled(layer))
        if layer.catalogue and layer.catalogue_source:
            faults.extend(check_catalogue(layer.catalogue, layer.catalogue_source))
    for source in resolved.files.recognizers:
        if source.path.parent != POLICIES / "recognizers":  # the shipped ones are compiled by our own tests
            faults.extend(pattern_faults(source))
    faults.extend(_inherited_codes(resolved))
    faults.extend(_never_applying(resolved.placed))
    if thorough:
        faults.extend(_overdue(resolved))
        faults.extend(_unhandled(resolved, entities))
    return tuple(dict.fromkeys(faults))


def _known_words(resolved: Resolved) -> tuple[set[str], set[str]]:
    """Return the entities that something finds and the traits that something gives, under this policy."""
    known = resolved.files.vocabulary
    entities, traits = {*known.entities, *_supported(resolved.files.recognizers)}, set(known.traits)
    if resolved.policy:
        traits.update(trait for office in resolved.policy.offices for trait in office.traits)
        traits.update(trait for body in resolved.policy.organisations for trait in body.traits)
    return entities, traits


def _supported(recognizers: Iterable[YamlFile]) -> set[str]:
    """Return what the recognizers of some files find."""
    named = (
        recognizer.get("supported_entity")
        for source in recognizers
        for _, recognizer in _each(source.data.get("recognizers"))
    )
    return {entity for entity in named if isinstance(entity, str)}


@lru_cache(maxsize=1)
def _shipped_entities() -> frozenset[str]:
    files, _ = read_each(dict.fromkeys((POLICIES / "recognizers").glob("*.yaml"), "file of recognizers"))
    return frozenset(_supported(files.values()))


def _each(written: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the entries of what should be a list, with their numbers; what has no keys is for `validate` to refuse."""
    for index, entry in enumerate(written if isinstance(written, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _each_term(source: YamlFile, side: str) -> Iterator[tuple[Key, dict[str, Any]]]:
    terms = source.data.get("terms")
    for index, term in _each(terms.get(side) if isinstance(terms, dict) else None):
        yield ("terms", side, index), term


def _each_word(value: Any, at: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        yield from (((*at, i), word) for i, word in enumerate(value) if isinstance(word, str))


def _words(layer: Layer, entities: set[str], traits: set[str], known: Vocabulary) -> Iterator[Fault]:
    """Yield entities that nothing finds and traits that nothing gives, wherever a rule asks for them."""
    source = layer.source
    for index, rule in _each(source.data.get("rules")):
        when = rule.get("when")
        if not isinstance(when, dict):
            continue
        at: Key = ("rules", index, "when")
        for place, word in _each_word(when.get("entity"), (*at, "entity")):
            if word in entities:
                continue
            every = entities | _shipped_entities() | set(known.patterns)
            if word in every:
                what = f"nothing finds '{word}' under this policy: add the file that does to `recognizers:`"
            else:
                what = f"unknown entity '{word}'{nearest(word, every)}"
            yield source.fault(place, what)
        for name in ("traits", "without"):
            for place, word in _each_word(when.get(name), (*at, name)):
                if word not in traits:
                    yield source.fault(place, f"unknown trait '{word}'{nearest(word, traits)}")


def _catalogue(layers: Iterable[Layer]) -> Catalogue | None:
    return next((layer.catalogue for layer in layers if layer.catalogue), None)


def _codes(layers: tuple[Layer, ...], depth: int) -> Iterator[Fault]:
    """Yield codes that the catalogue lacks, and withholding without one."""
    source, catalogue = layers[depth].source, _catalogue(layers[depth:])
    known = [entry.code for entry in catalogue.exemptions] if catalogue else []
    # Where a catalogue or a parent cannot be read, that is told already, and every code would be unknown.
    named = any(above.file.exemptions for above in layers[depth:]) or bool(layers[-1].file.extends)
    asked: list[tuple[Key, dict[str, Any]]] = [
        (("rules", index), rule) for index, rule in _each(source.data.get("rules"))
    ]
    asked += [(at, term | {"then": "withhold"}) for at, term in _each_term(source, "withhold")]
    last = source.data.get("otherwise")
    asked.append((("otherwise",), last if isinstance(last, dict) else {"then": last}))
    for at, rule in asked:
        used = list(_each_word(rule.get("exemption"), (*at, "exemption")))
        if rule.get("then") == "withhold" and not used:
            what = "`withhold` without an `exemption:`: nothing is withheld without a ground"
            yield source.fault((*at, "then"), what)
        for place, code in used if catalogue or not named else ():
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
    for rule in (placed.rule for placed in resolved.placed if placed.layer is not top):
        for code in (code for code in rule.exemption if code not in known):
            lacking.setdefault(code, []).append(rule.id)
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
        dates: list[tuple[Key, str]] = [(("rules", index, "review_by"), rule.review_by) for index, rule in layer.rules]
        for at, day in ((("review_by",), layer.file.review_by), *dates):
            if day and day < today:
                what = f"was to be looked at again by {day}: do so, and write the next date"
                yield replace(layer.source.fault(at, what), severe=False)


def _unhandled(resolved: Resolved, entities: set[str]) -> Iterator[Fault]:
    """Yield a warning for what can be found and no rule speaks about, so that `otherwise` alone decides."""
    policy = resolved.policy
    if policy is None or policy.abstract:
        return
    left = [entity for entity in sorted(entities - {TERM}) if not _always_handled(entity, policy.rules)]
    if left:
        rest = f"what is left goes to `otherwise`, which says {policy.otherwise}"
        what = f"no rule speaks for every {_list(left)}: {rest}"
        at = ("rules",) if "rules" in resolved.layers[0].source.data else ()
        yield replace(resolved.layers[0].source.fault(at, what, key=True), severe=False)


def _list(words: list[str]) -> str:
    shown = ", ".join(words[:5])
    return f"{shown} and {len(words) - 5} others" if len(words) > 5 else shown


def _doubled(layer: Layer) -> Iterator[Fault]:
    """Yield rules that bear the id of an earlier one, and words that are both withheld and released."""
    first: dict[str, int] = {}
    for index, rule in _each(layer.source.data.get("rules")):
        id = rule.get("id")
        if not isinstance(id, str):
            continue
        if id in first:
            line = layer.source.values[("rules", first[id], "id")][0]
            what = f"a second rule '{id}'; the first is on line {line}. Give one of them another id"
            yield layer.source.fault(("rules", index, "id"), what)
        if id == "otherwise":
            what = "`otherwise` is the name of what happens last: choose another"
            yield layer.source.fault(("rules", index, "id"), what)
        first.setdefault(id, index)
    withheld = {_folded(term): at for at, term in _each_term(layer.source, "withhold")}
    for at, term in _each_term(layer.source, "release"):
        if (other := withheld.get(_folded(term))) is not None:
            line = layer.source.values[other][0]
            what = f"the same words are withheld on line {line}, and withholding wins: keep one of them"
            yield layer.source.fault(at, what)


def _folded(term: dict[str, Any]) -> str:
    return " ".join(str(term.get("text") or term.get("regex")).casefold().split())


def _never_applying(placed: Iterable[Placed]) -> Iterator[Fault]:
    """Yield rules before which another one always applies, and rules that contradict themselves.

    A child may stand in front of its parent's rules on purpose: that is no fault.
    """
    earlier: list[Placed] = []
    for each in placed:
        when = each.rule.when
        both = set(when.traits) & set(when.without)
        if both:
            yield each.fault(f"asks for '{min(both)}' and for its absence: it can never apply", "when")
        if blockers := _blockers(when, [other for other in earlier if other.layer.depth >= each.layer.depth]):
            names = ", ".join(f"'{other.rule.id}'" for other in blockers)
            what = f"rule '{each.rule.id}' can never apply: {names}, which comes first, takes all it would apply to"
            yield each.fault(f"{what}. Put it higher, or ask for more in the other", "id")
        earlier.append(each)


def _blockers(when: When, before: list[Placed]) -> list[Placed]:
    """Return the earlier rules that together take everything `when` asks for, or nothing."""
    taken: list[Placed] = []
    for entity in when.entity or (None,):
        blocker = next((other for other in before if _covers(other.rule.when, when, entity)), None)
        if blocker is None:
            return []
        if blocker not in taken:
            taken.append(blocker)
    return taken


def _covers(wide: When, narrow: When, entity: str | None) -> bool:
    """Tell whether `wide` holds for every finding of this entity that `narrow` holds for."""
    if (wide.text and wide.text != narrow.text) or (wide.entity and entity not in wide.entity):
        return False  # cheapest first: this runs for every pair of rules
    parts = {f"in-{part}" for part in narrow.part}
    return (
        wide.score <= narrow.score
        and set(wide.traits) <= {*narrow.traits, *(parts if len(parts) == 1 else ())}
        and set(wide.without) <= set(narrow.without)
        and (
            not wide.part or _within(narrow.part, wide.part) or any(f"in-{part}" in narrow.traits for part in wide.part)
        )
        and (
            not wide.found_by or _within(narrow.found_only_by, wide.found_by) or _within(narrow.found_by, wide.found_by)
        )
        and (not wide.found_only_by or _within(narrow.found_only_by, wide.found_only_by))
    )


def _within(narrow: tuple[str, ...], wide: tuple[str, ...]) -> bool:
    return bool(narrow) and set(narrow) <= set(wide)


def _always_handled(entity: str, rules: Iterable[Rule]) -> bool:
    """Tell whether some rule applies to this entity, whatever traits it has. Rules that ask for more do not count."""
    open_rules = [
        (set(rule.when.traits), set(rule.when.without))
        for rule in rules
        if (not rule.when.entity or entity in rule.when.entity)
        and rule.when == When(entity=rule.when.entity, traits=rule.when.traits, without=rule.when.without)
    ]
    if any(not traits and not without for traits, without in open_rules):
        return True
    deciding = sorted({trait for _, without in open_rules for trait in without})[:12]
    # A trait that no rule asks the absence of can only help: the worst finding has none but these.
    worlds = ({t for i, t in enumerate(deciding) if mask >> i & 1} for mask in range(1 << len(deciding)))
    return all(any(traits <= world and without.isdisjoint(world) for traits, without in open_rules) for world in worlds)
