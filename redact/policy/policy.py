"""A policy as it is asked: rules in order, and all they rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from redact.errors import PolicyError
from redact.model import Finding, PolicyReference
from redact.policy.case import Case, DataSubject
from redact.policy.catalogue import Exemption, Office, Organisation
from redact.policy.schema import ModelAlone, Otherwise, Released, Rule, Terms, Then, When, Withheld
from redact.policy.yaml import nearest

MODELS = ("names-uk",)
ASK = Otherwise()
ASK_OF_MODELS = ModelAlone()
NO_TERMS = Terms()
TERM = "TERM"
UNPINNED = ("path", "presentation", "recognizers", "review_by", "case", "origins", "pinned")
UNDECIDING = {"protects", "excludes", "spoken"}  # what a catalogue says that changes no decision


def term_trait(id: str) -> str:
    """Return the trait of what a listed term covers."""
    return f"term-{id}"


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
    model_alone: ModelAlone = ASK_OF_MODELS
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
    amounts: bool = False
    presentation: Mapping[str, Any] = field(default_factory=dict)  # changes how it looks, never what is decided
    requires: tuple[str, ...] = ()
    terms: Terms = NO_TERMS
    case: Case | None = field(default=None, repr=False)  # people's names: in no digest, no log, no publication
    review_by: str = ""
    path: Path | None = None
    patterns: str = field(default="", repr=False)  # digest of what the recognizer files hold
    origins: Mapping[str, str] = field(default_factory=dict, repr=False)  # which policy of the chain a rule is from
    pinned: PolicyReference | None = None  # the reference of the policy that a case was added to

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
        every = (*self.term_rules, *self.rules)
        named = {entity for rule in every for entity in rule.when.entity}
        return {entity: tuple(r for r in every if not r.when.entity or entity in r.when.entity) for entity in named}

    @cached_property
    def _rules_for_any(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in (*self.term_rules, *self.rules) if not rule.when.entity)

    @cached_property
    def withheld_terms(self) -> tuple[Withheld, ...]:
        """Return the terms always withheld, the case's first."""
        return (*(self.case.terms.withhold if self.case else ()), *self.terms.withhold)

    @cached_property
    def released_terms(self) -> tuple[Released, ...]:
        """Return the terms always released, the case's first."""
        return (*(self.case.terms.release if self.case else ()), *self.terms.release)

    @cached_property
    def term_rules(self) -> tuple[Rule, ...]:
        """Return the rules that the lists of terms amount to; they stand before all others, withholding first."""
        withhold = (
            Rule(
                id=term.id,
                when=When(entity=(TERM,), traits=(term_trait(term.id),)),
                then="withhold",
                exemption=term.exemption,
                show=term.show,
                because=term.because,
            )
            for term in self.withheld_terms
        )
        release = (
            Rule(id=term.id, when=When(traits=(term_trait(term.id),)), then="disclose", because=term.because)
            for term in self.released_terms
        )
        return (*withhold, *release)

    def with_case(self, case: Case) -> Policy:
        """Return this policy for one request; PolicyError where the case cites what the catalogue lacks.

        Posts of the data subject become offices with the trait `data-subject`. The digest stays: it must hold no name.
        """
        for term in case.terms.withhold:
            if not term.exemption:
                raise PolicyError(f"case term '{term.id}' is withheld without an exemption: add `exemption:`")
            for code in term.exemption:
                self.exemption(code)
        posts = {post.casefold(): post for post in case.data_subject.posts} if case.data_subject else {}
        offices = []
        for office in self.offices:
            writings = {office.name.casefold(), *(alias.casefold() for alias in office.aliases)}
            own = writings & set(posts)
            offices.append(office.model_copy(update={"traits": (*office.traits, "data-subject")}) if own else office)
            for writing in own:
                del posts[writing]
        offices += [Office(name=post, traits=("data-subject",)) for post in posts.values()]
        return replace(self, case=case, offices=tuple(offices), pinned=self.reference)

    def with_invented_case(self) -> Policy:
        """Return this policy with an invented data subject if it needs one: what its examples are tried with."""
        return self.with_case(Case(data_subject=DataSubject(names=("Jo Sample",)))) if self.missing else self

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what this policy requires of a case and has not been told."""
        named = self.case and self.case.data_subject
        return tuple(need for need in self.requires if not (need == "data_subject" and named))

    def require(self) -> None:
        """Raise PolicyError, with its remedy, unless this policy can be used as it is."""
        if self.abstract:
            raise PolicyError(f"{self.id} is only to be extended; use one of the others: redact policy list")
        if self.missing:
            raise PolicyError(
                f"{self.id} needs a data subject: whose data was asked for? Name them, in every way they are named, "
                "with --data-subject NAME or in a case file"
            )

    def rule_for(self, finding: Finding, words: str) -> Rule:
        """Return the first rule that applies to a finding, or the rule `otherwise`. `words` is what was found."""
        if self.missing:
            self.require()
        for rule in self._rules_by_entity.get(finding.entity, self._rules_for_any):
            if rule.when.applies(finding, words):
                return rule
        return self._otherwise_rule

    def rule(self, id: str) -> Rule | None:
        """Return the rule of this name, `otherwise` included, if the policy has it."""
        if id == "otherwise":
            return self._otherwise_rule
        return next((rule for rule in (*self.term_rules, *self.rules) if rule.id == id), None)

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
        if self.pinned:
            return self.pinned
        deciding = {each.name: _plain(getattr(self, each.name)) for each in fields(self) if each.name not in UNPINNED}
        text = json.dumps(deciding, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return PolicyReference(self.id, self.version, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude=UNDECIDING)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value
