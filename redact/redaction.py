"""Applying a review: the only way from a document to a publication, and the only door to presidio-anonymizer."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from redact.errors import Undecided, Unread
from redact.model import (
    Action,
    Block,
    Decision,
    Document,
    LegendEntry,
    Passage,
    Publication,
    Redaction,
    Review,
    Show,
    Span,
)
from redact.policy import Policy
from redact.segmentation.seen import as_seen
from redact.spans import stretches

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig

UNTITLED = "Disclosed document"
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d\d)(?!\d)")
_OUTWARD = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s{0,3}\d[A-Z]{2}\b", re.I)


OPEN_CODE = "?"
"""What a draft gives as the code of an open hole for which no exemption has been proposed."""


@dataclass(frozen=True, slots=True)
class _Hole:
    """A withheld stretch, and what will be printed there."""

    span: Span
    decision: Decision
    redaction: Redaction


def apply(document: Document, review: Review, policy: Policy, *, title: str = "") -> Publication:
    """Return what may be seen of a document: its text with holes, in the blocks that this text with holes has.

    Raises StaleReview for a review of another text or file, Undecided while anything waits for a person, and Unread
    while a part that could not be read has not been acknowledged by a note named `unread`. Without a `title`, the
    subject line as published is the title.
    """
    review.require(document)
    if waiting := review.only(Action.UNDECIDED):
        first = document.place(waiting[0].span.start)
        raise Undecided(
            f"{document.name}: {len(waiting)} still to decide, the first at {first}; see them with: "
            f"redact diff {document.name}"
        )
    if document.unread and "unread" not in dict(review.notes):
        raise Unread(f"{document.name}: could not be read in full: {'; '.join(document.unread)}")
    return _publication(document, review, policy, title)


def draft(document: Document, review: Review, policy: Policy, *, title: str = "") -> Publication:
    """Return what would be published if everything undecided were withheld, for previews only.

    A hole that holds anything undecided is `open`, and no renderer accepts it. Raises StaleReview for a review of
    another text.
    """
    review.require(document)
    return _publication(document, review, policy, title, drafting=True)


def withhold_undecided(review: Review) -> Review:
    """Return a review with everything undecided withheld, under `OPEN_CODE` where no exemption was proposed."""
    decisions = tuple(
        replace(decision, action=Action.WITHHOLD, exemptions=decision.exemptions or (OPEN_CODE,))
        if decision.action is Action.UNDECIDED
        else decision
        for decision in review.decisions
    )
    return replace(review, decisions=decisions)


def _publication(
    document: Document, review: Review, policy: Policy, title: str, *, drafting: bool = False
) -> Publication:
    held = stretches(document, withhold_undecided(review).only(Action.WITHHOLD))
    holes = _holes(held, review, policy.amounts)
    passages: list[Passage] = []
    first = 0
    for block in as_seen(document, held).blocks:
        beyond = bisect.bisect_left(holes, block.span.end, first, key=lambda hole: hole.span.start)
        passages.append(_passage(document, block, holes[first:beyond]))
        first = beyond
    codes = dict.fromkeys(code for hole in holes for code in hole.redaction.exemptions)
    return Publication(
        title or _subject_line(passages) or UNTITLED,
        policy.language,
        str(review.policy),
        tuple(passages),
        tuple(_legend_entry(code, policy) for code in codes if not drafting or code in policy.exemptions),
    )


def _holes(held: Sequence[tuple[Span, Decision]], review: Review, amounts: bool) -> list[_Hole]:
    """Return every hole in reading order, with what is printed there where that does not depend on the words."""
    pseudonyms: dict[tuple[str, str], str] = {}
    holes: list[_Hole] = []
    for number, (span, decision) in enumerate(held, 1):
        amount = amount_of(len(span)) if amounts else ""
        shown = _printed_known(decision, pseudonyms, amount)
        undecided = any(each.action is Action.UNDECIDED for each in review.touching(span))
        redaction = Redaction(number, decision.exemptions, shown, decision.show.how, amount, undecided)
        holes.append(_Hole(span, decision, redaction))
    return holes


def amount_of(length: int) -> str:
    """Return how much a hole holds, from its length in characters, in bands too wide to tell one name from another."""
    bands = ((80, "up to a line"), (400, "up to five lines"), (1500, "up to half a page"), (3000, "up to a page"))
    return next((words for most, words in bands if length <= most), "more than a page")


def _printed_known(decision: Decision, pseudonyms: dict[tuple[str, str], str], amount: str) -> str:
    """Return what stands instead of the words where that does not depend on them."""
    how, what = decision.show.how, decision.show.what
    if how == "label":
        return f"[Redacted: {', '.join(filter(None, (*decision.exemptions, amount)))}]"
    if how == "replace":
        return f"[{what}]"
    if how == "pseudonym":
        key = (what, decision.subject or str(decision.span))
        ordinal = 1 + sum(label == what for label, _ in pseudonyms)
        return pseudonyms.setdefault(key, f"[{_numbered(what, ordinal)}]")
    return ""


def _numbered(what: str, ordinal: int) -> str:
    """Return a pseudonym; one that ends in `A`, such as `Third party A`, is counted in letters: A ... Z, AA, AB ..."""
    if not what.endswith(" A"):
        return f"{what} {ordinal}"
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{what[:-2]} {letters}"


def _passage(document: Document, block: Block, holes: list[_Hole]) -> Passage:
    words = document[block.span]
    if not holes:
        return Passage((words,), block.kind, block.level, block.part)
    from presidio_anonymizer.entities import RecognizerResult

    # One operator a decision: the hole's number serves as Presidio's entity type, so that two names may fall under
    # two exemptions. The spans do not overlap, so that Presidio has no conflict to resolve.
    named = {f"HOLE_{hole.redaction.number}": hole for hole in holes}
    results = [
        RecognizerResult(name, hole.span.start - block.span.start, hole.span.end - block.span.start, 1.0)
        for name, hole in named.items()
    ]
    printed = _engine().anonymize(words, results, {name: _operator(hole) for name, hole in named.items()})
    parts: list[str | Redaction] = []
    end = 0
    for piece in sorted(printed.items, key=lambda piece: named[piece.entity_type].redaction.number):
        if piece.start > end:
            parts.append(printed.text[end : piece.start])
        redaction = named[piece.entity_type].redaction
        parts.append(replace(redaction, text=printed.text[piece.start : piece.end]))
        end = piece.end
    if end < len(printed.text):
        parts.append(printed.text[end:])
    if sum(isinstance(part, Redaction) for part in parts) != len(holes):
        raise RuntimeError("a hole was lost")  # fail closed: never print what was to be withheld
    return Passage(tuple(parts), block.kind, block.level, block.part)


@cache
def _engine() -> AnonymizerEngine:
    from presidio_anonymizer import AnonymizerEngine

    return AnonymizerEngine()


def _operator(hole: _Hole) -> OperatorConfig:
    """Return the Presidio operator for a hole: redact for a bar, replace for words, custom for what keeps a part.

    Presidio's own mask keeps the length of what it hides, and a length can give a value away: ours does not.
    """
    from presidio_anonymizer.entities import OperatorConfig

    show = hole.decision.show
    if show.how == "box":
        return OperatorConfig("redact", {})
    if show.how in ("mask", "generalise"):
        return OperatorConfig("custom", {"lambda": lambda words: partly(words, show, hole.decision.exemptions)})
    return OperatorConfig("replace", {"new_value": hole.redaction.text})


def partly(words: str, show: Show, exemptions: tuple[str, ...]) -> str:
    """Return what may stay of a value: its last characters, its year, its outward postcode; else the label alone."""
    if show.how == "mask":
        count = int(show.what)
        signs = [character for character in words if character.isalnum()]
        if len(signs) >= 2 * count:  # of a short value the end would be nearly all of it
            return f"[…{''.join(signs[-count:])}]"
    elif show.what == "year":
        if year := _YEAR.search(words):
            return f"[{year.group(1)}]"
        if short := _SHORT_YEAR.search(words):
            # A two-digit year may stand for either century: the later one only where it is no guess.
            return f"['{short.group(1)}]"
    elif show.what == "outward-postcode" and (outward := _OUTWARD.search(words)):
        return f"[{outward.group(1).upper()}]"
    return f"[Redacted: {', '.join(exemptions)}]"


def _subject_line(passages: Sequence[Passage]) -> str:
    """Return the subject line as published; not one with a hole, since a title with a hole names nothing."""
    for passage in passages:
        if passage.part == "subject" and all(isinstance(part, str) for part in passage.parts):
            return " ".join("".join(str(part) for part in passage.parts).split())
    return ""


def _legend_entry(code: str, policy: Policy) -> LegendEntry:
    exemption = policy.exemption(code)
    return LegendEntry(code, exemption.title, exemption.plain, exemption.law, exemption.spoken)
