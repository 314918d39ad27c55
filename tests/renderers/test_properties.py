"""Whatever a publication holds, every rendering prints all of it, in order, and the same twice."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from redact.model import PARTS, Passage, Redaction
from redact.renderers import RENDERERS, render, typeset
from tests.renderers.samples import publish, read_pdfium

LETTERS = "abc XYZ.,;:-–'’\"()[]/@#1234567890 ŵŷâ éñ ßø αβγ άώ ЖяЇґ €£½…\n\t "
texts = st.text(LETTERS, min_size=1, max_size=120)
holes = st.builds(Redaction, st.integers(1, 999), st.just(("s.40(2)",)), st.sampled_from(["", "[Person 1]", "[2016]"]))
passages = st.builds(
    Passage,
    st.lists(texts | holes, max_size=6).map(tuple),
    st.sampled_from(["heading", "paragraph", "line", "item", "row", "quote"]),
    st.integers(0, 9),
    st.sampled_from(PARTS),
)
publications = st.lists(passages, max_size=8).map(publish)


def squeeze(text: str) -> str:
    """Return text without its spaces; PDFium gives a hyphen that ends a line as U+FFFE."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).replace("\ufffe", "-")


@settings(max_examples=60, deadline=None)
@given(publications)
def test_the_pdf_prints_every_character_in_order(publication):
    made = typeset(publication)
    printed = squeeze(read_pdfium(made.data))
    printed = re.sub(r"WintershelterfundingPage\d+of\d+", "", printed)
    printed = re.sub(r"\[Redacted:section40\(2\),personalinformation\]", "s.40(2)", printed)
    cells = any(passage.kind in ("row", "item") for passage in publication.passages)
    expected = [
        squeeze("".join(p if isinstance(p, str) else p.text or "s.40(2)" for p in passage.parts))
        for passage in publication.passages
    ]
    if cells:  # columns over a page's end are read one after the other: compare what is there
        for character in set("".join(expected)):
            assert printed.count(character) >= sum(text.count(character) for text in expected)
    else:
        assert "".join(expected) in printed
    assert set(made.pages) == {hole.number for hole in publication.redactions}


@settings(max_examples=15, deadline=None)
@given(publications)
def test_every_form_is_the_same_twice(publication):
    assert [render(publication, form) for form in RENDERERS] == [render(publication, form) for form in RENDERERS]
