"""The web page says what the PDF says, to everybody, and asks nobody anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from redact.errors import RenderError
from redact.renderers import RENDERERS, Presentation, render
from tests.renderers.samples import bar, instead, letter, passage, publish, words

VOID = {"meta", "br", "link", "img", "hr"}


class Reader(HTMLParser):
    """Reads a page strictly: every element must be closed where it was opened."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append((self.open[-1] if self.open else "", data))

    def tags(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in names]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.texts)


def test_the_page_names_its_language_and_title():
    page = Reader(render(letter(), "html"))
    assert page.tags("html") == [{"lang": "en-GB"}]
    assert ("title", "Winter shelter funding") in page.texts


def test_the_words_are_those_of_the_publication_in_order():
    text = Reader(render(letter(), "html")).text
    expected = words(
        "Northmoor County Council Councillor Jane Example 14 Sample Street, Northmoor 3 March 2025 Dear Councillor "
        "Example, Winter shelter funding You can reach [Junior official] on [Redacted: s.40(2), personal information] "
        "or at [Redacted: s.40(2), personal information]. 1. first point 2. second point, with a bar [Redacted: "
        "s.43(2), commercial interests]"
    )
    actual = words(text)
    start = actual.index("Northmoor")
    assert expected == actual[start : start + len(expected)]


def test_headings_begin_with_one_h1_and_skip_no_level():
    page = Reader(render(publish([passage("A", kind="heading", level=n) for n in (4, 1, 6)]), "html"))
    assert [tag for tag, _ in page.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2", "h3"]


def test_every_redaction_can_be_linked_to_by_its_number():
    page = Reader(render(letter(), "html"))
    assert [a["id"] for a in page.tags("span") if "id" in a] == [f"redaction-{n}" for n in range(1, 5)]


def test_table_heads_have_a_scope():
    page = Reader(render(letter(), "html"))
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.tags("th"))
    assert page.tags("th")


def test_the_page_asks_nobody_anything():
    """No script, no address to load from: the policy in its head forbids both, and it holds none."""
    page = Reader(render(letter(), "html"))
    assert not page.tags("script", "link", "img", "iframe", "form", "object", "embed")
    assert not [a for _, a in page.elements if {"src", "href", "action", "onclick", "style"} & set(a)]
    assert "url(" not in render(letter(), "html").decode()
    assert any("default-src 'none'" in str(a.get("content")) for a in page.tags("meta"))


def test_what_looks_like_markup_is_text():
    hostile = "<script>alert(1)</script> & \"quoted\" <b title='x'> *bold* [a](http://b) `c` | d"
    publication = publish([passage(hostile, instead(1, "[<i>]"))], title="<h1>&amp;")
    assert hostile + "[<i>]" in Reader(render(publication, "html")).text


def test_a_passage_in_welsh_says_so():
    page = Reader(render(publish([passage("Annwyl Mr Example, diolch am eich llythyr."), passage("The end.")]), "html"))
    assert [a.get("lang") for a in page.tags("p") if a.get("class") == "body"] == ["cy", None]


def test_the_frame_of_a_welsh_publication_is_marked_as_english():
    page = Reader(render(publish([passage("Annwyl Mr ", bar(1))], "Llythyr", "cy"), "html"))
    assert page.tags("html") == [{"lang": "cy"}]
    assert [a.get("lang") for a in page.tags("header", "section")] == ["en-GB", "en-GB"]


@pytest.mark.parametrize("label", ["code", "title", "word", "plain"])
@pytest.mark.parametrize("mark", ["bar", "bracket"])
def test_a_mark_is_heard_whatever_it_looks_like(label, mark):
    presentation = Presentation(label=label, mark=mark)
    text = Reader(render(publish([passage("Seen by ", bar(1), ".")]), "html", presentation)).text
    assert re.search(r"Seen by \[(Redacted|s\.40\(2\)).*\]\.", text)


@pytest.mark.parametrize("form", RENDERERS)
def test_a_control_character_is_refused_with_its_place(form):
    with pytest.raises(RenderError, match=r"passage 2: U\+0007"):
        render(publish([passage("one"), passage("t\x07wo")]), form)


@pytest.mark.parametrize("form", RENDERERS)
def test_the_same_publication_gives_the_same_bytes(form):
    assert render(letter(), form) == render(letter(), form)
