"""A sitting over a review: every action is saved, and every action can be undone."""

import textwrap

import pytest

from redact import review as reviews
from redact.errors import ChangedMeanwhile, Refused, ReviewError, StaleReview
from redact.loaders import load
from redact.model import Action, Show, Span
from redact.proposal import propose
from redact.review import log
from redact.reviewing.session import who
from tests.sessions import LETTER, POLICY, at, decision_on, findings, open_session, session_over, state


def test_opening_a_source_without_a_review_writes_the_proposal(source):
    session = open_session(source)

    proposal = propose(load(source), findings(), POLICY)
    assert reviews.dump(proposal) == session.path.read_text(encoding="utf-8")
    assert proposal == session.review


def test_what_is_open_comes_first_and_what_only_the_model_saw_before_that(source):
    session = open_session(source)

    assert ["person-3", "person-1", "person-2", "phone-1"] == [subject.key for subject in session.subjects()]


def test_the_order_of_subjects_does_not_change_when_they_are_decided(source):
    session = open_session(source)
    before = [subject.key for subject in session.subjects()]
    session.disclose("person-3")
    session.withhold("person-1")

    assert before == [subject.key for subject in session.subjects()]


def test_a_decision_on_a_subject_holds_for_every_mention_and_names_who_when_and_why(source):
    session = open_session(source)
    session.disclose("person-2", "He spoke for the office in public.")

    for words in ("Mr Bo Sample", "Mr Sample"):
        decision = decision_on(session, words)
        assert (Action.DISCLOSE, "Ada Reviewer", "2026-01-02T12:00:00Z", "He spoke for the office in public.") == (
            decision.action,
            decision.by,
            decision.at,
            decision.reason,
        )


def test_a_decision_on_one_place_leaves_the_others_and_is_shown_as_the_odd_one_out(source):
    session = open_session(source)
    session.disclose(at(LETTER, "Mr Sample"), "Already public there.")

    assert (Action.WITHHOLD, Action.DISCLOSE) == (
        decision_on(session, "Mr Bo Sample").action,
        decision_on(session, "Mr Sample").action,
    )
    assert "mixed" == state(session, "person-2")
    assert "not all mentions are treated alike" in session.subject("person-2").warnings


def test_every_action_lies_on_the_disk_before_it_returns(source):
    session = open_session(source)
    session.withhold("person-3")

    assert session.review == reviews.read(session.path)


def test_overriding_a_rule_needs_a_reason_and_answering_its_question_does_not(source):
    session = open_session(source)
    with pytest.raises(Refused) as refused:
        session.disclose("person-2")

    assert "reason" == refused.value.lacks
    assert "withhold" == state(session, "person-2")
    session.disclose("person-1")
    assert "disclose" == state(session, "person-1")


def test_overriding_a_colleague_needs_a_reason(source):
    open_session(source).disclose("person-1")
    session = open_session(source, by="Bo Second")
    with pytest.raises(Refused) as refused:
        session.withhold("person-1")

    assert "reason" == refused.value.lacks


def test_new_words_are_not_withheld_without_an_exemption_that_the_policy_knows(source):
    session = open_session(source)
    with pytest.raises(Refused) as bare:
        session.withhold(at(LETTER, "Home Secretary"))
    with pytest.raises(Refused) as unknown:
        session.withhold(at(LETTER, "Home Secretary"), ["s.999"])

    assert ("exemption", "exemption") == (bare.value.lacks, unknown.value.lacks)


def test_picked_words_are_withheld_without_the_white_space_round_them(source):
    session = open_session(source)
    picked = at(LETTER, " Works Office ")
    session.withhold(picked, ["s.40(2)"])

    assert Span(picked.start + 1, picked.end - 1) == decision_on(session, "Works Office").span


def test_a_term_is_withheld_wherever_it_stands_as_whole_words_as_one_subject(source):
    session = open_session(source)
    session.withhold_term("is", ["s.42(1)"])

    new = [d for d in session.review.decisions if d.subject == "term-1"]
    assert ["is", "is"] == [session.document[d.span] for d in new]


