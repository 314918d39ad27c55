"""The screen of a review, and the keys that a terminal sends."""

import asyncio
import io

import pytest
from click.testing import CliRunner
from prompt_toolkit.input import create_pipe_input
from rich.console import Console

from redact.cli import main
from redact.showing import wording
from redact.terminal import keys
from redact.terminal.reviewer import Reviewer
from redact.terminal.screen import frame
from tests.groups import grouped_session
from tests.sessions import hostile_session, open_session


def shown(reviewer: Reviewer, width: int = 80, height: int = 24) -> str:
    return "\n".join(line.plain for line in frame(reviewer, width, height))


def test_a_subject_is_shown_with_all_that_is_needed_to_decide(source):
    reviewer = Reviewer(open_session(source))
    reviewer.press_all(["j", "j"])
    screen = shown(reviewer)

    for expected in (
        "letter.txt",
        "2 of 4 left to decide",
        "■ withheld",
        "2 mentions",
        "{Mr Bo Sample} of the Works Office",
        "[Junior official] of the Works Office",
        "s.40(2)",
        "Below the seniority line",
        "Found by",
        "by the policy; nobody has looked yet",
        "{Mr Sample}",
    ):
        assert expected in screen


@pytest.mark.parametrize(("width", "height"), [(80, 24), (132, 50), (40, 16), (24, 10), (20, 6)])
@pytest.mark.parametrize("pressed", [[], ["j", "j"], ["e"], ["h"], ["?"], ["/", *"words"], ["2", *"x" * 200]])
def test_a_frame_fills_the_window_and_never_more(source, width, height, pressed):
    reviewer = Reviewer(open_session(source))
    reviewer.press_all(pressed)
    lines = frame(reviewer, width, height)
    drawn = io.StringIO()
    console = Console(file=drawn, width=width, force_terminal=True, color_system=None)
    for line in lines:
        console.print(line, end="\n", no_wrap=True, overflow="crop")

    assert height == len(lines)
    assert max(line.cell_len for line in lines) <= width
    assert height == drawn.getvalue().count("\n")


def test_everything_that_one_answer_is_about_is_on_the_smallest_usual_screen(tmp_path):
    places = tuple(f"{name}ford" for name in ("Ex", "Wy", "Zed", "Tid", "Mar"))
    reviewer = Reviewer(grouped_session(tmp_path, f"They met at {', '.join(places)} and Exford.\n", places=places))
    screen = shown(reviewer)

    assert "5 places a name model guessed  one answer for all 5" in screen
    assert "▸ ? line 1, 2 mentions: They met at {Exford}" in screen
    assert all(f"{{{place}}}" in screen for place in places)
    assert "only the name model saw this" in screen
    assert "Published" in screen


def test_of_many_that_one_answer_is_about_those_round_the_one_at_hand_are_listed(tmp_path):
    places = tuple(f"{name}ford" for name in "ABCDEFGHIJKLMNOPQRST")
    reviewer = Reviewer(grouped_session(tmp_path, "They met at " + ", ".join(places) + ".\n", places=places))
    assert "1 to 5 of 20; . and , go through them" in shown(reviewer)

    listed = set()
    for place in places:
        screen = shown(reviewer)
        (marked,) = [line for line in screen.splitlines() if line.startswith("▸")]
        assert f"{{{place}}}" in marked
        listed |= {other for other in places if f"{{{other}}}" in screen}
        reviewer.press(".")
    assert set(places) == listed


def test_what_is_typed_and_what_fits_it_are_shown(source):
    reviewer = Reviewer(open_session(source))
    reviewer.press_all(["e", *"lawyer"])
    screen = shown(reviewer)

    assert "> lawyer" in screen
    assert "▸ s.42(1)" in screen


def test_every_key_stands_on_one_screen_of_help(source):
    reviewer = Reviewer(open_session(source))
    reviewer.press("h")
    screen = shown(reviewer)

    assert [] == [key for key in wording.keys("terminal") if f"{key.key:4}{key.words}" not in screen]


def test_hostile_letters_steer_nothing(tmp_path):
    reviewer = Reviewer(hostile_session(tmp_path))
    for pressed in ("?", "x", "y", "n", "/"):
        reviewer.press(pressed)
        screen = shown(reviewer)
        assert set() == {c for c in screen if not c.isprintable()} - {"\n"}
    reviewer.press("escape")

    assert "[bold]No markup[/bold]" in shown(reviewer)


def test_no_colour_is_needed(source):
    reviewer = Reviewer(open_session(source))
    drawn = io.StringIO()
    console = Console(file=drawn, width=80, force_terminal=True, color_system="truecolor", no_color=True)
    for line in frame(reviewer, 80, 24):
        console.print(line)

    assert "\x1b[3" not in drawn.getvalue().replace("\x1b[1m", "")
    assert "? to decide" in drawn.getvalue()


def test_without_a_terminal_the_plain_way_is_named(source):
    open_session(source)
    done = CliRunner().invoke(main, ["review", str(source), "--as", "Ada"])

    assert done.exit_code == 3
    assert "--plain" in done.output


def test_a_hostile_file_name_steers_nothing(tmp_path):
    done = CliRunner().invoke(main, ["review", str(tmp_path / "no\x1b[2J\u202e.txt"), "--plain"])

    assert done.exit_code == 3
    assert set() == {c for c in done.output if not c.isprintable()} - {"\n"}


def typed(*chunks: bytes | str) -> list[str]:
    """Return the keys in chunks of bytes; an empty one is a pause."""

    async def read() -> list[str]:
        names: list[str] = []
        with create_pipe_input() as pipe:
            reading = keys.presses(pipe)
            for chunk in chunks:
                if chunk:
                    pipe.send_bytes(chunk.encode() if isinstance(chunk, str) else chunk)
                names += await anext(reading)
            names += await anext(reading)
            await reading.aclose()
        return names

    return asyncio.run(read())


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        (["yn"], ["y", "n"]),
        (["\r\t\x7f\x03"], ["enter", "tab", "backspace", "ctrl-c"]),
        (["\x1b[A\x1b[B\x1b[Z"], ["up", "down", "shift-tab"]),
        (["\x1b", "[", "A", "y"], ["up", "y"]),
        (["\x1b", ""], ["escape"]),
        (["\x1b", "", "y"], ["escape", "y"]),
        (["é€𝛑"], ["é", "€", "𝛑"]),
        ([b"\xe2", b"\x82", b"\xac"], ["€"]),
        (["\x1b[200~yn\nq\x1b[201~y"], ["paste:yn q", "y"]),
        (["\x1b[200~y", "n\x1b[201~"], ["paste:yn"]),
        (["\x1b[15~\x1b[1;5C\x00y"], ["y"]),
        ([b"\xff", "", "y"], ["y"]),
        (["\x1b[999~\x1b[?62;c\x1b[<0;1;1Zy"], ["y"]),
        (["\x1b[99", "9~y"], ["y"]),
    ],
)
def test_keys_have_names_however_their_bytes_arrive(chunks, expected):
    assert expected == typed(*chunks)
