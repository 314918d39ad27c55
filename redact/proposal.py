"""What the policy says about each finding, as a review for people to amend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from redact.model import Action, Decision, Document, Finding, Review, Span
from redact.policy import Policy, Rule
from redact.spans import settle

ACTIONS = {"disclose": Action.DISCLOSE, "ask": Action.UNDECIDED, "withhold": Action.WITHHOLD}


def propose(document: Document, findings: Iterable[Finding], policy: Policy, earlier: Review | None = None) -> Review:
    """Return the policy's decision on every finding; what people decided in an `earlier` review of this text stands.

    A finding that no rule applies to is left undecided, or as the policy's `otherwise` says. Signatures are left
    out: they were given for other decisions.
    """
    if earlier is not None:
        replace(earlier, file="").require(document)  # other bytes of the same text: pinned anew below
    decisions = decide(document, tuple(findings), policy)
    people = [decision for decision in earlier.decisions if decision.by] if earlier is not None else []
    notes = earlier.notes if earlier is not None else ()
    return Review(document.digest, policy.reference, settle([*decisions, *people]), notes, file=document.source.sha256)


def decide(document: Document, findings: Sequence[Finding], policy: Policy) -> list[Decision]:
    """Return what the first rule that applies says about each finding: for all of one subject the strictest of it."""
    said = [_say(document, finding, policy) for finding in findings]
    strictest: dict[tuple[str, str], tuple[Action, Rule]] = {}
    for finding, (action, rule) in zip(findings, said, strict=True):
        key = finding.subject, finding.entity
        if finding.subject and (key not in strictest or action > strictest[key][0]):
            strictest[key] = action, rule
    decisions: list[Decision] = []
    for finding, own in zip(findings, said, strict=True):
        action, rule = strictest.get((finding.subject, finding.entity), own)
        if action is own[0]:
            rule = own[1]
        decisions.append(
            Decision(
                _extent(document, finding, rule, action),
                action,
                finding.entity,
                finding.subject,
                rule.exemption if action is not Action.DISCLOSE else (),
                rule.show,
                rule.id,
                found_by=finding.found_by,
            )
        )
    return decisions


def _say(document: Document, finding: Finding, policy: Policy) -> tuple[Action, Rule]:
    rule = policy.rule_for(finding, document[finding.span])
    then = rule.then
    if then == "withhold" and finding.model_alone:
        then = policy.model_alone.outcome(finding.score)
    return ACTIONS[then], rule


def _extent(document: Document, finding: Finding, rule: Rule, action: Action) -> Span:
    """Return what is decided on: the value itself, with its title when it goes, or the unit that the rule widens to."""
    if action is Action.DISCLOSE:
        return finding.span
    if rule.unit == "sentence":
        return document.sentence(finding.span)
    if rule.unit == "paragraph":
        return document.paragraph(finding.span)
    if rule.unit == "page":
        return document.page(finding.span)
    return finding.wide or finding.span