def test_a_term_leaves_what_is_withheld_already_under_its_own_ground(source):
    session = open_session(source)
    session.disclose(at(LETTER, "Mr Sample"), "Already public there.")
    session.withhold_term("Sample", ["s.42(1)"], reason="Not there after all.")

    assert ("s.40(2)",) == decision_on(session, "Mr Bo Sample").exemptions
    assert ("s.42(1)",) == decision_on(session, "Sample", 1).exemptions


def test_a_term_that_is_withheld_everywhere_or_stands_nowhere_is_refused(source):
    session = open_session(source)
    for text in ("Mr Bo Sample", "Nobody", "  "):
        with pytest.raises(Refused):
            session.withhold_term(text, ["s.40(2)"])


def test_what_a_shrunk_decision_gives_up_is_disclosed_on_record_with_a_reason(source):
    session = open_session(source)
    with pytest.raises(Refused) as refused:
        session.move_edge(at(LETTER, "Mr Bo Sample"), start=1)
    session.move_edge(at(LETTER, "Mr Bo Sample"), start=1, reason="A title names nobody.")

    assert "reason" == refused.value.lacks
    assert Action.WITHHOLD == decision_on(session, "Bo Sample").action
    assert (Action.DISCLOSE, "A title names nobody.") == (
        decision_on(session, "Mr ").action,
        decision_on(session, "Mr ").reason,
    )


def test_a_grown_decision_takes_in_whole_words_and_stops_at_its_block(source):
    session = open_session(source)
    session.move_edge(at(LETTER, "020 7946 0018"), start=-2, end=1)
    assert Action.WITHHOLD == decision_on(session, "reached on 020 7946 0018. The").action

    session.move_edge(at(LETTER, "Cy Model"), end=5, start=-5)
    assert Action.UNDECIDED == decision_on(session, "Cy Model").action


def test_a_decision_never_shrinks_to_nothing(source):
    session = open_session(source)
    session.move_edge(at(LETTER, "Cy Model"), start=1)
    session.move_edge(at(LETTER, "Model"), start=1)
    session.move_edge(at(LETTER, "Model"), end=-1)

    assert decision_on(session, "Model") is not None


def test_a_whole_sentence_and_a_whole_paragraph_can_be_withheld(source):
    session = open_session(source)
    session.withhold(at(LETTER, "advice"), ["s.42(1)"])
    session.whole_sentence(at(LETTER, "advice"))
    assert Action.WITHHOLD == decision_on(session, "Counsel's advice is attached.").action

    session.whole_paragraph(at(LETTER, "Counsel's advice is attached."))
    assert Action.WITHHOLD == decision_on(session, "Counsel's advice is attached. It is privileged.").action


def test_disclosing_a_widened_decision_never_discloses_the_names_it_had_covered(source):
    session = open_session(source)
    session.whole_paragraph(at(LETTER, "020 7946 0018"), reason="All of it.")
    (whole,) = [d for d in session.review.decisions if len(d.span) > 100]
    session.disclose(whole.span, "On second thoughts not.")

    assert (Action.WITHHOLD, "") == (
        decision_on(session, "Mr Bo Sample").action,
        decision_on(session, "Mr Bo Sample").by,
    )
    assert Action.WITHHOLD == decision_on(session, "Mr Sample").action


def test_how_a_hole_looks_can_be_changed_without_a_reason(source):
    session = open_session(source)
    session.set_show("person-2", Show("pseudonym", "Official"))

    assert Show("pseudonym", "Official") == decision_on(session, "Mr Sample").show


def test_another_ground_than_the_rules_needs_a_reason(source):
    session = open_session(source)
    with pytest.raises(Refused) as refused:
        session.set_exemption("phone-1", ["s.42(1)"])
    session.set_exemption("phone-1", ["s.42(1)"], "Threats were made.")

    assert "reason" == refused.value.lacks
    assert ("s.42(1)",) == decision_on(session, "020 7946 0018").exemptions


