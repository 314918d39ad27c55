"""A review as the lines of a unified diff, with signs beside the colours, so that it reads without colour too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from redact.model import Action, Decision, Document, Review
from redact.policy import Policy
from redact.review import missing
from redact.showing.hunks import Hunk, about, count_exemptions, hunks, summary
from redact.showing.wording import MARKS, WORDS
from redact.text.characters import printable

if TYPE_CHECKING:
    from rich.console import Console

Line = tuple[tuple[str, str], ...]
"""Pieces of one line: the name of a look, such as `withhold`, `quiet` or none, and a text."""
LOOKS = {Action.WITHHOLD: "withhold", Action.UNDECIDED: "undecided", Action.DISCLOSE: "disclose"}
STYLES = {
    "withhold": "bold red",
    "undecided": "bold yellow",
    "disclose": "green",
    "mention": "bold reverse",
    "quiet": "dim",
    "strong": "bold",
    "warning": "bold magenta",
    "place": "cyan",
    "minus": "red",
    "plus": "green",
}
INDENT = 6


def diff_lines(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> Iterator[Line]:
    """Yield a review as a unified diff, paragraph by paragraph, with what decided each change, and a closing table."""
    name = printable(document.name)
    yield (("strong", name), ("", f"   policy {review.policy}   {summary(document, review, policy)}"))
    yield (("minus", f"--- {name}"),)
    yield (("plus", f"+++ {name} as it would be published"),)
    changed = hunks(document, review, policy, reveal=reveal)
    explained: set[int] = set()
    for hunk in changed:
        yield from _hunk(hunk, policy, explained)
    if not changed:
        yield (("", "  nothing is withheld and nothing waits: it would be published word for word"),)
    else:
        yield ()
        yield from table(review, policy)
    yield from _still_missing(review, policy)


def table(review: Review, policy: Policy) -> Iterator[Line]:
    """Yield how often each exemption is used, for what is withheld and for what is still open."""
    columns = (Action.WITHHOLD, Action.UNDECIDED)
    counted = count_exemptions(review)
    wide = max([len(code) for code in counted] + [9])
    yield (("strong", f"  {'':{wide}}  {WORDS[Action.WITHHOLD]:>9}  {WORDS[Action.UNDECIDED]:>9}"),)
    for code, counts in counted.items():
        title = policy.exemption(code).title if code in policy.exemptions else ""
        yield (
            ("strong", f"  {printable(code) or 'no code':{wide}}"),
            *((LOOKS[a] if n else "quiet", f"  {n or '-':>9}") for a, n in zip(columns, counts, strict=True)),
            ("quiet", f"  {title}".rstrip()),
        )
    totals = [len(review.only(action)) for action in columns]
    yield (("strong", f"  {'all':{wide}}  {totals[0]:>9}  {totals[1]:>9}"),)
    if people := {d.by for d in review.decisions if d.by}:
        count = sum(bool(d.by) for d in review.decisions)
        yield (("", f"  {count} of {len(review.decisions)} decided by {', '.join(map(printable, sorted(people)))}"),)


def decision_lines(decision: Decision, policy: Policy, number: int = 0) -> Iterator[Line]:
    """Yield what is decided, on what ground and by whom; then why. A `number` of 0 is left out."""
    codes = ", ".join(decision.exemptions) or "no code yet"
    facts = (about(decision), decision.entity, codes if decision.action else "")
    sources = (decision.rule, "+".join(decision.found_by))
    count = f"{number:>3} " if number else "  "
    yield (
        (LOOKS[decision.action], f"  {count}{MARKS[decision.action]} {WORDS[decision.action]:9}"),
        ("", "  " + "  ".join(printable(fact) for fact in facts if fact)),
        ("quiet", "".join(f"  {printable(source)}" for source in sources if source)),
    )
    because, pad = printable(policy.because(decision.rule)), " " * (INDENT + 2)
    if decision.by:
        reason = f" (the policy: {because})" if because else ""
        if decision.reason:
            reason = f": {printable(decision.reason)}"
        yield (("strong", f"{pad}{printable(decision.by)}, {printable(decision.at)}"), ("", reason))
    elif because:
        yield (("quiet", f"{pad}{because}"),)


def plain(lines: Iterable[Line]) -> str:
    """Return lines without their looks."""
    return "".join("".join(text for _, text in line).rstrip() + "\n" for line in lines)


def write(lines: Iterable[Line], console: Console) -> None:
    """Print lines on a terminal, wrapped to its width under their signs; on anything else, as they are."""
    from rich.text import Text

    for line in lines:
        styled = Text(end="")
        for look, text in line:
            styled.append(text, STYLES.get(look))
        if not console.is_terminal:
            console.print(styled, soft_wrap=True)
            continue
        sign = line[0][1][:2] if line and line[0][1][:2] in ("- ", "+ ") else ""
        hang = 2 if sign else len(styled.plain) - len(styled.plain.lstrip())
        hang = min(hang, console.width // 3)
        fits = len(styled.plain) <= console.width
        wrapped = [styled] if fits else styled.wrap(console, max(10, console.width - hang))
        for i, row in enumerate(wrapped):
            shown = Text()
            if i:
                shown.append(sign or " " * hang, STYLES["minus" if sign == "- " else "plus"] if sign else None)
            row.rstrip()
            console.print(shown.append_text(row), no_wrap=True, overflow="ignore", crop=False)


def _hunk(hunk: Hunk, policy: Policy, explained: set[int]) -> Iterator[Line]:
    yield (("place", f"@@ line {hunk.line}, {hunk.part} @@"),)
    if not hunk.changed:
        yield (("", "  "), *_side(hunk, published=False))
    else:
        yield (("minus", "- "), *_side(hunk, published=False))
        yield (("plus", "+ "), *_side(hunk, published=True))
    for change in hunk.changes:
        if change.number not in explained:
            explained.add(change.number)
            yield from decision_lines(change.decision, policy, change.number)


def _side(hunk: Hunk, *, published: bool) -> Sequence[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    for piece in hunk.pieces:
        if isinstance(piece, str):
            pieces.append(("", piece))
        elif published and piece.decision.action:
            pieces.append((LOOKS[piece.decision.action], "" if piece.goes_on else piece.printed))
        elif published:
            pieces.append(("disclose", piece.words))
        else:
            pieces.append((LOOKS[piece.decision.action], f"{{{piece.words}}}"))
    return pieces


def _still_missing(review: Review, policy: Policy) -> Iterator[Line]:
    notes = missing(review, policy)
    if notes:
        yield (("warning", f"  to write before publishing: {'; '.join(map(printable, notes))}"),)
