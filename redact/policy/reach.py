"""Which findings a rule can be asked about at all, once the rules before it have taken theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redact.policy.faults import Fault
from redact.policy.layers import Layer, Placed
from redact.policy.schema import Rule, When


def never_applying(placed: Iterable[Placed]) -> Iterator[Fault]:
    """Yield rules before which another one always applies, and rules that contradict themselves.

    A child may stand in front of its parent's rules on purpose: that is no fault.
    """
    earlier: list[Placed] = []
    for each in placed:
        when = each.rule.when
        both = set(when.traits) & set(when.without)
        if both:
            yield each.fault(f"asks for '{min(both)}' and for its absence: it can never apply", "when")
        before = [other for other in earlier if other.layer is each.layer or _inherits(each.layer, other.layer)]
        blockers = _blockers(when, before)
        if blockers:
            names = ", ".join(f"'{other.rule.id}'" for other in blockers)
            what = f"rule '{each.rule.id}' can never apply: {names}, which comes first, takes all it would apply to"
            yield each.fault(f"{what}. Put it higher, or ask for more in the other", "id")
        earlier.append(each)


def _inherits(child: Layer, parent: Layer) -> bool:
    """Tell whether `parent` is another file than `child`, further up: the child should have known of it."""
    return child.depth < parent.depth


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
    return (
        (not wide.text or wide.text == narrow.text)  # cheapest first: this runs for every pair of rules
        and (not wide.entity or entity in wide.entity)
        and wide.score <= narrow.score
        and set(wide.traits) <= {*narrow.traits, *(f"in-{part}" for part in narrow.part if len(narrow.part) == 1)}
        and set(wide.without) <= set(narrow.without)
        and (not wide.part or (bool(narrow.part) and set(narrow.part) <= set(wide.part)) or _stands(narrow, wide.part))
        and (
            not wide.found_by
            or (bool(narrow.found_only_by) and set(narrow.found_only_by) <= set(wide.found_by))
            or (len(narrow.found_by) >= 1 and set(narrow.found_by) <= set(wide.found_by))
        )
        and (
            not wide.found_only_by
            or (bool(narrow.found_only_by) and set(narrow.found_only_by) <= set(wide.found_only_by))
        )
    )


def _stands(narrow: When, parts: tuple[str, ...]) -> bool:
    return any(f"in-{part}" in narrow.traits for part in parts)


def always_handled(entity: str, rules: Iterable[Rule]) -> bool:
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
