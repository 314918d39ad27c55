"""Why something is withheld or not: what was found at a place, the rule that won, the rules that lost and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redact.model import Document, Finding, Place
from redact.policy.prose import outcome
from redact.policy.resolved import Policy
from redact.policy.schema import Rule, When


@dataclass(frozen=True, slots=True)
class Lost:
    """A rule about the same kind of finding that did not decide, and why not."""

    rule: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One finding, the rule that decided, and those that did not. `held_back` is set where only a model saw it."""

    finding: Finding
    place: Place
    rule: Rule
    lost: tuple[Lost, ...]
    held_back: str = ""

    def __str__(self) -> str:
        found = self.finding
        traits = ", ".join(sorted(found.traits)) or "none"
        lines = [
            f"{self.place}, {len(found.span)} characters: {found.entity}, found by {', '.join(found.found_by)}, "
            f"score {found.score:.2f}",
            f"  traits: {traits}",
            f"  rule '{self.rule.id}' decides: {outcome(self.rule)}",
            f"    {self.rule.because}",
        ]
        if self.held_back:
            lines.append(f"  {self.held_back}")
        lines += [f"  not '{lost.rule.id}': {lost.why}" for lost in self.lost]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every answer for one place of a document; none means that nothing was found there, and all of it is disclosed."""

    place: Place
    answers: tuple[Answer, ...]

    def __str__(self) -> str:
        if not self.answers:
            return (
                f"{self.place}: nothing was found here, so it is disclosed. To withhold it, add a term or a decision."
            )
        return "\n\n".join(map(str, self.answers))


def explain(document: Document, findings: Iterable[Finding], policy: Policy, offset: int) -> Explanation:
    """Return why the character at `offset` is withheld, asked about or disclosed. Quotes no words of the document.

    The strictest of several findings decides, and comes first.
    """
    there = [f for f in findings if (f.wide or f.span).start <= offset < (f.wide or f.span).end]
    return Explanation(document.place(offset), _answers(document, there, policy))


def explain_line(document: Document, findings: Iterable[Finding], policy: Policy, line: int) -> Explanation:
    """Return the same for everything found on a line, in reading order."""
    there = [finding for finding in findings if _touches(document, finding, line)]
    return Explanation(Place(line, 1), tuple(sorted(_answers(document, there, policy), key=lambda a: a.finding.span)))


def _touches(document: Document, finding: Finding, line: int) -> bool:
    return document.place(finding.span.start).line <= line <= document.place(finding.span.end - 1).line


def _answers(document: Document, findings: list[Finding], policy: Policy) -> tuple[Answer, ...]:
    strictness = {"disclose": 0, "ask": 1, "withhold": 2}
    answers = [_answer(document, finding, policy) for finding in findings]
    return tuple(sorted(answers, key=lambda answer: -strictness[answer.rule.then]))


def _answer(document: Document, finding: Finding, policy: Policy) -> Answer:
    words = document[finding.span]
    won = policy.rule_for(finding, words)
    lost: list[Lost] = []
    before = True
    for rule in (*policy.term_rules, *policy.rules):
        if rule == won:
            before = False
        elif not rule.when.entity or finding.entity in rule.when.entity:
            missing = failing(rule.when, finding, words)
            if missing or not before:
                lost.append(Lost(rule, missing or f"it would apply too, but '{won.id}' comes first"))
    alone = ""
    if won.then == "withhold" and finding.model_alone and policy.model_alone != "withhold":
        becomes = "a person decides" if policy.model_alone == "ask" else "it is disclosed"
        alone = f"but only a name model saw this, so {becomes} (`model_alone: {policy.model_alone}`)"
    return Answer(finding, document.place(finding.span.start), won, tuple(lost), alone)


def failing(when: When, finding: Finding, words: str) -> str:
    """Return the first thing a rule asks for that does not hold, or nothing where all holds."""
    lacking = [trait for trait in when.traits if trait not in finding.traits]
    barred = [trait for trait in when.without if trait in finding.traits]
    checks = (
        (when.entity and finding.entity not in when.entity, f"it is about {' or '.join(when.entity)}"),
        (lacking, f"it asks for the trait {' and '.join(lacking)}, which this has not"),
        (barred, f"it asks for no {' or '.join(barred)}, which this is"),
        (
            when.part and finding.traits.isdisjoint(f"in-{part}" for part in when.part),
            f"it is about the {' or '.join(when.part)}",
        ),
        (finding.score < when.score, f"it asks for a score of {when.score:.2f}"),
        (
            when.found_by and set(finding.found_by).isdisjoint(when.found_by),
            f"it asks for something found by {' or '.join(when.found_by)}",
        ),
        (
            when.found_only_by and not set(finding.found_by) <= set(when.found_only_by),
            f"it is about what was found by {' or '.join(when.found_only_by)} alone",
        ),
        (not when.applies(finding, words), "the words do not match its `text:`"),
    )
    return next((why for fails, why in checks if fails), "")
