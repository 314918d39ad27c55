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

from redact import redaction
from redact import review as reviews
from redact.errors import Refused, ReviewError, Undecided
from redact.loaders import load
from redact.model import Action, Publication, Review
from redact.policy import Policy
from redact.review import log as history
from redact.review.log import now


def sign(source: str | Path, policy: Policy, *, by: str, clock: Callable[[], datetime] = now) -> Review:
    """Put a second person's signature into the review beside a source, and on its record.

    Refused to whoever decided in it. Raises Undecided while something is open or a note is missing, StaleReview for
    another text, and ReviewError where the record does not lead to this file.
    """
    source, by = Path(source), reviews.clean(by)
    document, path = load(source), reviews.path_for(source)
    if not path.exists():
        raise ReviewError(f"{path}: does not exist; there is nothing to sign before: redact review {source.name}")
    log = history.path_for(path)
    with history.locked(log):
        review = reviews.read(path)
        _may_sign(review, by)
        if missing := [note for note in reviews.missing(review, policy) if not note.endswith(reviews.SECOND_REVIEWER)]:
            raise Undecided(
                f"{path}: still to write: {'; '.join(missing)}; write them with: redact review {source.name}"
            )
        published = redaction.apply(document, review, policy)
        at = history.stamp(clock())
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


def signers(review: Review, publication: Publication) -> tuple[str, ...]:
    """Return whose signatures hold: given for these decisions and this publication, by somebody who decided nothing."""
    wanted, said = f"publication:{digest(publication)}", dict(review.signatures)
    return tuple(name for name in reviews.signers(review) if wanted in said[name].split())


def require(review: Review, publication: Publication, policy: Policy) -> None:
    """Raise Undecided where an exemption that is relied on needs a second reviewer and none has signed this."""
    codes = sorted({code for decision in review.only(Action.WITHHOLD) for code in decision.exemptions})
    wanting = [c for c in codes if c in policy.exemptions and reviews.SECOND_REVIEWER in policy.exemption(c).needs]
    if wanting and not signers(review, publication):
        raise Undecided(
            f"{', '.join(wanting)}: a second person signs before this is published, and no signature holds for these "
            "decisions and this publication; sign with: redact sign PATH --as NAME"
        )


def digest(publication: Publication) -> str:
    """Return the SHA-256 of what may be seen, whatever it is printed with; its title is not part of it."""
    values = asdict(replace(publication, title=""))
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _may_sign(review: Review, by: str) -> None:
    if not by:
        raise Refused("a signature is somebody's: give a name with --as NAME")
    if reviews.same_person(by, *(decision.by for decision in review.decisions)):
        raise Refused(f"{by} decided in this review; a second person signs it")
