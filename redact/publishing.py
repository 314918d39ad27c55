"""Publishing a source: prepare, make, check, write; all of it, or nothing.

    prepare   source, review, policy    ->  Prepared: the publication, and what is withheld from it
    make      Prepared                  ->  Release: the finished files, in memory
    check     Prepared, Release         ->  Report: what an outsider can still read in them
    write     all three                 ->  Published: the files on the disk

Only `write` writes. What lies between the steps can be pickled, so that any executor may do the first three elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from redact import redaction, renderers, schedule, verification
from redact import review as reviews
from redact.errors import InputError, LeakError, OutputError, PolicyError, ReviewError, StaleReview, Undecided
from redact.finding import find
from redact.loaders import load
from redact.model import Action, Document, Made, Publication, Redaction, Review, Span
from redact.policy import Policy, load_policy
from redact.proposal import propose
from redact.review.comparing import Difference, compare
from redact.review.warnings import ReviewWarning, warn
from redact.spans import minus

DEFAULT_POLICY = "foi-uk"
APART = "\n" + "·" * 16 + "\n"
"""What stands between two pieces of open text, so that no word is read across a hole."""
# Device names of Windows, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 200
"""In bytes of UTF-8: with the longest ending, what every file system takes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A publication before it is made: from which source and review, under which policy and name.

    `withheld` are the values, each with the first place where it is withheld. `missing` are notes still to be
    written, `warnings` what to look at again, `differences` what the policy would decide otherwise if it was changed
    since the review. `released` is the date that the files carry.
    """

    source: Path
    document: Document
    review: Review
    policy: Policy
    publication: Publication
    name: str
    withheld: Mapping[str, Span]
    released: date | None = None
    records: bool = False
    missing: tuple[str, ...] = ()
    warnings: tuple[ReviewWarning, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def presentation(self) -> renderers.Presentation:
        return renderers.Presentation(**self.policy.presentation, date=self.released)


@dataclass(frozen=True, slots=True)
class Release:
    """What goes out, by file name, the PDF first; and what stays inside, which holds the words."""

    made: Made
    files: Mapping[str, bytes]
    records: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Published:
    """What `write` wrote, how much of it is withheld, and what is worth saying of it; see `Prepared`."""

    pdf: Path
    files: tuple[Path, ...]
    records: tuple[Path, ...]
    title: str
    pages: int
    redactions: int
    missing: tuple[str, ...] = ()
    warnings: tuple[ReviewWarning, ...] = ()
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
    they hold the words. Raises Undecided, LeakError, RenderError, OutputError and the errors of reading.
    """
    prepared = prepare(
        source,
        policy,
        undecided=undecided,
        title=title,
        name=name,
        models=models,
        released=released,
        records=records is not None,
    )
    release = make(prepared)
    return write(prepared, release, check(prepared, release), out, records)


def prepare(
    source: str | Path,
    policy: str | Path | Policy | None = None,
    *,
    undecided: str = "stop",
    title: str = "",
    name: str = "",
    models: Sequence[str] = (),
    released: date | None = None,
    records: bool = False,
) -> Prepared:
    """Read a source and its review, or propose one, and return what is to be published; see `publish`.

    Refuses what waits for a person, what is withheld in one place and open in another, and a name or title that
    shows withheld words.
    """
    source = Path(source)
    stem = check_name(name or source.stem)
    document = load(source)
    chosen = policy_for(source, policy)
    review, warnings = review_of(source, document, chosen, models)
    if undecided == "withhold":
        review = withhold_undecided(review, document)
    missing = reviews.missing(review, chosen)
    if undecided != "withhold":
        _refuse_open(source, document, review, missing)
    publication = redaction.apply(document, review, chosen, title=title)
    if undecided != "withhold":
        reviews.require_signature(review, publication, chosen)
    withheld = withheld_values(document, review)
    _refuse_half_withheld(document, review, withheld)
    if numbers := verification.withhold([*withheld]).found_in(f"{stem}\n\n{publication.title}"):
        raise LeakError(
            f"{source}: the name or title of the publication would show what is withheld at "
            f"{_places(document, withheld, numbers)}; give others with --name and --title"
        )
    differences = changed_since(document, review, chosen, models)
    return Prepared(
        source,
        document,
        review,
        chosen,
        publication,
        stem,
        withheld,
        released,
        records,
        missing,
        warnings,
        differences,
    )


