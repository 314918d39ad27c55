"""The finished files of a publication, in memory, and what an outsider can still read in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from redact import renderers, schedule, verification
from redact.errors import LeakError
from redact.model import Made, Publication, Redaction
from redact.publishing.half_withheld import APART
from redact.publishing.preparation import Prepared, places_of, words_at
from redact.text.search import withhold

_STAND_IN = "disclosure"  # the name of the files while they are checked: they get their own when they are written


@dataclass(frozen=True, slots=True)
class Release:
    """What goes out, by the ending of each file's name, the PDF first; and what stays inside, which holds the words."""

    made: Made
    files: Mapping[str, bytes]
    records: Mapping[str, bytes]


def make(prepared: Prepared) -> Release:
    """Return the files of a publication, finished, in memory, but for those that name the others; see `announced`."""
    publication, presentation = prepared.publication, prepared.presentation
    made = renderers.typeset(
        publication,
        presentation,
        (lambda pages: schedule.rows(publication, pages)) if presentation.schedule else None,
    )
    records: dict[str, bytes] = {}
    if prepared.records:
        marked = renderers.mark_up(prepared.document, prepared.review, publication.legend, title=publication.title)
        records = {
            "internal.csv": schedule.internal(prepared.document, prepared.review).encode(),
            "marked-up.pdf": marked.data,
        }
    return Release(made, {"pdf": made.data, **_beside(publication, presentation, made.pages)}, records)


def announced(prepared: Prepared, files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Return the files that go out under their names, with the announcement that lists them."""
    named = {f"{name}.{ending}": data for ending, data in files.items()}
    described = schedule.announce(prepared.publication, named, regime=prepared.policy.title, released=prepared.released)
    return {**named, f"{name}.publication.json": described.encode()}


def check(prepared: Prepared, release: Release) -> verification.Report:
    """Read finished files as an outsider would; raise LeakError where one still tells what is withheld."""
    publication, document, withheld = prepared.publication, prepared.document, prepared.withheld
    open_text = APART.join([*_open_text(publication), release.made.frame])
    report = verification.inspect(
        release.made.data, [*withheld], disclosed=open_text, redacted=bool(publication.redactions)
    )
    leaks = _leaks_of_words(prepared, release, report)
    if leaks:
        entries = {number for leak in leaks for number in leak.entries}
        words = f" at {places_of(document, withheld, sorted(entries))}" if entries else ""
        where = "; ".join(f"{leak.channel}, {leak.place}" for leak in leaks[:5])
        raise LeakError(f"{_can_be_read(prepared, 'PDF', words)} ({where})", words_at(withheld, sorted(entries)))
    secret = withhold([*withheld])
    allowed = set(secret.found_in(APART.join([open_text, *_frames(prepared, release)])))
    for name, data in announced(prepared, release.files, _STAND_IN).items():
        if not name.endswith(".pdf") and (numbers := set(secret.found_in(data.decode("utf-8"))) - allowed):
            words = f" at {places_of(document, withheld, sorted(numbers))}"
            file = name.removeprefix(f"{_STAND_IN}.")
            raise LeakError(_can_be_read(prepared, file, words), words_at(withheld, sorted(numbers)))
    return replace(report, leaks=())


def _leaks_of_words(prepared: Prepared, release: Release, report: verification.Report) -> list[verification.Leak]:
    """Return leaks without those that the file would have if it held no word of the document: in its fonts' own words.

    A font says Vietnamese and Language in its tables, whoever is called so. What can be read on a page is a leak.
    """
    if all(not leak.entries or leak.page is not None for leak in report.leaks):
        return list(report.leaks)
    made = renderers.typeset(_scrambled(prepared.publication), prepared.presentation)
    bare = verification.inspect(made.data, [*prepared.withheld], disclosed=release.made.frame, redacted=True)
    own = {number for leak in bare.leaks if leak.page is None for number in leak.entries}
    return [
        leak for leak in report.leaks if leak.page is not None or not leak.entries or not own.issuperset(leak.entries)
    ]


def _scrambled(publication: Publication) -> Publication:
    """Return a publication with the characters of every open piece in their own order: the same fonts, no words."""
    passages = tuple(
        replace(
            passage, parts=tuple("".join(sorted(part)) if isinstance(part, str) else part for part in passage.parts)
        )
        for passage in publication.passages
    )
    return replace(publication, passages=passages, title="")


def _bare(publication: Publication) -> Publication:
    """Return a publication that holds its redactions and no word of the document."""
    passages = tuple(
        replace(passage, parts=tuple(replace(part, text="") for part in passage.parts if isinstance(part, Redaction)))
        for passage in publication.passages
    )
    return replace(publication, passages=passages)


def _beside(
    publication: Publication, presentation: renderers.Presentation, pages: Mapping[int, int]
) -> dict[str, bytes]:
    """Return what lies beside a PDF, by the ending of its name: to add a file, add a line."""
    return {
        "html": renderers.render(publication, "html", presentation),
        "schedule.csv": schedule.public(publication, pages).encode(),
        "schedule.json": schedule.public_json(publication, pages).encode(),
    }


def _frames(prepared: Prepared, release: Release) -> list[str]:
    """Return what the files beside the PDF say of their own accord, so that nobody called Black sets off an alarm.

    They are made once more, of a publication that holds its redactions and no word of the document.
    """
    bare = _bare(prepared.publication)
    beside = _beside(bare, prepared.presentation, release.made.pages)
    described = announced(replace(prepared, publication=bare), release.files, _STAND_IN)[
        f"{_STAND_IN}.publication.json"
    ]
    return [data.decode("utf-8") for data in (*beside.values(), described)]


def _open_text(publication: Publication) -> list[str]:
    return [part for passage in publication.passages for part in passage.parts if isinstance(part, str)]


def _can_be_read(prepared: Prepared, file: str, words: str) -> str:
    return (
        f"{prepared.source}: what is withheld{words} can still be read in the finished {file}; nothing was written; "
        f"withhold or disclose every mention of it: redact review {prepared.source}"
    )
