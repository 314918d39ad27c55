"""The word lists: each in one place, written as the rooms read them, and none that nothing reads."""

import re
from pathlib import Path

import pytest

import redact
from redact.text.lists import FOLDER, lines

NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.txt"))
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(redact.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_what_it_is_for_and_holds_each_line_once(name: str):
    head = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]

    assert head.startswith("# ")
    assert [line.strip() for line in lines(name)] == list(dict.fromkeys(lines(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_line_can_be_an_alternative_of_an_expression(name: str):
    for line in lines(name):
        re.compile(line)
        assert line  # an empty alternative would match everywhere


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_read_by_some_room(name: str):
    assert f'"{name}"' in SOURCE or f"'{name}'" in SOURCE


def test_no_two_lists_are_one():
    contents = [frozenset(lines(name)) for name in NAMES]

    assert len(set(contents)) == len(contents)
