"""What policies do to real words: examples tried, a place explained, two policies compared."""

from dataclasses import replace

import pytest

from redact import compare_policies, explain_place, load, load_policy, try_policy
from redact.errors import InputError
from redact.policy.schema import Examples

POLICY = load_policy("foi-uk")


def test_the_examples_of_a_shipped_policy_hold_and_a_wrong_one_does_not():
    trials = try_policy(POLICY)
    wrong = tuple(
        rule.model_copy(update={"examples": Examples(applies=("jo.bloggs@example.gov.uk",))})
        if rule.id == "role-mailbox"
        else rule
        for rule in POLICY.rules
    )

    assert len(trials) > 3
    assert all(trial.passed for trial in trials)
    assert ["role-mailbox"] == [t.rule for t in try_policy(replace(POLICY, rules=wrong)) if not t.passed]


def test_a_place_is_explained_by_its_line_or_its_column(source):
    document = load(source)
    whole, one = explain_place(document, POLICY, 3), explain_place(document, POLICY, 3, 4)

    assert len(whole.answers) > len(one.answers) == 1
    assert "person" in str(one).lower()


@pytest.mark.parametrize("place", [(99, 0), (1, 500)])
def test_a_place_that_is_not_there_is_named_with_the_last_that_is(source, place):
    with pytest.raises(InputError, match=f"has no line {place[0]}.*; its last is line 1[0-9]"):
        explain_place(load(source), POLICY, *place)


def test_two_policies_are_compared_over_a_document(source):
    document, strict = load(source), load_policy("foi-uk-strict")
    differences = compare_policies(document, POLICY, strict)

    assert () == compare_policies(document, POLICY, POLICY)
    assert differences
    assert all(difference.span.end <= len(document.text) for difference in differences)
