"""One leak a file: every one is found, by the one check that is there for it, with and without the words known."""

from __future__ import annotations

import shutil
from functools import cache

import pytest

from redact.verification import Report, check_names, inspect
from tests.verification.letters import NAME, WITHHELD
from tests.verification.planted import PLANTS, redacted

pytestmark = pytest.mark.slow

READS_PICTURES = "words in pictures"
NEED_WORDS = {"words on pages", "words in objects", "words in bytes", READS_PICTURES}


needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def cases(blind: bool | None = None) -> list[object]:
    """Return the planted files: all, those found without the words, or those that take knowing them."""
    return [
        pytest.param(case, marks=[needs_tesseract] if plant.check == READS_PICTURES else [])
        for case, plant in PLANTS.items()
        if blind is None or plant.blind is blind
    ]


@cache
def planted(case: str) -> bytes:
    return PLANTS[case].make()


@cache
def known(case: str) -> Report:
    return inspect(planted(case), WITHHELD, without=left_out(case))


def found_by(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.leaks}


def left_out(case: str) -> tuple[str, ...]:
    """Read pictures only where that is what is tested: it takes a second each."""
    return () if PLANTS[case].check == READS_PICTURES else (READS_PICTURES,)


@needs_tesseract
def test_clean_letter_is_clean() -> None:
    """The letter that everything is planted in shows redactions, and nothing else is to be found in it."""
    report = inspect(redacted(), WITHHELD)
    assert report.redacted
    assert (report.leaks, report.notes) == ((), ())
    assert [check.name for check in report.checks if not check.done] == []


@pytest.mark.parametrize("case", cases())
def test_found_with_the_words_known(case: str) -> None:
    assert PLANTS[case].check in found_by(known(case))


@pytest.mark.parametrize("case", cases(blind=True))
def test_found_without_the_words_by_its_check_alone(case: str) -> None:
    assert found_by(inspect(planted(case))) == {PLANTS[case].check}


@pytest.mark.parametrize("case", cases(blind=False))
def test_found_by_its_check_alone(case: str) -> None:
    assert found_by(known(case)) == {PLANTS[case].check}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[needs_tesseract] if name == READS_PICTURES else []) for name in check_names()]
)
def test_without_a_check_exactly_its_files_pass(name: str) -> None:
    """Each check is needed: its own files are called clean without it, and (by the tests above) no other file is."""
    passed = []
    for case, plant in PLANTS.items():
        if plant.check == name:
            words = () if plant.blind else WITHHELD
            if inspect(planted(case), words, without={name, *left_out(case)}).leaks == ():
                passed.append(case)
    assert passed == [case for case, plant in PLANTS.items() if plant.check == name]
    assert passed


def test_enough_is_planted() -> None:
    blind = sum(plant.blind for plant in PLANTS.values())
    assert len(PLANTS) >= 40
    assert blind >= 0.9 * len(PLANTS)
    assert {plant.check for plant in PLANTS.values()} == set(check_names())


@pytest.mark.parametrize("case", cases())
def test_nothing_is_quoted(case: str) -> None:
    """No part of a name stands in anything that a report says, whatever was planted where."""
    output = repr(known(case)).casefold()
    assert [part for part in NAME.casefold().split() if part in output] == []


def test_what_was_not_done_is_named() -> None:
    """Without the words, the checks that search for them say that they were not done, and why."""
    report = inspect(redacted())
    assert {check.name for check in report.checks if not check.done} == NEED_WORDS
    assert all(check.reason for check in report.checks if not check.done)


def test_ocr_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    report = inspect(redacted(), WITHHELD)
    assert [(check.name, check.reason) for check in report.checks if not check.done] == [
        (READS_PICTURES, "tesseract is not installed")
    ]


def test_unknown_checks_are_refused() -> None:
    with pytest.raises(ValueError, match="no such check"):
        inspect(redacted(), without=["nonsense"])
