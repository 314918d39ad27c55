"""What the program itself writes never stops a publication: in any script, beside any kind of value, with any number.

`REDACT_REFUSALS=400` tries as many letters as are asked for.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from redact import load_text, publishing
from redact.cli import main
from redact.model import Action, Decision, Review, Span
from redact.policy import load_policy
from tests.renderers.test_scripts import SCRIPTS
from tests.sessions import withhold_all

POLICY = load_policy("foi-uk")
LETTERS = int(os.environ.get("REDACT_REFUSALS", "14"))
COMPLAINT = Path(__file__).parent / "cases" / "complaint.txt"
VALUES = {
    "AGE": "{}",
    "POSTAL_ADDRESS": "{} Quay Road",
    "PHONE_NUMBER": "020 7946 0{:03d}",
    "PERSON": "Zorvana Quell{}",
    "ORGANIZATION": "Vietnamese Language Box {}",
    "REFERENCE_NUMBER": "NM/2025/{}",
    "EMAIL_ADDRESS": "w{}@example.org",
    "DATE_TIME": "{} March",
    "UK_POSTCODE": "NM4 {}AB",
    "MONEY": "£{}",
}


@pytest.mark.parametrize("seed", range(LETTERS))
def test_a_letter_in_any_script_with_any_value_and_any_number_is_published(seed: int):
    chance = random.Random(seed)
    script = [*SCRIPTS][seed % len(SCRIPTS)]
    entity = [*VALUES][(seed // 3) % len(VALUES)]
    number = chance.randint(1, 200)
    text, decisions = f"Dear Sir\n\n{SCRIPTS[script]} came.\n\n", []
    for row in range(chance.choice((1, number, min(number, 30)))):
        value = VALUES[entity].format(number if row == 0 else 1000 + row)
        decisions.append(
            Decision(Span(len(text), len(text) + len(value)), Action.WITHHOLD, entity, f"x-{row}", ("s.40(2)",))
        )
        text += f"{value} came, {SCRIPTS[script]}.\n\n"
    document = load_text(text)
    review = Review(document.digest, POLICY.reference, tuple(decisions), file=document.source.sha256)

    prepared = publishing.of_review(Path("a.txt"), document, review, POLICY)
    assert () == publishing.check(prepared, publishing.make(prepared)).leaks


@pytest.mark.parametrize("policy", ["foi-uk", "foi-uk-strict", "eir-uk", "foisa-scotland", "full-anonymisation"])
def test_the_five_pages_of_a_complaint_are_published_at_the_first_try(tmp_path: Path, policy: str):
    """Once every question is answered, every note written and a second person has signed."""
    from click.testing import CliRunner

    source = Path(shutil.copy(COMPLAINT, tmp_path / "complaint.txt"))
    withhold_all(source, policy)
    done = CliRunner().invoke(main, ["publish", str(source), "-p", policy, "-o", str(tmp_path / "out")])

    assert 0 == done.exit_code, done.output
