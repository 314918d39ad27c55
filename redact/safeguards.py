"""What stops a publication: a value hidden here and open there, or one that the finished files still tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redact import renderers, schedule, verification
from redact.errors import LeakError
from redact.model import LOOKS, PARTS, Action, Document, Publication, Review
from redact.spans import minus

APART = "\n" + "·" * 16 + "\n"  # so that no word is read across a hole


def withheld_words(document: Document, review: Review) -> tuple[str, ...]:
    """Return each withheld value once, as it stands in the document."""
    words = (" ".join(document[decision.span].split()) for decision in review.only(Action.WITHHOLD))
    return tuple(dict.fromkeys(word for word in words if re.search(r"\w", word)))


def agree(document: Document, review: Review, words: Sequence[str]) -> None:
    """Refuse to hide a value in one place and leave it open in another, unless that place was disclosed on record."""
    secret = verification.withhold(words)
    for block in document.blocks:
        decided = [decision.span for decision in review.touching(block.span)]
        open_text = APART.join(document[piece] for piece in minus(block.span, decided))
        if found := secret.found_in(open_text):
            raise LeakError(
                f"{document.name}: {len(found)} withheld elsewhere and open in the paragraph at "
                f"{document.place(block.span.start)}; withhold it there too, or disclose that place on record: "
                f"redact review {document.name}"
            )


def refuse_leaks(
    typeset: renderers.Typeset, files: dict[str, bytes], publication: Publication, words: Sequence[str]
) -> verification.Report:
    """Read the finished files as an outsider would."""
    said = [part for passage in publication.passages for part in passage.parts if isinstance(part, str)]
    open_text = APART.join([*said, typeset.frame])
    report = verification.inspect(typeset.data, words, disclosed=open_text, redacted=bool(publication.redactions))
    if report.leaks:
        where = "; ".join(f"{leak.channel}, {leak.place}" for leak in report.leaks[:5])
        raise LeakError(f"withheld words can still be read in the finished PDF ({where}); nothing was written")
    secret = verification.withhold(words)
    allowed = set(secret.found_in(APART.join([open_text, *_frames(publication)])))
    for name, data in files.items():
        if not name.endswith(".pdf") and set(secret.found_in(data.decode("utf-8"))) - allowed:
            raise LeakError(
                f"withheld words can still be read in the {name.split('.', 1)[1]} file; nothing was written"
            )
    return report


def _frames(publication: Publication) -> tuple[str, ...]:
    """Return what the files beside the PDF say about any publication, so that nobody called Black sets off an alarm."""
    empty = replace(publication, passages=())
    return (
        renderers.render(empty, "html").decode("utf-8"),
        schedule.announce(empty, {}),
        schedule.public(empty, {}),
        *LOOKS.values(),
        *LOOKS,
        "number page part codes reasons shown amount bytes sha256 pdf html schedule csv json bar",
        " ".join(PARTS),
    )
