"""Plain text is read as its writer meant it, or refused with the reason."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from redact.errors import InputError
from redact.loaders import load, load_text
from redact.model import Document, Source
from redact.segmentation.lines import blocks_of
from tests.sessions import at

LETTER = "Dear Siân,\n\nThe fee is £5 – “as agreed”.\n\nYours sincerely,\n"


def written(folder: Path, data: bytes, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str):
    assert load(written(tmp_path, LETTER.encode(encoding))).text == LETTER


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u0085"])
def test_line_ends_become_line_feeds(tmp_path: Path, end: str):
    assert load(written(tmp_path, LETTER.replace("\n", end).encode())).text == LETTER


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "holds no text"),
        (b" \r\n\t ", "holds no text"),
        (b"Dear\x00 Sir, and so on to the end of the line.", "line 1, column 5: a NUL byte"),
        (b"Dear Sir,\nab\x07cd", "line 2, column 3: U+0007"),
        (b"Dear \x7f Sir", "U+007F"),
        ("Dear Sir, see you".encode("utf-16-le"), "looks like UTF-16 without"),
        (b"\xff\xfe\x00", "breaks off at byte"),
        (bytes(range(128, 256)) * 4, "neither UTF-8"),
        ("Уважаемый господин".encode("koi8-r"), "neither UTF-8"),
        (b"%PDF-1.7\n\x00\x01\x02", "is a PDF, not plain text; save its text as plain text"),
        (b"PK\x03\x04\x14\x00", "is a Word, Excel or OpenDocument file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an older Word or Excel file"),
        (b"{\\rtf1\\ansi Dear Sir}", "is rich text"),
        (b"\xef\xbb\xbf\n%PDF-1.7\n", "is a PDF"),
        (b"7z\xbc\xaf\x27\x1c", "is a compressed file"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
    ],
)
def test_what_is_not_text_is_refused_with_its_place(tmp_path: Path, data: bytes, says: str):
    with pytest.raises(InputError, match=says.replace("+", r"\+")) as refused:
        load(written(tmp_path, data))

    assert refused.value.exit_code == 3


def test_a_folder_a_missing_file_and_an_unknown_format_say_what_to_do(tmp_path: Path):
    for path, says in (
        (tmp_path, "is a folder; name a file"),
        (tmp_path / "none.txt", "no such file"),
        (written(tmp_path, b"PK", "a.docx"), r"cannot read \.docx files; save it as plain text"),
        (written(tmp_path, b"%PDF-1.7", "a.docx2"), "is a PDF, not plain text"),
    ):
        with pytest.raises(InputError, match=says):
            load(path)


def test_a_form_feed_begins_a_page_and_places_name_it():
    document = load_text("\fDear Sir,\n\nOne.\fTwo.\n\f\nThree.\n\f")

    assert [1, 1, 2, 3] == [document.blocks_in(at(document.text, words))[0].page for words in WORDS]
    assert ["page 1, line 2", "page 1, line 4", "page 2, line 5", "page 3, line 8"] == [
        document.place(at(document.text, words).start).row for words in WORDS
    ]
    assert at(document.text, "Three.") == document.page(at(document.text, "Three"))
    assert "line 1, column 6" == str(load_text("Dear Sir,").place(5))


WORDS = ("Dear Sir", "One", "Two", "Three")


@given(st.lists(st.text(alphabet="Dear Sir,\n", min_size=1, max_size=30), min_size=1, max_size=5))
def test_pages_change_no_character(pages: list[str]):
    text = "\f".join(pages)
    assume(text.strip())
    document = load_text(text)

    assert text.replace("\f", "\n") == document.text
    first = len(text) - len(text.lstrip())
    for block in document.blocks:
        assert {block.page} == {
            1 + text.count("\f", first, offset) for offset in range(block.span.start, block.span.end)
        }


def test_a_page_of_a_text_holds_the_whole_of_a_paragraph_that_runs_over_its_end():
    document = load_text("It was said at length and with some care that\fthe matter would be looked into again.\n")
    second = at(document.text, "the matter would be looked into again.")

    assert second == document.page(at(document.text, "matter"))
    assert "page 2, line 2" == document.place(second.start).row


@given(st.text())
def test_blocks_cover_all_but_white_space(text: str):
    blocks = blocks_of(text)

    Document(Source("any.txt"), text, blocks)  # refuses overlaps and text outside every block
    assert all(text[block.span.start : block.span.end].strip() for block in blocks)


@given(st.text(alphabet="Dear Sir,\n\tYours sincerely cc:>-1.", max_size=200))
def test_letter_like_noise_is_covered_too(text: str):
    Document(Source("any.txt"), text, blocks_of(text))
