"""The start of a review beside a source, and starting it again."""

from dataclasses import replace

import pytest

from redact import publishing
from redact import review as reviews
from redact.errors import StaleReview
from redact.loaders import load
from redact.model import Action
from redact.policy import load_policy, make_case
from redact.review import log
from redact.reviewing.signing import sign
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
    reviews.write(path, replace(reviews.read(path), source="0" * 64, notes=(("s.43(2) harm", "Weighed."),)))
    before = path.read_bytes()

    with pytest.raises(StaleReview):
        start_review(source, "foi-uk")
    assert before == path.read_bytes()


DOORS = {
    "diff": lambda source: publishing.review_of(source, load(source), publishing.policy_for(source)),
    "review": open_session,
    "publish": lambda source: publishing.prepare(source, undecided="withhold"),
    "verify": publishing.words_of,
    "sign": lambda source: sign(source, by="Bo Second"),
}


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_other_bytes_of_the_same_text_stop_everything_until_they_are_proposed_anew(source, door):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")
    source.write_bytes(LETTER.replace("\n", "\r\n").encode())

    with pytest.raises(StaleReview, match=r"text reads the same; .* run, .*: redact propose letter\.txt"):
        DOORS[door](source)

    kept = start_review(source).review
    assert Action.DISCLOSE in {d.action for d in kept.touching(at(LETTER, "Mr Bo Sample")) if d.by}
    assert kept.is_of(load(source))


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_another_text_under_the_same_name_stops_everything_and_the_remedy_carries_decisions_over(
    source, door, tmp_path
):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")
    earlier = tmp_path / "backup.txt"
    source.rename(earlier)
    source.write_text(LETTER.replace("The Home Secretary knows.", "Nobody knows."), encoding="utf-8")

    with pytest.raises(StaleReview, match=r"redact propose letter\.txt --from letter\.txt\.review\.json --from-text "):
        DOORS[door](source)

    started = start_review(source, earlier=reviews.path_for(source), earlier_source=earlier)
    assert started.carried >= 1
    assert started.review.is_of(load(source))


def test_a_review_from_before_bytes_were_pinned_is_still_read_and_pins_them_when_proposed_anew(source):
    path = open_session(source).path
    old = replace(reviews.read(path), file="")
    reviews.write(path, old)
    assert '"format": "redact-review/1"' in path.read_text(encoding="utf-8")
    source.write_bytes(LETTER.replace("\n", "\r\n").encode())

    assert old == open_session(source).review
    start_review(source)
    assert '"format": "redact-review/2"' in path.read_text(encoding="utf-8")
    assert reviews.read(path).is_of(load(source))


def test_a_review_of_another_text_with_nobodys_work_in_it_is_proposed_anew(source):
    start_review(source, "foi-uk")
    source.write_text(LETTER + "\nPS: call 020 7946 0018.\n", encoding="utf-8")

    assert start_review(source).review.is_of(load(source))


def test_what_is_known_of_the_case_counts(source):
    case = make_case(("Bo Sample",), (), ())
    started = start_review(source, load_policy("dsar-uk"), case=case)
    decisions = started.review.touching(at(LETTER, "Mr Bo Sample"))

    assert {Action.DISCLOSE} == {decision.action for decision in decisions}
