"""The one way from what is secret to what is public. The only door to presidio-anonymizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redact.errors import StaleReview, Undecided, Unread
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
    amount_of,
)
from redact.policy import Policy

if TYPE_CHECKING:
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig

UNTITLED = "Disclosed document"
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d\d)(?!\d)")
_OUTWARD = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s{0,3}\d[A-Z]{2}\b", re.I)


@dataclass(frozen=True, slots=True)
class _Hole:
    """The part of a withheld span that lies in one block, and what will be printed there."""

    decision: Decision
    start: int
    end: int
    redaction: Redaction


def apply(document: Document, review: Review, policy: Policy, *, title: str = "") -> Publication:
    """Return what may be seen of a document: its text with holes.

    Raises StaleReview for a review of another text, Undecided while anything waits for a person, and Unread while a
    part that could not be read has not been acknowledged by a note named `unread`. Without a `title`, the subject
    line as published is the title.
    """
    if review.source != document.digest or any(d.span.end > len(document.text) for d in review.decisions):
        raise StaleReview(
            f"{document.name}: the review is of another text; look at what changed, then run: "
            f"redact propose {document.name}"
        )
    if waiting := review.only(Action.UNDECIDED):
        first = document.place(waiting[0].span.start)
        raise Undecided(
            f"{document.name}: {len(waiting)} still to decide, the first at {first}; see them with: "
            f"redact diff {document.name}"
        )
    if document.unread and "unread" not in dict(review.notes):
        raise Unread(f"{document.name}: could not be read in full: {'; '.join(document.unread)}")
    holes = _holes(document, _joined(review.only(Action.WITHHOLD)), policy.amounts)
    passages = tuple(_passage(document, block, held) for block, held in holes)
    used = dict.fromkeys(code for _, held in holes for hole in held for code in hole.redaction.exemptions)
    return Publication(
        title or _subject_line(passages) or UNTITLED,
        policy.language,
        str(review.policy),
        passages,
        tuple(_legend_entry(code, policy) for code in used),
    )


def _joined(decisions: tuple[Decision, ...]) -> list[Decision]:
    """Join spans that touch and say the same: settling may have cut one name in two."""
    joined: list[Decision] = []
    for decision in decisions:
        last = joined[-1] if joined else None
        if last is not None and last.span.end == decision.span.start and _look(last) == _look(decision):
            joined[-1] = replace(last, span=replace(last.span, end=decision.span.end))
        else:
            joined.append(decision)
    return joined


def _look(decision: Decision) -> tuple[object, ...]:
    return decision.exemptions, decision.show, decision.subject, decision.entity


def _holes(document: Document, decisions: list[Decision], amounts: bool) -> list[tuple[Block, list[_Hole]]]:
    """Pair every block with its holes, numbered in reading order; a span over several blocks is a hole in each."""
    pseudonyms: dict[tuple[str, str], str] = {}
    found: list[tuple[Block, list[_Hole]]] = []
    number, at = 0, 0
    for block in document.blocks:
        held: list[_Hole] = []
        while at < len(decisions) and decisions[at].span.end <= block.span.start:
            at += 1
        for decision in _overlapping(decisions, at, block):
            piece = decision.span.within(block.span)
            if piece is None:
                continue
            number += 1
            amount = amount_of(len(piece)) if amounts else ""
            shown = _printed_known(decision, pseudonyms, amount)
            redaction = Redaction(number, decision.exemptions, shown, decision.show.how, amount)
            held.append(_Hole(decision, piece.start, piece.end, redaction))
        found.append((block, held))
    return found


def _overlapping(decisions: list[Decision], at: int, block: Block) -> Iterator[Decision]:
    for decision in decisions[at:]:
        if decision.span.start >= block.span.end:
            return
        yield decision


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
        RecognizerResult(name, hole.start - block.span.start, hole.end - block.span.start, 1.0)
        for name, hole in named.items()
    ]
    printed = _engine().anonymize(words, results, {name: _operator(hole) for name, hole in named.items()})
    parts: list[str | Redaction] = []
    at = 0
    for piece in sorted(printed.items, key=lambda piece: named[piece.entity_type].redaction.number):
        if piece.start > at:
            parts.append(printed.text[at : piece.start])
        redaction = named[piece.entity_type].redaction
        parts.append(replace(redaction, text=printed.text[piece.start : piece.end]))
        at = piece.end
    if at < len(printed.text):
        parts.append(printed.text[at:])
    if sum(isinstance(part, Redaction) for part in parts) != len(holes):
        raise RuntimeError("a hole was lost")  # fail closed: never print what was to be withheld
    return Passage(tuple(parts), block.kind, block.level, block.part)


_ENGINES: list[AnonymizerEngine] = []


def _engine() -> AnonymizerEngine:
    if not _ENGINES:
        from presidio_anonymizer import AnonymizerEngine

        _ENGINES.append(AnonymizerEngine())
    return _ENGINES[0]


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
        kept = int(show.what or 4)
        signs = [character for character in words if character.isalnum()]
        if len(signs) >= 2 * kept:  # of a short value the end would be nearly all of it
            return f"[…{''.join(signs[-kept:])}]"
    elif show.what == "year":
        if year := _YEAR.search(words):
            return f"[{year.group(1)}]"
        if short := _SHORT_YEAR.search(words):
            # A two-digit year may stand for either century: the later one only where it is no guess.
            return f"['{short.group(1)}]"
    elif show.what == "outward-postcode" and (outward := _OUTWARD.search(words)):
        return f"[{outward.group(1).upper()}]"
    return f"[Redacted: {', '.join(exemptions)}]"


def _subject_line(passages: tuple[Passage, ...]) -> str:
    """Return the subject line as published; not one with a hole, since a title with a hole names nothing."""
    for passage in passages:
        if passage.part == "subject" and all(isinstance(part, str) for part in passage.parts):
            return " ".join("".join(str(part) for part in passage.parts).split())
    return ""


def _legend_entry(code: str, policy: Policy) -> LegendEntry:
    exemption = policy.exemption(code)
    return LegendEntry(code, exemption.title, exemption.plain, exemption.law)
