"""The guide to policies is true: its files are written and its commands are run, in order, as they stand there."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from redact.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(yaml|console) ?(\S*)\n(.*?)^```$", re.M | re.S)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(ROOT / "seeds/synthetic-letter.txt", tmp_path / "letter.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_means(line: str) -> str:
    """Return a line without what found a thing and how surely: that depends on which name models are installed."""
    return re.sub(r", found by .*$", "", line)


@pytest.mark.slow
def test_every_file_is_sound_and_every_command_says_what_the_guide_says(desk: Path) -> None:
    blocks = BLOCK.findall((ROOT / "docs/policies.md").read_text(encoding="utf-8"))
    assert {"yaml", "console"} == {kind for kind, _, _ in blocks}
    for kind, name, text in blocks:
        if kind == "yaml":
            (desk / name).write_text(text, encoding="utf-8")
            continue
        command, *expected = text.rstrip("\n").split("\n")
        program, *arguments = command.removeprefix("$ ").split()
        assert "redact" == program
        result = CliRunner().invoke(main, arguments)
        said = [without_means(line) for line in result.output.split("\n")]
        assert [] == [line for line in expected if without_means(line) not in said], f"{command}\n{result.output}"


def test_every_policy_of_the_guide_but_the_wrong_one_has_no_fault(desk: Path) -> None:
    blocks = BLOCK.findall((ROOT / "docs/policies.md").read_text(encoding="utf-8"))
    policies = {}
    for _, name, text in blocks:
        if name:
            (desk / name).write_text(text, encoding="utf-8")
            policies[name] = "extends:" in text
    for name in (name for name, is_policy in policies.items() if is_policy and name != "wrong.yaml"):
        result = CliRunner().invoke(main, ["policy", "check", name])
        assert 0 == result.exit_code, result.output
        assert "warning" not in result.output, result.output
