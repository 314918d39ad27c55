"""The marked-up copy shows everything and says INTERNAL on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from redact.model import Action, Block, Decision, Document, PolicyReference, Review, Source, Span
from redact.renderers import mark_up
from tests.renderers import vera
from tests.renderers.samples import PERSONAL, read_pdfium


def marked() -> bytes:
    text = "Dear Ms Example,\n" + "Ring 020 7946 0123 or ask.\n" + "word " * 900
    spans = [Span(0, 16), Span(17, 43), Span(44, len(text))]
    document = Document(Source("letter.txt"), text, tuple(Block(span) for span in spans))
    decisions = tuple(
        Decision(span, Action.WITHHOLD, "PERSON", exemptions=("s.40(2)",)) for span in (Span(5, 15), Span(22, 35))
    )
    review = Review(document.digest, PolicyReference("foi-uk", 1), decisions)
    return mark_up(document, review, [PERSONAL], title="A letter").data


def test_the_words_stand_there_with_number_and_ground():
    text = " ".join(read_pdfium(marked()).split())
    assert "Dear Ms Example 1 s.40(2) , Ring 020 7946 0123 2 s.40(2) or ask." in text


def test_every_page_says_internal_twice():
    """At its head, and across it."""
    text = read_pdfium(marked())
    assert text.count("INTERNAL") == 2 * text.count("Page ")
    assert "must never be released" in " ".join(text.split())


@pytest.mark.vera
def test_it_conforms_like_any_other(tmp_path: Path):
    assert vera.ask({"marked": marked()}, tmp_path) == []
