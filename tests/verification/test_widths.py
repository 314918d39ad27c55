"""A bar that keeps the width of a name says which names it may be; a bar made for its label says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from redact.text.search import withhold
from redact.verification import inspect
from redact.verification.drawn.gaps import common_names
from redact.verification.inspection import Inspection
from redact.verification.stored.opening import open_pdf
from tests.verification.letters import letter

FIRST, LAST = common_names()


def hiding(*names: str, font: str = "Helvetica", size: float = 11, label: str = "") -> bytes:
    """Draw lines in which a bar stands where each name stood, exactly as wide."""

    def draw(canvas: Canvas) -> None:
        for row, name in enumerate(names):
            y, before = 500 - 30 * row, "The moorings of "
            canvas.setFont(font, size)
            canvas.drawString(72, y, before)
            start, width = 72 + stringWidth(before, font, size), stringWidth(name, font, size)
            canvas.rect(start, y - 3, width, size + 3, fill=1, stroke=0)
            canvas.drawString(start + width, y, " are let until March by the quay.")
            if label:
                canvas.setFillColorRGB(1, 1, 1)
                canvas.setFont("Helvetica", 5)
                canvas.drawString(start + 1, y, label)
                canvas.setFillColorRGB(0, 0, 0)

    return letter(draw)


def test_names_are_common_and_many() -> None:
    assert len(FIRST) > 200
    assert len(LAST) > 300
    assert all(name.isalpha() and name[0].isupper() for name in (*FIRST, *LAST))


@settings(max_examples=12)
@given(
    st.sampled_from(FIRST),
    st.sampled_from(LAST),
    st.sampled_from(["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"]),
    st.sampled_from([9, 10.5, 12, 14]),
)
def test_the_name_that_was_hidden_fits(first: str, last: str, font: str, size: float) -> None:
    """Whoever was hidden is among those who fit, in any font and size: the estimate never misses the truth."""
    name = f"{first} {last}"
    report = inspect(hiding(name, font=font, size=size), [name], without=["words in pictures"])
    assert len(report.widths) == 1
    assert abs(report.widths[0].gap - stringWidth(name, font, size)) <= 0.6
    assert report.widths[0].fit >= 1


def test_a_known_name_that_fits_is_a_leak() -> None:
    leaks = inspect(hiding("Morwenna Tregarthen"), ["Morwenna Tregarthen"], without=["words in pictures"]).leaks
    assert {leak.channel for leak in leaks} == {"bar width"}


def test_a_known_name_that_does_not_fit_is_none() -> None:
    report = inspect(hiding("Morwenna Tregarthen"), ["Piran Penhale"], without=["words in pictures"])
    assert report.leaks == ()
    assert [note.channel for note in report.notes] == ["bar width"]


def test_bars_that_are_all_alike_say_nothing() -> None:
    assert inspect(hiding("Ann Lee", "Ann Lee", "Ann Lee")).widths == ()


@pytest.mark.parametrize("label", ["", "s.40(2)"])
def test_a_label_does_not_hide_the_width(label: str) -> None:
    """A code printed on a bar that keeps the width of a name changes nothing."""
    assert len(inspect(hiding("Morwenna Tregarthen", "Piran Penhale", label=label)).widths) == 2


def test_widths_are_the_same_whenever_they_are_asked_for() -> None:
    """A check that asks before all pages were gone through gets what it would get afterwards."""
    data = hiding("Morwenna Tregarthen", "Piran Penhale")
    with open_pdf(data) as file:
        early = Inspection(file, withhold([])).bar_widths
    with open_pdf(data) as file:
        inspection = Inspection(file, withhold([]))
        during = next(inspection.bar_widths for _ in inspection.pages())
    with open_pdf(data) as file:
        inspection = Inspection(file, withhold([]))
        assert len(list(inspection.pages())) == 1
        late = inspection.bar_widths
    assert [width for _, width in early] == [width for _, width in during] == [width for _, width in late]
    assert len(early) == 2


def test_what_is_said_names_no_name() -> None:
    output = repr(inspect(hiding("Morwenna Tregarthen"), ["Morwenna Tregarthen"], without=["words in pictures"]))
    assert "Tregarthen" not in output
