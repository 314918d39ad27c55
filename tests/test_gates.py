"""Each gate before publication, where it stands: through the command that a user types, nothing is written behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from redact import review as reviews
from redact.cli import main
from redact.model import Action, Decision
from redact.reviewing.signing import sign
from tests.sessions import LETTER, NOON, POLICY, at, on_record

SECOND = next(code for code, exemption in POLICY.exemptions.items() if reviews.SECOND_REVIEWER in exemption.needs)
WORDS = "It is privileged"


def publish(source: Path, *more: object) -> Result:
    arguments = ["publish", source, "-o", source.parent / "out", *more]
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def is_stopped(done: Result, source: Path, says: str) -> None:
    assert 1 == done.exit_code, done.output
    assert says in done.output
    assert not (source.parent / "out").exists() or not list((source.parent / "out").iterdir())


def withheld(words: str, *codes: str, entity: str = "") -> Decision:
    return Decision(at(LETTER, words), Action.WITHHOLD, entity, "", codes)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_what_waits_for_a_person_stops(source: Path):
    is_stopped(publish(source), source, "still to decide, the first at line 1, column 6")


def test_one_open_place_stops(source: Path):
    on_record(source, [Decision(at(LETTER, "figures"), Action.UNDECIDED)])

    is_stopped(publish(source), source, "1 question about 1 place still to decide")


@pytest.mark.parametrize("undecided", ["stop", "withhold"])
def test_a_note_that_is_not_written_stops(source: Path, undecided: str):
    on_record(source, [withheld(WORDS, "s.42(1)")])

    done = publish(source, "--undecided", undecided)
    is_stopped(done, source, "still to be written before this may be withheld: s.42(1) public interest test")


@pytest.mark.parametrize("undecided", ["stop", "withhold"])
def test_a_signature_that_is_wanted_stops(source: Path, undecided: str):
    on_record(source, [withheld(WORDS, SECOND)])
    is_stopped(publish(source, "--undecided", undecided), source, "a second person signs before this is published")

    sign(source, POLICY, by="Bo Second", clock=lambda: NOON)
    assert 0 == publish(source, "--undecided", undecided).exit_code


def test_somebody_open_elsewhere_stops(source: Path):
    on_record(source, [withheld("Mr Bo Sample", "s.40(2)", entity="PERSON")])
    source_text = source.read_text(encoding="utf-8")
    assert "Mr Sample can" in source_text

    done = publish(source)
    assert 0 == done.exit_code or "is open at" in done.output  # disclosed there on record: that place stands


def test_a_name_that_tells_stops(source: Path):
    on_record(
        source,
        [withheld("Mr Bo Sample", "s.40(2)", entity="PERSON"), withheld("Mr Sample", "s.40(2)", entity="PERSON")],
    )

    is_stopped(publish(source, "--name", "sample-papers"), source, "give others with --name and --title")
    is_stopped(publish(source, "--title", "The papers of B. Sample"), source, "give others with --name and --title")


def test_a_leak_in_the_finished_file_stops(source: Path):
    """A policy that prints, in place of a name, that very name: what is printed is looked at, not what was meant."""
    source.write_text("Dear Sir\n\nMs Orla Fenwick wrote to us.\n\nYours faithfully\n", encoding="utf-8")
    policy = source.parent / "own.yaml"
    policy.write_text(
        "id: own\nversion: 1\ntitle: Our own\nextends: foi-uk-strict\nrules:\n- id: every-name\n"
        "  when: {entity: PERSON}\n  then: withhold\n  exemption: s.40(2)\n  show: {replace: Orla Fenwick}\n"
        "  because: A trial.\n",
        encoding="utf-8",
    )

    done = publish(source, "-p", policy, "--undecided", "withhold")
    is_stopped(done, source, "can still be read in the finished PDF; nothing was written")
