"""The swap test: change only the withheld words of a letter, keep the decisions, and the same bytes are published.

REDACT_FUZZ=1000 uv run pytest tests/test_swap.py looks at a thousand pairs.
"""

import os

import pytest

from tests.swaps import POLICIES, publish

PAIRS = int(os.environ.get("REDACT_FUZZ", "28"))


@pytest.mark.parametrize("alike", [True, False], ids=["words of one kind", "words of any kind"])
def test_other_withheld_words_give_the_same_bytes(alike: bool):
    """Every form of a letter under every policy, whether a name stands for a name or three paragraphs do."""
    different = [seed for seed in range(PAIRS // 2) if publish(seed, 1, alike=alike) != publish(seed, 2, alike=alike)]

    assert [] == different


def test_other_open_words_give_other_bytes():
    """What is compared is something: two letters under one policy."""
    assert publish(1, 1, alike=True) != publish(1 + len(POLICIES), 1, alike=True)
    assert {
        "released.pdf",
        "released.html",
        "released.schedule.csv",
        "released.schedule.json",
        "released.publication.json",
    } == set(publish(1, 1, alike=True))
