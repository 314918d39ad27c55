"""Who somebody is, is settled before what a lone guess takes a word for; one string has one decision."""

import json
import runpy
from pathlib import Path

import pytest

from redact.finding import find
from redact.model import Action, Document, Finding, Source, Span
from redact.people import identify
from redact.policy import load_policy
from redact.proposal import propose
from redact.segmentation.lines import blocks_of

POLICY = load_policy("foi-uk")
PROTECTION = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "protection.py"))
SHAPES = json.loads((PROTECTION["DATA"] / "shapes.json").read_text(encoding="utf-8"))


def identified(text: str, *seen: tuple[str, str, float, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """Return (words, entity) by subject, of what was seen, each (words, entity, score, found by) at its first place."""
    page = Document(Source("note.txt"), text, blocks_of(text))
    at = 0
    findings = []
    for words, entity, score, found_by in seen:
        start = text.index(words, at)
        at = start + len(words)
        findings.append(Finding(Span(start, at), entity, score, found_by))
    subjects: dict[str, list[tuple[str, str]]] = {}
    for finding in identify(page, findings, POLICY):
        subjects.setdefault(finding.subject, []).append((page[finding.span], finding.entity))
    return subjects


LONE, TWO = ("model",), ("model", "structure")


@pytest.mark.parametrize("entity", ["ORGANIZATION", "LOCATION", "NRP", "JOB_TITLE"])
def test_a_known_person_beats_a_lone_guess_of_something_else(entity: str):
    text = "Mrs Ottoline Hartwell lives alone. The records of Ottoline Hartwell and what Hartwell said."
    found = identified(text, ("Ottoline Hartwell", "PERSON", 0.98, TWO), ("Ottoline Hartwell", entity, 0.99, LONE))

    assert {
        "person-1": [("Ottoline Hartwell", "PERSON"), ("Ottoline Hartwell", "PERSON"), ("Hartwell", "PERSON")]
    } == found


def test_of_lone_guesses_the_protecting_one_wins_unless_it_is_far_outweighed():
    text = "Zarnik rang. We saw Zarnik. Then Zarnik left."
    near = identified(text, ("Zarnik", "ORGANIZATION", 0.9, LONE), ("Zarnik", "PERSON", 0.6, LONE))
    far = identified(
        text,
        ("Zarnik", "ORGANIZATION", 0.99, LONE),
        ("Zarnik", "PERSON", 0.31, LONE),
        ("Zarnik", "ORGANIZATION", 0.99, LONE),
    )

    assert {"PERSON"} == {entity for mentions in near.values() for _, entity in mentions}
    assert {"ORGANIZATION"} == {entity for mentions in far.values() for _, entity in mentions}
    assert [3] == [len(mentions) for mentions in far.values()]


def test_a_firm_that_bears_a_name_is_asked_about_as_itself():
    text = "Mr Gary Okonkwo wrote. The van of Okonkwo Lettings was there."
    page = Document(Source("note.txt"), text, blocks_of(text))
    seen = [
        Finding(Span(3, 15), "PERSON", 0.98, TWO, wide=Span(0, 15)),
        Finding(Span(34, 50), "ORGANIZATION", 0.9, LONE),
    ]
    review = propose(page, identify(page, seen, POLICY), POLICY)

    assert "Okonkwo Lettings" == text[34:50]
    assert [("other-person", Action.UNDECIDED), ("bears-somebodys-name", Action.UNDECIDED)] == [
        (decision.rule, decision.action) for decision in review.decisions
    ]


def test_a_bare_surname_of_a_councillor_and_another_is_asked_apart():
    text = "Mrs Edna Hartwell spoke to Cllr Ada Hartwell. Later Hartwell left."
    page = Document(Source("note.txt"), text, blocks_of(text))
    found = find(page, POLICY, ("none",))
    states = {
        (page[decision.span], decision.subject): decision.action
        for decision in propose(page, found, POLICY).decisions
        if decision.entity == "PERSON"
    }

    assert 3 == len({subject for _, subject in states})
    assert Action.DISCLOSE not in {action for (words, _), action in states.items() if "Ada" not in words}


def test_one_number_is_public_everywhere_or_nowhere():
    text = "Our helpline is 020 7946 0001.\n\nShe rang 020 7946 0001 and then 020 7946 0002."
    page = Document(Source("note.txt"), text, blocks_of(text))
    actions = {page[d.span]: d.action for d in propose(page, find(page, POLICY, ("none",)), POLICY).decisions}

    assert {"020 7946 0001": Action.DISCLOSE, "020 7946 0002": Action.WITHHOLD} == actions


def test_the_street_of_a_home_is_asked_about_wherever_it_stands():
    text = "Re: noise in Fictional Road\n\nShe lives at 7 Fictional Road, Northmoor, NM2 9ZX.\n"
    page = Document(Source("note.txt"), text, blocks_of(text))
    asked = [page[d.span] for d in propose(page, find(page, POLICY, ("none",)), POLICY).only(Action.UNDECIDED)]

    assert "Fictional Road" in asked


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_nobody_is_barred_in_one_place_and_open_in_another(shape: int):
    """Two invented people of each origin here; all of them under all policies in benchmarks/protection.py."""
    for person in PROTECTION["chosen"](2):
        text, mentions = PROTECTION["fill"](SHAPES[shape], person)
        page = Document(Source("note.txt"), text, blocks_of(text))
        review = propose(page, find(page, POLICY), POLICY)
        barred = PROTECTION["_barred"](review)

        assert {True} == {all(i in barred for i in range(*m) if text[i].isalpha()) for m in mentions}, person["origin"]