def test_a_question_to_a_colleague_leaves_the_subject_open(source):
    session = open_session(source)
    session.ask("person-2", "Is he still in post?")

    assert "undecided" == state(session, "person-2")
    assert "Is he still in post?" == session.subject("person-2").reason


def test_notes_that_an_exemption_needs_are_missing_until_they_are_written(source):
    session = open_session(source)
    session.withhold(at(LETTER, "Counsel's advice"), ["s.43(2)"])
    missing = session.missing()
    for key in missing:
        session.note("s.43(2)", key.removeprefix("s.43(2) "), "Weighed on 2 January.")

    assert {"s.43(2) public interest test", "s.43(2) harm"} <= set(missing)
    assert () == session.missing()
    assert session.review.notes == reviews.read(session.path).notes


def test_undoing_goes_back_to_the_file_as_it_was_byte_for_byte(source):
    path = open_session(source).path
    by_hand = path.read_text(encoding="utf-8").replace('  "notes"', ' "notes"')
    path.write_text(by_hand, encoding="utf-8")
    session = open_session(source)
    session.withhold("person-1")
    session.disclose("person-3")
    session.undo()
    session.undo()

    assert by_hand == path.read_text(encoding="utf-8")
    assert not session.can_undo
    with pytest.raises(Refused):
        session.undo()


def test_what_was_undone_can_be_done_again_until_something_else_is_done(source):
    session = open_session(source)
    session.withhold("person-1")
    after = session.path.read_bytes()
    session.undo()
    session.redo()

    assert after == session.path.read_bytes()
    session.undo()
    session.disclose("person-1")
    assert not session.can_redo


def test_of_two_reviewers_the_later_save_is_refused_and_nothing_is_lost(source):
    ada, bo = open_session(source), open_session(source, by="Bo Second")
    ada.withhold("person-1")
    theirs = ada.path.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        bo.disclose("person-3")

    assert theirs == ada.path.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        bo.save()
    bo.reload()
    bo.disclose("person-3")
    assert ("withhold", "disclose") == (state(bo, "person-1"), state(bo, "person-3"))


def test_the_revision_counts_with_everything_that_happens(source):
    session = open_session(source)
    counts = [session.revision]
    for act in (lambda: session.withhold("person-1"), session.undo, session.redo):
        act()
        counts.append(session.revision)

    assert [0, 1, 2, 3] == counts


def test_saying_the_same_again_changes_nothing(source):
    session = open_session(source)
    session.withhold("person-1")
    revision = session.revision
    session.withhold("person-1")

    assert revision == session.revision


def test_a_review_of_another_text_is_stale_and_left_as_it_is(source):
    path = open_session(source).path
    before = path.read_bytes()
    source.write_text(LETTER + "More.\n", encoding="utf-8")
    with pytest.raises(StaleReview):
        open_session(source)

    assert before == path.read_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace("redact-review/2", "redact-review/3"),
        lambda text: text.replace('"withhold"', '"hide"'),
        lambda text: text.replace('"span": [5, 15]', '"span": [5, 95]'),
        lambda text: text.replace('"person-1"', '"person-1", "secret": 1'),
    ],
    ids=["cut in half", "empty", "newer format", "unknown action", "overlapping", "unknown key"],
)
def test_a_review_file_that_cannot_be_relied_on_is_an_error_and_left_as_it_is(source, spoil):
    path = open_session(source).path
    spoilt = spoil(path.read_text(encoding="utf-8"))
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(ReviewError):
        open_session(source)

    assert spoilt == path.read_text(encoding="utf-8")


def test_the_record_tells_who_did_what_and_ends_in_the_file(source):
    session = open_session(source)
    session.withhold("person-1")
    session.undo()
    events = log.verify(session.path)

    assert ["open", "withhold", "undo"] == [event.did for event in events]
    assert {"Ada Reviewer"} == {event.by for event in events}


def test_control_and_direction_characters_in_names_and_reasons_are_taken_out(source):
    session = open_session(source, by="Ada\x1b[2J\u202e Reviewer")
    session.disclose("person-2", "It \x07is\npublic\u202e.")

    assert "Ada [2J Reviewer" == decision_on(session, "Mr Sample").by
    assert "It is public ." == decision_on(session, "Mr Sample").reason


