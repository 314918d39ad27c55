"""Questions that one answer can serve are asked once, and each answer stands on every member."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.errors import Refused
from redact.model import Action, Decision, Review, Span
from redact.review import log
from redact.review.questions import ENTITIES, gathered, groups, open_questions
from redact.reviewing.session import Session
from redact.showing.cards import progress
from redact.showing.wording import GROUPS
from tests.groups import findings, grouped_session
from tests.sessions import NOON, POLICY, session_over

PLACE_GROUP, BODY_GROUP = "group:place-1", "group:body-1"


def keys(session: Session) -> list[str]:
    return [subject.key for subject in session.subjects()]


def actions(session: Session) -> dict[str, set[Action]]:
    return {key: {d.action for d in each} for key, each in gathered(session.document, session.review).items()}


def test_places_and_bodies_are_each_asked_once_and_a_person_alone(tmp_path):
    session = grouped_session(tmp_path)

    assert {"person-1", BODY_GROUP, PLACE_GROUP} == set(keys(session))
    assert ("place-1", "place-2", "place-3") == tuple(m.key for m in session.subject(PLACE_GROUP).members)
    assert "3 of 3 left to decide" == progress(session)
    assert 3 == open_questions(session.document, session.review, session.policy)


def test_every_kind_that_is_asked_about_together_has_a_name():
    assert set(ENTITIES) == set(GROUPS)


def test_an_answer_decides_every_member_and_stays_one_question(tmp_path):
    session = grouped_session(tmp_path)
    session.disclose(PLACE_GROUP)

    assert [{Action.DISCLOSE}] * 3 == [actions(session)[f"place-{n}"] for n in (1, 2, 3)]
    assert all("Ada Reviewer" == d.by for d in session.review.decisions if d.subject.startswith("place"))
    assert "2 of 3 left to decide" == progress(session)
    assert "disclose" == session.subject(PLACE_GROUP).state


def test_undoing_takes_back_the_answer_of_a_group_in_one_step(tmp_path):
    session = grouped_session(tmp_path)
    before = session.path.read_bytes()
    session.withhold(PLACE_GROUP)
    session.undo()

    assert before == session.path.read_bytes()
    assert not session.can_undo


def test_a_member_answered_apart_leaves_and_the_rest_stay_together(tmp_path):
    session = grouped_session(tmp_path)
    session.withhold("place-2")

    assert ("place-1", "place-3") == tuple(m.key for m in session.subject(PLACE_GROUP).members)
    assert {Action.WITHHOLD} == actions(session)["place-2"]
    session.disclose(PLACE_GROUP)
    assert {Action.WITHHOLD} == actions(session)["place-2"]


def test_of_two_the_one_that_is_left_is_no_group(tmp_path):
    session = grouped_session(tmp_path)
    session.disclose("body-1")

    assert {"body-1", "body-2"} <= set(keys(session))
    with pytest.raises(Refused):
        session.disclose(BODY_GROUP)


def test_one_mention_answered_apart_takes_its_subject_out_of_the_group(tmp_path):
    session = grouped_session(tmp_path)
    (first, *_) = session.subject("place-1").decisions
    session.withhold(first.span)

    assert "undecided" == session.subject("place-1").state
    assert ("place-2", "place-3") == tuple(m.key for m in session.subject("group:place-2").members)


def test_a_group_is_found_again_by_whoever_comes_back(tmp_path):
    session = grouped_session(tmp_path)
    session.disclose(PLACE_GROUP)
    again = Session(session.document, session.findings, session.policy, session.path, "Ada Reviewer")

    assert keys(session) == keys(again)
    again.undo()
    assert "undecided" == again.subject(PLACE_GROUP).state


def test_what_the_policy_decided_is_never_put_together(tmp_path):
    session = grouped_session(tmp_path)
    decided = {
        key: tuple(replace(d, action=Action.DISCLOSE, exemptions=()) for d in each)
        for key, each in gathered(session.document, session.review).items()
    }

    assert {} == groups(decided, session.policy, session.asked)


def test_what_bears_a_private_persons_name_is_asked_about_by_itself(tmp_path):
    bodies = ("Example and Sons", "Example Brothers")
    text = f"The {bodies[0]} and the {bodies[1]} wrote about Ms Example.\n"
    found = findings(text, places=(), bodies=bodies)
    named = [replace(f, traits=f.traits | {"bears-name"}) if f.entity == "ORGANIZATION" else f for f in found]

    assert {"body-1", "body-2", "person-1"} == set(keys(session_over(text, tuple(named), tmp_path)))
    assert {"group:body-1", "person-1"} == set(keys(session_over(text, found, tmp_path)))


def test_a_question_to_a_colleague_about_a_group_is_one_that_is_left(tmp_path):
    session = grouped_session(tmp_path)
    session.ask(PLACE_GROUP, "Does anybody live there?")

    assert "3 of 3 left to decide" == progress(session)
    assert 3 == open_questions(session.document, session.review, session.policy)


# Whatever subjects there are

entities = st.sampled_from([*ENTITIES, "PERSON", "PHONE_NUMBER", "HEALTH_CUE", "POSTAL_ADDRESS", "NRP", "URL"])
TOGETHER = ("places-in-somebodys-life", "streets")
rules = st.sampled_from(["", *TOGETHER, "bears-somebodys-name", "somebodys-reference"])
kinds = st.tuples(entities, st.sampled_from(list(Action)), rules, st.sampled_from(["", "Ada"]))


@given(st.lists(kinds, max_size=12), st.booleans())
def test_groups_share_out_what_is_open_and_hold_nothing_else(listed, was_asked):
    subjects = {
        f"s-{n}": (Decision(Span(n, n + 1), action, entity, f"s-{n}", ("s.40(2)",), rule=rule, by=by),)
        for n, (entity, action, rule, by) in enumerate(listed)
    }
    found = groups(subjects, POLICY, {d.span for each in subjects.values() for d in each} if was_asked else ())
    members = [member for each in found.values() for member in each]

    assert len(members) == len(set(members))
    assert set(members) <= set(subjects)
    assert not set(found) & set(subjects)
    for each in found.values():
        said = {replace(subjects[m][0], span=Span(0, 1), subject="") for m in each}
        assert len(each) > 1
        assert 1 == len(said)
        (only,) = said
        assert only.entity in ENTITIES
        assert only.rule in TOGETHER
        assert was_asked if only.by else only.action is Action.UNDECIDED
    left = {}
    for key, (decision,) in subjects.items():
        untouched = decision.action is Action.UNDECIDED and not decision.by
        if untouched and decision.rule in TOGETHER and decision.entity in ENTITIES:
            left.setdefault((decision.entity, decision.rule), []).append(key)
    assert all(set(each) <= set(members) for each in left.values() if len(each) > 1)


ACTIONS = {"withhold": Action.WITHHOLD, "disclose": Action.DISCLOSE, "ask": Action.UNDECIDED}
answers = st.sampled_from(list(ACTIONS))
towns = tuple(f"{name}ford" for name in ("Ex", "Wy", "Zed", "Tid"))
trusts = tuple(f"{name} Trust" for name in ("Orchard", "Harbour", "Fictional"))
mentioned = st.lists(st.sampled_from(["Ms Example", *towns, *trusts]), min_size=1, max_size=12)


def ticking(folder: Path, words: list[str]) -> Session:
    text = f"We wrote to {', to '.join(words)}.\n"
    session = session_over(text, findings(text, towns, trusts), folder)
    seconds = count()
    return Session(
        session.document,
        session.findings,
        session.policy,
        session.path,
        "Ada Reviewer",
        clock=lambda: NOON + timedelta(seconds=next(seconds)),
    )


def answer(session: Session, key: str, act: str) -> None:
    if act == "ask":
        session.ask(key, "Seen in the record?")
    else:
        getattr(session, act)(key, reason="Seen in the record.")


@settings(deadline=None, max_examples=40)
@given(mentioned, st.data())
def test_answering_through_groups_is_answering_one_by_one(words, data):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        together, singly = ticking(Path(one), words), ticking(Path(two), words)
        before = together.path.read_bytes()
        subjects = sorted(gathered(together.document, together.review))
        for key in data.draw(st.lists(st.sampled_from(subjects), unique=True), "apart"):
            act = data.draw(answers)
            answer(together, key, act)
            answer(singly, key, act)
        for question in together.subjects():
            listed = together.subjects()
            assert sorted(together.review.decisions, key=str) == sorted(
                (d for s in listed for d in s.decisions), key=str
            )
            if any(decision.by for decision in question.decisions):
                continue
            act = data.draw(answers)
            kept = together.path.read_bytes()
            others = [d for d in together.review.decisions if d not in question.decisions]
            answer(together, question.key, act)
            assert others == [d for d in together.review.decisions if d in others]
            assert {(d.by, d.action) for d in together.review.decisions if d not in others} == {
                ("Ada Reviewer", ACTIONS[act])
            }
            together.undo()
            assert kept == together.path.read_bytes()
            together.redo()
            for member in question.members or (question,):
                answer(singly, member.key, act)

        assert timeless(singly.review) == timeless(together.review)
        log.verify(together.path)
        while together.can_undo:
            together.undo()
        assert before == together.path.read_bytes()


def timeless(review: Review) -> list[Decision]:
    return [replace(decision, at="") for decision in review.decisions]
