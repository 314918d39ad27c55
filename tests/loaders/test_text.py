"""Plain text is read as its writer meant it, or refused with the reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.errors import InputError
from redact.loaders import load
from redact.loaders.lines import blocks_of
from redact.model import Document, Source

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
        (b"%PDF-1.7\n\x00\x01\x02", "NUL byte"),
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
    ):
        with pytest.raises(InputError, match=says):
            load(path)


@given(st.text())
def test_blocks_cover_all_but_white_space(text: str):
    blocks = blocks_of(text)

    Document(Source("any.txt"), text, blocks)  # refuses overlaps and text outside every block
    assert all(text[block.span.start : block.span.end].strip() for block in blocks)


@given(st.text(alphabet="Dear Sir,\n\tYours sincerely cc:>-1.", max_size=200))
def test_letter_like_noise_is_covered_too(text: str):
    Document(Source("any.txt"), text, blocks_of(text))
