"""The start of a review beside a source, and starting it again."""

from dataclasses import replace

import pytest

from redact import review as reviews
from redact.errors import StaleReview
from redact.model import Action
from redact.policy import load_policy, make_case
from redact.review import log
from redact.reviewing.start import start_review
from tests.sessions import LETTER, at, open_session


def test_a_proposal_is_written_beside_its_source(source):
    started = start_review(source, "foi-uk")

    assert reviews.path_for(source) == started.path
    assert started.review == reviews.read(started.path)
    assert started.review.only(Action.UNDECIDED)


def test_started_again_people_keep_their_word_and_it_stands_on_record(source):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")
    started = start_review(source, "foi-uk", by="Bo Other")

    assert ("propose", "Bo Other") == [(e.did, e.by) for e in log.verify(started.path)][-1]

    assert ["Ada Reviewer"] == sorted({d.by for d in started.review.decisions if d.by})
    assert Action.DISCLOSE in {d.action for d in started.review.touching(at(LETTER, "Mr Bo Sample"))}


def test_the_review_of_an_earlier_text_is_carried_over_and_what_cannot_be_is_named(source, tmp_path):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")
    session.withhold(at(LETTER, "Counsel's advice"), ["s.42(1)"])
    revised = tmp_path / "letter-2.txt"
    revised.write_text(LETTER.replace("Counsel's advice is attached.", "Nothing is attached."), encoding="utf-8")
    started = start_review(revised, earlier=reviews.path_for(source))

    assert "foi-uk" == started.review.policy.id
    assert started.carried >= 1
    assert [line for line in started.left if "withheld by Ada Reviewer" in line]
    assert "Counsel" not in "".join(started.left)


def test_the_review_of_another_text_is_not_written_over(source):
    start_review(source, "foi-uk")
    path = reviews.path_for(source)
    reviews.write(path, replace(reviews.read(path), source="0" * 64))
    before = path.read_bytes()

    with pytest.raises(StaleReview):
        start_review(source, "foi-uk")
    assert before == path.read_bytes()


def test_what_is_known_of_the_case_counts(source):
    case = make_case(("Bo Sample",), (), ())
    started = start_review(source, load_policy("dsar-uk"), case=case)
    decisions = started.review.touching(at(LETTER, "Mr Bo Sample"))

    assert {Action.DISCLOSE} == {decision.action for decision in decisions}
