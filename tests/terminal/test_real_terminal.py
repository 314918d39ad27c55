"""The invented letter in a real terminal of 80 by 24: the same review as line by line, and no word left behind."""

import os
import pty
import re
import select
import shutil
import signal
import sys
import termios
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from redact.cli import main

LETTER = Path(__file__).parent.parent.parent / "seeds" / "synthetic-letter.txt"
NOTE = "Weighed: clients must be able to ask their lawyers."
KEYS = ["y", "y", "y", "y", "y", "n", "w", "s.42(1) public", "\r", NOTE, "\r", "q"]
LINES = ["y", "y", "y", "y", "y", "n", "w", "s.42(1) public", NOTE, "q"]
SECRETS = ("Placeholder", "Testcase", "0123", "AB 12 34 56 C", "NM2 9ZX", "04/05/1948", "lung", "daniel")


def in_a_terminal(source: Path, keys: list[str | tuple[int, int]], kill: int = 0) -> str:
    """Press keys in a real terminal of 80 by 24, each after the screen has come to rest; return all that was drawn.

    In place of a key, a pair is another size for the window, in columns and lines. The terminal must be left as it was.
    """
    child, fd = pty.fork()
    if not child:
        os.environ["TERM"] = "xterm"
        os.environ |= {"COLUMNS": "80", "LINES": "24"}  # as a shell may export them: the window itself counts
        os.execv(sys.executable, [sys.executable, "-m", "redact", "review", str(source), "--as", "Ada Reviewer"])
    termios.tcsetwinsize(fd, (24, 80))
    before = termios.tcgetattr(fd)
    drawn = b""
    try:
        drawn += settle(fd, until=rb"left to decide")
        for key in keys:
            if isinstance(key, str):
                os.write(fd, key.encode())
            else:
                termios.tcsetwinsize(fd, key[::-1])
            rows = b"" if isinstance(key, str) else rb"\x1b\[H(?:[^\n]*\n){%d}[^\n]*" % (key[1] - 1)
            drawn += settle(fd, until=rows + rb"\x1b\[J")
        if kill:
            os.kill(child, kill)
        drawn += settle(fd, until=rb"saved;" if not kill else rb"\x1b\[\?1049l")
        assert before == termios.tcgetattr(fd)
    finally:
        os.close(fd)
        os.waitpid(child, 0)
    return drawn.decode("utf-8", "replace")


def settle(fd: int, until: bytes, quiet: float = 0.25, most: float = 60) -> bytes:
    """Read what is drawn until the expression `until` is found in it and nothing more comes for a while."""
    drawn, end = b"", time.monotonic() + most
    while time.monotonic() < end:
        ready, _, _ = select.select([fd], [], [], quiet)
        if not ready:
            if re.search(until, drawn):
                return drawn
            continue
        try:
            more = os.read(fd, 65536)
        except OSError:
            return drawn
        if not more:
            return drawn
        drawn += more
    return drawn


def by_lines(source: Path, lines: list[str]) -> str:
    runner = CliRunner()
    done = runner.invoke(
        main, ["review", str(source), "--plain", "--as", "Bo Other"], input="".join(f"{line}\n" for line in lines)
    )
    assert done.exit_code == 0, done.output
    return done.output


def bare(path: Path) -> str:
    """Return a review file without names and times."""
    return re.sub(r'"(by|at)": "[^"]*"', r'"\1": ""', path.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_keys_and_lines_lead_to_the_same_review_and_the_same_pdf(tmp_path: Path):
    published = []
    for way, review in (("terminal", lambda s: in_a_terminal(s, KEYS)), ("plain", lambda s: by_lines(s, LINES))):
        folder = tmp_path / way
        folder.mkdir()
        source = folder / "letter.txt"
        shutil.copy(LETTER, source)
        review(source)
        done = CliRunner().invoke(main, ["publish", str(source), "-o", str(folder / "out")])
        assert done.exit_code == 0, done.output
        published.append((bare(folder / "letter.txt.review.json"), (folder / "out" / "disclosure-1.pdf").read_bytes()))

    assert published[0][0] == published[1][0]
    assert published[0][1] == published[1][1]
    assert NOTE in published[0][0]


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "kill"), [(["q"], 0), ([], signal.SIGTERM)], ids=["left", "told to stop"])
def test_the_terminal_leaves_no_withheld_word_behind(tmp_path: Path, keys: list[str], kill: int):
    source = tmp_path / "letter.txt"
    shutil.copy(LETTER, source)
    drawn = in_a_terminal(source, keys, kill=kill)
    assert any(secret in drawn for secret in SECRETS)

    after = drawn[drawn.rindex("\x1b[?1049l") :]
    assert [] == [secret for secret in SECRETS if secret in after]
    assert drawn.index("\x1b[?1049h") < min(drawn.index(secret) for secret in SECRETS if secret in drawn)


@pytest.mark.slow
def test_arrows_escape_a_resized_window_and_ctrl_c(tmp_path: Path):
    source = tmp_path / "letter.txt"
    shutil.copy(LETTER, source)
    drawn = in_a_terminal(source, ["\x1b[B", "\x1bOA", "/", "x", "\x1b", (60, 20), "\x03"])
    screens = drawn.split("\x1b[H")

    assert any("nothing changed" in screen for screen in screens)
    assert any("Which words are to be withheld" in screen for screen in screens)
    assert {20, 24} <= {screen.count("\x1b[K\r") + 1 for screen in screens}
    assert "letter.txt.review.json: saved;" in drawn
    assert '"by":' not in (tmp_path / "letter.txt.review.json").read_text(encoding="utf-8")
