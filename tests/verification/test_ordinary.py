"""An ordinary PDF, made by whatever program, sets off no alarm: its links, outlines and metadata are its own business."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from redact.verification import inspect
from tests.verification.letters import WITHHELD, letter

ORDINARY = sorted((Path(__file__).parent / "ordinary").glob("*.pdf"))


def test_twenty_programs_and_ways() -> None:
    assert len(ORDINARY) >= 20
    assert {path.name.split("-")[0] for path in ORDINARY} >= {
        "libreoffice",
        "chromium",
        "cairo",
        "reportlab",
        "pikepdf",
    }


@pytest.mark.parametrize("path", ORDINARY, ids=lambda path: path.stem)
def test_no_false_alarm(path: Path) -> None:
    assert inspect(path.read_bytes()).leaks == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", ORDINARY, ids=lambda path: path.stem)
def test_no_false_alarm_with_words(path: Path) -> None:
    """Nobody whose name is looked for is in them."""
    assert (
        inspect(
            path.read_bytes(), (*WITHHELD, "Parent", "Font", "Lee", "Ann", "Bo"), without=["words in pictures"]
        ).leaks
        == ()
    )


def test_ordinary_letter_is_ordinary() -> None:
    report = inspect(letter())
    assert (report.redacted, report.leaks, report.notes) == (False, (), ())


def test_report_is_json() -> None:
    report = inspect(letter(), WITHHELD, without=["words in pictures"])
    plain = json.loads(json.dumps(report.to_json()))
    assert plain["leaks"] == []
    assert {"name": "words in pictures", "done": False, "reason": "left out on request", "leaks": 0} in plain["checks"]


def test_a_file_may_be_held_to_more() -> None:
    """Who knows that a file is a redacted one can say so: an author is then a leak, not a note."""
    ordinary = next(path for path in ORDINARY if path.stem == "reportlab-story").read_bytes()
    assert {note.channel for note in inspect(ordinary).notes} >= {"document information"}
    assert {leak.channel for leak in inspect(ordinary, redacted=True).leaks} >= {"document information"}
