"""A session over a short invented letter, for the tests of all that reviews."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from redact import review as reviews
from redact.finding import find
from redact.loaders import load
from redact.model import Action, Decision, Document, Finding, Source, Span
from redact.policy import Policy, load_policy
from redact.proposal import propose
from redact.review import editing, log
from redact.reviewing.session import Session
from redact.reviewing.signing import sign
from redact.segmentation.lines import blocks_of

LETTER = """\
Dear Ms Example,

Mr Bo Sample of the Works Office checked the figures on 3 March 2025. Mr Sample can be reached on 020 7946 0018. \
The Home Secretary knows.

Counsel's advice is attached. It is privileged.

Yours sincerely,

Cy Model
"""
POLICY = load_policy("foi-uk")
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


def at(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def findings(text: str = LETTER) -> tuple[Finding, ...]:
    return (
        Finding(
            at(text, "Ms Example"), "PERSON", 0.9, ("structure",), frozenset({"in-salutation", "addressee"}), "person-1"
        ),
        Finding(at(text, "Mr Bo Sample"), "PERSON", 0.9, ("model", "structure"), frozenset({"junior"}), "person-2"),
        Finding(at(text, "Mr Sample"), "PERSON", 0.9, ("spread",), frozenset({"junior"}), "person-2"),
        Finding(at(text, "020 7946 0018"), "PHONE_NUMBER", 0.8, ("pattern",), frozenset(), "phone-1"),
        Finding(at(text, "Cy Model"), "PERSON", 0.85, ("model",), frozenset({"in-signature"}), "person-3"),
    )


def open_session(source: Path, by: str = "Ada Reviewer") -> Session:
    return Session.open(source, POLICY, by=by, findings=findings(), clock=lambda: NOON)


def decision_on(session: Session, words: str, nth: int = 0) -> Decision | None:
    span = at(LETTER, words, nth)
    return next((d for d in session.review.decisions if d.span == span), None)


def state(session: Session, key: str) -> str:
    return session.subject(key).state


def session_over(text: str, found: tuple[Finding, ...], folder: Path, name: str = "letter.txt") -> Session:
    """Open a session over a text that no loader would let through, such as one with control characters."""
    document = Document(Source(name), text, blocks_of(text))
    path = folder / "letter.txt.review.json"
    reviews.write(path, propose(document, found, POLICY))
    return Session(document, found, POLICY, path, "Ada Reviewer", clock=lambda: NOON)


def on_record(source: Path, decisions: Iterable[Decision], policy: Policy = POLICY) -> None:
    """Write a review with these decisions, taken by somebody on record, who disclosed all else that was found."""
    document = load(source)
    asked = propose(document, find(document, policy), policy)
    said = {"by": "Jo Officer", "at": "2026-01-02T12:00:00Z", "reason": "As told."}
    opened = [replace(d, action=Action.DISCLOSE, exemptions=(), **said) for d in asked.decisions if d.action]
    review = editing.overwrite(replace(asked, decisions=()), opened)
    review = editing.overwrite(review, [replace(decision, **said) for decision in decisions])
    log.write(reviews.path_for(source), review, did="decide", by=said["by"])


def withhold_all(source: Path, policy: str | Policy = POLICY, by: str = "Jo Officer") -> None:
    """Withhold what the policy leaves undecided, write every note that this needs, and sign, on record."""
    policy = policy if isinstance(policy, Policy) else load_policy(policy)
    document, path = load(source), reviews.path_for(source)
    asked = propose(document, find(document, policy), policy)
    said = {"by": by, "at": "2026-01-02T12:00:00Z", "reason": "As told."}
    withheld = [replace(d, action=Action.WITHHOLD, **said) for d in asked.only(Action.UNDECIDED)]
    review = editing.overwrite(asked, withheld)
    for code, kind in reviews.notes_needed(review, policy):
        if kind != reviews.SECOND_REVIEWER:
            review = editing.noted(review, reviews.note_key(code, kind), "Weighed.")
    log.write(path, review, did="decide", by=by)
    sign(source, policy, by="Bo Second", clock=lambda: NOON)


HOSTILE = "Eve\x1b[2J\u202eL \x07\x9b31m<b>Bold</b>"


def hostile_session(folder: Path) -> Session:
    """Open a session over a letter that tries to steer a terminal and a page."""
    text = f"Dear all,\n\nWe met {HOSTILE} today. [bold]No markup[/bold] <script>alert(1)</script>\x1b]0;title\x07\n"
    found = (Finding(at(text, HOSTILE), "PERSON", 0.9, ("model",), subject="person-1"),)
    return session_over(text, found, folder, "letter\x1b[31m.txt")
