"""A second person's signature, and the record behind a review."""

import json
from dataclasses import replace

import pytest

from redact import review as reviews
from redact.errors import Refused, ReviewError, Undecided
from redact.loaders import load
from redact.redaction import apply
from redact.review import log as history
from redact.reviewing import signing
from redact.reviewing.session import Session
from tests.sessions import LETTER, NOON, POLICY, at


def open_session(source) -> Session:
    """Open a session over what is really found, as everybody who signs and publishes does."""
    return Session.open(source, POLICY, by="Ada Reviewer", clock=lambda: NOON)


def sign(source, by: str = "Bo Second"):
    return signing.sign(source, POLICY, by=by, clock=lambda: NOON)


def held(source) -> tuple[str, ...]:
    review = reviews.read(reviews.path_for(source))
    return reviews.signers(review, apply(load(source), review, POLICY))


@pytest.fixture
def finished(source):
    session = open_session(source)
    session.withhold("person-1")
    for other in ("person-2", "person-3", "postal-address-1", "legal-privilege-cue-1"):
        session.disclose(other)
    return source


def test_a_second_persons_signature_holds(finished):
    sign(finished)

    assert ("Bo Second",) == held(finished)
    assert "sign" == history.verify(reviews.path_for(finished))[-1].did


@pytest.mark.parametrize("name", ["Ada Reviewer", "ada  reviewer", ""])
def test_who_decided_does_not_sign(finished, name):
    with pytest.raises(Refused):
        sign(finished, by=name)


def test_nothing_is_signed_while_something_is_open(source):
    open_session(source)
    with pytest.raises(Undecided):
        sign(source)


def test_nothing_is_signed_while_a_note_is_missing(finished):
    session = open_session(finished)
    session.withhold(at(LETTER, "Counsel's advice"), ["s.42(1)"], reason="Advice.")
    with pytest.raises(Undecided, match="public interest test"):
        sign(finished)

    session.note("s.42(1)", "public interest test", "Weighed.")
    sign(finished)
    assert ("Bo Second",) == held(finished)


def test_any_change_voids_a_signature_and_undoing_it_restores_it(finished):
    sign(finished)
    session = open_session(finished)
    session.withhold("person-3", reason="On second thoughts.")
    assert () == held(finished)

    session.undo()
    assert ("Bo Second",) == held(finished)


def test_a_change_by_hand_voids_a_signature(finished):
    sign(finished)
    path = reviews.path_for(finished)
    path.write_text(path.read_text(encoding="utf-8").replace("person-3", "person-9"), encoding="utf-8")

    assert () == held(finished)


def test_another_publication_from_the_same_decisions_voids_a_signature(finished):
    sign(finished)
    review = reviews.read(reviews.path_for(finished))
    lines = tuple(replace(block, kind="line") for block in load(finished).blocks)
    wider = replace(load(finished), blocks=lines, marked_up=True)

    assert () == reviews.signers(review, apply(wider, review, POLICY))


def test_a_signature_moved_to_the_decider_is_void(finished):
    sign(finished)
    path = reviews.path_for(finished)
    path.write_text(path.read_text(encoding="utf-8").replace("Bo Second", "Ada Reviewer"), encoding="utf-8")

    assert () == held(finished)


def test_an_exemption_that_needs_a_second_reviewer_is_missing_one_until_they_sign(finished):
    session = open_session(finished)
    code = next(c for c, e in POLICY.exemptions.items() if reviews.SECOND_REVIEWER in e.needs)
    session.withhold(at(LETTER, "Counsel's advice"), [code], reason="Advice.")
    for key in session.missing():
        kind = key.removeprefix(f"{code} ")
        if kind != reviews.SECOND_REVIEWER:
            session.note(code, kind, "Weighed.")
    assert (f"{code} second reviewer",) == session.missing()

    assert () == reviews.missing(sign(finished), POLICY)
    review = reviews.read(reviews.path_for(finished))
    reviews.require_signature(review, apply(load(finished), review, POLICY), POLICY)
    with pytest.raises(Undecided, match="second person"):
        reviews.require_signature(replace(review, signatures=()), apply(load(finished), review, POLICY), POLICY)


def log_of(source):
    return history.path_for(reviews.path_for(source))


def test_the_record_holds_no_word_of_the_letter(finished):
    text = log_of(finished).read_text(encoding="utf-8")

    assert [] == [word for word in ("Sample", "Example", "020 7946", "Model") if word in text]


@pytest.mark.parametrize("spoil", ["change", "take out", "swap", "put in"])
def test_a_record_that_was_tampered_with_is_found_out(finished, spoil):
    log = log_of(finished)
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = {
        "change": [lines[0], lines[1].replace("Ada Reviewer", "Di Figure"), *lines[2:]],
        "take out": [lines[0], *lines[2:]],
        "swap": [lines[1], lines[0], *lines[2:]],
        "put in": [lines[0], lines[0], *lines[1:]],
    }[spoil]
    log.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(ReviewError):
        history.verify(reviews.path_for(finished))
    with pytest.raises(ReviewError):
        sign(finished)


def test_a_review_changed_by_hand_is_not_what_its_record_ends_in(finished):
    path = reviews.path_for(finished)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ReviewError, match="outside"):
        history.verify(path)

    open_session(finished)
    assert "open, changed outside" == history.verify(path)[-1].did


def test_a_line_torn_by_a_crash_never_took_place(finished):
    log = log_of(finished)
    whole = history.read(log)
    with log.open("ab") as file:
        file.write(b'{"did": "withhold", "by": "Ada')

    assert whole == history.read(log)
    session = open_session(finished)
    session.undo() if session.can_undo else session.withhold("person-3", reason="Again.")
    history.verify(reviews.path_for(finished))


def test_every_line_of_the_record_is_plain_json(finished):
    for line in log_of(finished).read_text(encoding="utf-8").splitlines():
        assert {"did", "by", "at", "review", "previous"} <= set(json.loads(line))


def test_proposing_again_is_on_record_and_no_change_by_another_hand(finished):
    path = reviews.path_for(finished)
    history.write(path, replace(reviews.read(path), signatures=()), did="propose", by="Ada Reviewer")
    history.verify(path)
    session = open_session(finished)

    assert ["propose", "open"] == [event.did for event in history.verify(path)][-2:]
    assert not session.can_undo
