"""The plain reading finds what odd writing hides, and every place in it leads back to the source."""

from hypothesis import given
from hypothesis import strategies as st

from redact.model import Block, Document, Finding, Source, Span
from tests.marked_text import document, find


def read(text: str) -> str:
    return document(text).plain.document.text


def test_usual_text_is_read_as_it_stands():
    page = document("Dear Ada,\n\nThank you.")

    assert page is page.plain.document


def test_what_prints_nothing_is_read_over():
    assert "Theresa Smith" == read("There\u200bsa\u00a0Smi\u00adth")


def test_digits_and_letters_of_full_width_are_read():
    assert "020 7946" == read("０２０ ７９４６")


def test_letters_that_look_latin_are_read_as_latin_and_russian_stays_russian():
    assert "John" == read("J\u043ehn")
    assert "Привет" == read("Привет")


def test_accents_are_joined_to_their_letters():
    assert "Nguy\u1ec5n" == read("Nguye\u0302\u0303n")


def test_words_broken_at_a_line_s_end_are_joined():
    assert "Stephen Greenhalgh" == read("Stephen Green-\nhalgh")
    assert "Adebayo-Clarke" == read("Adebayo-\nClarke")


def test_names_and_numbers_are_found_as_the_plain_writing_would_be():
    text = "Dear There\u200bsa,\n\nCall Mr Stephen Green-\nhalgh on ０２０ ７９４６ ０１２３.\n"
    found = [text[f.span.start : f.span.end] for f in find(text)]

    assert ["There\u200bsa", "Stephen Green-\nhalgh", "０２０ ７９４６ ０１２３"] == found


def test_a_hidden_name_spreads_to_its_plain_mentions():
    text = "I met Mr Zebedee Quillfeather. Later Quill\u00adfeather left."
    found = [text[f.span.start : f.span.end] for f in find(text) if f.entity == "PERSON"]

    assert ["Zebedee Quillfeather", "Quill\u00adfeather"] == found


@given(st.text(alphabet="aB\u200b\u00ad\u00a0 \u0301\u043e０ﬁ-\n.'é", min_size=1, max_size=40))
def test_every_span_leads_back_into_the_source(text: str):
    if not text.strip():
        return
    start = len(text) - len(text.lstrip())
    page = Document(Source("x"), text, (Block(Span(start, start + len(text.strip()))),))
    reading = page.plain
    words = reading.document.text
    before = 0
    for at, character in enumerate(words):
        if character.isspace():
            continue
        finding = reading.as_written(Finding(Span(at, at + 1), "X", 1.0, ("pattern",)))
        assert before <= finding.span.start < finding.span.end <= len(text)
        before = finding.span.start
        assert reading.as_read(finding).span.start <= at < reading.as_read(finding).span.end
