"""Planted faults, one a file: each is told with its line, its column and what to do, and all of them where several stand.

What must be told stands at the end of each file, so that a file shows both the fault and its message.
"""

import re
from pathlib import Path

import pytest

from redact.errors import PolicyError
from redact.policy import check, load_policy

FILES = sorted((Path(__file__).parent / "faults").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_planted_fault_is_told(path: Path) -> None:
    expected = re.findall(r"^# expect (\d+):(\d+): (.*)$", path.read_text(encoding="utf-8"), re.M)
    told = sorted((f.line, f.column, f.what) for f in check(path) if f.severe)
    assert [(int(line), int(column), what) for line, column, what in expected] == told
    assert expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_refused_with_every_line_shown(path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    expected = path.read_text(encoding="utf-8").count("\n# expect ")
    assert 3 == caught.value.exit_code
    assert expected == str(caught.value).count("^\n")


def test_there_are_twenty_kinds_and_a_file_with_several() -> None:
    assert len(FILES) > 20
    assert 10 <= (FILES[0].parent / "several.yaml").read_text(encoding="utf-8").count("# expect ")
