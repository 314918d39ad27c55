"""An authority chooses how its publications look; what must not depend on a choice does not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from redact.model import Redaction
from redact.renderers import Presentation, render, typeset
from redact.renderers.typesetting.blocks import BAR, BODY, INSTEAD, NOTE, SMALL, SMALL_STRONG
from tests.renderers import vera
from tests.renderers.samples import bar, instead, letter, passage, publish, read_pdfium, words

FULL = Presentation(
    paper="letter",
    label="title",
    numbered=True,
    head="OFFICIAL",
    foot="Released under the Freedom of Information Act 2000",
    publisher="Northmoor County Council",
    reference="FOI 2025/0117",
    date=date(2025, 4, 2),
    cover=("This letter answers a request.", "It may be re-used freely."),
    review="Ask us to look again: foi@northmoor.example.gov.uk.",
    regulator="Then complain to the Information Commissioner.",
)


def shown(presentation: Presentation, **more: str) -> str:
    """Return what stands on the pages for one bar, as printed (not as said aloud)."""
    from pdfminer.high_level import extract_text

    hole = replace(bar(7), **more)
    return " ".join(
        extract_text(BytesIO(render(publish([passage("Seen by ", hole, ".")]), "pdf", presentation))).split()
    )


@pytest.mark.parametrize(
    ("presentation", "expected"),
    [
        (Presentation(), "Seen by s.40(2) ."),
        (Presentation(label="title"), "Seen by s.40(2) Personal information ."),
        (Presentation(label="word"), "Seen by Redacted ."),
        (Presentation(label="plain"), "Seen by ."),
        (Presentation(mark="bracket"), "Seen by [s.40(2)] ."),
        (Presentation(mark="bracket", label="plain"), "Seen by [Redacted] ."),
        (Presentation(numbered=True), "Seen by 7 s.40(2) ."),
    ],
    ids=["code", "title", "word", "plain", "bracket", "plain bracket", "numbered"],
)
def test_a_mark_says_what_was_chosen(presentation, expected):
    assert expected in shown(presentation).replace(").", ") .").replace("].", "] .").replace("d.", "d .")


def test_the_amount_stands_at_the_place_of_deletion():
    """5 U.S.C. 552(b)."""
    assert "s.40(2), up to a line" in shown(Presentation(), amount="up to a line")
    assert "roughly how much" in shown(Presentation(), amount="up to a line")


def test_every_page_bears_the_markings_and_the_reference():
    text = read_pdfium(render(publish([passage("word " * 90, bar(1)) for _ in range(12)]), "pdf", FULL))
    pages = text.count("Page ")
    expected = [pages] * 3
    assert expected == [text.count(marking) for marking in ("OFFICIAL", "Released under", "funding · FOI 2025/0117")]


def test_a_cover_note_comes_first_with_the_legend_and_how_to_appeal():
    text = words(read_pdfium(render(letter(), "pdf", FULL)))
    order = [text.index(word) for word in ("answers", "Why", "Commissioner.", "Councillor")]
    assert order == sorted(order)


def test_how_to_appeal_follows_the_legend():
    text = read_pdfium(render(letter(), "pdf", Presentation(review="Ask us to look again.")))
    assert text.index("Why words were withheld") < text.index("If you disagree") < text.index("Ask us to look again.")


def test_nobody_is_told_to_appeal_where_nothing_is_withheld():
    text = read_pdfium(render(publish([passage("Open.")]), "pdf", Presentation(review="Ask us to look again.")))
    assert "If you disagree" not in text


@pytest.mark.parametrize(
    "text",
    ["Write to {email}", "Write to <address>", "Call ____", "by [insert date]", "Ask TBC", "Ask XXX", "to ....."],
)
def test_a_placeholder_left_in_is_refused(text):
    with pytest.raises(ValueError, match="has not been filled in"):
        Presentation(review=text)


def test_the_regulator_comes_after_an_internal_review():
    with pytest.raises(ValueError, match="internal review"):
        Presentation(regulator="Complain to the Commissioner.")


def test_the_date_and_the_publisher_are_announced_only_if_given():
    for presentation, expected in ((Presentation(), (False, False)), (FULL, (True, True))):
        with pikepdf.open(BytesIO(render(letter(), "pdf", presentation))) as pdf:
            packet = pdf.Root.Metadata.read_bytes().decode()
        assert expected == ("2025-04-02" in packet, "Northmoor County Council" in packet)


def test_the_schedule_can_be_an_appendix():
    def rows(pages):
        return [("number", "page"), *((str(number), str(page)) for number, page in pages.items())]

    text = read_pdfium(typeset(letter(), None, rows).data)
    assert re.search(r"Schedule of redactions\s+Number Page\s+1 1\s+2 1\s+3 1\s+4 1", text)


def test_the_frame_is_every_word_that_is_not_the_records():
    made = typeset(letter(), FULL)
    frame = words(made.frame)
    record = words(" ".join(p if isinstance(p, str) else p.text for one in letter().passages for p in one.parts))
    printed = words(re.sub(r"\s+\.", ".", read_pdfium(made.data)))
    left = list(frame)
    unexplained = [word for word in printed if word.strip(".,[]") not in {w.strip(".,[]") for w in (*left, *record)}]
    assert unexplained == []
    assert frame.count("OFFICIAL") == made.page_count


def test_text_is_large_and_dark_enough():
    """Body text at least 12 points, the rest at least 9; contrast at least 7 to 1 (WCAG 2.2, 1.4.6)."""

    def luminance(shade: float) -> float:
        return shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4

    for style in (BODY, NOTE, SMALL, SMALL_STRONG, BAR, INSTEAD):
        dark, light = sorted((luminance(style.shade), luminance(1.0 if style.ground is None else style.ground)))
        assert (light + 0.05) / (dark + 0.05) >= 7
        assert style.size >= (12 if style in (BODY, NOTE) else 9)


@pytest.mark.vera
def test_verapdf_accepts_every_choice(tmp_path: Path):
    files = {
        f"{label} {mark}": render(letter(), "pdf", FULL.model_copy(update={"label": label, "mark": mark}))
        for label in ("code", "title", "word", "plain")
        for mark in ("bar", "bracket")
    }
    files["schedule"] = typeset(letter(), None, lambda pages: [("number", "page"), ("1", "1")]).data
    assert vera.ask(files, tmp_path) == []


def test_what_stands_instead_has_no_line_of_its_own():
    """A value with a line end in it, or a tab, is printed in one line."""
    text = read_pdfium(render(publish([passage("Ask ", instead(1, "[Junior\nofficial\there]"))])))
    assert "[Junior official here]" in text


def test_a_redaction_still_has_no_place_for_what_it_hides():
    assert set(Redaction.__slots__) == {"number", "exemptions", "text", "how", "amount", "open"}
