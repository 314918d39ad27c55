"""Whatever is pressed or typed: nothing breaks, every frame fits, and the review on the disk stays whole."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact import review as reviews
from redact.showing.wording import KEYS
from redact.terminal import plain
from redact.terminal.reviewer import Reviewer
from redact.terminal.screen import frame
from tests.sessions import LETTER, POLICY, findings, hostile_session, session_over

named = ["enter", "escape", "backspace", "tab", "shift-tab", "up", "down", "left", "resize", "paste:Sample\x1b y"]
single = sorted({key.key for key in KEYS} - {"q"})
words = st.sampled_from(["s.42(1)", "Sample", "is", "generalise: year", "replace", "zzz", "\x1b[2J", "\u202e", "1", ""])
typed = words.map(lambda text: [*text, "enter"])
keys = st.lists(
    st.one_of(st.sampled_from(single).map(lambda key: [key]), st.sampled_from(named).map(lambda key: [key]), typed),
    max_size=25,
).map(lambda parts: [key for part in parts for key in part])
sizes = st.sampled_from([(80, 24), (30, 8), (20, 3), (200, 60)])


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(keys, sizes, st.booleans())
def test_any_keys_leave_a_whole_review_and_a_frame_that_fits(pressed, size, hostile):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = hostile_session(folder) if hostile else session_over(LETTER, findings(), folder)
        first = session.path.read_bytes()
        reviewer = Reviewer(session)
        for key in pressed:
            reviewer.press(key)
            lines = frame(reviewer, *size)
            assert len(lines) == size[1]
            assert max(line.cell_len for line in lines) <= size[0]
            assert set() == {c for line in lines for c in line.plain if not c.isprintable()}
        assert session.review == reviews.read(session.path)
        while session.can_undo:
            session.undo()
        assert first == session.path.read_bytes()


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(st.lists(st.one_of(st.sampled_from(single), words, st.text(max_size=5)), max_size=20))
def test_any_lines_are_answered_in_printable_words(lines):
    with tempfile.TemporaryDirectory() as name:
        session = hostile_session(Path(name))
        heard: list[str] = []
        plain.run(session, lines, heard.append)

        assert set() == {c for c in "".join(heard) if not c.isprintable()} - {"\n"}
        assert session.review == reviews.read(session.path)
        assert POLICY.reference == session.review.policy
