"""The examples that stand beside rules, tried out: against the rule alone, or with detection in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from redact.model import Finding, Span
from redact.policy.policy import Policy
from redact.policy.schema import Rule

Find = Callable[[str], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One example and what came of it. The examples are the policy's own words, so they may be quoted."""

    rule: str
    words: str
    applies: bool  # what the policy says should happen
    got: tuple[str, ...]  # the rules that decided

    @property
    def passed(self) -> bool:
        return (self.rule in self.got) == self.applies

    def __str__(self) -> str:
        mark = "ok" if self.passed else "FAILED"
        wanted = "applies to" if self.applies else "passes over"
        got = ", ".join(self.got) or "no rule: nothing was found in it"
        return f"{mark:6} {self.rule} {wanted} '{self.words}'" + ("" if self.passed else f"; got {got}")


def try_examples(policy: Policy, find: Find | None = None) -> tuple[Trial, ...]:
    """Return a trial for each example of each rule.

    `find` returns the findings, with their traits, in a text that is one example; then what it should not be is tried
    too. Without it each example is taken for what the rule asks for, and only whether another rule takes it first, or
    its words match, is tried.
    """
    trials: list[Trial] = []
    for rule in policy.rules:
        for words in rule.examples.applies:
            trials.append(Trial(rule.id, words, True, _got(policy, rule, words, find)))
        for words in rule.examples.passes:
            if find is not None or rule.when.text:
                trials.append(Trial(rule.id, words, False, _got(policy, rule, words, find)))
    return tuple(trials)


def _got(policy: Policy, rule: Rule, words: str, find: Find | None) -> tuple[str, ...]:
    findings = list(find(words)) if find else _as_asked(rule, words)
    decided = (policy.rule_for(f, words[f.span.start : f.span.end]).id for f in findings)
    return tuple(dict.fromkeys(decided))


def _as_asked(rule: Rule, words: str) -> list[Finding]:
    """Return a finding of each entity the rule asks for, as the rule would have it."""
    when = rule.when
    traits = frozenset((*when.traits, *(f"in-{part}" for part in when.part[:1])))
    found_by = tuple(sorted(set(when.found_only_by or when.found_by[:1]))) or ("structure",)
    span = Span(0, max(1, len(words)))
    return [Finding(span, entity, 1.0, found_by, traits) for entity in when.entity or ("PERSON",)]