def make(prepared: Prepared) -> Release:
    """Return every file of a publication but its check certificate, finished, in memory."""
    publication, presentation = prepared.publication, prepared.presentation
    made = renderers.typeset(
        publication,
        presentation,
        (lambda pages: schedule.rows(publication, pages)) if presentation.schedule else None,
    )
    files = {"pdf": made.data, **_beside(publication, presentation, made.pages)}
    files = {f"{prepared.name}.{ending}": data for ending, data in files.items()}
    files[f"{prepared.name}.publication.json"] = _announcement(prepared, publication, files)
    records: dict[str, bytes] = {}
    if prepared.records:
        marked = renderers.mark_up(prepared.document, prepared.review, publication.legend, title=publication.title)
        records = {
            f"{prepared.name}.internal.csv": schedule.internal(prepared.document, prepared.review).encode(),
            f"{prepared.name}.marked-up.pdf": marked.data,
        }
    return Release(made, files, records)


def check(prepared: Prepared, release: Release) -> verification.Report:
    """Read finished files as an outsider would; raise LeakError where one still tells what is withheld."""
    publication, document, withheld = prepared.publication, prepared.document, prepared.withheld
    open_text = APART.join([*_open_text(publication), release.made.frame])
    report = verification.inspect(
        release.made.data, [*withheld], disclosed=open_text, redacted=bool(publication.redactions)
    )
    if report.leaks:
        entries = {number for leak in report.leaks for number in leak.entries}
        words = f", withheld at {_places(document, withheld, sorted(entries))}" if entries else ""
        where = "; ".join(f"{leak.channel}, {leak.place}" for leak in report.leaks[:5])
        raise LeakError(f"{_can_be_read(prepared, 'PDF', words)} ({where})")
    secret = verification.withhold([*withheld])
    allowed = set(secret.found_in(APART.join([open_text, *_frames(prepared, release)])))
    for name, data in release.files.items():
        if not name.endswith(".pdf") and (numbers := set(secret.found_in(data.decode("utf-8"))) - allowed):
            words = f", withheld at {_places(document, withheld, sorted(numbers))}"
            raise LeakError(_can_be_read(prepared, name.removeprefix(f"{prepared.name}."), words))
    return report


def write(
    prepared: Prepared,
    release: Release,
    report: verification.Report,
    out: str | Path,
    records: str | Path | None = None,
) -> Published:
    """Write a checked release to the folder `out`, and its records to another, all or nothing."""
    out = Path(out)
    public = {out / name: data for name, data in release.files.items()}
    internal: dict[Path, bytes] = {}
    if records is not None:
        folder = Path(records)
        if folder.resolve() == out.resolve():
            raise OutputError(
                f"{folder}: records hold the withheld words and never lie beside what is released; "
                "name another folder with --records"
            )
        internal = {folder / name: data for name, data in release.records.items()}
        internal[folder / f"{prepared.name}.certificate.json"] = schedule.certify(
            [(check.name, not check.leaks, check.reason) for check in report.checks],
            prepared.review.policy,
            release.files,
            at=prepared.released.isoformat() if prepared.released else "",
            models=prepared.policy.models,
        ).encode()
    write_all({**internal, **public})
    return Published(
        next(iter(public)),
        tuple(public),
        tuple(internal),
        prepared.publication.title,
        release.made.page_count,
        len(prepared.publication.redactions),
        prepared.missing,
        prepared.warnings,
        prepared.differences,
    )


