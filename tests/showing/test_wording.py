"""The words for people: each said once, and the guides and both faces of a review bound to them."""

import re
from pathlib import Path
from typing import get_args

import pytest

from redact.model import Action, FoundBy, How
from redact.reviewing.subjects import State
from redact.showing import wording
from redact.terminal.reviewer import Reviewer

DOCS = Path(__file__).parents[2] / "docs"


def test_no_key_means_two_things():
    for where in ("terminal", "page"):
        names = [name for key in wording.keys(where) for name in (key.key, *key.also)]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("key", wording.keys("terminal"), ids=lambda key: key.action)
def test_each_key_of_the_terminal_has_a_method(key):
    assert callable(getattr(Reviewer, key.action))


def test_the_guide_lists_every_key_in_the_same_words():
    rows = re.findall(r"^\| `(\S+)` \| (.+) \| (\w+) \|$", (DOCS / "reviewing.md").read_text("utf-8"), re.M)

    assert [(key.key, key.words, key.where) for key in wording.KEYS] == rows


def test_the_guide_to_the_page_names_no_key_that_it_lacks():
    named = set(re.findall(r"`([^\s`])`", (DOCS / "reviewing-web.md").read_text("utf-8")))

    assert set() == named - {key.key for key in wording.keys("page")}


def test_everything_that_has_a_name_has_words():
    assert set(get_args(FoundBy)) == wording.FOUND_BY.keys()
    assert set(get_args(State)) == wording.STATES.keys()
    assert set(Action) == wording.WORDS.keys() == wording.MARKS.keys()
    assert set(get_args(How)) == {look.show.how for look in wording.CHOICES}


@pytest.mark.parametrize("width", [10, 20, 24, 40, 60, 80, 132])
def test_the_foot_of_the_screen_always_says_how_to_get_help_and_leave(width):
    lines = wording.foot(width)

    assert len(lines) <= 2
    assert max(map(len, lines)) <= width
    assert "h help  q leave" in "  ".join(lines)


def test_the_page_is_given_every_key_look_state_and_means():
    values = wording.for_page()

    assert {"y", "v", "o"} <= {key["key"] for key in values["keys"]}
    assert "R" not in {key["key"] for key in values["keys"]}
    assert {"how": "generalise", "what": "year", "words": "the year alone: [2016]", "asks": ""} in values["looks"]
    assert {"mark": "?", "words": "to decide"} == values["states"]["undecided"]
    assert r"\w" not in values["word"]
