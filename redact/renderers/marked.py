"""The internal marked-up copy: the whole document, with what is withheld shown and marked. Never to be released.

The one rendering that sees withheld words. It says INTERNAL on every page, and its maker keeps it in another folder
than what goes out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from redact.model import Action, Document, LegendEntry, Made, Passage, Publication, Redaction, Review
from redact.renderers.pdf import typeset
from redact.renderers.presentation import Presentation
from redact.segmentation.seen import as_seen
from redact.spans import stretches


def mark_up(
    document: Document, review: Review, legend: Sequence[LegendEntry] = (), *, title: str, language: str = "en-GB"
) -> Made:
    """Return the marked-up copy as a PDF: withheld words on grey, each followed by a bar with its number and ground."""
    passages = []
    held = stretches(document, review.only(Action.WITHHOLD))
    numbered = deque(enumerate(held, 1))
    for block in as_seen(document, held).blocks:
        parts: list[str | Redaction] = []
        end = block.span.start
        while numbered and numbered[0][1][0].start < block.span.end:
            number, (span, decision) = numbered.popleft()
            words = " ".join(document[span].split())
            parts += [document.text[end : span.start]] if end < span.start else []
            parts += [Redaction(number, decision.exemptions, words, "label"), Redaction(number, decision.exemptions)]
            end = span.end
        parts += [document.text[end : block.span.end]] if end < block.span.end else []
        passages.append(Passage(tuple(parts), block.kind, block.level, block.part))
    whole = Publication(title, language, str(review.policy), tuple(passages), tuple(legend))
    return typeset(whole, Presentation(internal=True, numbered=True))
