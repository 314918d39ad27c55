"""What we publish is clean by the same measure as anybody's file, and the widths of its bars say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.model import LegendEntry, Passage, Publication, Redaction
from redact.renderers import render
from redact.verification import inspect

CODES = ("s.40(2)", "s.31(1)(a)", "s.41(1)")
LEGEND = tuple(
    LegendEntry(code, "An exemption", "In plain words.", "Freedom of Information Act 2000") for code in CODES
)
WITHHELD = ("Morwenna Tregarthen", "morwenna.tregarthen@example.org", "020 7946 0958")

WORDS = st.lists(
    st.sampled_from(["the", "moorings", "fees", "are", "due", "in", "March", "tŷ", "Αθήνα"]), min_size=1
).map(" ".join)
HOLES = st.sampled_from(CODES)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    number = 0
    passages = []
    for _ in range(draw(st.integers(1, 8))):
        parts: list[str | Redaction] = []
        for words in draw(st.lists(WORDS, min_size=1, max_size=4)):
            parts.append(words + " ")
            if draw(st.booleans()):
                number += 1
                parts.append(Redaction(number, (draw(HOLES),)))
        passages.append(Passage(tuple(parts), draw(st.sampled_from(["paragraph", "heading", "item", "line", "quote"]))))
    return Publication("Moorings at the quay", "en-GB", "foi-uk@1", tuple(passages), LEGEND)


@pytest.mark.slow
@settings(max_examples=12)
@given(publications())
def test_our_output_is_clean(publication: Publication) -> None:
    """Held to the most that a redacted file is held to: no leak, no note, no width."""
    report = inspect(render(publication), WITHHELD, redacted=True)
    assert (report.leaks, report.notes, report.widths) == ((), (), ())


@pytest.mark.parametrize("count", [1, 2, 9])
def test_our_bars_are_seen_as_bars(count: int) -> None:
    parts = tuple(part for n in range(1, count + 1) for part in ("We wrote to ", Redaction(n, ("s.40(2)",)), ". "))
    report = inspect(render(Publication("Moorings", "en-GB", "foi-uk@1", (Passage(parts),), LEGEND)))
    assert (report.redacted, report.leaks, report.widths) == (True, (), ())
