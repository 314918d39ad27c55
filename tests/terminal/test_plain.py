"""The review line by line, as a screen reader hears it."""

from redact import review as reviews
from redact.model import Show
from redact.terminal import plain
from tests.sessions import decision_on, hostile_session, open_session, state


def hear(session, *lines: str) -> str:
    heard: list[str] = []
    plain.run(session, lines, heard.append)
    return "".join(heard)


def test_one_question_at_a_time_with_everything_needed_to_decide(source):
    heard = hear(open_session(source))

    assert "1 of 4. ? to decide Person person-3 1 mention" in heard
    assert "Line 9: Yours sincerely, / {Cy Model}" in heard
    assert "Published: Yours sincerely, / [bar] s.40(2)" in heard
    assert "Found by: the name model" in heard
    assert "Look: ! only the name model saw this" in heard
    assert "2 of 4." not in heard


def test_answers_decide_and_the_end_of_the_lines_leaves(source):
    session = open_session(source)
    heard = hear(session, "y", "n")

    assert ("withhold", "disclose") == (state(session, "person-3"), state(session, "person-1"))
    assert heard.endswith("Saved; all 4 decided, 2 by the policy alone.\n")


def test_a_reason_is_asked_for_in_words_and_an_empty_line_gives_none(source):
    session = open_session(source)
    heard = hear(session, "j", "j", "n", "", "n", "He spoke in public.")

    assert 2 == heard.count("say why")
    assert "He spoke in public." == session.subject("person-2").reason


def test_choices_are_read_out_until_one_fits(source):
    session = open_session(source)
    heard = hear(session, "e", "harm", "commercial interests", "a", "generalise: year")

    assert "fit; say more of it:" in heard
    assert ("s.43(2)",) == decision_on(session, "Cy Model").exemptions
    assert Show("generalise", "year") == decision_on(session, "Cy Model").show


def test_words_are_searched_for_and_a_note_written(source):
    session = open_session(source)
    hear(session, "/", "Counsel", "s.42(1)", "w", "s.42(1) public interest test", "Weighed.")

    assert ("s.42(1)",) == decision_on(session, "Counsel").exemptions
    assert (("s.42(1) public interest test", "Weighed."),) == reviews.read(session.path).notes


def test_help_and_why_are_read_out(source):
    heard = hear(open_session(source), "h", "?")

    assert "O: previous open (or shift-tab)" in heard
    assert "Rule other-person" in heard


def test_what_to_look_at_again_is_read_out(source):
    session = open_session(source)
    heard = hear(session, "!")

    assert [str(caution) for caution in session.warnings() if str(caution) not in heard] == []
    assert session.warnings() or "nothing: no warning" in heard


def test_an_unknown_line_is_told(source):
    assert "no such key" in hear(open_session(source), "withhold")


def test_hostile_letters_steer_nothing(tmp_path):
    heard = hear(hostile_session(tmp_path), "?", "y", "n", "h")

    assert set() == {c for c in heard if not c.isprintable()} - {"\n"}
    assert "<b>Bold</b>" in heard
