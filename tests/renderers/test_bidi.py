"""Right-to-left text is seen as it should be, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.renderers import render
from redact.renderers.typesetting.bidi import base_direction, find_levels, reverse, visual_order
from redact.renderers.typesetting.languages import language_of
from redact.renderers.typesetting.shaping import shape, unshape
from tests.renderers.samples import bar, passage, publish, read_pdfium

mixed = st.text("ab 12.,()שלוםאבגمحمدلا٣٤", max_size=40)


def seen(text: str, base: int | None = None) -> str:
    """Return a line as it is seen from the left."""
    base = (base_direction(text) or 0) if base is None else base
    levels = find_levels(text, base)
    order = visual_order(levels)
    return "".join(reverse(text[i]) if levels[i] % 2 else text[i] for i in order)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 12 דהו", "והד 12 גבא"),
        ("abc (אבג) 12", "abc (גבא) 12"),
        ("אבג (דהו)", "(והד) גבא"),
        ("אבג 1,234.5", "1,234.5 גבא"),
        ("ab אב 12", "ab 12 בא"),
    ],
)
def test_a_line_is_ordered_as_unicode_says(text, expected):
    """UAX 9; expected orders as its reference implementation gives them."""
    assert expected == seen(text)


@given(mixed, st.integers(0, 1))
def test_ordering_loses_no_character(text, base):
    levels = find_levels(text, base)
    assert sorted(visual_order(levels)) == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("محمد", "\ufee3\ufea4\ufee4\ufeaa"),
        ("لا", "\ufefb"),
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("می\u200cخواهم", "\ufee3\ufbfd\ufea7\ufeee\ufe8d\ufeeb\ufee2"),
        ("ب", "\ufe8f"),
        ("abc", "abc"),
    ],
    ids=["joined", "lam alef", "lam alef within", "never joined", "joined but for a non-joiner", "alone", "latin"],
)
def test_arabic_letters_take_the_shape_their_neighbours_ask_for(text, expected):
    assert expected == shape(text)


@given(mixed)
def test_shaping_spells_the_same(text):
    assert text == unshape(shape(text))


def test_a_right_to_left_passage_stands_at_the_right_and_reads_back():
    text = "שלום עולם טוב"
    assert text in read_pdfium(render(publish([passage(text)], "T", "he")))


def test_a_bar_in_right_to_left_text_stays_whole():
    assert "[Redacted: section 40(2)" in read_pdfium(render(publish([passage("Dear ", bar(1), " שלום")])))


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("Annwyl Mr Example, diolch am eich llythyr.", "en-GB", "cy"),
        ("Thank you for your letter about the plan.", "cy", "en-GB"),
        ("Thank you for your letter about the plan.", "en-GB", ""),
        ("Rt Hon Jane Example MP", "en-GB", ""),
        ("Αγαπητέ κύριε", "en-GB", "el"),
        ("Αγαπητέ κύριε", "el", ""),
        ("Mr Kim (김철수)", "en-GB", ""),
        ("12 February 2025", "cy", ""),
        ("", "en-GB", ""),
    ],
)
def test_the_language_of_a_passage_is_named_only_where_it_is_plain(text, default, expected):
    assert expected == language_of(passage(text), default)
