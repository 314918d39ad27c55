"""The invented letter, reviewed from start to PDF in tmux, line by line, and on the page: one review, one PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from redact import finding
from redact.cli import main
from redact.loaders import load
from redact.policy import load_policy
from tests.web.serving import open_page, serving
from tests.web.test_browser import press, settled

LETTER = Path(__file__).parent.parent.parent / "seeds/synthetic-letter.txt"
NOTE = "Weighed: clients must be able to ask their lawyers."
DECIDED = ("y", "y", "y", "y", "y", "n")


@pytest.fixture
def terminal() -> Iterator[str]:
    """Name a tmux server of the test's own."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is missing: apt-get install tmux")
    name = f"redact-{time.monotonic_ns()}"
    yield name
    subprocess.run(["tmux", "-L", name, "kill-server"], capture_output=True)


def tmux(server: str, *words: str) -> str:
    return subprocess.run(["tmux", "-L", server, *words], capture_output=True, text=True, check=True).stdout


def screen(server: str) -> str:
    return tmux(server, "capture-pane", "-p")


def rest(server: str, most: float = 60) -> str:
    """Return the screen once it has not changed for half a second."""
    end, last, since = time.monotonic() + most, "", time.monotonic()
    while time.monotonic() < end:
        now = screen(server)
        if now != last:
            last, since = now, time.monotonic()
        elif now.strip() and time.monotonic() - since > 0.5:
            return now
        time.sleep(0.05)
    return last


def in_tmux(source: Path, server: str) -> None:
    command = f"exec {sys.executable} -m redact review {source} --as 'Ada Reviewer'"
    tmux(server, "new-session", "-d", "-x", "80", "-y", "24", command)
    end = time.monotonic() + 60
    while "left to decide" not in screen(server) and time.monotonic() < end:
        time.sleep(0.1)
    for keys in (*DECIDED, "w", "s.42(1) public", "Enter", NOTE, "Enter"):
        tmux(server, "send-keys", *(() if keys == "Enter" else ("-l",)), keys)
        rest(server)
    tmux(server, "send-keys", "q")
    while subprocess.run(["tmux", "-L", server, "has-session"], capture_output=True).returncode == 0:
        assert time.monotonic() < end + 60
        time.sleep(0.1)


def by_lines(source: Path) -> None:
    lines = [*DECIDED, "w", "s.42(1) public", NOTE, "q"]
    done = CliRunner().invoke(
        main, ["review", str(source), "--plain", "--as", "Bo Other"], input="".join(f"{line}\n" for line in lines)
    )
    assert done.exit_code == 0, done.output


def on_the_page(source: Path, chromium: Any) -> None:
    policy = load_policy("foi-uk")
    with serving(source, finding.find(load(source), policy), policy=policy) as running:
        browsing = chromium.new_context(viewport={"width": 1280, "height": 800})
        page = browsing.new_page()
        open_page(page, running)
        press(page, *DECIDED)
        page.keyboard.press("w")
        page.locator("#note[open]").wait_for()
        page.locator("#note textarea").first.fill(NOTE)
        page.get_by_role("button", name="Save notes").click()
        settled(page)
        browsing.close()


def bare(review: Path) -> str:
    """Return a review file without names and times."""
    return re.sub(r'"(by|at)": "[^"]*"', r'"\1": ""', review.read_text(encoding="utf-8"))


def test_three_ways_lead_to_one_review_and_one_pdf(tmp_path: Path, terminal: str, chromium: Any):
    ways = {
        "tmux": lambda source: in_tmux(source, terminal),
        "plain": by_lines,
        "page": lambda source: on_the_page(source, chromium),
    }
    reviews, pdfs = {}, {}
    for way, review in ways.items():
        folder = tmp_path / way
        folder.mkdir()
        source = Path(shutil.copy(LETTER, folder / "letter.txt"))
        review(source)
        reviews[way] = bare(folder / "letter.txt.review.json")
        done = CliRunner().invoke(main, ["publish", str(source), "-o", str(folder / "out")])
        assert done.exit_code == 0, (way, done.output)
        pdfs[way] = (folder / "out/disclosure-1.pdf").read_bytes()

    assert NOTE in reviews["page"]
    assert reviews["tmux"] == reviews["plain"] == reviews["page"]
    assert pdfs["tmux"] == pdfs["plain"] == pdfs["page"]
