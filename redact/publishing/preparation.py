"""A publication before it is made, and what stops it: open places, half-withheld values, names that tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from redact import redaction, renderers
from redact import review as reviews
from redact.errors import LeakError, RenderError, Undecided
from redact.loaders import load
from redact.model import Action, Document, Publication, Review, Span
from redact.policy import Policy
from redact.publishing import half_withheld
from redact.publishing.files import check_stem, stem_of
from redact.publishing.sources import policy_for, review_of, withhold_undecided
from redact.review.questions import counted, open_questions
from redact.review.warnings import ReviewWarning
from redact.spans import minus
from redact.text.search import withhold


@dataclass(frozen=True, slots=True)
class Prepared:
    """A publication before it is made: from which source and review, under which policy and name, if it has one yet.

    `withheld` are the values and what else means the people withheld, each with the first place where that is so.
    `warnings` are what to look at again. `released` is the date that the files carry.
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
    warnings: tuple[ReviewWarning, ...] = ()

    @property
    def reference(self) -> str:
        """Return the case's reference, if there is a case and it has one."""
        return self.policy.case.id if self.policy.case else ""

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
    name = check_stem(name) if name else ""
    document = load(source)
    chosen = policy_for(source, policy)
    review, warnings = review_of(source, document, chosen, models)
    if undecided == "withhold":
        review = withhold_undecided(review, document)
    prepared = of_review(source, document, review, chosen, title=title, name=name, released=released, records=records)
    return replace(prepared, warnings=warnings)


def of_review(
    source: Path,
    document: Document,
    review: Review,
    policy: Policy,
    *,
    title: str = "",
    name: str = "",
    released: date | None = None,
    records: bool = False,
) -> Prepared:
    """Return what is to be published of a document under a review that is what it claims to be; see `prepare`."""
    _refuse_open(source, document, review, policy)
    publication = redaction.apply(document, review, policy, title=title)
    _refuse_unprintable(source, document, review)
    reviews.require_signature(review, publication, policy)
    _refuse_half_withheld(document, review)
    values = half_withheld.withheld_values(document, review)
    withheld = {**half_withheld.writings_of_people(document, review), **values}
    stem = name or stem_of(policy.case.id if policy.case else "")
    numbers = withhold([*withheld]).found_in(f"{stem}\n\n{title}")
    if numbers := numbers or withhold([*values]).found_in(publication.title):
        raise LeakError(
            f"{source}: the name or title of the publication would show what is withheld at "
            f"{places_of(document, withheld, numbers)}; give others with --name and --title",
            words_at(withheld, numbers),
        )
    return Prepared(source, document, review, policy, publication, name, withheld, released, records)


def _refuse_open(source: Path, document: Document, review: Review, policy: Policy) -> None:
    if waiting := review.only(Action.UNDECIDED):
        asked = counted(open_questions(document, review, policy), len(waiting))
        raise Undecided(
            f"{source}: {asked} still to decide, the first at "
            f"{document.place(waiting[0].span.start)}; see them with: redact diff {source}"
        )
    if unwritten := reviews.unwritten(review, policy):
        raise Undecided(
            f"{source}: still to be written before this may be withheld: {'; '.join(unwritten)}; "
            f"write them in: redact review {source}"
        )


def _refuse_unprintable(source: Path, document: Document, review: Review) -> None:
    """Refuse a character that no font here has, or that nobody could see, by its place in the record."""
    hidden = [decision.span for decision in review.only(Action.WITHHOLD)]
    for block in document.blocks:
        for piece in minus(block.span, hidden):
            if fault := renderers.unprintable(document[piece]):
                raise RenderError(
                    f"{source}: {document.place(piece.start + fault[0])}: {fault[1]}; write it in other letters, or "
                    f"withhold it: redact review {source}"
                )


def _refuse_half_withheld(document: Document, review: Review, most: int = 5) -> None:
    """Refuse to hide somebody or something in one place and leave it open in another, unless that is on record."""
    found = list(
        dict.fromkeys((*half_withheld.open_people(document, review), *half_withheld.open_values(document, review)))
    )
    if found:
        places = [
            f"{document.place(opened.start)} (withheld at {document.place(hidden.start)})" for hidden, opened in found
        ]
        more = f" and {len(places) - most} more" if len(places) > most else ""
        raise LeakError(
            f"{document.name}: what is withheld is open at {'; '.join(places[:most])}{more}; withhold it there too, or "
            f"disclose that place on record: redact review {document.name}",
            tuple(dict.fromkeys(" ".join(document[hidden].split()) for hidden, _ in found)),
        )


def words_at(withheld: Mapping[str, Span], numbers: Iterable[int]) -> tuple[str, ...]:
    """Return withheld values by their numbers from 1."""
    values = [*withheld]
    return tuple(values[number - 1] for number in numbers)


def places_of(document: Document, withheld: Mapping[str, Span], numbers: Iterable[int], most: int = 5) -> str:
    """Name where withheld values stand, by their numbers from 1."""
    spans = [*withheld.values()]
    places = [str(document.place(spans[number - 1].start)) for number in numbers]
    return "; ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")
