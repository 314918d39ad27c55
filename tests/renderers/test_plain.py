"""Plain text and Markdown say what the PDF says."""

from __future__ import annotations

from redact.renderers import render
from tests.renderers.samples import bar, letter, passage, publish


def test_plain_text_keeps_lines_of_a_part_together_and_parts_apart():
    text = render(letter(), "txt").decode()
    assert "\n\nCouncillor Jane Example\n14 Sample Street, Northmoor\n\n3 March 2025\n\nDear" in text


def test_a_hole_is_spelt_out():
    text = render(publish([passage("Seen by ", bar(1, "s.40(2)", "s.43(2)"), ".")]), "txt").decode()
    assert "Seen by [Redacted: section 40(2), personal information; section 43(2), commercial interests]." in text


def test_markdown_has_headings_lists_tables_and_quotations():
    text = render(letter(), "md").decode()
    for expected in ("# Winter shelter", "## Winter", "- 1\\. first", "| Year | Grant |\n| --- | --- |", "> An older"):
        assert expected in text


def test_markdown_joins_the_lines_of_an_address():
    assert "Councillor Jane Example\\\n14 Sample Street" in render(letter(), "md").decode()


def test_markdown_does_not_take_a_record_for_marks():
    text = render(publish([passage("# not a heading"), passage("1. not a list"), passage("- nor this")]), "md").decode()
    for expected in ("\\# not a heading", "1\\. not a list", "\\- nor this"):
        assert expected in text


def test_markdown_parts_words_as_the_record_does():
    text = render(publish([passage("Seen by ", bar(1), " or by ", bar(2), ".")]), "md").decode()
    personal = "\\[Redacted: section 40(2), personal information\\]"
    assert f"Seen by {personal} or by {personal}." in text
