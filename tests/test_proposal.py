"""What the policy proposes for one finding, and what becomes of it where only a name model saw it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.model import Action, Finding, Span
from redact.policy import load_policy
from redact.policy.schema import ModelAlone
from redact.proposal import decide, propose
from redact.review.comparing import compare
from tests.marked_text import document

PAGE = document("Ravi Sandhurst rang.\n")
ASKING = load_policy("foi-uk")
ACCEPTING = replace(ASKING, model_alone=ModelAlone(withhold_from=0.95))


def seen(score: float, *found_by: str, traits: tuple[str, ...] = ("junior",)) -> Finding:
    return Finding(Span(0, 14), "PERSON", score, found_by, frozenset(traits))


@given(st.floats(0.5, 1), st.floats(0, 1))
def test_from_its_probability_on_the_rule_stands_and_below_it_is_asked(accepted: float, score: float):
    policy = replace(ASKING, model_alone=ModelAlone(withhold_from=accepted))
    expected = Action.WITHHOLD if score >= accepted else Action.UNDECIDED

    assert expected == decide(PAGE, [seen(score, "model")], policy)[0].action
    assert Action.UNDECIDED == decide(PAGE, [seen(score, "model")], ASKING)[0].action


def test_what_is_held_back_keeps_the_rule_and_its_ground():
    asked, withheld = (decide(PAGE, [seen(score, "model")], ACCEPTING)[0] for score in (0.94, 0.95))

    assert replace(asked, action=Action.WITHHOLD) == withheld
    assert ("junior-official", ("s.40(2)",)) == (withheld.rule, withheld.exemptions)


@pytest.mark.parametrize("score", [0.1, 0.99])
def test_it_is_about_nothing_but_withholding_what_only_a_model_saw(score: float):
    assert Action.WITHHOLD == decide(PAGE, [seen(score, "model", "structure")], ACCEPTING)[0].action
    assert Action.DISCLOSE == decide(PAGE, [seen(score, "model", traits=("senior",))], ACCEPTING)[0].action


def test_a_shipped_policy_asks_or_withholds_whatever_the_probability():
    for name in ("base", "foi-uk", "eir-uk", "foisa-scotland", "dsar-uk", "foia-us"):
        assert ModelAlone() == load_policy(name).model_alone
    for name in ("foi-uk-strict", "full-anonymisation"):
        assert ModelAlone(then="withhold") == load_policy(name).model_alone


def test_two_policies_differ_in_what_one_accepts():
    sure, unsure = ([seen(score, "model")] for score in (0.97, 0.6))

    (difference,) = compare(PAGE, propose(PAGE, sure, ASKING), propose(PAGE, sure, ACCEPTING))
    assert ("undecided", "withhold") == tuple(
        decision.action.name.lower() for (decision,) in (difference.old, difference.new)
    )
    assert () == tuple(compare(PAGE, propose(PAGE, unsure, ASKING), propose(PAGE, unsure, ACCEPTING)))
