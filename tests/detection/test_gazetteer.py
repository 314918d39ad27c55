"""Names from registers: words of their own, never a part of a longer word, a path or an address."""

from hypothesis import given
from hypothesis import strategies as st

from redact.detection.gazetteer import _stands_alone

around = st.text(alphabet="ab A-@/_.,\n", max_size=3)


@given(around, around)
def test_the_beginning_of_a_text_is_judged_as_any_other_place(before: str, after: str):
    text = f"{before}London{after}"
    start, end = len(before), len(before) + len("London")

    assert _stands_alone(text, start, end) == _stands_alone(f"\n{text}", start + 1, end + 1)


def test_a_name_after_a_slash_or_an_at_sign_is_part_of_a_path_or_an_address():
    assert not _stands_alone("/London is", 1, 7)
    assert not _stands_alone("@London is", 1, 7)
    assert _stands_alone("London is", 0, 6)
