"""A publication before it is made, and what stops it: open places, half-withheld values, names that tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from redact import redaction, renderers, verification
from redact import review as reviews
from redact.errors import LeakError, Undecided
from redact.loaders import load
from redact.model import Action, Document, Publication, Review, Span
from redact.policy import Policy
from redact.publishing.files import check_name
from redact.publishing.sources import changed_since, policy_for, review_of, withhold_undecided
from redact.publishing.withheld_people import refuse_open_people, writings_of_people
from redact.review.comparing import Difference
from redact.review.warnings import ReviewWarning
from redact.segmentation.seen import as_seen
from redact.spans import minus, stretches

APART = "\n" + "·" * 16 + "\n"
"""What stands between two pieces of open text, so that no word is read across a hole."""


_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A publication before it is made: from which source and review, under which policy and name.

    `withheld` are the values and what else means the people withheld, each with the first place where that is so.
    `missing` are notes still to be
    written, `warnings` what to look at again, `differences` what the policy would decide otherwise if it was changed
    since the review. `released` is the date that the files carry.
    """

    source: Path
    document: Document
    review: Review
    policy: Policy
    publication: Publication
    name: str
    withheld: Mapping[str, Span] = field(repr=False)
    released: date | None = None
    records: bool = False
    missing: tuple[str, ...] = ()
    warnings: tuple[ReviewWarning, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def presentation(self) -> renderers.Presentation:
        return renderers.Presentation(**self.policy.presentation, date=self.released)


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
    values = withheld_values(document, review)
    _refuse_half_withheld(document, review, values)
    refuse_open_people(document, review)
    withheld = {**writings_of_people(document, review), **values}
    named = "\n\n".join([stem, _CAMEL.sub(" ", stem), title or ""])
    numbers = verification.withhold([*withheld]).found_in(named)
    if numbers := numbers or verification.withhold([*values]).found_in(publication.title):
        raise LeakError(
            f"{source}: the name or title of the publication would show what is withheld at "
            f"{places_of(document, withheld, numbers)}; give others with --name and --title"
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


def _refuse_half_withheld(document: Document, review: Review, withheld: Mapping[str, Span]) -> None:
    """Refuse to hide a value in one place and leave it open in another, unless that place was disclosed on record."""
    secret = verification.withhold([*withheld])
    for block in as_seen(document, stretches(document, review.only(Action.WITHHOLD))).blocks:
        decided = [decision.span for decision in review.touching(block.span)]
        open_text = APART.join(document[piece] for piece in minus(block.span, decided))
        if numbers := secret.found_in(open_text):
            raise LeakError(
                f"{document.name}: what is withheld at {places_of(document, withheld, numbers)} is open in the "
                f"paragraph at {document.place(block.span.start)}; withhold it there too, or disclose that place on "
                f"record: redact review {document.name}"
            )


def withheld_values(document: Document, review: Review) -> dict[str, Span]:
    """Return each withheld value once, as it stands in the document, with the first place where it does."""
    values: dict[str, Span] = {}
    for decision in review.only(Action.WITHHOLD):
        value = " ".join(document[decision.span].split())
        if re.search(r"\w", value):
            values.setdefault(value, decision.span)
    return values


def places_of(document: Document, withheld: Mapping[str, Span], numbers: Iterable[int], most: int = 5) -> str:
    """Name where withheld values stand, by their numbers from 1."""
    spans = [*withheld.values()]
    places = [str(document.place(spans[number - 1].start)) for number in numbers]
    return "; ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")
