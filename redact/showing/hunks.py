"""The paragraphs that a review changes: each as it stands and as it would be published, with what decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from redact.model import Action, Block, Decision, Document, Review, Span
from redact.policy import Policy
from redact.review.questions import counted, open_questions
from redact.showing.preview import Hole, blocks, holes
from redact.showing.wording import WORDS
from redact.text.characters import printable


@dataclass(frozen=True, slots=True)
class Change:
    """One decision a reader should look at, numbered in reading order.

    `words` are the document's, or where they are hidden what they are, such as `person-2`. `printed` is what would
    stand instead; empty for what is disclosed. `goes_on` where it is printed once, with the change before.
    """

    number: int
    decision: Decision
    words: str = field(repr=False)
    printed: str = ""
    goes_on: bool = False


Piece = str | Change


@dataclass(frozen=True, slots=True)
class Hunk:
    """A block of the publication with its changes: running text and changes, in order, on one line."""

    line: int
    part: str
    pieces: tuple[Piece, ...] = field(repr=False)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Change))

    @property
    def changed(self) -> bool:
        """Tell whether anything here would not be printed as it stands."""
        return any(change.decision.action for change in self.changes)


def hunks(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> tuple[Hunk, ...]:
    """Return the blocks that hold something to look at: what is withheld, open, or disclosed on record.

    Unless `reveal`, the words in question are replaced by what they are, so that the diff can be mailed and logged.
    """
    printed = {hole.decision.span: hole for hole in holes(document, review, policy)}
    numbers = {decision.span: number for number, decision in enumerate(_shown(review, policy), 1)}
    changed: list[Hunk] = []
    for block in blocks(document, review):
        decisions = [d for d in review.decisions if d.span in numbers and d.span.overlaps(block.span)]
        if decisions:
            pieces = tuple(_pieces(document, block, decisions, numbers, printed, reveal=reveal))
            changed.append(Hunk(document.place(block.span.start).line, block.part, pieces))
    return tuple(changed)


def summary(document: Document, review: Review, policy: Policy) -> str:
    """Return how many decisions of each kind a review holds, and in how many questions the open ones are asked."""
    counts = {action: f"{len(review.only(action))} {WORDS[action]}" for action in sorted(Action, reverse=True)}
    if count := open_questions(document, review, policy):
        counts[Action.UNDECIDED] = f"{counted(count, len(review.only(Action.UNDECIDED)))} {WORDS[Action.UNDECIDED]}"
    return " · ".join(counts.values())


def count_exemptions(review: Review) -> dict[str, list[int]]:
    """Return how often each exemption is used by what is withheld and by what is undecided; "" where there is none."""
    uses = [(code, d.action) for d in review.decisions if d.action for code in d.exemptions or ("",)]
    columns = (Action.WITHHOLD, Action.UNDECIDED)
    return {code: [uses.count((code, action)) for action in columns] for code, _ in sorted(set(uses))}


def about(decision: Decision) -> str:
    """Return what a decision is about without quoting it: its subject, else its entity."""
    return decision.subject or decision.entity.lower() or "picked words"


def _shown(review: Review, policy: Policy) -> Iterator[Decision]:
    """Yield what a reader should look at: all that is hidden or open, what people said, and what bears a notice."""
    for decision in review.decisions:
        if decision.action or decision.by or policy.has_notice(decision.rule):
            yield decision


def _pieces(
    document: Document,
    block: Block,
    decisions: list[Decision],
    numbers: dict[Span, int],
    printed: dict[Span, Hole],
    *,
    reveal: bool,
) -> Iterator[Piece]:
    end = block.span.start
    for decision in decisions:
        hole = printed.get(decision.span)
        piece = (hole.span if hole else decision.span).within(block.span)
        if piece is None:
            continue
        if between := _flat(document.text[end : piece.start]):
            yield between
        words = _flat(document[piece]).strip() if reveal or not decision.action else about(decision)
        shown, goes_on = (printable(str(hole)), hole.goes_on) if hole else ("", False)
        yield Change(numbers[decision.span], decision, words, shown, goes_on)
        end = piece.end
    if rest := _flat(document.text[end : block.span.end]):
        yield rest


def _flat(text: str) -> str:
    """Return a text safe to print, on one line, each run of white space as one space."""
    if not text.strip():
        return " " if text else ""
    return printable(f"{' ' * text[0].isspace()}{' '.join(text.split())}{' ' * text[-1].isspace()}")
