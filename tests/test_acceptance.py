"""What must happen to the two letters in seeds/ under each policy, string by string.

The tables say `keep`, `flag` and `blackout` (or `replace`, `pseudonym`) for what this program calls disclose, ask or a
notice, and withhold; whatever they mark `attention: review` is a question for a person here.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import redact
from redact.model import Action, Decision, Document, Finding, Publication, Redaction, Review
from redact.policy import Policy
from redact.redaction import apply

ROOT = Path(__file__).parent.parent
LETTERS = {"real": ROOT / "seeds/000_ddb42d75a7363c2c.txt", "invented": ROOT / "seeds/synthetic-letter.txt"}
TABLES = {
    letter: YAML(typ="safe").load((ROOT / f"tests/acceptance/{letter}-letter.yaml").read_text(encoding="utf-8"))
    for letter in LETTERS
}
SHIPPED = {"foi-uk", "full-anonymisation"}
CASES = [
    (letter, name) for letter, table in TABLES.items() for name in table["policies"] if name.split("/")[0] in SHIPPED
]
EXPECTED = [
    pytest.param(letter, name, entry, id=f"{letter}-{name}-{number}")
    for letter, name in CASES
    for number, entry in enumerate(TABLES[letter]["policies"][name].get("expect", []), 1)
]


@cache
def decided(letter: str, name: str) -> tuple[Document, Policy, tuple[Finding, ...], Review]:
    document, policy = redact.load(LETTERS[letter]), redact.load_policy(name)
    findings = redact.find(document, policy)
    return document, policy, findings, redact.propose(document, findings, policy)


def place(document: Document, entry: dict[str, Any]) -> tuple[int, int]:
    """Where an expectation points: its offsets, else the first or `nth` place of its text."""
    if "start" in entry:
        assert document.text[entry["start"] : entry["end"]] == entry["text"]
        return entry["start"], entry["end"]
    start = document.text.rindex(entry["text"]) if entry.get("nth") == -1 else document.text.index(entry["text"])
    return start, start + len(entry["text"])


def covering(review: Review, start: int, end: int) -> list[Decision]:
    return [d for d in review.decisions if d.span.start < end and start < d.span.end]


def plain(publication: Publication) -> str:
    """The publication's text as a reader of the page would type it: lines close, blocks apart."""
    text, last = "", None
    for passage in publication.passages:
        words = "".join(
            part if isinstance(part, str) else part.text or f"████ {', '.join(part.exemptions)}"
            for part in passage.parts
        )
        text += words if last is None else f"\n\n{words}"
        last = passage
    return text


@pytest.mark.parametrize(("letter", "name", "entry"), EXPECTED)
def test_a_string_is_found_and_decided_as_expected(letter: str, name: str, entry: dict[str, Any]):
    document, policy, findings, review = decided(letter, name)
    start, end = place(document, entry)

    found = [f for f in findings if f.span.start < end and start < f.span.end and f.entity == entry["entity"]]
    assert found, "no such finding"
    if not entry.get("loose") and name == "foi-uk":
        assert (start, end) in {(f.span.start, f.span.end) for f in found}
    if "action" not in entry:
        return
    decisions = covering(review, start, end)
    asked = entry.get("attention") == "review"
    kept = entry["action"] == "keep" or (entry["action"] == "flag" and not asked)
    due = Action.DISCLOSE if kept else Action.UNDECIDED if asked else Action.WITHHOLD
    assert {d.action for d in decisions} == {due}
    if "rule" in entry:
        assert entry["rule"] in {d.rule for d in decisions}
    if "exemption" in entry and due:
        assert {d.exemptions for d in decisions} == {(entry["exemption"],)}
    if entry.get("attention") == "notice":
        assert policy.has_notice(entry["rule"])
    if entry.get("unit") == "sentence":
        assert document[decisions[0].span].endswith(".")


@pytest.mark.parametrize(("letter", "name"), CASES)
def test_as_many_are_withheld_and_open_as_expected(letter: str, name: str):
    document, _, _, review = decided(letter, name)
    table = TABLES[letter]["policies"][name]

    if "redactions" in table:
        assert len([d for d in review.decisions if d.action]) == table["redactions"]
    if "open_reviews" in table:
        assert len(review.only(Action.UNDECIDED)) == table["open_reviews"]
    for trap in TABLES[letter].get("always", {}).get("no_redaction_here", []):
        start, end = place(document, trap)
        if name not in trap.get("except", []):
            assert not [d for d in covering(review, start, end) if d.action]


@pytest.mark.parametrize("name", ["foi-uk", "foi-uk-strict", "full-anonymisation"])
def test_no_span_crosses_a_blank_line(name: str):
    for letter in LETTERS:
        document, _, findings, review = decided(letter, name)

        assert not [f for f in findings if "\n\n" in document[f.span]]
        assert not [d for d in review.decisions if "\n\n" in document[d.span]]


def test_the_real_letter_is_published_whole_by_default():
    document, policy, findings, review = decided("real", "foi-uk")
    publication = apply(document, review, policy)

    assert plain(publication) == document.text
    assert publication.redactions == ()
    assert {(f.span.start, f.span.end) for f in findings} == {(d.span.start, d.span.end) for d in review.decisions}
    assert all(policy.because(d.rule) for d in review.decisions)


def test_strict_withholds_names_mailbox_and_reference_of_the_real_letter_and_nothing_else():
    document, policy, _, review = decided("real", "foi-uk-strict")
    publication = apply(document, review, policy)

    withheld = [document[d.span] for d in review.only(Action.WITHHOLD)]
    assert withheld == [
        "Rt Hon Theresa May MP",
        "MOPAC081215-22378",
        "Theresa",
        "Stephen Greenhalgh",
        "PCC@hmic.gsi.gov.uk",
    ]
    assert review.only(Action.UNDECIDED) == ()
    assert {code for r in publication.redactions for code in r.exemptions} == {e.code for e in publication.legend}


def test_full_anonymisation_prints_the_expected_lines():
    document, policy, _, review = decided("real", "full-anonymisation")
    publication = apply(document, review, policy)
    table = TABLES["real"]["policies"]["full-anonymisation"]
    lines = plain(publication).split("\n")

    for number, line in table["output_lines"].items():
        assert lines[number - 1] == line
    for gone in table["gone"]:
        assert gone not in plain(publication)
    for entry in table["expect"]:
        printed = [
            part.text for passage in publication.passages for part in passage.parts if isinstance(part, Redaction)
        ]
        assert entry["prints"] in printed


def test_the_invented_letter_has_nine_holes_and_two_flags_at_most():
    _, _, _, review = decided("invented", "foi-uk")

    flags = [d for d in review.decisions if d.rule in ("legal-advice", "commercial")]
    assert {d.action for d in flags} == {Action.UNDECIDED}
    assert len([d for d in review.decisions if d.action and d not in flags]) == 9
