"""The second person's signature: bound to the decisions and to what will be seen, and void when either changes.

Codes of practice and the ICO's audit framework ask for a second pair of eyes; a policy's catalogue names the exemptions
that need one (`second reviewer`). A name is recorded, not proved: who sits at the keyboard, this program cannot know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from redact import redaction
from redact import review as reviews
from redact.errors import Refused, ReviewError, Undecided
from redact.loaders import load
from redact.model import Review
from redact.policy import Policy
from redact.publishing import policy_for, review_of
from redact.review import log
from redact.text.characters import tidy


def sign(
    source: str | Path, policy: Policy | str | Path | None = None, *, by: str, clock: Callable[[], datetime] = log.now
) -> Review:
    """Put a second person's signature into the review beside a source, and on its record.

    Refused to whoever decided in it. Raises Undecided while something is open or a note is missing, StaleReview for
    another text, and ReviewError where the record does not lead to this file.
    """
    source, by = Path(source), tidy(by)
    policy = policy_for(source, policy)
    document, path = load(source), reviews.path_for(source)
    if not path.exists():
        raise ReviewError(f"{path}: does not exist; there is nothing to sign before: redact review {source.name}")
    record = log.path_for(path)
    with log.locked(record):
        review, _ = review_of(source, document, policy)
        _may_sign(review, by)
        if unwritten := reviews.unwritten(review, policy):
            raise Undecided(
                f"{path}: still to write: {'; '.join(unwritten)}; write them with: redact review {source.name}"
            )
        publication = redaction.apply(document, review, policy)
        at = log.stamp(clock())
        if not log.read(record):
            log.append(record, log.Event("open", by, at, sha256(path.read_bytes()).hexdigest()))
        log.verify(path)
        signature = (
            f"{at} decisions:{reviews.decisions_digest(review)} publication:{reviews.publication_digest(publication)} "
            f"record:{sha256(record.read_bytes()).hexdigest()}"
        )
        others = tuple(each for each in review.signatures if each[0] != by)
        signed = replace(review, signatures=(*others, (by, signature)))
        log.record(path, review, signed, did="sign", by=by, at=at)
    return signed


def _may_sign(review: Review, by: str) -> None:
    if not by:
        raise Refused("a signature is somebody's: give a name with --as NAME")
    if reviews.same_person(by, *(decision.by for decision in review.decisions)):
        raise Refused(f"{by} decided in this review; a second person signs it")
