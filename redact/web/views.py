"""What the page is told, as plain values. Every offset counts code points, here and in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from redact import review as reviews
from redact.model import Action, Decision, Document, Review, Span
from redact.policy import Policy
from redact.reviewing.session import Session
from redact.reviewing.subjects import STATES, Subject
from redact.showing import wording
from redact.showing.cards import kind, plain_entity
from redact.showing.preview import Hole, holes
from redact.showing.wording import GROUPS
from redact.text.characters import HIDDEN

Values = dict[str, Any]


def letter(session: Session) -> Values:
    """Return what does not change while the page is open: the text in its blocks, the codes, the words for people."""
    document, policy = session.document, session.policy
    return {
        "name": document.name,
        "by": session.by,
        "policy": policy.title,
        "language": policy.language,
        "blocks": [
            {"start": block.span.start, "text": document[block.span], "kind": block.kind, "part": block.part}
            for block in document.blocks
        ],
        "exemptions": [
            {"code": each.code, "title": each.title, "plain": each.plain, "kind": each.kind}
            | {"needs": list(reviews.needs(each))}
            for each in policy.exemptions.values()
        ],
        "words": wording.for_page(),
        "hidden": HIDDEN,
    }


def subjects(session: Session) -> dict[str, Values]:
    """Return every subject by its key, in the order in which they are to be decided."""
    printed = {hole.decision.span: hole for hole in holes(session.document, session.review, session.policy)}
    return {each.key: _subject(each, printed, session.document) for each in session.subjects()}


def _subject(subject: Subject, printed: dict[Span, Hole], document: Document) -> Values:
    return {
        "key": subject.key,
        "kind": GROUPS[subject.entity] if subject.members else plain_entity(subject.entity),
        "title": kind(subject) if subject.members else "",
        "members": list(_members(subject)),
        "state": subject.state,
        "words": list(subject.words),
        "because": subject.because,
        "found_by": list(subject.found_by),
        "warnings": [*subject.warnings],
        **_decided(subject),
        "places": [_place(decision, printed, document) for decision in subject.decisions],
    }


def _members(subject: Subject) -> Iterator[Values]:
    """Yield the members of a group: the words of each, and which of the group's places are its own."""
    first = 0
    for member in subject.members:
        yield {"key": member.key, "words": member.words[0], "first": first, "count": len(member.decisions)}
        first += len(member.decisions)


def _decided(about: Subject | Decision) -> Values:
    return {"exemptions": list(about.exemptions), "how": about.show.how, "what": about.show.what}


def _where(document: Document, offset: int) -> str:
    return document.place(offset).row


def _place(decision: Decision, printed: dict[Span, Hole], document: Document) -> Values:
    hole = printed.get(decision.span)
    return {
        "start": decision.span.start,
        "end": decision.span.end,
        "where": _where(document, decision.span.start),
        "state": STATES[decision.action],
        **_decided(decision),
        "hole": _hole(hole) if hole else None,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
    }


def _hole(hole: Hole) -> Values:
    span = hole.span
    return {"start": span.start, "end": span.end, "text": hole.text, "bar": hole.bar, "goes_on": hole.goes_on}


def notes(session: Session) -> list[Values]:
    """Return each note that what is withheld needs, and each that is written."""
    review, policy, written = session.review, session.policy, dict(session.review.notes)
    needed = [*reviews.notes_needed(review, policy)]
    if session.document.unread:
        needed.insert(0, ("", "unread"))
    needless = [_split(key, policy) for key in written if key not in {reviews.note_key(*note) for note in needed}]
    return [
        {**_note(code, kind, written.get(reviews.note_key(code, kind), ""), review), "needed": (code, kind) in needed}
        for code, kind in (*needed, *needless)
    ]


def _note(code: str, kind: str, text: str, review: Review) -> Values:
    signed = kind == reviews.SECOND_REVIEWER
    done = bool(reviews.signers(review)) if signed else bool(text.strip())
    return {"exemption": code, "kind": kind, "text": text, "signed": signed, "done": done}


def _split(key: str, policy: Policy) -> tuple[str, str]:
    code = max((code for code in policy.exemptions if key.startswith(f"{code} ")), key=len, default="")
    return code, key[len(code) :].strip()


def footing(session: Session) -> Values:
    """Return what is true of the review as a whole."""
    return {
        "revision": session.revision,
        "can_undo": session.can_undo,
        "can_redo": session.can_redo,
        "touched": [[span.start, span.end] for span in session.touched],
        "notes": notes(session),
        "missing": list(session.missing()),
    }


def warnings(session: Session) -> list[str]:
    """Return what deserves another look about the document as a whole."""
    return [warning.text for warning in session.warnings() if warning.span is None]


def why(session: Session, key: str) -> Values:
    """Return the evidence behind a subject: the rule as it reads, each finding, and what people did."""
    subject = session.subject(key)
    spans = [decision.span for decision in subject.decisions]
    rule = session.policy.rule(subject.rule) if subject.rule else None
    return {
        "rule": subject.rule,
        "then": rule.then if rule else "",
        "because": subject.because,
        "findings": [
            {
                "where": _where(session.document, finding.span.start),
                "kind": plain_entity(finding.entity),
                "score": round(finding.score, 2),
                "found_by": list(finding.found_by),
                "traits": sorted(finding.traits),
            }
            for finding in session.findings
            if any(finding.span.overlaps(span) for span in spans)
        ],
        "events": list(_events(session, spans)),
    }


def _events(session: Session, spans: Iterable[Span]) -> Iterator[Values]:
    from redact.review import log

    path = log.path_for(session.path)
    wanted = list(spans)
    for event in log.read(path) if path.exists() else ():
        about = [Span(*entry["span"]) for entry in (*event.before, *event.after) if isinstance(entry, dict)]
        if any(span.overlaps(other) for span in about for other in wanted):
            yield {"did": event.did, "by": event.by, "at": event.at}


def count(session: Session, text: str, *, whole_words: bool) -> Values:
    """Return how often a text stands in the letter, and how many of those places are not withheld yet."""
    from redact.review.editing import occurrences

    places = occurrences(session.document, text, whole_words=whole_words) if text.strip() else ()
    withheld = [decision.span for decision in session.review.only(Action.WITHHOLD)]
    free = [place for place in places if not any(span.contains(place) for span in withheld)]
    return {"places": len(places), "free": len(free)}
