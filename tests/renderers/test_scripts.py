"""Every script that a British council writes is set as it is read, and read back as it was written."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redact
from redact.errors import RenderError
from redact.model import Redaction
from redact.renderers import render, unprintable
from redact.renderers.typesetting.clusters import continues, glyph_of, shape_clusters
from redact.text.characters import BULLETS
from redact.verification import inspect
from tests.renderers.samples import passage, publish, read_pdfium

SCRIPTS = {
    "Punjabi": "ਪੰਜਾਬੀ ਵਿੱਚ ਇੱਕ ਚਿੱਠੀ",
    "Bengali": "বাংলা ভাষায় একটি চিঠি লেখা হয়েছে",
    "Gujarati": "ગુજરાતીમાં એક પત્ર લખ્યો",
    "Hindi": "हिन्दी में एक चिट्ठी लिखी गई",
    "Tamil": "தமிழில் ஒரு கடிதம் எழுதினார்",
    "Thai": "จดหมายภาษาไทยที่นี่",
    "Amharic": "በአማርኛ የተጻፈ ደብዳቤ",
    "Tigrinya": "ብትግርኛ ዝተጻሕፈ ደብዳበ",
    "Georgian": "წერილი ქართულად",
    "Armenian": "Նամակ հայերեն",
    "Arabic": "رسالة باللغة العربية",
    "Urdu": "اردو میں ایک خط ٹھیک ہے",
    "Hebrew": "מכתב בעברית",
    "Chinese": "中文信件",
    "Japanese": "日本語の手紙ひらがな",
    "Korean": "한국어 편지",
    "Polish": "Zażółć gęślą jaźń",
    "Vietnamese": "Thư tiếng Việt",
    "Greek": "Επιστολή στα ελληνικά",
    "Ukrainian": "Лист українською",
}
JOINED = ("Punjabi", "Bengali", "Gujarati", "Hindi", "Tamil", "Thai")


def letters(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_printed_and_read_back_and_is_no_leak(script: str):
    words = SCRIPTS[script]
    data = render(publish([passage(f"{words} ", Redaction(1, ("s.40(2)",)), f" {words}.")]))

    read = letters(read_pdfium(data))
    assert all(read.count(letters(word)) >= 2 for word in words.split())
    assert () == inspect(data, ("Orla Fenwick",), redacted=True).leaks


@pytest.mark.parametrize("script", SCRIPTS)
def test_letters_in_any_script_beside_a_withheld_name_are_published(tmp_path: Path, script: str):
    source = tmp_path / "letter.txt"
    source.write_text(f"Dear Sir\n\nMs Orla Fenwick wrote: {SCRIPTS[script]}.\n\nYours faithfully\n", encoding="utf-8")

    done = redact.publish(source, tmp_path / "out", "full-anonymisation", undecided="withhold", models=("none",))

    assert done.redactions


@given(
    st.sampled_from(JOINED).flatmap(lambda script: st.text(st.sampled_from(SCRIPTS[script]), min_size=1, max_size=12))
)
def test_shaping_loses_nothing_and_adds_nothing(text: str):
    """Whatever stands beside whatever: the clusters spell the text, in its order."""
    glyphs = [(glyph_of(c), c) for c in shape_clusters(text)]

    assert text == "".join(c if glyph is None else "" if continues(c) else glyph.means for glyph, c in glyphs)


def test_no_line_begins_in_the_middle_of_a_cluster():
    text = "க்ஷௌ" * 120
    data = render(publish([passage(text)]))

    assert 120 == letters(read_pdfium(data)).count("க்ஷௌ")


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_private_bullet_of_word_is_printed_as_the_sign_it_shows(tmp_path: Path, bullet: str):
    assert BULLETS[bullet] in read_pdfium(render(publish([passage(f"{bullet} first")])))


def test_a_character_that_no_font_has_is_refused_by_line_and_column(tmp_path: Path):
    source = tmp_path / "letter.txt"
    source.write_text("Dear Sir\n\nThe sign \u13a0 was seen.\n", encoding="utf-8")

    with pytest.raises(RenderError, match=r"letter.txt: line 3, column 10: U\+13A0 .*; write it in other letters"):
        redact.publish(source, tmp_path / "out", "foi-uk-strict", models=("none",))


def test_what_the_blocks_of_these_scripts_hold_can_be_set():
    """All letters, marks and digits that Unicode assigns there, but for the rare ones that the fonts leave out."""
    blocks = {"Devanagari": (0x900, 0x97F), "Bengali": (0x980, 0x9FF), "Gurmukhi": (0xA00, 0xA7F)}
    blocks |= {
        "Gujarati": (0xA80, 0xAFF),
        "Tamil": (0xB80, 0xBFF),
        "Thai": (0xE00, 0xE7F),
        "Georgian": (0x10D0, 0x10FF),
    }
    blocks |= {
        "Armenian": (0x531, 0x58A),
        "Ethiopic": (0x1200, 0x137C),
        "Hebrew": (0x5D0, 0x5EA),
        "Arabic": (0x620, 0x6D3),
    }
    for script, (first, last) in blocks.items():
        assigned = [chr(point) for point in range(first, last + 1) if unicodedata.category(chr(point))[0] in "LMN"]
        missing = [c for c in assigned if unprintable(c)]
        assert len(missing) <= 0.05 * len(assigned), (script, [f"U+{ord(c):04X}" for c in missing])
