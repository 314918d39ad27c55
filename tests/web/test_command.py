"""`redact review --web`, from the shell to the last request."""

import json
import os
import subprocess
import sys

import pytest

from redact import review as reviews
from tests.sessions import LETTER

# What stands in for a browser: follows the file to the link, looks, decides, and stops the server.
VISIT = """\
import json, sys, urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

given = sys.argv[1]
link = Path(unquote(urlsplit(given).path)).read_text().split("url=")[1].split('"')[0]
origin, token = link.split("/#token=")
headers = {"X-Redact-Token": token, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
def ask(path, said=None):
    data = None if said is None else json.dumps(said).encode()
    return json.load(urllib.request.urlopen(urllib.request.Request(origin + path, data, headers)))
state = ask("/api/state")
key = next(key for key in state["order"] if state["subjects"][key]["state"] == "undecided")
ask("/api/act", {"action": "withhold", "where": key, "exemptions": ["s.40(2)"], "revision": state["revision"]})
Path(sys.argv[2]).write_text(json.dumps([given, token, ask("/api/letter")["by"]]))
ask("/api/stop", {})
"""


@pytest.mark.slow
def test_the_command_opens_the_page_and_ends_when_the_page_says_so(tmp_path):
    source = tmp_path / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    (tmp_path / "visit.py").write_text(VISIT, encoding="utf-8")
    browser = f"{sys.executable} {tmp_path / 'visit.py'} %s {tmp_path / 'seen.json'}"
    done = subprocess.run(
        [sys.executable, "-m", "redact", "review", str(source), "--web", "--as", "Ada Reviewer"],
        env={**os.environ, "BROWSER": browser},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    given, token, by = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))

    assert (0, "") == (done.returncode, done.stderr)
    assert "http://127.0.0.1:" in done.stdout
    assert token not in given + done.stdout
    assert "Ada Reviewer" == by
    assert "Ada Reviewer" in {decision.by for decision in reviews.read(reviews.path_for(source)).decisions}


@pytest.mark.slow
def test_a_page_and_a_plain_sitting_at_once_are_refused(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "redact", "review", str(tmp_path), "--web", "--plain"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == done.returncode
    assert "choose one" in done.stderr
