"""What lies beside a source: the review of it, and the policy that it was made under."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from redact import redaction
from redact import review as reviews
from redact.errors import PolicyError, ReviewError, Undecided
from redact.finding import find
from redact.model import Action, Document, Review
from redact.policy import Case, Policy, load_policy
from redact.proposal import propose
from redact.review.comparing import Difference, compare
from redact.review.warnings import ReviewWarning, warn

DEFAULT_POLICY = "foi-uk"


def policy_for(source: Path, policy: str | Path | Policy | None = None, case: Case | None = None) -> Policy:
    """Return a policy, with what is known of the `case` if anything is.

    It is the one asked for, else the one that the review beside a source was made under, else `DEFAULT_POLICY`.
    """
    chosen = policy if isinstance(policy, Policy) else _named_policy(source, policy)
    return chosen.with_case(case) if case is not None else chosen


def _named_policy(source: Path, policy: str | Path | None) -> Policy:
    path = reviews.path_for(source)
    if policy is not None or not path.exists():
        return load_policy(policy or DEFAULT_POLICY)
    policy = reviews.read(path).policy.id
    try:
        return load_policy(policy)
    except PolicyError as error:
        raise PolicyError(f"{error}\n{path}: was made under the policy {policy!r}; name its file with -p") from None


def review_of(
    source: Path, document: Document, policy: Policy, models: Sequence[str] = ()
) -> tuple[Review, tuple[ReviewWarning, ...]]:
    """Return the review that lies beside a source, or a fresh proposal with what deserves another look in it.

    A review of another text or under another policy is proposed anew, unless people have put work into it.
    """
    path = reviews.path_for(source)
    if path.exists():
        review = reviews.read(path)
        if policy.reference.id == review.policy.id and review.is_of(document):
            return review, ()
        if review.holds_work:
            review.require(document)
            raise ReviewError(
                f"{path}: holds people's decisions under {review.policy}; to carry them over to {policy.reference}, "
                f"run: redact propose {source} -p {policy.id}"
            )
    findings = find(document, policy, models)
    review = propose(document, findings, policy)
    return review, warn(document, findings, review, policy)


def changed_since(
    document: Document, review: Review, policy: Policy, models: Sequence[str] = ()
) -> tuple[Difference, ...]:
    """Return what a policy would decide differently now, if it was changed since a review was made under it."""
    if not review.policy.digest or review.policy.digest == policy.reference.digest:
        return ()
    return compare(document, review, propose(document, find(document, policy, models), policy, review))


def withhold_undecided(review: Review, document: Document) -> Review:
    """Return the review with everything undecided withheld; Undecided where no exemption was proposed."""
    bare = [decision for decision in review.only(Action.UNDECIDED) if not decision.exemptions]
    if bare:
        raise Undecided(
            f"{document.name}: {len(bare)} undecided without an exemption to withhold them under, the first at "
            f"{document.place(bare[0].span.start)}; decide them with: redact review {document.name}"
        )
    return redaction.withhold_undecided(review)
