"""The public schedule lists every redaction, none of its words, and starts no formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from redact import schedule
from redact.model import LegendEntry, Passage, Publication, Redaction


def publish(*holes: Redaction) -> Publication:
    legend = (LegendEntry("s.40(2)", "Personal information", "About a person."),)
    return Publication("A letter", "en-GB", "foi-uk@1", (Passage(("Dear ", *holes), part="salutation"),), legend)


def read(publication: Publication, pages: dict[int, int]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(schedule.public(publication, pages))))


def test_a_row_says_number_page_part_code_reason_and_how_shown():
    expected = {
        "number": "1",
        "page": "2",
        "part": "salutation",
        "code": "s.40(2)",
        "reason": "Personal information",
        "how shown": "black bar",
    }
    assert [expected] == read(publish(Redaction(1, ("s.40(2)",))), {1: 2})


def test_what_stands_instead_is_not_quoted():
    assert "Junior" not in schedule.public(publish(Redaction(1, ("s.40(2)",), "[Junior official]", "replace")), {1: 1})


@pytest.mark.parametrize("code", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(code):
    assert ["'" + code] == [row["code"] for row in read(publish(Redaction(1, (code,))), {1: 1})]
