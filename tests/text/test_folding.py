"""What is encoded is read decoded; words that merely resemble are not taken for it."""

from __future__ import annotations

import base64
import quopri
from email.header import Header
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.text.folding import decodings
from redact.text.search import find_words, withhold
from redact.text.writings import name_writings

FIRST = st.sampled_from(["Orla", "Siân", "Łucja", "Desmond", "Ngozi", "Élise", "Tamsin"])
LAST = st.sampled_from(["Fenwick", "O'Dowd", "Okafor-Lindqvist", "Nowak", "Müller", "Thornleigh", "Gruffŷdd"])


def _entities(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


ENCODERS = {
    "percent": quote,
    "entities": _entities,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode().replace("=\n", ""),
    "encoded words": lambda text: Header(text, "utf-8").encode(),
}
WRITTEN = {
    "as it is": lambda first, last: f"{first} {last}",
    "capitals": lambda first, last: f"{first} {last}".upper(),
    "camel": lambda first, last: first + last,
    "snake": lambda first, last: f"{first}_{last}".lower(),
    "hyphens": lambda first, last: f"{first}-{last}".lower(),
    "dots": lambda first, last: f"{first}.{last}".lower(),
    "run together": lambda first, last: (first + last).lower(),
    "letter by letter": lambda first, last: " ".join(f"{first} {last}"),
    "over a line's end": lambda first, last: f"{first}\n{last}",
    "broken": lambda first, last: f"{first} {last[:3]}-\n{last[3:]}",
    "soft hyphens": lambda first, last: "\u00ad".join(f"{first} {last}"),
    "turned round": lambda first, last: f"{first} {last}"[::-1],
    "possessive": lambda first, last: f"{first} {last}'s",
}
AROUND = (
    "{}",
    "See {} there.",
    "file:///home/{}/notes.txt",
    "https://example.org/staff/{}?x=1",
    "CV-{}.docx",
    "(“{}”)",
)


@given(FIRST, LAST, st.sampled_from(sorted(WRITTEN)), st.sampled_from(AROUND))
def test_any_writing_of_a_name_is_found_wherever_it_stands(first: str, last: str, how: str, around: str):
    text = around.format(WRITTEN[how](first, last))

    assert (1,) == withhold([f"{first} {last}"]).found_in(text)
    assert find_words(text, [f"{first} {last}"])


@given(FIRST, LAST, st.sampled_from(sorted(ENCODERS)), st.sampled_from(["{}", "See {} there.", "x: {}\n"]))
def test_what_is_encoded_is_found(first: str, last: str, how: str, around: str):
    text = around.format(ENCODERS[how](f"{first} {last}"))

    assert (1,) == withhold([f"{first} {last}"]).found_in(text)


@given(FIRST, LAST)
def test_accounts_are_found_by_what_else_means_somebody(first: str, last: str):
    writings = name_writings(f"{first} {last}")
    account = (first[0] + last).lower()

    assert withhold([*writings, account]).found_in(f"logged in as {account} today")


NEAR = ("{}s", "Mac{}", "{}ton", "un{}")


@given(LAST.filter(str.isalpha), st.sampled_from(NEAR), st.text("abc .", max_size=20))
def test_a_word_that_merely_resembles_is_not_found(last: str, near: str, rest: str):
    assert () == withhold([last]).found_in(f"{rest}. The {near.format(last.lower())} came. {rest}")


@pytest.mark.parametrize(
    "text", ["Tom &amp; Co", "100% sure", "a=b", "T3JsYQ", "https://example.org/a%20b", "x" * 400, "=?x?="]
)
def test_what_says_nothing_decoded_is_left_alone(text: str):
    assert () == withhold(["Orla Fenwick"]).found_in(text)


@given(st.text())
def test_decoding_any_text_ends_and_says_where(text: str):
    for start, end, decoded in decodings(text):
        assert 0 <= start < end <= len(text)
        assert decoded != text[start:end]


@given(
    st.lists(st.tuples(FIRST, LAST), min_size=20, max_size=40, unique=True).map(
        lambda pairs: [" ".join(p) for p in pairs]
    )
)
def test_among_many_entries_each_is_found_by_its_own_number(names: list[str]):
    words = withhold(names)
    for number, name in enumerate(names[:5], 1):
        assert number in words.found_in(f"See {name} there.")
