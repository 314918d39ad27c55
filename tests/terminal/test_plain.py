"""The review line by line, as a screen reader hears it."""

from redact import review as reviews
from redact.model import Show
from redact.terminal import plain
from tests.groups import grouped_session
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


def test_places_are_asked_about_once_with_each_in_its_surroundings(tmp_path):
    heard = hear(grouped_session(tmp_path), "j", "j")

    assert "? to decide 3 places a name model guessed one answer for all 3" in heard
    assert "This one: Exford 3 mentions (s answers it apart)" in heard
    assert "Also ? line 3: " in heard
    assert "{Zedham} was not told" in heard


def test_one_answer_decides_a_group_and_u_takes_it_back(tmp_path):
    session = grouped_session(tmp_path)
    before = session.path.read_bytes()
    heard = hear(session, "j", "n", "u")

    assert "Saved; 2 of 3 left to decide." in heard
    assert "Undone; 3 of 3 left to decide." in heard
    assert before == session.path.read_bytes()


def test_one_of_a_group_is_answered_apart_and_the_rest_are_asked_again(tmp_path):
    session = grouped_session(tmp_path)
    heard = hear(session, "j", "j", "s", "y", "s", "n")

    assert "3 places" in heard
    assert "The next decision is for this one of them alone" in heard
    assert ["withhold", "disclose", "disclose"] == [state(session, f"place-{n}") for n in (1, 2, 3)]


def test_of_two_answered_apart_the_other_is_asked_next(tmp_path):
    session = grouped_session(tmp_path)
    heard = hear(session, "j", "s", "y")

    assert heard.count("? to decide Organization body-2") == 1
    assert ["withhold", "undecided"] == [state(session, f"body-{n}") for n in (1, 2)]
