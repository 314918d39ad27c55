"""The public schedule lists every redaction, none of its words, and starts no formula."""

from __future__ import annotations

import csv
import json
from datetime import date
from hashlib import sha256
from io import StringIO

import pytest

from redact import redaction, schedule
from redact.model import (
    Action,
    Block,
    Decision,
    Document,
    LegendEntry,
    Passage,
    PolicyReference,
    Publication,
    Redaction,
    Review,
    Source,
    Span,
)
from redact.policy import load_policy
from redact.spans import stretches


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


def test_the_json_schedule_says_the_same():
    expected = {
        "number": 1,
        "page": 2,
        "part": "salutation",
        "codes": ["s.40(2)"],
        "reasons": ["Personal information"],
        "shown": "box",
    }
    assert [expected] == json.loads(schedule.public_json(publish(Redaction(1, ("s.40(2)",))), {1: 2}))


def test_the_announcement_names_codes_language_and_digest():
    announced = json.loads(
        schedule.announce(
            publish(Redaction(1, ("s.40(2)",))), {"a.pdf": b"x"}, regime="FOIA", released=date(2025, 4, 2)
        )
    )
    assert announced == {
        "title": "A letter",
        "date": "2025-04-02",
        "regime": "FOIA",
        "policy": "foi-uk@1",
        "language": "en-GB",
        "codes": ["s.40(2)"],
        "redactions": 1,
        "files": {"a.pdf": {"bytes": 1, "sha256": sha256(b"x").hexdigest()}},
    }


def decided(text: str, *decisions: Decision) -> tuple[Document, Review]:
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(at, at + len(line.rstrip("\n"))))
        at += len(line)
    document = Document(Source("letter.txt"), text, tuple(Block(span) for span in spans))
    return document, Review(document.digest, PolicyReference("foi-uk", 1, "d1"), decisions)


def withhold(start: int, end: int, **more: str) -> Decision:
    return Decision(Span(start, end), Action.WITHHOLD, "PERSON", exemptions=("s.40(2)",), **more)


def test_the_internal_schedule_holds_words_place_rule_and_who_decided():
    document, review = decided(
        "Dear Ms Example,\nRing =1+1 now", withhold(5, 15, rule="name"), withhold(22, 26, by="Sam")
    )
    rows = list(csv.DictReader(StringIO(schedule.internal(document, review))))
    assert [(row["number"], row["place"], row["rule"], row["decided by"], row["words"]) for row in rows] == [
        ("1", "line 1, column 6", "name", "policy", "Ms Example"),
        ("2", "line 2, column 6", "", "Sam", "'=1+1"),
    ]


def test_the_internal_schedule_numbers_as_the_publication_does():
    """What touches is one redaction, and so is what spans two blocks."""
    document, review = decided("one two three\nfour five", withhold(0, 4), withhold(4, 7), withhold(8, 18))
    publication = redaction.apply(document, review, load_policy("foi-uk"))
    assert len(publication.redactions) == len(stretches(document, review.only(Action.WITHHOLD))) == 2


def test_a_certificate_passes_only_if_every_check_does():
    checks = [("words on pages", True, ""), ("metadata", False, "a date")]
    certificate = json.loads(schedule.certify(checks, PolicyReference("foi-uk", 1, "d1"), {"a.pdf": b"x"}))
    assert (certificate["passed"], certificate["policy"]["sha256"]) == (False, "d1")
    assert {"reportlab", "pikepdf", "onnxruntime"} <= set(certificate["versions"])
    assert json.loads(schedule.certify(checks[:1], PolicyReference("foi-uk", 1), {}))["passed"] is True
