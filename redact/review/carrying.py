"""A revised text: people's decisions carried to the same words in the same surroundings, and never by guessing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from redact.errors import StaleReview
from redact.model import Action, Block, Decision, Document, Review, Span
from redact.spans import settle

REACH = 40
"""How many characters on each side must be the same."""
_ENOUGH = 12
"""With fewer letters and digits round it in its own block, a place is known by its neighbours too."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A proposal with the decisions that could be carried into it, and the people's decisions that could not."""

    review: Review
    carried: tuple[Decision, ...]
    left: tuple[Decision, ...]


def carry(old: Document, earlier: Review, new: Document, proposal: Review) -> Carried:
    """Carry people's decisions from an earlier review of `old` into a proposal on `new`.

    A decision is carried where its words stand in `new` between the same characters as they stood in `old`, as often
    as they did there, and where all of those places had been decided alike. It keeps who, when and why. Notes come
    along, except the acknowledgement of what could not be read. Everything else is listed in `left`, for a person.
    Into the same text all of it is carried.
    """
    if not earlier.is_of_text(old):
        raise StaleReview(
            f"{old.name}: is not the text that the earlier review was made of; find that text and name it"
        )
    same = earlier.is_of_text(new)
    before, after = _Places(old), _Places(new)
    people = tuple(decision for decision in earlier.decisions if decision.by)
    by_span = {decision.span: decision for decision in people}
    carried: list[Decision] = []
    left: list[Decision] = []
    for decision in people:
        if same:
            carried.append(replace(decision, subject=_subject(decision, decision.span, proposal)))
        elif (span := _same_place(decision, by_span, before, after)) is None:
            left.append(decision)
        else:
            carried.append(replace(decision, span=span, subject=_subject(decision, span, proposal)))
    notes = dict(proposal.notes) | {key: text for key, text in earlier.notes if key != "unread"}
    review = replace(
        proposal,
        decisions=settle([*proposal.decisions, *carried]),
        notes=tuple(sorted(notes.items())),
        signatures=(),
    )
    return Carried(review, tuple(carried), tuple(left))


def copies(document: Document, span: Span) -> tuple[Span, ...]:
    """Return where else the same words stand in the same surroundings, as in an e-mail's quoted copy.

    Only the words round it in its own paragraph count: what stands before and after the whole of it is another's.
    """
    places = _Places(document)
    alone = places.surroundings(span, own_block=True)
    before, after = alone.before.lstrip("\n"), alone.after.rstrip("\n")
    if not _enough(before + after):
        return ()
    passage = _Surroundings(before, alone.words, after, own_block=False)
    return tuple(place for place in places.like(passage) if place != span)


def _enough(round_it: str) -> bool:
    return sum(character.isalnum() for character in round_it) >= _ENOUGH


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The words of a place and what stands on each side, as it reads when white space and quote marks do not count."""

    before: str
    words: str
    after: str
    own_block: bool


class _Places:
    """A document as it reads: white space as one space, quote marks left out, blocks apart or run together."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._apart = _Reading(document, "\n")
        self._together = _Reading(document, " ")

    def surroundings(self, span: Span, *, own_block: bool) -> _Surroundings:
        """Return what stands round a span: in its own block alone, or in the blocks next to it too."""
        reading = self._apart if own_block else self._together
        start, end = reading.to_reading(span)
        text = reading.text
        before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
        if own_block:
            before = before[before.rfind("\n") :] if "\n" in before else before
            after = after[: after.find("\n") + 1] if "\n" in after else after
        return _Surroundings(before, text[start:end], after, own_block)

    def like(self, round_it: _Surroundings) -> list[Span]:
        """Return every place with the same words between the same surroundings, in reading order."""
        reading = self._apart if round_it.own_block else self._together
        wanted = round_it.before + round_it.words + round_it.after
        places: list[Span] = []
        at = reading.text.find(wanted)
        while at >= 0:
            start = at + len(round_it.before)
            places.append(reading.to_span(start, start + len(round_it.words)))
            at = reading.text.find(wanted, at + 1)
        return places


class _Reading:
    """A text with the place of each of its characters in the document."""

    def __init__(self, document: Document, between: str) -> None:
        characters: list[str] = [between]
        offsets: list[int] = [0]
        for block in document.blocks:
            for offset in _read(document, block):
                character = document.text[offset]
                if character.isspace():
                    if characters[-1].isspace():
                        continue
                    character = " "
                characters.append(character)
                offsets.append(offset)
            if not characters[-1].isspace():
                characters.append(between)
                offsets.append(block.span.end)
        self.text = "".join(characters)
        self._offsets = offsets

    def to_reading(self, span: Span) -> tuple[int, int]:
        from bisect import bisect_left

        start = bisect_left(self._offsets, span.start, lo=1)
        return start, max(start, bisect_left(self._offsets, span.end, lo=1))

    def to_span(self, start: int, end: int) -> Span:
        return Span(self._offsets[start], self._offsets[end - 1] + 1)


def _read(document: Document, block: Block) -> Iterable[int]:
    """Yield the offsets of a block's characters without the quote marks at the beginnings of its lines."""
    at_start = True
    for offset in range(block.span.start, block.span.end):
        character = document.text[offset]
        if character == "\n":
            at_start = True
        elif at_start and (character == ">" or character.isspace()):
            continue
        else:
            at_start = False
        yield offset


def _same_place(decision: Decision, by_span: dict[Span, Decision], before: _Places, after: _Places) -> Span | None:
    """Return where a decision's place is in the new text, if that is beyond doubt."""
    for own_block in (True, False):
        round_it = before.surroundings(decision.span, own_block=own_block)
        if not round_it.words.strip() or (own_block and not _enough(round_it.before + round_it.after)):
            continue
        old, new = before.like(round_it), after.like(round_it)
        alike = {_meaning(by_span.get(span)) for span in old} == {_meaning(decision)}
        if decision.span in old and len(old) == len(new) and (len(old) == 1 or alike):
            return new[old.index(decision.span)]
    return None


def _meaning(decision: Decision | None) -> tuple[object, ...]:
    if decision is None:
        return ()
    return decision.action, decision.exemptions, decision.show, decision.reason, decision.by


def _subject(decision: Decision, span: Span, proposal: Review) -> str:
    """Return whom the new text's proposal holds this place to be about: the old numbers mean nothing there."""
    if decision.subject.startswith("term-"):
        return decision.subject
    about = [d for d in proposal.decisions if d.span.overlaps(span) and d.entity == decision.entity]
    return about[0].subject if len({d.subject for d in about}) == 1 and decision.subject else ""


_SAID = {Action.WITHHOLD: "withheld", Action.UNDECIDED: "asked", Action.DISCLOSE: "disclosed"}


def not_carried(carried: Carried, old: Document) -> tuple[str, ...]:
    """Return where in the old text each decision stood that could not be carried, in words that quote none."""
    return tuple(
        f"{old.name}: {old.place(d.span.start)}: {d.entity or 'picked words'} {_SAID[d.action]} by {d.by}"
        for d in carried.left
    )
