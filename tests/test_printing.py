"""What is printed may go nowhere: every command does its work and gives its exit code all the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from redact.cli import main

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
COMMANDS: dict[str, tuple[str, ...]] = {
    "find": ("letter.txt",),
    "propose": ("letter.txt", "-p", "foi-uk-strict"),
    "diff": ("letter.txt",),
    "review": ("letter.txt", "--plain", "--as", "Bo"),
    "sign": ("letter.txt", "--as", "Bo"),
    "publish": ("letter.txt", "-o", "out", "--name", "released"),
    "verify": ("released.pdf",),
    "policy list": (),
    "policy show": ("foi-uk",),
    "policy check": ("foi-uk",),
    "policy test": ("foi-uk",),
    "policy explain": ("letter.txt", "7"),
    "policy diff": ("foi-uk", "foi-uk-strict", "letter.txt"),
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a letter, its review and a PDF that was published from it."""
    folder = tmp_path_factory.mktemp("reviewed")
    letter = shutil.copy(ROOT / "seeds/000_ddb42d75a7363c2c.txt", folder / "letter.txt")
    out = folder / "first"
    for words in (("propose", letter, "-p", "foi-uk-strict"), ("publish", letter, "-o", out, "--name", "released")):
        assert 0 == CliRunner().invoke(main, [str(word) for word in words]).exit_code
    shutil.move(out / "released.pdf", folder)
    return folder


def said(folder: Path, words: list[str], fault: str) -> tuple[int, str]:
    """Run a command whose standard output goes nowhere, is full, is closed, or has a reader who is gone."""
    shell = {"nowhere": ">/dev/null", "full": ">/dev/full", "closed": ">&-", "no reader": "", "both": ">&- 2>&-"}[fault]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-m", "redact", *words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr


def test_every_command_is_tried():
    def names(group: click.Group, above: str = "") -> list[str]:
        found: list[str] = []
        for name, command in group.commands.items():
            found += names(command, f"{above}{name} ") if isinstance(command, click.Group) else [f"{above}{name}"]
        return found

    assert sorted(COMMANDS) == sorted(names(main))


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_the_same_where_nothing_can_be_printed(reviewed: Path, tmp_path: Path, name: str):
    words = [*name.split(), *COMMANDS[name]]
    folders = {fault: tmp_path / fault for fault in ("nowhere", "full", "closed", "no reader")}
    for folder in folders.values():
        shutil.copytree(reviewed, folder)
    code, _ = said(folders["nowhere"], words, "nowhere")
    wrote = sorted(path.relative_to(folders["nowhere"]) for path in folders["nowhere"].rglob("*"))

    for fault, folder in folders.items():
        found, told = said(folder, words, fault)

        assert (code or 3 if fault == "full" else code) == found, told
        assert ("standard output cannot be written" in told) == (fault == "full")
        assert "Traceback" not in told
        assert "Error" not in told
        assert wrote == sorted(path.relative_to(folder) for path in folder.rglob("*"))


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["no reader", "closed", "full", "both"])
def test_what_failed_is_not_called_done_and_what_comes_after_it_is_done(reviewed: Path, tmp_path: Path, fault: str):
    folder = tmp_path / "work"
    shutil.copytree(reviewed, folder)
    (folder / "bad.pdf").write_bytes(b"no PDF")
    shutil.copy(folder / "letter.txt", folder / "other.txt")
    code, told = said(
        folder, ["publish", "letter.txt", "bad.pdf", "other.txt", "-p", "foi-uk-strict", "-o", "out"], fault
    )

    assert 3 == code, told
    assert {"disclosure-1.pdf", "disclosure-2.pdf"} == {path.name for path in (folder / "out").glob("*.pdf")}
