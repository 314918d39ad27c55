"""The whole way: find, propose, apply, render, verify, write. All or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redact import detection, people, redaction, renderers, schedule, verification
from redact import review as reviews
from redact.errors import LeakError, OutputError, ReviewError, Undecided
from redact.loaders import load
from redact.model import Action, Document, Finding, Publication, Review, minus
from redact.policy import Policy, load_policy
from redact.proposal import propose

DEFAULT_POLICY = "foi-uk"


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` wrote, and how much of it is withheld."""

    pdf: Path
    schedule: Path
    title: str
    pages: int
    redactions: int


def find(document: Document, policy: Policy, models: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return what is in a document: findings with their subjects and traits, in reading order."""
    return people.identify(document, detection.detect(document, policy, models), policy)


def review_of(
    source: Path, document: Document, policy: str | None, models: Sequence[str] = ()
) -> tuple[Review, Policy]:
    """Return the review that lies beside a source, or a fresh proposal; and the policy it was made under.

    A review made under another policy than the one asked for is proposed anew, unless a person has decided in it.
    """
    path = reviews.path_for(source)
    if path.exists():
        review = reviews.read(path)
        asked = load_policy(policy or review.policy.id)
        if asked.reference.id == review.policy.id and review.source == document.digest:
            return review, asked
        if any(decision.by for decision in review.decisions):
            raise ReviewError(
                f"{path}: holds people's decisions under {review.policy}, for this text or an earlier one; "
                f"to carry them over to {asked.reference}, run: redact propose {source} -p {policy or asked.id}"
            )
    else:
        asked = load_policy(policy or DEFAULT_POLICY)
    return propose(document, find(document, asked, models), asked), asked


def publish(
    source: str | Path,
    out: str | Path,
    policy: str | None = None,
    *,
    undecided: str = "stop",
    title: str = "",
    name: str = "",
    models: Sequence[str] = (),
) -> Published:
    """Publish one source: write its PDF and its schedule to the folder `out`, or nothing at all.

    `undecided` says what becomes of what waits for a person: `stop` (the default) or `withhold`. `title` is printed
    and announced; `name` is the stem of the files, else the source's own. Raises Undecided, LeakError, RenderError
    and the errors of reading.
    """
    source, out = Path(source), Path(out)
    document = load(source)
    review, asked = review_of(source, document, policy, models)
    if undecided == "withhold":
        review = withhold_undecided(review, document)
    publication = redaction.apply(document, review, asked, title=title)
    words = withheld_words(document, review)
    _agree(document, review, words)
    stem = name or source.stem
    if verification.withhold(words).found_in(f"{stem}\n\n{publication.title}"):
        raise LeakError(
            f"{source.parent}: the name or title of the publication would show withheld words; "
            "give others with --name and --title"
        )
    typeset = renderers.typeset(publication)
    table = schedule.public(publication, typeset.pages)
    _refuse_leaks(typeset, table, publication, words)
    files = {out / f"{stem}.schedule.csv": table.encode("utf-8"), out / f"{stem}.pdf": typeset.data}
    write_all(files)
    return Published(
        out / f"{stem}.pdf",
        out / f"{stem}.schedule.csv",
        publication.title,
        typeset.page_count,
        len(publication.redactions),
    )


def withhold_undecided(review: Review, document: Document) -> Review:
    """Return the review with everything undecided withheld; Undecided where no exemption was proposed."""
    bare = [decision for decision in review.only(Action.UNDECIDED) if not decision.exemptions]
    if bare:
        raise Undecided(
            f"{document.name}: {len(bare)} undecided without an exemption to withhold them under, the first at "
            f"{document.place(bare[0].span.start)}; decide them with: redact review {document.name}"
        )
    return replace(
        review,
        decisions=tuple(
            replace(d, action=Action.WITHHOLD) if d.action is Action.UNDECIDED else d for d in review.decisions
        ),
    )


def withheld_words(document: Document, review: Review) -> tuple[str, ...]:
    """Return each withheld value once, as it stands in the document."""
    words = (" ".join(document[decision.span].split()) for decision in review.only(Action.WITHHOLD))
    return tuple(dict.fromkeys(word for word in words if re.search(r"\w", word)))


_APART = "\n" + "·" * 16 + "\n"  # so that no word is read across a hole


def _agree(document: Document, review: Review, words: Sequence[str]) -> None:
    """Refuse to hide a value in one place and leave it open in another, unless that place was disclosed on record."""
    secret = verification.withhold(words)
    decided = [decision.span for decision in review.decisions]
    for block in document.blocks:
        open_text = _APART.join(document[piece] for piece in minus(block.span, decided))
        if found := secret.found_in(open_text):
            raise LeakError(
                f"{document.name}: {len(found)} withheld elsewhere and open in the paragraph at "
                f"{document.place(block.span.start)}; withhold it there too, or disclose that place on record: "
                f"redact review {document.name}"
            )


def _refuse_leaks(typeset: renderers.Typeset, table: str, publication: Publication, words: Sequence[str]) -> None:
    """Read the finished files as an outsider would."""
    said = [part for passage in publication.passages for part in passage.parts if isinstance(part, str)]
    open_text = _APART.join([*said, typeset.frame])
    leaks = verification.verify(typeset.data, words, disclosed=open_text)
    if leaks:
        where = "; ".join(f"{leak.channel}, {leak.place}" for leak in leaks[:5])
        raise LeakError(f"withheld words can still be read in the finished PDF ({where}); nothing was written")
    allowed = set(verification.withhold(words).found_in(open_text))
    if set(verification.withhold(words).found_in(table)) - allowed:
        raise LeakError("withheld words can still be read in the schedule; nothing was written")


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
