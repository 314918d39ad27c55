"""What lies beside a source: the review of it, and the policy that it was made under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from redact import redaction
from redact import review as reviews
from redact.errors import NotOnRecord, PolicyError, ReviewError, Undecided
from redact.finding import find
from redact.model import Action, Document, Review, Span
from redact.policy import Case, Policy, load_policy
from redact.proposal import propose
from redact.review import log
from redact.review.standing import Claims, claims, forged_signatures
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

    A review of another text or under another policy is proposed anew, unless people have put work into it. What a
    review leaves out, and nobody took out, is undecided. Raises NotOnRecord for one that says what neither the policy
    nor anybody on its record said, and ReviewError for a record with a broken chain.
    """
    path = reviews.path_for(source)
    if path.exists():
        review = reviews.read(path)
        if policy.reference.id == review.policy.id and review.is_of(document):
            return _standing(path, document, review, policy, models), ()
        if review.holds_work:
            review.require(document)
            raise other_policy(source, review, policy)
    findings = find(document, policy, models)
    review = propose(document, findings, policy)
    return review, warn(document, findings, review, policy)


def other_policy(source: Path, review: Review, policy: Policy) -> ReviewError:
    """Return the refusal of a review that was made under another policy."""
    return ReviewError(
        f"{reviews.path_for(source)}: holds decisions under {review.policy}, and {policy.reference} is asked for; "
        f"{remedy(source, policy)}"
    )


def remedy(source: Path, policy: Policy) -> str:
    """Say how to go on with a review that no longer fits: people's decisions are kept, the rest is proposed anew."""
    return (
        "to keep what people decided, taken over in your name, and have the rest proposed anew, run: "
        f"redact propose {source} -p {policy.id} --from {reviews.path_for(source)} and look through it with: "
        f"redact diff {source}"
    )


def _standing(path: Path, document: Document, review: Review, policy: Policy, models: Sequence[str]) -> Review:
    """Return a review that is what it claims to be, with what it leaves out as undecided."""
    source, record = reviews.source_of(path), log.path_for(path)
    if review.holds_work and not record.exists():
        raise NotOnRecord(
            f"{path}: holds people's decisions, and the record of them, {record.name}, is missing; put it back beside "
            f"the review, or {remedy(source, policy)}"
        )
    events = log.read(record) if record.exists() else ()
    proposal = propose(document, find(document, policy, models), policy)
    held = claims(document, review, proposal, events)
    forged = forged_signatures(review, events, log.lines_of(record))
    faults = [
        *_faults(document, held),
        *(f"has a signature of {name} that its record does not hold" for name in forged),
    ]
    if faults:
        raise NotOnRecord(
            f"{path}: {'; '.join(faults)}: it was changed outside `redact review`, or the policy, the case, the name "
            f"model or the program is another now; {remedy(source, policy)}"
        )
    decisions = tuple(sorted([*review.decisions, *held.lost], key=lambda decision: decision.span))
    return replace(review, decisions=decisions) if held.lost else review


def _faults(document: Document, held: Claims) -> Iterator[str]:
    for spans, what in (
        (held.unfounded, "what neither the policy nor anybody on record said"),
        (held.unrecorded, "what is said to be somebody's decision and stands on no record"),
        (held.missing, "nothing any more of what somebody decided"),
    ):
        if spans:
            yield f"says at {_places(document, spans)} {what}"
    yield from (f"has {other}" for other in held.others)


def _places(document: Document, spans: Sequence[Span], most: int = 3) -> str:
    places = [str(document.place(min(span.start, len(document.text)))) for span in spans]
    return "; ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")


def withhold_undecided(review: Review, document: Document) -> Review:
    """Return the review with everything undecided withheld; Undecided where no exemption was proposed."""
    bare = [decision for decision in review.only(Action.UNDECIDED) if not decision.exemptions]
    if bare:
        raise Undecided(
            f"{document.name}: {len(bare)} undecided without an exemption to withhold them under, the first at "
            f"{document.place(bare[0].span.start)}; decide them with: redact review {document.name}"
        )
    return redaction.withhold_undecided(review)
