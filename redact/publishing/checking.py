"""A PDF on the disk, looked at against the review beside its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from redact import redaction, renderers, verification
from redact import review as reviews
from redact.errors import InputError
from redact.loaders import load
from redact.model import Action
from redact.publishing.half_withheld import APART, withheld_values, writings_of_people
from redact.publishing.sources import policy_for, withhold_undecided
from redact.segmentation.seen import as_seen
from redact.spans import minus, stretches


def words_of(source: str | Path) -> tuple[tuple[str, ...], str]:
    """Return what the review beside a source withholds, and the text that may be seen: what `verify_file` is told."""
    source = Path(source)
    document, path = load(source), reviews.path_for(source)
    if not path.exists():
        raise InputError(f"{source}: has no review beside it; make one with: redact propose {source}")
    review = reviews.read(path)
    review.require(document)
    hidden = [decision.span for decision in review.decisions if decision.action]
    closed = withhold_undecided(review, document)
    seen = as_seen(document, stretches(document, closed.only(Action.WITHHOLD)))
    pieces = [document[piece] for block in seen.blocks for piece in minus(block.span, hidden)]
    publication = redaction.apply(document, closed, policy_for(source))
    withheld = {**writings_of_people(document, review), **withheld_values(document, review)}
    return tuple(withheld), APART.join([*pieces, renderers.typeset(publication).frame])


def verify_file(pdf: str | Path, withheld: Sequence[str] = (), disclosed: str = "") -> verification.Report:
    """Return all that a PDF on the disk still tells, ours or anybody's; see `verification.verify`.

    `verify_file(pdf, *words_of(source))` looks for what the review beside a source withholds. The file is read in a
    process of its own. Raises InputError for what is no PDF, or an encrypted or damaged one.
    """
    try:
        return verification.inspect_apart(Path(pdf).read_bytes(), withheld, disclosed=disclosed)
    except OSError as error:
        raise InputError(f"{pdf}: cannot be read: {error.strerror}; check its name and its permissions") from None
    except InputError as error:
        raise InputError(f"{pdf}: {error}") from None
