"""What a review file claims, held against the record of who did what and against what the policy says.

    a line lost in a merge         nobody took it out: it counts as undecided
    a line without a name          says what the policy says, or stands on the record
    a name, a note, a signature    stands on the record, and what stands on the record stands in the file

The record is a chain without a key: it shows what a slip, a merge or a careless hand did, and makes a forger write the
whole of it anew; it proves no name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from redact.model import Action, Decision, Document, PolicyReference, Review, Span
from redact.review.comparing import pieces
from redact.review.file import compared
from redact.review.log import TAKEN_OVER, UNSAVED, Event

_NOTHING = Review("", PolicyReference("", 0))


@dataclass(frozen=True, slots=True)
class Claims:
    """What of a review does not stand: `lost` counts as undecided; the rest is what nobody did on record, by place.

    `unfounded` are spans that say otherwise than the policy, `unrecorded` and `missing` what people are said to have
    decided and did not on record, or did and the file has it no more. `others` names notes and signatures alike.
    """

    lost: tuple[Decision, ...]
    unfounded: tuple[Span, ...]
    unrecorded: tuple[Span, ...]
    missing: tuple[Span, ...]
    others: tuple[str, ...]


def claims(document: Document, review: Review, proposal: Review, events: Sequence[Event]) -> Claims:
    """Hold a review against what the policy proposes and what is on its record.

    What the program itself put on record for the policy, such as what is left of a widened decision, is what the
    policy says while that is the same policy.
    """
    standing = _standing(events)
    kept = standing.keys() if review.policy == proposal.policy else ()
    people = {_key(entry): entry for entry in compared(_NOTHING, review)[1] if _is_somebodys(entry)}
    recorded = {key: entry for key, entry in standing.items() if _is_somebodys(entry)}
    extra = [people[key] for key in people.keys() - recorded.keys()]
    gone = [recorded[key] for key in recorded.keys() - people.keys()]
    taken_out = _taken_out(events)
    lost: list[Decision] = []
    unfounded: list[Span] = []
    for span, ours, policys in pieces(review, proposal):
        if (ours is not None and ours.by) or _claim(ours) == _claim(policys) or not re.search(r"\w", document[span]):
            continue
        if ours is not None:
            if _key(_entry(ours)) not in kept:
                unfounded.append(span)
        elif policys is not None and not any(out.contains(span) for out in taken_out):
            lost.append(replace(policys, span=span, action=Action.UNDECIDED))
    return Claims(
        tuple(lost),
        tuple(unfounded),
        tuple(sorted(_spans(extra))),
        tuple(sorted(_spans(gone))),
        tuple(sorted({*_others(extra, "that nobody made on record"), *_others(gone, "that the file has no more")})),
    )


def forged_signatures(review: Review, events: Sequence[Event], lines: Sequence[bytes]) -> tuple[str, ...]:
    """Return who signed according to the file, and did not on its record: the signature names the record before it."""
    given = {}
    for number, event in enumerate(events):
        for entry in event.after:
            if event.did == "sign" and "signature" in entry and event.by == entry["signature"][0]:
                given[tuple(entry["signature"])] = sha256(b"".join(lines[:number])).hexdigest()
    return tuple(
        name
        for name, signature in review.signatures
        if f"record:{given.get((name, signature))}" not in signature.split()
    )


def _standing(events: Sequence[Event]) -> dict[str, Any]:
    """Return the entries that stand at the end of a record."""
    standing: dict[str, Any] = {}
    for event in effective(events):
        if event.did == TAKEN_OVER:
            standing = {}
        for entry in event.before:
            standing.pop(_key(entry), None)
        for entry in event.after:
            standing[_key(entry)] = entry
    return standing


def effective(events: Sequence[Event]) -> Iterator[Event]:
    """Yield the events that took place: not one whose change never reached the file."""
    for number, event in enumerate(events, 1):
        if number == len(events) or events[number].did != UNSAVED:
            yield event


def _taken_out(events: Sequence[Event]) -> list[Span]:
    """Return the places whose decision somebody took out, so that nothing is said there."""
    places: dict[Span, None] = {}
    for event in effective(events):
        for span in _spans(event.before):
            places[span] = None
        for span in _spans(event.after):
            places.pop(span, None)
    return list(places)


def _claim(decision: Decision | None) -> object:
    """Return what a line claims: nothing where it opens what it stands on, as no line does too."""
    if decision is None or decision.action is Action.DISCLOSE:
        return None
    return (
        decision.action,
        decision.exemptions,
        decision.show,
        decision.entity,
        decision.subject,
        decision.rule,
        decision.found_by,
    )


def _is_somebodys(entry: Any) -> bool:
    return "note" in entry or "signature" in entry or bool(entry.get("by"))


def _others(entries: Iterable[Any], what: str) -> Iterator[str]:
    for kind in ("note", "signature"):
        if any(kind in entry for entry in entries):
            yield f"a {kind} {what}"


def _spans(entries: Iterable[Any]) -> Iterator[Span]:
    return (Span(*entry["span"]) for entry in entries if "span" in entry)


def _entry(decision: Decision) -> Any:
    return compared(_NOTHING, replace(_NOTHING, decisions=(decision,)))[1][0]


def _key(entry: Any) -> str:
    return json.dumps(entry, sort_keys=True, ensure_ascii=False)
