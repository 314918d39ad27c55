"""What Windows refuses is in no file name of this repository, so that it can be checked out there."""

import subprocess
from collections import defaultdict
from pathlib import PurePosixPath

import pytest

from redact.errors import OutputError
from redact.publishing.files import check_name
from tests.imports import ROOT

LONGEST = 200  # characters of a path below the checkout; Windows takes 260, its folder included


def committed() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return listed.stdout.decode().rstrip("\0").split("\0")


def refused(paths: list[str]) -> list[str]:
    """Return what Windows would not take: names, lengths, and paths that differ in capitals alone."""
    faults = [path for path in paths if len(path) > LONGEST]
    for path in paths:
        try:
            for name in PurePosixPath(path).parts:
                check_name(name)
        except OutputError:
            faults.append(path)
    alike = defaultdict(set)
    for path in paths:
        for part in [PurePosixPath(path), *PurePosixPath(path).parents]:
            alike[str(part).casefold()].add(str(part))
    return faults + [path for group in alike.values() if len(group) > 1 for path in sorted(group)]


def test_every_path_of_the_repository_can_be_checked_out_on_windows():
    paths = committed()

    assert "pyproject.toml" in paths
    assert [] == refused(paths)


@pytest.mark.parametrize(
    "paths",
    [
        ["docs/aux.md"],
        ["tests/con/test.py"],
        ["docs/what?.md"],
        ["docs/a:b"],
        ["docs/ends."],
        ["docs/ends /a"],
        ["a" * 201],
        ["docs/" + "long/" * 40 + "a"],
        ["docs/Read.md", "docs/read.md"],
        ["Docs/a", "docs/b"],
    ],
    ids=lambda paths: paths[0][:20],
)
def test_what_windows_refuses_is_seen(paths):
    assert [] != refused(paths)
