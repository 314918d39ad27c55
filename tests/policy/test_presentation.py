"""How publications look is the authority's choice: said in a policy, inherited, and nothing made up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redact.policy import Fault, load_policy
from redact.renderers import Presentation

HEAD = "id: child\nversion: 1\ntitle: Child\nextends: ours.yaml\n"


def test_a_childs_word_stands_over_its_parents(write: Callable[..., Path]) -> None:
    write("presentation: {head: Ours, review: Write to us., cover: One paragraph.}\n")
    child = load_policy(write(HEAD + "presentation: {head: Theirs, numbered: true}\n", "child.yaml"))
    expected = {"head": "Theirs", "review": "Write to us.", "cover": ("One paragraph.",), "numbered": True}
    assert expected == child.presentation
    assert Presentation(**child.presentation).head == "Theirs"


def test_what_nobody_says_is_left_to_the_renderer() -> None:
    assert {} == load_policy("foi-uk").presentation


def test_looks_change_no_digest(write: Callable[..., Path]) -> None:
    plain, decked = write("otherwise: ask\n", "a.yaml"), write("otherwise: ask\npresentation: {foot: Ours}\n", "b.yaml")
    assert load_policy(plain).reference == load_policy(decked).reference


FAULTY = {
    "placeholder": ("presentation: {foot: 'Write to [insert address]'}", (5, 22), "has not been filled in"),
    "in the cover": ("presentation: {cover: [Dear ____]}", (5, 23), "has not been filled in"),
    "paper": ("presentation: {paper: A4}", (5, 23), "did you mean 'a4'?"),
    "regulator alone": ("presentation: {regulator: The Commissioner.}", (5, 27), "how to ask for an internal review"),
    "unknown": ("presentation: {footer: Ours}", (5, 16), "did you mean 'foot'?"),
}


@pytest.mark.parametrize(("text", "place", "said"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_choice_is_told(
    faults: Callable[[str], tuple[Fault, ...]], text: str, place: tuple[int, int], said: str
) -> None:
    (fault,) = faults(text + "\n")
    assert said in fault.what
    assert place == (fault.line, fault.column)
