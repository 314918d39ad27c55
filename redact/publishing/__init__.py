"""Publishing a source: prepare, make, check, write; all of it, or nothing.

    prepare   source, review, policy    ->  Prepared: the publication, and what is withheld from it
    make      Prepared                  ->  Release: the finished files, in memory
    check     Prepared, Release         ->  Report: what an outsider can still read in them
    write     all three                 ->  Published: the files on the disk

Only `write` writes. What lies between the steps can be pickled, so that any executor may do the first three elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redact import schedule, verification
from redact.errors import OutputError
from redact.policy import Policy
from redact.publishing import sets
from redact.publishing.checking import verify_file, words_of
from redact.publishing.files import check_name, neutral_stem
from redact.publishing.preparation import Prepared, of_review, prepare
from redact.publishing.release import Release, announced, check, make
from redact.publishing.sources import DEFAULT_POLICY, other_policy, policy_for, review_of, withhold_undecided
from redact.review.warnings import ReviewWarning

__all__ = [
    "DEFAULT_POLICY",
    "Prepared",
    "Published",
    "Release",
    "announced",
    "check",
    "check_name",
    "make",
    "neutral_stem",
    "of_review",
    "other_policy",
    "policy_for",
    "prepare",
    "publish",
    "review_of",
    "verify_file",
    "withhold_undecided",
    "words_of",
    "write",
]


@dataclass(frozen=True, slots=True)
class Published:
    """What `write` wrote, how much of it is withheld, and what is worth saying of it; see `Prepared`."""

    pdf: Path
    files: tuple[Path, ...]
    records: tuple[Path, ...]
    title: str
    pages: int
    redactions: int
    warnings: tuple[ReviewWarning, ...] = ()


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
    and announced; `name` is the stem of the files, else the case's reference or `disclosure-1`
    and so on, never the source's; `released` is the date that the files
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


def write(
    prepared: Prepared,
    release: Release,
    report: verification.Report,
    out: str | Path,
    records: str | Path | None = None,
) -> Published:
    """Write a checked release to the folder `out`, and its records to another, all or nothing.

    A publication without a name gets the case's reference, or a neutral one, with the first number that is free.
    """
    out = Path(out)
    folder = None if records is None else Path(records)
    if folder is not None:
        inside, outside = folder.resolve(), out.resolve()
        if inside.is_relative_to(outside) or outside.is_relative_to(inside):
            raise OutputError(
                f"{folder}: records hold the withheld words and never lie beside, below or above what is released; "
                "name another folder with --records"
            )
    with sets.alone_in(out, folder):
        name = prepared.name or neutral_stem(prepared.reference, out, *([folder] if folder else []))
        public = announced(prepared, release.files, name)
        internal: dict[str, bytes] = {}
        if folder is not None:
            internal = {f"{name}.{ending}": data for ending, data in release.records.items()}
            internal[f"{name}.certificate.json"] = schedule.certify(
                [(check.name, not check.leaks, check.reason) for check in report.checks],
                prepared.review.policy,
                public,
                at=prepared.released.isoformat() if prepared.released else "",
                models=prepared.policy.models,
            ).encode()
        files = tuple(out / each for each in public)
        kept = tuple(folder / each for each in internal) if folder else ()
        if prepared.source.resolve() in {path.resolve() for path in (*files, *kept)}:
            raise OutputError(
                f"{prepared.source}: would be overwritten; publish into another folder, or give another --name"
            )
        sets.put(out, public, folder, internal)
    return Published(
        files[0],
        files,
        kept,
        prepared.publication.title,
        release.made.page_count,
        len(prepared.publication.redactions),
        prepared.warnings,
    )
