"""A policy as a person reads it: numbered sentences, in the order in which they are asked."""

from __future__ import annotations

import textwrap

from redact.model import Show
from redact.policy.checks import vocabulary
from redact.policy.resolved import Policy
from redact.policy.schema import Otherwise, Rule, When

WIDTH = 96


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
            *_indented(sentence(rule)),
            *_indented(f"Because: {rule.because}"),
            "",
        ]
    lines += _indented(f"Otherwise: {outcome(policy.fallback)}", 0)
    alone = {"ask": "a person decides", "withhold": "it is withheld all the same", "disclose": "it is disclosed"}
    lines += _indented(f"Where a rule would withhold what only a name model saw: {alone[policy.model_alone]}.", 0)
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


def sentence(rule: Rule) -> str:
    """Return what a rule says as one sentence."""
    subject = condition(rule.when)
    return f"{subject}: {outcome(rule)}"


def condition(when: When) -> str:
    """Return what a rule asks for, in words."""
    known = vocabulary()
    named = {**known.patterns, **known.entities}
    what = _either(tuple(_name(named.get(entity, entity)) for entity in when.entity)) or "anything found"
    asked = []
    if when.traits:
        asked.append(" and ".join(_fact(known.traits.get(trait, trait)) for trait in when.traits))
    if when.without:
        asked.append("not so that " + _either(tuple(_fact(known.traits.get(trait, trait)) for trait in when.without)))
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


def _fact(sentence: str) -> str:
    return _name(sentence)


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1] if words else ""


def _indented(text: str, by: int = 5) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * by, subsequent_indent=" " * by)
