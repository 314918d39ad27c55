"""The second person's signature: bound to the decisions and to what will be seen, and void when either changes.

Codes of practice and the ICO's audit framework ask for a second pair of eyes; a policy's catalogue names the exemptions
that need one (`second reviewer`). A name is recorded, not proved: who sits at the keyboard, this program cannot know.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from redact import history, publishing, redaction
from redact import review as reviews
from redact.errors import Refused, ReviewError, Undecided
from redact.loaders import load
from redact.model import Document, Publication, Review
from redact.policy import Policy
from redact.session import now


def sign(
    source: str | Path, policy: Policy | str | Path | None = None, *, by: str, clock: Callable[[], datetime] = now
) -> Review:
    """Put a second person's signature into the review beside a source, and on its record.

    Refused to whoever decided in it. Raises Undecided while something is open or a note is missing, StaleReview for
    another text, and ReviewError where the record does not lead to this file.
    """
    source, by = Path(source), reviews.clean(by)
    document, path = load(source), reviews.path_for(source)
    if not path.exists():
        raise ReviewError(f"{path}: does not exist; there is nothing to sign before: redact review {source.name}")
    chosen = publishing.policy_for(source, policy)
    log = history.path_for(path)
    with history.locked(log):
        review = reviews.read(path)
        _may_sign(review, by)
        if missing := [note for note in reviews.missing(review, chosen) if not note.endswith(reviews.SECOND_REVIEWER)]:
            raise Undecided(
                f"{path}: still to write: {'; '.join(missing)}; write them with: redact review {source.name}"
            )
        published = redaction.apply(document, review, chosen)
        at = clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        if not history.read(log):
            history.append(log, history.Event("open", by, at, sha256(path.read_bytes()).hexdigest()))
        history.verify(path)
        said = " ".join(
            (
                at,
                f"decisions:{reviews.digest(review)}",
                f"publication:{digest(published)}",
                f"record:{sha256(log.read_bytes()).hexdigest()}",
            )
        )
        kept = tuple(signature for signature in review.signatures if signature[0] != by)
        signed = replace(review, signatures=(*kept, (by, said)))
        data = reviews.dump(signed).encode("utf-8")
        before, after = reviews.compared(review, signed)
        history.append(log, history.Event("sign", by, at, sha256(data).hexdigest(), before, after))
        reviews.replace_file(path, data)
    return signed


def signers(document: Document, review: Review, policy: Policy) -> tuple[str, ...]:
    """Return whose signatures hold: given for these decisions and this publication, by somebody who decided nothing."""
    names = reviews.signers(review)
    if not names:
        return ()
    wanted = f"publication:{digest(redaction.apply(document, review, policy))}"
    said = dict(review.signatures)
    return tuple(name for name in names if wanted in said[name].split())


def digest(publication: Publication) -> str:
    """Return the SHA-256 of what may be seen, whatever it is printed with; its title is not part of it."""
    values = asdict(replace(publication, title=""))
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _may_sign(review: Review, by: str) -> None:
    if not by:
        raise Refused("a signature is somebody's: give a name with --as NAME")
    if reviews.same_person(by, *(decision.by for decision in review.decisions)):
        raise Refused(f"{by} decided in this review; a second person signs it")
