"""The PDF says what the publication says, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from redact.errors import RenderError
from redact.model import Publication, Redaction
from redact.renderers import render, typeset
from tests.renderers.samples import bar, instead, letter, passage, publish, read_pdfium, read_pdfminer, words


def spell(publication: Publication) -> str:
    """Return what must be read on the pages, holes as their labels."""
    return "\n".join(
        "".join(part if isinstance(part, str) else part.text or ", ".join(part.exemptions) for part in one.parts)
        for one in publication.passages
    )


@pytest.mark.parametrize("read", [read_pdfium, read_pdfminer])
def test_the_words_come_out_in_reading_order_and_apart(read):
    """A reader that knows ActualText says what a bar says; one that does not says what is printed on it."""
    expected = words(spell(letter()))
    actual = re.sub(r"\[Redacted: section (\d+\(\d\)), [a-z ]+\]", r"s.\1", " ".join(words(read(render(letter())))))
    start = actual.index("Northmoor")
    assert expected == words(actual[start:].replace(" .", ".").replace(" ,", ","))[: len(expected)]


def test_the_same_publication_gives_the_same_bytes():
    assert render(letter()) == render(letter())


def test_each_redaction_has_its_page():
    pages = typeset(publish([*(passage("word " * 90) for _ in range(20)), passage("and ", bar(1))])).pages
    assert pages == {1: 5}


def test_a_bar_is_as_wide_as_its_label_and_no_wider():
    """Two letters that differ in what follows a bar place the bar in the same rectangle."""

    def rectangles(publication: Publication) -> list[list[float]]:
        with pikepdf.open(BytesIO(render(publication))) as pdf:
            return [
                [round(float(number), 2) for number in operands][2:]
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) == "re"
            ]

    one, other = (
        publish([passage("Seen by ", bar(1), " today.")]),
        publish([passage(bar(1), " saw much more than that.")]),
    )
    assert rectangles(one) == rectangles(other)


def test_words_instead_are_printed_as_they_stand():
    assert "[Junior official]" in read_pdfium(render(publish([passage("Ask ", instead(1, "[Junior official]"))])))


def test_every_page_is_numbered():
    text = read_pdfium(render(publish([passage("word " * 90) for _ in range(20)])))
    pages = text.count("Page ")
    assert re.findall(r"Page \d+ of \d+", text) == [f"Page {page} of {pages}" for page in range(1, pages + 1)]
    assert pages > 3


def test_the_legend_explains_the_codes_used_and_no_others():
    text = read_pdfium(render(publish([passage("Ask ", bar(1))])))
    assert ("privacy the law protects" in text, "Commercial interests" in text) == (True, False)


def test_a_letter_released_whole_says_so():
    text = read_pdfium(render(publish([passage("Ask anybody.")])))
    assert ("Nothing was withheld" in text, "withheld, " in text, "Why words" in text) == (True, False, False)


@pytest.mark.parametrize(
    "text",
    ["Dŵr Cymru, tŷ, gŵyl, sŵn", "Αθήνα και πολυτονικό ἀρχή", "Министерство Київ", "naïve Łódź Ærø Ångström Čapek"],
    ids=["welsh", "greek", "cyrillic", "latin"],
)
def test_accents_and_alphabets_are_printed(text):
    assert text in read_pdfium(render(publish([passage(text)])))


def test_a_letter_that_no_font_has_is_refused_by_name_and_place():
    with pytest.raises(RenderError, match=r"passage 2: U\+13A0 \(CHEROKEE LETTER A, category Lu\)"):
        render(publish([passage("One"), passage("two \u13a0")]))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x9f", "\ue000", "\U0010ffff"])
def test_control_characters_are_refused_by_code_point_and_place(character):
    with pytest.raises(RenderError, match=rf"passage 1: U\+{ord(character):04X} .*not a printable character"):
        render(publish([passage(f"one{character}two")]))


def test_a_title_that_cannot_be_printed_is_refused():
    with pytest.raises(RenderError, match=r"title: U\+0007"):
        render(publish([passage("One")], title="a\x07b"))


def test_what_shows_nothing_is_not_published():
    """Tag characters and joiners could carry a message that no reader sees."""
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "secret")
    assert render(publish([passage("one two")])) == render(publish([passage(f"one\u200b \ufefftwo{hidden}")]))


def test_metadata_is_title_and_language():
    with pikepdf.open(BytesIO(render(letter()))) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Winter shelter funding"}
        assert str(pdf.Root.Lang) == "en-GB"


def test_every_font_is_embedded_and_holds_only_what_is_shown():
    with pikepdf.open(BytesIO(render(publish([passage("Ab")], title="Ab")))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        serif = next(font for font in fonts if "Gentium" in str(font.BaseFont))
        assert b"<0041>" in serif.ToUnicode.read_bytes()
        assert b"<005A>" not in serif.ToUnicode.read_bytes()


def test_a_word_wider_than_the_page_is_cut_not_lost():
    text = read_pdfium(render(publish([passage("x" * 400)])))
    assert sum(line.count("x") for line in text.splitlines() if set(line.strip()) == {"x"}) == 400


def test_an_unknown_form_is_refused_with_those_that_exist():
    with pytest.raises(RenderError, match="choose one of pdf"):
        render(letter(), "docx")


def test_swapping_the_hidden_words_cannot_matter():
    """A redaction has no place for them: what is rendered is number, ground and what is printed instead."""
    assert {"number", "exemptions", "text", "how", "amount", "open"} == set(Redaction.__slots__)
    assert render(letter()) == render(replace(letter(), policy="foi-uk@2"))


def test_a_table_that_goes_on_has_its_head_on_every_page():
    rows = [passage("Year\tGrant", kind="row"), *(passage(f"{n}\t{n} pounds", kind="row") for n in range(90))]
    pages = [text for text in read_pdfium(render(publish(rows))).split("Page ") if " pounds" in text]
    assert len(pages) > 2
    assert [text.count("Year Grant") for text in pages] == [1] * len(pages)
