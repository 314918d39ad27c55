"""The review file keeps every decision, one a line, and refuses what it does not understand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact import review as reviews
from redact.errors import OutputError, ReviewError
from redact.model import Action, Decision, PolicyReference, Review, Show, Span
from redact.spans import settle

words = st.text(max_size=20)


SHOWN = (
    *(Show(), Show("label"), Show("replace", "Junior official"), Show("pseudonym", "Person"), Show("pseudonym", "4")),
    *(Show("mask", "0"), Show("mask", "12"), Show("generalise", "year"), Show("generalise", "outward-postcode")),
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    start = draw(st.integers(0, 100))
    action = draw(st.sampled_from(Action))
    return Decision(
        Span(start, start + draw(st.integers(1, 20))),
        action,
        draw(words),
        draw(words),
        tuple(draw(st.lists(words, min_size=1, max_size=2))),
        draw(st.sampled_from(SHOWN)) if action else Show(),
        draw(words),
        draw(words),
        draw(words),
        draw(words),
    )


@given(
    st.lists(decisions(), max_size=6), st.lists(st.tuples(words, words), max_size=2), st.sampled_from(["", "f" * 64])
)
def test_what_is_written_is_what_is_read(made: list[Decision], notes: list[tuple[str, str]], file: str):
    review = Review("0" * 64, PolicyReference("foi-uk", 1, "d" * 64), settle(made), tuple(notes), file=file)
    text = reviews.dump(review)

    assert review == reviews.parse(text, "a.review.json")
    assert text == reviews.dump(reviews.parse(text, "a.review.json"))


def test_a_change_of_mind_is_one_changed_line():
    policy = Decision(Span(5, 9), Action.WITHHOLD, "PERSON", "person-1", ("s.40(2)",), rule="other-person")
    review = Review("0" * 64, PolicyReference("foi-uk", 1), (policy, replace(policy, span=Span(20, 24))))
    person = replace(policy, action=Action.DISCLOSE, exemptions=(), by="Jo", reason="Public.")

    before, after = (
        reviews.dump(r).splitlines() for r in (review, replace(review, decisions=settle([*review.decisions, person])))
    )

    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


GOOD = reviews.dump(
    Review(
        "0" * 64,
        PolicyReference("foi-uk", 1),
        (Decision(Span(1, 3), Action.DISCLOSE), Decision(Span(4, 6), Action.UNDECIDED)),
    )
)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (GOOD[: len(GOOD) // 2], "not a whole review file"),
        ("", "not a whole review file"),
        ("[]", "not a review file"),
        ("{}", "not a review file"),
        (GOOD.replace("redact-review/1", "redact-review/3"), "newer one"),
        (GOOD.replace('"action": "undecided"', '"action": "maybe"'), "r:7: action is one of"),
        (GOOD.replace('"span": [4, 6]', '"span": [6, 4]'), "r:7: no such span"),
        (GOOD.replace('"span": [4, 6]', '"span": [2, 6]'), "overlap"),
        (GOOD.replace('"span": [4, 6]', '"span": "4-6"'), "r:7"),
        (GOOD.replace('"span": [4, 6], ', ""), "r:7: 'span' is missing"),
        (GOOD.replace('"action": "undecided"', '"action": "undecided", "words": "x"'), "unknown key 'words'"),
        (GOOD.replace('"action": "undecided"', '"action": "withhold"'), "without an exemption"),
        (GOOD.replace('"version": 1', '"version": "x"'), "mend the file"),
        (GOOD.replace('  "source"', '  "source": "", "source"'), "stands twice"),
        ("[" * 100_000, "."),
    ],
)
def test_a_broken_review_file_is_refused_with_its_place(broken: str, says: str):
    with pytest.raises(ReviewError, match=says):
        reviews.parse(broken, "r")


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        ("os.fsync", OSError(28, "No space left on device"), "No space left on device; nothing was changed$"),
        ("os.replace", PermissionError(13, "Access is denied"), "nothing was changed; close it where it is open"),
    ],
    ids=["full", "open in another program, on Windows"],
)
def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch, call, error, says):
    path = tmp_path / "a.review.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(call, fail)
    with pytest.raises(OutputError, match=says):
        reviews.replace_file(path, b"new")

    assert ("old", [path]) == (path.read_text(), list(tmp_path.iterdir()))


def test_a_review_is_readable_json():
    assert {"format", "source", "policy", "decisions", "notes", "signatures"} == set(json.loads(GOOD))
