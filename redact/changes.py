"""How a review is shown: each paragraph as it stands and as it would be published, with what decided it."""

from __future__ import annotations

from collections.abc import Iterator

from redact.model import Action, Block, Decision, Document, Review, Span
from redact.policy import Policy

MARKS = {Action.WITHHOLD: "■", Action.UNDECIDED: "?", Action.DISCLOSE: "·"}
WORDS = {Action.WITHHOLD: "withhold", Action.UNDECIDED: "to decide", Action.DISCLOSE: "disclose"}


def diff(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> str:
    """Return a review as a unified diff of the document against what would be published.

    Unless `reveal`, the words in question are replaced by what they are, on both sides, so that the diff can be
    mailed and logged. What is undecided is marked with `?` and shown as it would look if it were withheld.
    """
    lines = [
        f"{document.name}   policy {review.policy}   {summary(review)}",
        f"--- {document.name}",
        f"+++ {document.name} as it would be published",
    ]
    printed = holes(document, review)
    numbers = {decision.span: number for number, decision in enumerate(_shown(review, policy), 1)}
    for block in document.blocks:
        decisions = [d for d in review.decisions if d.span in numbers and d.span.overlaps(block.span)]
        if not decisions:
            continue
        lines.append(f"@@ line {document.place(block.span.start).line}, {block.part} @@")
        changed = any(decision.action for decision in decisions)
        before = _line(document, block, decisions, reveal, {})
        lines.append(f"{'-' if changed else ' '} {before}")
        if changed:
            lines.append(f"+ {_line(document, block, decisions, reveal, printed)}")
        lines += [
            f"    {numbers[d.span]:>3} {MARKS[d.action]} {WORDS[d.action]:9}  {_ground(d, policy)}"
            for d in decisions
            if d.span.start >= block.span.start
        ]
    if len(lines) == 3:
        lines.append("  nothing is withheld and nothing waits: it would be published word for word")
    return "\n".join(lines) + "\n"


def summary(review: Review) -> str:
    """Return how many decisions of each kind a review holds."""
    return " · ".join(f"{len(review.only(action))} {_plural(action)}" for action in sorted(Action, reverse=True))


def _plural(action: Action) -> str:
    return {Action.WITHHOLD: "withheld", Action.UNDECIDED: "to decide", Action.DISCLOSE: "disclosed"}[action]


def _shown(review: Review, policy: Policy) -> Iterator[Decision]:
    """Yield what a reader should look at: all that is hidden or open, what people said, and what bears a notice."""
    for decision in review.decisions:
        if decision.action or decision.by or policy.has_notice(decision.rule):
            yield decision


def _line(document: Document, block: Block, decisions: list[Decision], reveal: bool, printed: dict[Span, str]) -> str:
    parts: list[str] = []
    at = block.span.start
    for decision in decisions:
        piece = decision.span.within(block.span)
        if piece is None:
            continue
        parts.append(document.text[at : piece.start])
        if decision.span in printed:
            parts.append(printed[decision.span])
        else:
            parts.append(_words(document, decision, piece, reveal))
        at = piece.end
    parts.append(document.text[at : block.span.end])
    return printable(" ".join("".join(parts).split()))


def _words(document: Document, decision: Decision, piece: Span, reveal: bool) -> str:
    if reveal or not decision.action:
        return f"{{{document[piece]}}}"
    return f"{{{decision.subject or decision.entity.lower()}}}"


def holes(document: Document, review: Review) -> dict[Span, str]:
    """Return what would be printed for each decision that is not disclosed, the open ones as if they were withheld."""
    from redact.redaction import partly

    printed: dict[Span, str] = {}
    numbers: dict[tuple[str, str], int] = {}
    for decision in review.decisions:
        show, codes = decision.show, ", ".join(decision.exemptions) or "?"
        if not decision.action:
            continue
        if show.how == "box":
            said = f"████ {codes}"
        elif show.how == "replace":
            said = f"[{show.what}]"
        elif show.how == "pseudonym":
            key = (show.what, decision.subject or str(decision.span))
            ordinal = 1 + sum(what == show.what for what, _ in numbers)
            said = f"[{show.what} {numbers.setdefault(key, ordinal)}]"
        elif show.how == "label":
            said = f"[Redacted: {codes}]"
        else:
            said = partly(document[decision.span], show, decision.exemptions or ("?",))
        printed[decision.span] = said
    return printed


def _ground(decision: Decision, policy: Policy) -> str:
    because = decision.reason if decision.by else policy.because(decision.rule)
    said = f"{decision.entity}  {', '.join(decision.exemptions)}  {decision.rule}"
    by = f"  by {decision.by}" if decision.by else ""
    return f"{' '.join(said.split())}{by}: {because}"


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: control and direction characters become what they are called."""
    return "".join(c if c.isprintable() or c == " " else f"<U+{ord(c):04X}>" for c in text)
