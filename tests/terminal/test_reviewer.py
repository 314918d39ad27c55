"""The keys of a review, pressed one after another."""

import pytest

from redact import review as reviews
from redact.model import Action, Show
from redact.terminal.reviewer import Reviewer
from tests.sessions import LETTER, decision_on, open_session, state


def press(session, *keys: str) -> Reviewer:
    """Press keys; of more than one character: the name of a key, or words typed and entered where they end in `\\n`."""
    reviewer = Reviewer(session)
    for key in keys:
        reviewer.press_all([*key[:-1], "enter"] if key.endswith("\n") else [key])
    return reviewer


def test_yes_and_no_decide_and_go_on_to_the_next_that_is_open(source):
    session = open_session(source)
    reviewer = press(session, "y", "n")

    assert ("withhold", "disclose") == (state(session, "person-3"), state(session, "person-1"))
    assert "saved; all 4 decided, 2 by the policy alone" == reviewer.message


def test_a_reason_is_asked_for_where_a_rule_is_overridden_and_offered_again(source):
    session = open_session(source)
    reviewer = press(session, "j", "j", "n")
    assert reviewer.prompt is not None
    assert "withhold" == state(session, "person-2")

    reviewer.press_all([*"He spoke in public.", "enter"])
    assert ("disclose", "He spoke in public.") == (state(session, "person-2"), session.subject("person-2").reason)

    while reviewer.subject.key != "phone-1":
        reviewer.press("j")
    reviewer.press_all(["n", "up", "enter"])
    assert "He spoke in public." == session.subject("phone-1").reason


def test_no_reason_no_override(source):
    session = open_session(source)
    reviewer = press(session, "j", "j", "n", "\n")

    assert reviewer.prompt is None
    assert "withhold" == state(session, "person-2")


def test_escape_leaves_a_question_with_nothing_changed(source):
    session = open_session(source)
    before = session.path.read_bytes()
    press(session, "j", "j", "n", "x", "escape")

    assert before == session.path.read_bytes()


def test_a_code_is_found_by_typing_its_number_or_its_plain_words(source):
    session = open_session(source)
    press(session, "e", "s.42(1)\n", "e", "commercial interests\n")

    assert ("s.43(2)",) == decision_on(session, "Cy Model").exemptions
    assert Action.UNDECIDED == decision_on(session, "Cy Model").action


def test_several_codes_can_be_taken(source):
    session = open_session(source)
    press(session, "e", *"s.42(1)", "tab", "s.40(2)\n")

    assert ("s.42(1)", "s.40(2)") == decision_on(session, "Cy Model").exemptions


def test_how_a_hole_looks_is_chosen_and_given_words(source):
    session = open_session(source)
    press(session, "a", "pseudo\n", "Official\n")

    assert Show("pseudonym", "Official") == decision_on(session, "Cy Model").show


def test_here_only_decides_on_the_mention_that_is_shown(source):
    session = open_session(source)
    press(session, "j", "j", ".", "s", "n", "Already public there.\n")

    assert (Action.WITHHOLD, Action.DISCLOSE) == (
        decision_on(session, "Mr Bo Sample").action,
        decision_on(session, "Mr Sample").action,
    )


def test_the_next_subject_is_decided_everywhere_again(source):
    reviewer = press(open_session(source), "s", "j")

    assert "all" == reviewer.scope


def test_edges_move_by_words_and_the_card_stays(source):
    session = open_session(source)
    reviewer = press(session, "j", "j", "j", "(", "]", "]")

    assert "phone-1" == reviewer.subject.key
    assert "on 020 7946 0018. The Home" == LETTER[reviewer.here.start : reviewer.here.end]


def test_a_whole_sentence_and_paragraph(source):
    session = open_session(source)
    reviewer = press(session, "j", "j", "j", "}", "everything here\n")
    assert LETTER[reviewer.here.start :].startswith("Mr Sample can be reached on")

    reviewer = press(session, "p", "everything here\n")
    assert LETTER[reviewer.here.start :].startswith("Mr Bo Sample of")


def test_words_are_searched_for_and_withheld_wherever_they_stand(source):
    session = open_session(source)
    press(session, "/", "home  secretary\n", "s.35\n")

    assert Action.WITHHOLD == decision_on(session, "Home Secretary").action


def test_words_that_stand_nowhere_are_told(source):
    reviewer = press(open_session(source), "/", "Nobody\n")

    assert "these words do not stand in the document" == reviewer.message


def test_undo_without_limit_and_redo(source):
    session = open_session(source)
    before = session.path.read_bytes()
    reviewer = press(session, "y", "n", "u", "u")
    assert before == session.path.read_bytes()

    reviewer.press("u")
    assert "there is nothing left to undo" == reviewer.message
    reviewer.press_all(["U", "U"])
    assert "disclose" == state(session, "person-1")


def test_leaving_and_coming_back_is_to_the_same_subject(source):
    reviewer = press(open_session(source), "j", "j", "q")
    assert reviewer.done

    assert reviewer.subject.key == Reviewer(open_session(source)).subject.key


def test_notes_are_written_and_kept(source):
    session = open_session(source)
    press(session, "/", "Counsel\n", "s.42(1)\n", "w", "s.42(1)\n", "Weighed: clients must be able to ask.\n")

    assert (("s.42(1) public interest test", "Weighed: clients must be able to ask."),) == reviews.read(
        session.path
    ).notes


def test_a_question_to_a_colleague_stays_open(source):
    session = open_session(source)
    press(session, "2", "Is she public?\n")

    assert ("undecided", "Is she public?") == (state(session, "person-3"), session.subject("person-3").reason)


def test_what_somebody_else_changed_is_told_and_loaded(source):
    session = open_session(source)
    reviewer = Reviewer(session)
    open_session(source, by="Bo Second").withhold("person-1")
    reviewer.press("y")
    assert "Somebody else changed this review" in reviewer.message

    reviewer.press_all(["R", "y"])
    assert ("withhold", "withhold") == (state(session, "person-1"), state(session, "person-3"))


def test_pasted_text_is_no_keys(source):
    session = open_session(source)
    before = session.path.read_bytes()
    press(session, "paste:ynynq")

    assert before == session.path.read_bytes()


@pytest.mark.parametrize("key", ["?", "h", "!"])
def test_help_and_why_are_closed_by_any_key(source, key):
    session = open_session(source)
    reviewer = press(session, key)
    assert reviewer.overlay

    reviewer.press("y")
    assert not reviewer.overlay
    assert "undecided" == state(session, "person-3")


def test_an_unknown_key_is_told_and_does_nothing(source):
    reviewer = press(open_session(source), "\x1b")

    assert "no such key" in reviewer.message
    assert "\x1b" not in reviewer.message


def test_a_policy_that_changed_since_the_proposal_is_told(source):
    assert "the policy has changed" not in Reviewer(open_session(source)).message

    path = open_session(source).path
    path.write_text(path.read_text(encoding="utf-8").replace('"digest": "', '"digest": "0'), encoding="utf-8")

    assert "the policy has changed" in Reviewer(open_session(source)).message
