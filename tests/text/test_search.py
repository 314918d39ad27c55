"""A withheld word is found in any writing of it, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.errors import RenderError
from redact.text.characters import clean
from redact.text.folding import fold
from redact.text.search import find_words, withhold

FOUND = {
    "as it stands": ("Morwenna Tregarthen", "to Morwenna Tregarthen, who"),
    "capitals": ("Morwenna Tregarthen", "MORWENNA TREGARTHEN"),
    "over a line's end": ("Morwenna Tregarthen", "Morwenna\nTregarthen"),
    "hyphenated at a line's end": ("Morwenna Tregarthen", "Morwenna Tre-\ngarthen"),
    "hyphenated as PDFium says it": ("Morwenna Tregarthen", "Morwenna Tre\ufffe\ngarthen"),
    "double name over a line's end": ("Okafor-Lindqvist", "Okafor-\nLindqvist"),
    "run together": ("Morwenna Tregarthen", "DearMorwennaTregarthenThank"),
    "letter by letter": ("Tregarthen", "T r e g a r t h e n"),
    "reversed": ("Morwenna Tregarthen", "nehtragerT annewroM"),
    "soft hyphens": ("Tregarthen", "Tre\u00adgar\u200bthen"),
    "ligature": ("Griffith", "Gri\ufb03th"),
    "accents lost": ("Siân Gruffŷdd", "Sian Gruffydd"),
    "accents apart": ("Siân", "Sia\u0302n"),
    "letters with strokes": ("Łukasz Sørensen", "Lukasz Sorensen"),
    "sharp s": ("Weiß", "WEISS"),
    "full width": ("Tregarthen", "Ｔｒｅｇａｒｔｈｅｎ"),
    "apostrophes": ("O'Dowd", "O\u2019Dowd"),
    "telephone without spaces": ("020 7946 0958", "tel 02079460958."),
    "telephone with country code": ("020 7946 0958", "+44 (0)20 7946 0958"),
    "telephone without country code": ("+44 20 7946 0958", "(020) 7946-0958"),
    "number in pairs": ("QQ123456C", "QQ 12 34 56 C"),
    "e-mail with spaces": ("jo.bloggs@example.org", "jo . bloggs @ example . org"),
    "file name": ("May", "letter_May_final.docx"),
    "beside a digit": ("May", "May2"),
    "possessive": ("May", "Mrs May's letter"),
    "script without spaces": ("山田太郎", "担当者山田太郎様"),
}

KEPT = {
    "a longer word": ("May", "The Mayor said: Mayfair, dismay"),
    "a longer surname": ("Stephen Green", "Stephen Greenhalgh"),
    "a longer number": ("1234 5678", "1234 56789"),
    "letters over a line's end without a hyphen": ("Ana", "an\na letter"),
    "short words reversed": ("Noel", "leon"),
    "other people": ("Morwenna Tregarthen", "Morwenna Penhale and Piran Tregarthen"),
}


@pytest.mark.parametrize("case", FOUND)
def test_found_in_any_writing(case: str) -> None:
    word, text = FOUND[case]
    assert withhold([word]).found_in(text) == (1,)


@pytest.mark.parametrize("case", KEPT)
def test_no_false_alarm(case: str) -> None:
    word, text = KEPT[case]
    assert withhold([word]).found_in(text) == ()


@pytest.mark.parametrize("entries", [[""], ["a name", "  \n"], ["\t"]])
def test_empty_entries_are_refused(entries: list[str]) -> None:
    """An empty entry would match everything or nothing."""
    with pytest.raises(ValueError, match="is empty"):
        withhold(entries)


def test_one_string_is_refused() -> None:
    """A single string would be read as one entry a letter."""
    with pytest.raises(TypeError):
        withhold("Tregarthen")


def test_repr_shows_no_words() -> None:
    assert "Tregarthen".casefold() not in repr(withhold(["Morwenna Tregarthen"])).split("pattern")[0]


_NAMES = st.text(st.sampled_from("abcdefgimorstuéŵñ'-"), min_size=3, max_size=12).filter(
    lambda s: s[0].isalpha() and s[-1].isalpha() and not s.startswith("-")
)


@given(
    name=_NAMES, before=st.sampled_from(["", "Dear ", "(", "\n"]), after=st.sampled_from(["", ",", " and", "\n", "'s"])
)
def test_a_whole_word_is_always_found(name: str, before: str, after: str) -> None:
    assert withhold([name]).found_in(before + name.upper() + after) == (1,)


@pytest.mark.parametrize("plane", range(17))
def test_what_is_not_printed_does_not_part_a_word(plane: int) -> None:
    """Every code point that shows nothing is left out when printing; a word written with it is the printed one."""
    for point in range(plane << 16, (plane + 1) << 16):
        if not 0xD800 <= point < 0xE000 and prints_nothing(chr(point)):
            assert withhold([f"Treg{chr(point)}arthen 0{chr(point)}20 7946 0958"]).found_in("Tregarthen 020 7946 0958")


def prints_nothing(character: str) -> bool:
    try:
        return clean(character) == ""
    except RenderError:
        return False


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=4), st.text())
def test_any_words_and_any_text_can_be_searched(entries: list[str], text: str) -> None:
    withhold(entries).found_in(text)


@pytest.mark.parametrize("case", FOUND)
def test_what_is_found_has_a_place(case: str) -> None:
    """Offsets are those of the text as it was given, whatever folding did to it."""
    word, text = FOUND[case]
    spans = find_words(text, [word])
    assert len(spans) == 1
    assert withhold([word]).found_in(text[spans[0][0] : spans[0][1]]) == (1,)


@pytest.mark.parametrize("case", KEPT)
def test_what_is_not_found_has_none(case: str) -> None:
    word, text = KEPT[case]
    assert find_words(text, [word]) == []


@given(before=st.text(), name=_NAMES, after=st.text())
def test_a_place_holds_the_word(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    start = len(before) + 1
    assert any(first <= start + 1 and end >= start + len(name) for first, end in find_words(text, [name]))
