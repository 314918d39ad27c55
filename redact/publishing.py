"""The whole way: find, propose, apply, render, verify, write. All or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redact import redaction, renderers, safeguards, schedule, verification
from redact import review as reviews
from redact.errors import InputError, LeakError, OutputError, PolicyError, ReviewError, StaleReview, Undecided
from redact.finding import find
from redact.loaders import load
from redact.model import Action, Document, Review
from redact.policy import Policy, load_policy
from redact.proposal import propose
from redact.review.comparing import Difference, compare
from redact.review.warnings import ReviewWarning, warn
from redact.spans import minus

DEFAULT_POLICY = "foi-uk"


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` wrote, how much of it is withheld, and what is worth saying of it.

    `missing` are notes still to be written, `cautions` what to look at again, `differences` what the policy would
    decide otherwise if it was changed since the review.
    """

    pdf: Path
    files: tuple[Path, ...]
    records: tuple[Path, ...]
    title: str
    pages: int
    redactions: int
    missing: tuple[str, ...] = ()
    cautions: tuple[ReviewWarning, ...] = ()
    differences: tuple[Difference, ...] = ()


def policy_for(source: Path, policy: str | Path | Policy | None = None) -> Policy:
    """Return the policy asked for, else the one that the review beside a source was made under, else the default."""
    if isinstance(policy, Policy):
        return policy
    if policy is None:
        path = reviews.path_for(source)
        policy = reviews.read(path).policy.id if path.exists() else DEFAULT_POLICY
        try:
            return load_policy(policy)
        except PolicyError as error:
            raise PolicyError(f"{error}\n{path}: was made under the policy {policy!r}; name its file with -p") from None
    return load_policy(policy)


