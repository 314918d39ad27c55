"""Print the internal marked-up copy: the whole document, what is withheld shown and marked. Never to be released.

The one rendering that sees withheld words. It says INTERNAL on every page, and its maker keeps it in another folder
than what goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redact.model import Action, Document, LegendEntry, Passage, Publication, Redaction, Review, minus
from redact.renderers.pdf import Typeset, typeset
from redact.renderers.presentation import Presentation


def mark_up(
    document: Document, review: Review, legend: Sequence[LegendEntry] = (), *, title: str, language: str = "en-GB"
) -> Typeset:
    """Return the marked-up copy as a PDF: withheld words on grey, each followed by a bar with its number and ground."""
    withheld = review.only(Action.WITHHOLD)
    number = 0
    passages = []
    for block in document.blocks:
        held = [(piece, d) for d in withheld if (piece := d.span.within(block.span)) is not None]
        open_spans = [(span, None) for span in minus(block.span, [piece for piece, _ in held])]
        parts: list[str | Redaction] = []
        for span, decision in sorted([*held, *open_spans], key=lambda pair: pair[0].start):
            if decision is None:
                parts.append(document[span])
                continue
            number += 1
            words = " ".join(document[span].split())
            parts += [Redaction(number, decision.exemptions, words, "label"), Redaction(number, decision.exemptions)]
        passages.append(Passage(tuple(parts), block.kind, block.level, block.part))
    whole = Publication(title, language, str(review.policy), tuple(passages), tuple(legend))
    return typeset(whole, replace(Presentation(), internal=True, numbered=True))
