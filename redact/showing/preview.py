"""What would stand in each hole of a publication, in the words of its draft. Every preview takes them from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redact.model import Action, Block, Decision, Document, Review, Span
from redact.policy import Policy
from redact.segmentation.seen import as_seen
from redact.spans import stretches
from redact.text.characters import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class Hole:
    """The words of one decision, with what would be printed there, undecided or not.

    `text` is what stands on the `bar`, or in place of the words. `goes_on` where the decision before, on the same
    ground, has begun the hole: settling may cut one name in two, and one hole is printed.
    """

    span: Span
    decision: Decision
    text: str
    bar: bool
    goes_on: bool = False

    def __str__(self) -> str:
        return f"████ {self.text}".rstrip() if self.bar else self.text


def holes(document: Document, review: Review, policy: Policy) -> Iterator[Hole]:
    """Yield what would be printed in place of each decision that is not disclosed, in reading order."""
    from redact import redaction
    from redact.renderers import Presentation, captions

    presentation = Presentation(**policy.presentation)
    draft = redaction.draft(document, review, policy)
    for (span, _), redacted in zip(_held(document, review), draft.redactions, strict=True):
        text = captions.print_hole(redacted, presentation, draft.legend).strip(NO_BREAK_SPACE)
        bar = not redacted.text and presentation.mark == "bar"
        for decision in review.touching(span):
            if piece := decision.span.within(span):
                yield Hole(piece, decision, text, bar, piece.start > span.start)


def blocks(document: Document, review: Review) -> tuple[Block, ...]:
    """Return the blocks in which a document would be published."""
    return as_seen(document, _held(document, review)).blocks


def _held(document: Document, review: Review) -> tuple[tuple[Span, Decision], ...]:
    from redact import redaction

    return stretches(document, redaction.withhold_undecided(review).only(Action.WITHHOLD))
