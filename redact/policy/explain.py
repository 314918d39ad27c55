"""A policy as a person reads it, and why something was withheld or not.

`show` tells the rules as numbered sentences, in the order in which they are asked. `explain` tells what was found at a
place, the rule that decided, and the rules that did not, with the reason why not.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from redact.model import Document, Finding, Place, Show
from redact.policy.policy import Policy
from redact.policy.read import vocabulary
from redact.policy.schema import ModelAlone, Otherwise, Rule, When

WIDTH = 96
# What becomes of a withholding that only a name model supports.
ALONE = {"ask": "a person decides", "withhold": "it is withheld all the same", "disclose": "it is disclosed"}


def show(policy: Policy) -> str:
    """Return a policy as sentences, with what it inherits."""
    lines = [f"{policy.id}, version {policy.version}: {policy.title}"]
    if policy.requires:
        lines.append("It needs a data subject: whose data was asked for?")
    if policy.abstract:
        lines.append("Only to be extended: it decides nothing itself.")
    lines += ["", "The first rule that applies decides." if policy.rules else "It has no rules of its own.", ""]
    for term in policy.withheld_terms:
        shown = f"always withheld under {' and '.join(term.exemption)}, shown as {look(term.show)}. {term.because}"
        lines += [f"  -  {term.id}", *_indented(f"{term.text or f'/{term.regex}/'}: {shown}"), ""]
    for released in policy.released_terms:
        shown = f"always disclosed, with what is found within. {released.because}"
        lines += [f"  -  {released.id}", *_indented(f"{released.text or f'/{released.regex}/'}: {shown}"), ""]
    for number, rule in enumerate(policy.rules, 1):
        origin = policy.origins.get(rule.id, policy.id)
        inherited = f"  (from {origin})" if origin != policy.id else ""
        lines += [
            f"{number:3}. {rule.id}{inherited}",
            *_indented(f"{condition(rule.when)}: {outcome(rule)}"),
            *_indented(f"Because: {rule.because}"),
            "",
        ]
    lines += _indented(f"Otherwise: {outcome(policy.fallback)}", 0)
    lines += _indented(f"Where a rule would withhold what only a name model saw: {_alone(policy.model_alone)}.", 0)
    used = dict.fromkeys(code for rule in policy.rules for code in rule.exemption)
    if used:
        lines += ["", "Exemptions used:"]
        for code in used:
            entry = policy.exemptions.get(code)
            if entry:
                asked = "; needs a public interest test" if entry.public_interest_test else ""
                needs = f"; record: {', '.join(entry.needs)}" if entry.needs else ""
                lines += _indented(f"{code}  {entry.title} ({entry.kind}{asked}{needs}). {entry.plain}", 2)
    return "\n".join(lines)


def _alone(alone: ModelAlone) -> str:
    """Return what becomes of what only a model saw, in words."""
    if alone.withhold_from is None:
        return ALONE[alone.then]
    return f"{ALONE[alone.then]}, but from a score of {alone.withhold_from:g} on {ALONE['withhold']}"


def condition(when: When) -> str:
    """Return what a rule asks for, in words."""
    known = vocabulary()
    named = {**known.patterns, **known.entities}
    what = _either(tuple(_name(named.get(entity, entity)) for entity in when.entity)) or "anything found"
    asked = []
    if when.traits:
        asked.append(" and ".join(_name(known.traits.get(trait, trait)) for trait in when.traits))
    if when.without:
        asked.append("not so that " + _either(tuple(_name(known.traits.get(trait, trait)) for trait in when.without)))
    if when.part:
        asked.append(f"in the {_either(when.part)}")
    if when.text:
        asked.append(f"with words like /{when.text}/")
    if when.score:
        asked.append(f"sure to {when.score:.2f} or more")
    if when.found_by:
        asked.append(f"found by {_either(when.found_by)}")
    if when.found_only_by:
        asked.append(f"found by nothing but {_either(when.found_only_by)}")
    return what[:1].upper() + what[1:] + (f" ({'; '.join(asked)})" if asked else "")


def outcome(rule: Rule | Otherwise) -> str:
    """Return what a rule does, in words."""
    grounds = " and ".join(rule.exemption)
    wider = f", with the {rule.unit} it stands in" if isinstance(rule, Rule) and rule.unit != "finding" else ""
    looks = look(rule.show)
    if rule.then == "disclose":
        noticed = isinstance(rule, Rule) and rule.notice
        return "disclosed" + ("; shown once to whoever reviews." if noticed else ".")
    if rule.then == "ask":
        return f"a person decides{wider}" + (
            f" (withholding would use {grounds}, shown as {looks})." if grounds else "."
        )
    return f"withheld under {grounds}{wider}, shown as {looks}."


def look(show: Show) -> str:
    """Return how a hole looks, in words."""
    return {
        "box": "a black bar",
        "label": "the code in brackets",
        "replace": f"[{show.what}]",
        "pseudonym": f"[{show.what}], [{show.what[:-1]}B] ..."
        if show.what.endswith(" A")
        else f"[{show.what} 1], [{show.what} 2] ...",
        "mask": f"its last {show.what} letters and digits",
        "generalise": f"its {show.what.replace('-', ' ')} in brackets",
    }[show.how]


def _name(sentence: str) -> str:
    name = sentence.rstrip(".")
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1] if words else ""


def _indented(text: str, by: int = 5) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * by, subsequent_indent=" " * by)


@dataclass(frozen=True, slots=True)
class Lost:
    """A rule about the same kind of finding that did not decide, and why not."""

    rule: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One finding, the rule that decided, and those that did not.

    `alone` says what becomes of the rule's word where only a model saw the finding, and nothing where it simply stands.
    """

    finding: Finding
    place: Place
    rule: Rule
    lost: tuple[Lost, ...]
    alone: str = ""

    def __str__(self) -> str:
        finding = self.finding
        traits = ", ".join(sorted(finding.traits)) or "none"
        lines = [
            f"{self.place}, {len(finding.span)} characters: {finding.entity}, found by {', '.join(finding.found_by)}, "
            f"score {finding.score:.2f}",
            f"  traits: {traits}",
            f"  rule '{self.rule.id}' decides: {outcome(self.rule)}",
            f"    {self.rule.because}",
        ]
        if self.alone:
            lines.append(f"  {self.alone}")
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
    answers = sorted(_answers(document, there, policy), key=lambda answer: answer.finding.span)
    return Explanation(Place(0, line, 1), tuple(answers))


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
            missing = rule.when.lacking(finding, words)
            if missing or not before:
                lost.append(Lost(rule, missing or f"it would apply too, but '{won.id}' comes first"))
    return Answer(
        finding, document.place(finding.span.start), won, tuple(lost), _of_model_alone(finding, won, policy.model_alone)
    )


def _of_model_alone(finding: Finding, won: Rule, alone: ModelAlone) -> str:
    """Return what becomes of what a rule would withhold and only a model saw, with what the policy says of it."""
    if won.then != "withhold" or not finding.model_alone or alone.then == "withhold":
        return ""
    becomes = alone.outcome(finding.score)
    if becomes == "withhold":
        return f"only a name model saw this, surely enough for the rule to stand (`model_alone: {alone}`)"
    return f"but only a name model saw this, so {ALONE[becomes]} (`model_alone: {alone}`)"
