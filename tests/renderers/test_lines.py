"""Breaking text into lines loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redact.model import Redaction
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.blocks import BODY, Setting
from redact.renderers.typesetting.line_breaking import fill_lines, split_words
from tests.renderers.samples import publish

print_hole = Setting(publish([]), Presentation(), 400).print_hole

holes = st.builds(Redaction, st.integers(1, 99), st.just(("s.40(2)",)), st.sampled_from(["", "[Person 1]"]))
texts = st.text("abc Ww-/@é漢字。\t", max_size=60)


@given(st.lists(texts | holes, max_size=8), st.floats(60, 400))
def test_every_character_and_hole_is_set_once_in_order_within_the_measure(parts, measure):
    lines = fill_lines(split_words(parts, BODY, print_hole), BODY, measure)
    expected = "".join(part.replace("\t", "    ") if isinstance(part, str) else print_hole(part)[0] for part in parts)
    assert expected == "".join(piece.text for line in lines for piece in line.pieces)
    assert all(line.width <= measure + 0.1 for line in lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=40), st.floats(90, 400))
def test_words_are_never_parted_when_they_fit(words, measure):
    lines = fill_lines(split_words([" ".join(words)], BODY, print_hole), BODY, measure)
    assert words == [word for line in lines for piece in line.pieces for word in piece.text.split()]


def test_a_line_end_in_the_text_ends_the_line():
    lines = fill_lines(split_words(["one\ntwo"], BODY, print_hole), BODY, 400)
    assert [line.pieces[0].text for line in lines] == ["one ", "two"]
