"""The start of a review: what the policy proposes, with what people have decided before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redact import review as reviews
from redact.finding import find
from redact.loaders import load
from redact.model import Document, Review
from redact.policy import Case, Policy
from redact.proposal import propose
from redact.publishing import policy_for
from redact.review import carrying, log
from redact.review.warnings import ReviewWarning, warn
from redact.reviewing.session import who


@dataclass(frozen=True, slots=True)
class Started:
    """The review of a document under a policy, as it lies at `path`, and what deserves another look in it.

    `carried` counts the decisions that were carried over from the review of an earlier text; `left` names those that
    could not be, each with its place there; `void` names whose signatures no longer hold.
    """

    path: Path
    document: Document
    review: Review
    policy: Policy
    warnings: tuple[ReviewWarning, ...]
    carried: int = 0
    left: tuple[str, ...] = ()
    void: tuple[str, ...] = ()


def start_review(
    source: str | Path,
    policy: Policy | str | Path | None = None,
    *,
    case: Case | None = None,
    by: str = "",
    models: Sequence[str] = (),
    earlier: str | Path | None = None,
    earlier_source: str | Path | None = None,
) -> Started:
    """Write what a policy proposes to the review beside a source; where that has a record, `by` stands in it.

    What people decided in an earlier review of the same text is kept. From `earlier`, the review of another text
    (`earlier_source`, else the one beside it), what stands in the same words and surroundings is carried over. Without
    a policy, the one that the source or `earlier` was reviewed under. Raises StaleReview where the text has changed.
    """
    document, path = load(source), reviews.path_for(Path(source))
    there = reviews.read(path) if path.exists() else None
    old = reviews.read(Path(earlier)) if earlier is not None else None
    if policy is None and old is not None and there is None:
        policy = old.policy.id
    chosen = policy_for(Path(source), policy, case)
    if there is not None and not there.is_of_text(document):
        carries_over = earlier is not None and path.samefile(earlier)
        there = there if there.holds_work and not carries_over else None  # of the text that lay here before
    findings = find(document, chosen, models)
    review = propose(document, findings, chosen, there)
    carried, left = 0, tuple[str, ...]()
    if old is not None and earlier is not None:
        same = old.is_of_text(document) and earlier_source is None
        old_document = document if same else load(earlier_source or reviews.source_of(Path(earlier)))
        carry = carrying.carry(old_document, old, document, review)
        review, carried, left = carry.review, len(carry.carried), carrying.not_carried(carry, old_document)
    over = earlier is not None and path.exists() and path.samefile(earlier)
    log.write(path, review, did=log.TAKEN_OVER if over else "propose", by=who(by))
    signed = (*(there.signatures if there else ()), *(old.signatures if old else ()))
    void = tuple(dict.fromkeys(name for name, _ in signed))
    return Started(path, document, review, chosen, warn(document, findings, review, chosen), carried, left, void)
