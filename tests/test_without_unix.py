"""A day's work where nothing is to be had that only Unix has, as on Windows.

Modules, signals and calls are hidden in every process, the program's own among them. What stays is Linux: the paths,
the files and the console of Windows itself are not tried here.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LETTER = Path(__file__).parent.parent / "seeds" / "synthetic-letter.txt"
HIDE = """
import os
import signal
import sys

MODULES = {"fcntl", "termios", "tty", "pty", "resource", "pwd", "grp", "syslog", "readline"}
WINDOWS = {"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM"}
CALLS = {"chown", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getuid", "killpg", "mkfifo", "setsid"}


class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


for name in MODULES:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Hidden())
for name in [name for name in dir(signal) if name.startswith("SIG") and name[3] != "_" and name not in WINDOWS]:
    delattr(signal, name)
for name in CALLS & set(dir(os)):
    delattr(os, name)
"""
WORK = """
import io
import sys

import redact
from redact.cli import main

def run(*words, typed="", code=0):
    sys.stdin = io.StringIO(typed)
    try:
        main(list(words), standalone_mode=True)
    except SystemExit as done:
        assert (done.code or 0) == code, (words, done.code)
    print("DONE", words[0], flush=True)

for name in ("fcntl", "resource", "pwd"):
    try:
        __import__(name)
    except ImportError:
        continue
    raise AssertionError(name)
run("find", "letter.txt")
run("propose", "letter.txt", code=1)
run("diff", "letter.txt", code=1)
run("review", "letter.txt", "--plain", "--as", "Ada Reviewer",
    typed="y\\ny\\ny\\ny\\ny\\nn\\nw\\ns.42(1) public\\nWeighed: clients must be able to ask.\\nu\\nU\\nq\\n")
run("sign", "letter.txt", "--as", "Bo Second")
run("diff", "letter.txt")
run("publish", "letter.txt", "-o", "out", "--records", "records")
run("verify", "out/disclosure-1.pdf", "--source", "letter.txt")
"""


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    folder = tmp_path_factory.mktemp("windows")
    (folder / "hidden").mkdir()
    (folder / "hidden" / "sitecustomize.py").write_text(HIDE, encoding="utf-8")
    (folder / "letter.txt").write_bytes(LETTER.read_bytes())
    path = os.pathsep.join([str(folder / "hidden"), str(LETTER.parent.parent)])
    done = subprocess.run(
        [sys.executable, "-c", WORK],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    return folder, done


@pytest.mark.slow
def test_every_command_does_its_work(day):
    folder, done = day

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    expected = ["find", "propose", "diff", "review", "sign", "diff", "publish", "verify"]
    assert expected == [line.split()[1] for line in done.stdout.splitlines() if line.startswith("DONE")]
    assert {"disclosure-1.pdf", "disclosure-1.html", "disclosure-1.schedule.csv"} <= {
        path.name for path in (folder / "out").iterdir()
    }


@pytest.mark.slow
def test_the_same_is_published_as_with_everything_there(day, tmp_path):
    folder, _ = day
    for name in ("letter.txt", "letter.txt.review.json", "letter.txt.review.log"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "redact", "publish", "letter.txt", "-o", "out"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(LETTER.parent.parent)},
    )

    for path in (tmp_path / "out").iterdir():
        assert path.read_bytes() == (folder / "out" / path.name).read_bytes()