def _beside(
    publication: Publication, presentation: renderers.Presentation, pages: Mapping[int, int]
) -> dict[str, bytes]:
    """Return what lies beside a PDF, by the ending of its name: to add a file, add a line."""
    return {
        "html": renderers.render(publication, "html", presentation),
        "schedule.csv": schedule.public(publication, pages).encode(),
        "schedule.json": schedule.public_json(publication, pages).encode(),
    }


def _announcement(prepared: Prepared, publication: Publication, files: Mapping[str, bytes]) -> bytes:
    return schedule.announce(publication, files, regime=prepared.policy.title, released=prepared.released).encode()


def _frames(prepared: Prepared, release: Release) -> list[str]:
    """Return what the files beside the PDF say of their own accord, so that nobody called Black sets off an alarm.

    They are made once more, of a publication that holds its redactions and no word of the document.
    """
    passages = tuple(
        replace(passage, parts=tuple(replace(part, text="") for part in passage.parts if isinstance(part, Redaction)))
        for passage in prepared.publication.passages
    )
    bare = replace(prepared.publication, passages=passages)
    pdf = {name: data for name, data in release.files.items() if not name.endswith(".publication.json")}
    files = [*_beside(bare, prepared.presentation, release.made.pages).values(), _announcement(prepared, bare, pdf)]
    return [data.decode("utf-8") for data in files]


def _open_text(publication: Publication) -> list[str]:
    return [part for passage in publication.passages for part in passage.parts if isinstance(part, str)]


def _can_be_read(prepared: Prepared, file: str, words: str) -> str:
    return (
        f"{prepared.source}: words{words}, can still be read in the finished {file}; nothing was written; withhold or "
        f"disclose every mention of them: redact review {prepared.source}"
    )


def _places(document: Document, withheld: Mapping[str, Span], numbers: Iterable[int], most: int = 5) -> str:
    """Name where withheld values stand, by their numbers from 1."""
    spans = [*withheld.values()]
    places = [str(document.place(spans[number - 1].start)) for number in numbers]
    return "; ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")


def check_name(name: str) -> str:
    """Return a name for files that every system takes, Windows too; OutputError for any other."""
    fault = ""
    if not name.strip():
        fault = "names nothing"
    elif character := re.search(r'[<>:"|?*/\\\x00-\x1f\x7f]', name):
        fault = f"holds {character[0]!r}"
    elif name[-1] in ". ":
        fault = "ends with a dot or a space"
    elif _DEVICE.match(name):
        fault = "is the name of a device"
    elif len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        fault = f"is longer than {_LONGEST_NAME} bytes"
    if fault:
        raise OutputError(f"{name[:40]!r} {fault}, and not every system takes such a file name; choose another: --name")
    return name


def withheld_values(document: Document, review: Review) -> dict[str, Span]:
    """Return each withheld value once, as it stands in the document, with the first place where it does."""
    values: dict[str, Span] = {}
    for decision in review.only(Action.WITHHOLD):
        value = " ".join(document[decision.span].split())
        if re.search(r"\w", value):
            values.setdefault(value, decision.span)
    return values


def _refuse_half_withheld(document: Document, review: Review, withheld: Mapping[str, Span]) -> None:
    """Refuse to hide a value in one place and leave it open in another, unless that place was disclosed on record."""
    secret = verification.withhold([*withheld])
    for block in document.blocks:
        decided = [decision.span for decision in review.touching(block.span)]
        open_text = APART.join(document[piece] for piece in minus(block.span, decided))
        if numbers := secret.found_in(open_text):
            raise LeakError(
                f"{document.name}: what is withheld at {_places(document, withheld, numbers)} is open in the paragraph "
                f"at {document.place(block.span.start)}; withhold it there too, or disclose that place on record: "
                f"redact review {document.name}"
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
    """Return what the review beside a source withholds, and the text that may be seen: what `verify_file` is told."""
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
    return tuple(withheld_values(document, review)), APART.join([*pieces, renderers.typeset(publication).frame])


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