def review_of(
    source: Path, document: Document, policy: Policy, models: Sequence[str] = ()
) -> tuple[Review, tuple[ReviewWarning, ...]]:
    """Return the review that lies beside a source, or a fresh proposal with what deserves another look in it.

    A review made under another policy than the one asked for is proposed anew, unless a person has decided in it.
    """
    path = reviews.path_for(source)
    if path.exists():
        review = reviews.read(path)
        if policy.reference.id == review.policy.id and review.source == document.digest:
            return review, ()
        if any(decision.by for decision in review.decisions):
            raise ReviewError(
                f"{path}: holds people's decisions under {review.policy}, for this text or an earlier one; "
                f"to carry them over to {policy.reference}, run: redact propose {source} -p {policy.id}"
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


def publish(
    source: str | Path,
    out: str | Path,
    policy: str | Path | Policy | None = None,
    *,
    undecided: str = "stop",
    title: str = "",
    name: str = "",
    models: Sequence[str] = (),
    released: date | None = None,
    records: str | Path | None = None,
) -> Published:
    """Publish one source: write its PDF, its HTML twin and its schedule to the folder `out`, or nothing at all.

    `undecided` says what becomes of what waits for a person: `stop` (the default) or `withhold`. `title` is printed
    and announced; `name` is the stem of the files, else the source's own; `released` is the date that the files
    carry. The internal schedule, the marked-up copy and the check certificate go to the folder `records`, if given:
    they hold the words. Raises Undecided, LeakError, RenderError and the errors of reading.
    """
    source, out = Path(source), Path(out)
    document = load(source)
    chosen = policy_for(source, policy)
    review, cautions = review_of(source, document, chosen, models)
    missing = reviews.missing(review, chosen)
    if undecided == "withhold":
        review = withhold_undecided(review, document)
        missing = reviews.missing(review, chosen)
    else:
        _refuse_open(source, document, review, missing)
    publication = redaction.apply(document, review, chosen, title=title)
    if undecided != "withhold":
        reviews.require_signature(review, publication, chosen)
    words = safeguards.withheld_words(document, review)
    safeguards.agree(document, review, words)
    stem = name or source.stem
    if verification.withhold(words).found_in(f"{stem}\n\n{publication.title}"):
        raise LeakError(
            f"{source.parent}: the name or title of the publication would show withheld words; "
            "give others with --name and --title"
        )
    presentation = renderers.Presentation(**chosen.presentation, date=released)
    typeset = renderers.typeset(
        publication,
        presentation,
        (lambda pages: schedule.rows(publication, pages)) if presentation.schedule else None,
    )
    data = {
        f"{stem}.pdf": typeset.data,
        f"{stem}.html": renderers.render(publication, "html", presentation),
        f"{stem}.schedule.csv": schedule.public(publication, typeset.pages).encode("utf-8"),
        f"{stem}.schedule.json": schedule.public_json(publication, typeset.pages).encode("utf-8"),
    }
    data[f"{stem}.publication.json"] = schedule.announce(
        publication, data, regime=chosen.title, released=released
    ).encode("utf-8")
    report = safeguards.refuse_leaks(typeset, data, publication, words)
    public = {out / file: held for file, held in data.items()}
    kept: dict[Path, bytes] = {}
    if records is not None:
        folder = Path(records)
        if folder.resolve() == out.resolve():
            raise OutputError(f"{folder}: records hold the withheld words and never lie beside what is released")
        checks = [schedule.Check(check.name, not check.leaks, check.reason) for check in report.checks]
        kept = {
            folder / f"{stem}.internal.csv": schedule.internal(document, review).encode("utf-8"),
            folder / f"{stem}.marked-up.pdf": renderers.mark_up(
                document, review, publication.legend, title=publication.title
            ).data,
            folder / f"{stem}.certificate.json": schedule.certify(
                checks, review.policy, data, at=released.isoformat() if released else "", models=chosen.models
            ).encode("utf-8"),
        }
    write_all({**kept, **public})
    return Published(
        out / f"{stem}.pdf",
        tuple(public),
        tuple(kept),
        publication.title,
        typeset.page_count,
        len(publication.redactions),
        missing,
        cautions,
        changed_since(document, review, chosen, models),
    )


def _refuse_open(source: Path, document: Document, review: Review, missing: tuple[str, ...]) -> None:
    if waiting := review.only(Action.UNDECIDED):
        raise Undecided(
            f"{source}: {len(waiting)} still to decide, the first at {document.place(waiting[0].span.start)}; "
            f"see them with: redact diff {source}"
        )
    if missing:
        raise Undecided(
            f"{source}: still to be written before this may be withheld: {'; '.join(missing)}; "
            f"write them in: redact review {source}"
        )


def withhold_undecided(review: Review, document: Document) -> Review:
    """Return the review with everything undecided withheld; Undecided where no exemption was proposed."""
    bare = [decision for decision in review.only(Action.UNDECIDED) if not decision.exemptions]
    if bare:
        raise Undecided(
            f"{document.name}: {len(bare)} undecided without an exemption to withhold them under, the first at "
            f"{document.place(bare[0].span.start)}; decide them with: redact review {document.name}"
        )
    return redaction.withhold_undecided(review)


def words_of(source: str | Path) -> tuple[tuple[str, ...], str]:
    """Return what the review beside a source withholds, and the text that may be seen: what `verify` needs to know."""
    source = Path(source)
    document, path = load(source), reviews.path_for(source)
    if not path.exists():
        raise InputError(f"{source}: has no review beside it; make one with: redact propose {source}")
    review = reviews.read(path)
    if review.source != document.digest:
        raise StaleReview(f"{path}: is the review of another text than {source}")
    hidden = [decision.span for decision in review.decisions if decision.action]
    pieces = [document[piece] for block in document.blocks for piece in minus(block.span, hidden)]
    publication = redaction.apply(document, withhold_undecided(review, document), policy_for(source))
    return safeguards.withheld_words(document, review), safeguards.APART.join(
        [*pieces, renderers.typeset(publication).frame]
    )


def write_all(files: dict[Path, bytes]) -> None:
    """Write every file, or none: all under temporary names first, then each under its own."""
    written: list[Path] = []
    try:
        for path in files:
            if path.is_dir():
                raise OutputError(f"{path}: is a folder; choose another --name")
            path.parent.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            temporary = path.with_name(f".{path.name}.part")
            written.append(temporary)
            reviews.replace_file(temporary, data)
        for path in files:
            path.with_name(f".{path.name}.part").replace(path)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be written: {error.strerror}; nothing was published") from None
    finally:
        for temporary in written:
            temporary.unlink(missing_ok=True)