def test_a_sitting_needs_a_name(source):
    with pytest.raises(Refused):
        open_session(source, by=" \u200b ")


def test_coming_back_begins_where_this_person_stopped(source):
    ada = open_session(source)
    ada.leave(ada.subject("phone-1").first.span)
    bo = open_session(source, by="Bo Second")
    bo.withhold("person-1")

    assert "phone-1" == open_session(source).subject(open_session(source).place).key
    assert "person-1" == open_session(source, by="Bo Second").subject(bo.place).key


def test_undo_reaches_back_into_this_persons_earlier_sittings(source):
    first = open_session(source).path.read_bytes()
    session = open_session(source)
    session.withhold("person-1")
    session.disclose("person-3")
    session.note("s.42(1)", "harm", "Weighed.")
    session.undo()
    session = open_session(source)
    assert session.can_redo

    session.redo()
    assert (("s.42(1) harm", "Weighed."),) == session.review.notes
    for _ in range(3):
        session.undo()
    assert first == session.path.read_bytes()
    assert not session.can_undo


def test_undo_does_not_reach_past_a_colleague(source):
    open_session(source).withhold("person-1")
    open_session(source, by="Bo Second").withhold("person-3")
    session = open_session(source)

    assert not session.can_undo
    bo = open_session(source, by="Bo Second")
    bo.undo()
    assert not bo.can_undo
    assert ("withhold", "undecided") == (state(bo, "person-1"), state(bo, "person-3"))


def test_a_reason_for_one_decision_is_no_reason_for_its_opposite(source):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")
    session.withhold("person-2")
    assert "" == session.subject("person-2").reason

    with pytest.raises(Refused):
        session.disclose("person-2")


def test_a_decision_is_repeated_in_an_e_mails_quoted_copies_and_nowhere_else(tmp_path):
    passage = "We have agreed with Sample and Partners that the northern pier is to be closed in March."
    other = "Sample and Partners have been thanked for their long and careful work on the bridge."
    quoted = "".join(f"> {line}\n" for line in textwrap.wrap(passage, 40))
    text = f"Dear all,\n\n{passage}\n\n{other}\n\nOn 3 May Ada wrote:\n{quoted}"
    session = session_over(text, (), tmp_path)
    first = at(text, "Sample and Partners")
    session.withhold(first, ["s.43(2)"])
    session.repeat(first)

    second = Span(text.index("Sample", text.index("> ")), text.rindex("Partners") + len("Partners"))
    assert [first, second] == [d.span for d in session.review.only(Action.WITHHOLD)]


def test_a_passage_without_a_copy_is_told(source):
    session = open_session(source)
    with pytest.raises(Refused, match="nowhere else"):
        session.repeat(at(LETTER, "Mr Bo Sample"))


def test_who_decides_is_the_name_given_else_gits_else_the_login_name(tmp_path, monkeypatch):
    assert "Ada Reviewer" == who(" Ada \x1b Reviewer ")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Git Person\n", encoding="utf-8")
    assert "Git Person" == who()

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "login-person")
    assert "login-person" == who()


@pytest.mark.parametrize(
    "show",
    [
        Show("mask", "46"),
        Show("mask", "many"),
        Show("mask"),
        Show("replace", " "),
        Show("replace", "[a]"),
        Show("generalise", "month"),
    ],
    ids=str,
)
def test_a_look_that_no_policy_could_ask_for_is_refused(source, show):
    session = open_session(source)
    before = session.path.read_bytes()
    with pytest.raises(Refused):
        session.set_show("person-3", show)

    assert before == session.path.read_bytes()


@pytest.mark.parametrize(
    "show", [Show("mask", "0"), Show("mask", "4"), Show("label"), Show("generalise", "year")], ids=str
)
def test_a_look_that_a_policy_could_ask_for_is_taken(source, show):
    session = open_session(source)
    session.set_show("person-3", show)

    assert show == session.subject("person-3").show
