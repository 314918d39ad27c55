"""What the printed page says is what was searched: every character there is, and all that show nothing."""

import contextlib
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from pypdfium2 import PdfDocument

from redact.errors import RenderError
from redact.policy import Case, load_policy
from redact.publishing import publish
from redact.renderers.typesetting.fonts import FAMILIES, FONTS, Family, face_for
from redact.text.characters import ACCENTS, BULLETS, HYPHENS, NOTHING, SPACES, clean, printable, tidy
from redact.text.reading import read
from redact.text.search import withhold

CHARACTERS = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF]
UNSEEN = [c for c in CHARACTERS if re.match(f"[{NOTHING}]", c)]
_UNSEEN = set(UNSEEN)
PRINTED = [
    c
    for c in CHARACTERS
    if c in _UNSEEN or c in BULLETS or c in "\n\t\r" or unicodedata.category(c) not in ("Cc", "Co", "Cn")
]
# One of each run of the table, its ends, for what is slow.
EDGES = [c for c in UNSEEN if chr(ord(c) - 1) not in _UNSEEN or chr(ord(c) + 1) not in _UNSEEN]


@pytest.mark.slow
@pytest.mark.parametrize("around", ["79{}46", "Smi{}th", "e{}\u0301", "\u0418\u0432{}\u043d", "x {}-\ny"])
def test_every_printed_character_is_read_as_it_is_printed(around: str):
    written = [around.format(c) for c in PRINTED]

    if [read(text).text for text in written] != [read(clean(text)).text for text in written]:
        odd = [printable(text) for text in written if read(text).text != read(clean(text)).text]
        assert [] == odd[:20]


@pytest.mark.slow
def test_every_other_character_is_refused_by_the_printer():
    printed = set(PRINTED)
    for character in CHARACTERS:
        if character not in printed and character not in "\x0b\x0c\x1c\x1d\x1e\x85":
            with pytest.raises(RenderError):
                clean(character)


@given(
    st.text(st.sampled_from([*EDGES, *SPACES, *HYPHENS, *"aBé-\n\r \u0301\u0323\u043e\u0439\u1100\u1161\u11a80７ﬁ"]))
)
def test_every_writing_is_read_as_it_is_printed(text: str):
    alone = not re.sub(f"[{ACCENTS}]", "", clean(text)).strip()  # nothing to stand on: read as it is written
    assert read(clean(text)).text == read(text).text or alone


@given(st.text(max_size=30))
def test_reading_twice_changes_nothing_that_shows(text: str):
    once = read(text).text

    assert re.sub(r"\W", "", read(once).text) == re.sub(r"\W", "", once) or not once.isascii()


def test_what_shows_nothing_is_what_unicode_says_is_ignorable():
    """Default_Ignorable_Code_Point of Unicode 15.1, by its count, assigned later or not; and eight of our fonts."""
    assert 4174 + 8 == len(UNSEEN)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_what_our_fonts_print_without_ink_is_known_to_show_nothing(family: Family):
    fonts = {name: ImageFont.truetype(FONTS / f"{name}.ttf", 40) for name in FAMILIES[family]}
    blank = []
    for character in PRINTED:
        if character in _UNSEEN or character.isspace() or re.match(f"[{SPACES}]", character):
            continue
        with contextlib.suppress(RenderError):
            if fonts[face_for(character, family).name].getmask(character).getbbox() is None:
                blank.append(printable(character) + f" U+{ord(character):04X}")

    assert [] == blank


def test_what_shows_nothing_hides_no_word_from_the_check():
    words = withhold(["020 7946 0958", "Ann Example"])
    for character in UNSEEN:
        assert (1, 2) == words.found_in(f"020 79{character}46 0958 and Ann Exa{character}mple"), printable(character)


LETTER = (
    "Dear Ms Example,\n\nThank you for your letter of 3 May.\n\nHer direct line is 020 79{0}46 0958, her card is "
    "4111 11{0}11 1111 1111, her National Insurance number is AB12{0}3456C and the har{0}bour swap goes on.\n"
)
CASE = Case.model_validate(
    {"terms": {"withhold": [{"id": "swap", "text": "harbour swap", "exemption": "s.40(2)", "because": "Under way."}]}}
)
RUNS = [EDGES[i : i + 12] for i in range(0, len(EDGES), 12)]


def printed(text: str, folder: Path) -> str:
    """Publish a letter under the strict policy and read the PDF as a reader does."""
    source = folder / "letter.txt"
    source.write_text(text, encoding="utf-8", newline="")
    policy = load_policy("foi-uk-strict").with_case(CASE)
    done = publish(source, folder / "out", policy, undecided="withhold", models=("none",), name="Released")
    with PdfDocument(done.pdf) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize("characters", RUNS, ids=lambda run: printable(run[0]))
def test_what_shows_nothing_hides_no_value_from_the_bar(characters: list[str], tmp_path: Path):
    """A letter of many copies: a National Insurance number, telephone, card and term, each with such a character."""
    words = printed("\n".join(LETTER.format(c) for c in characters), tmp_path)

    shown = "".join(c for c in words if c.isalnum())
    for secret in ("79460958", "41111111", "AB123456C", "harbour"):
        assert secret not in shown
    assert shown.count("Thankyouforyourletter") == len(characters) == shown.count("andthe")


@pytest.mark.parametrize(
    "writing",
    [
        "har\u00adbour swap",
        "har\u200bbour swap",
        "har-\nbour swap",
        "har\u00ad\nbour swap",
        "har\u00ad \r\n bour swap",
        "har\ufffcbour swap",
        "harbour\u00a0swap",
    ],
)
def test_a_term_always_withheld_comes_out_barred(writing: str, tmp_path: Path):
    words = printed(f"Dear Ms Example,\n\nThe {writing} goes on.\n", tmp_path)

    assert "swap" not in words
    assert "bour" not in words
    assert "goes on" in words


def test_a_word_broken_by_a_soft_hyphen_is_printed_and_read_as_one():
    assert "Greenhalgh" == clean("Green\u00ad\nhalgh") == read("Green\u00ad\nhalgh").text
    assert "one\n\ntwo" == clean("one\u00ad\n\ntwo") == read("one\u00ad\n\ntwo").text
    assert "cell\nnext" == read("cell\u00ad\nnext", [(0, 5)]).text
    assert "020 79-46 0958" == read("020 79-\n46 0958").text


def test_typed_text_is_tidied_and_shown_text_steers_nothing():
    assert "a b" == tidy(" a\u202e \n b\x1b ")
    assert "a\nb" == tidy(" a\n b ", lines=True)
    assert "a<U+202E><U+200B> b" == printable("a\u202e\u200b b")
