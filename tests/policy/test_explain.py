"""Why something is withheld or not, which examples hold, and what another policy would decide."""

from dataclasses import replace

import pytest

from redact.model import Block, Document, Finding, Source, Span
from redact.policy import Policy, Rule, When, explain, explain_line, load_policy, show, try_examples
from redact.policy.schema import ModelAlone

TEXT = "Dear Ann Other,\nring 020 7946 0123"
DOCUMENT = Document(Source("d.txt"), TEXT, (Block(Span(0, 15)), Block(Span(16, len(TEXT)))))
PERSON = Finding(Span(5, 14), "PERSON", 0.9, ("structure",), frozenset({"in-salutation", "junior"}))
PHONE = Finding(Span(21, 34), "PHONE_NUMBER", 0.9, ("pattern",))


def test_an_answer_names_the_rule_that_won_and_why_the_others_lost() -> None:
    policy = load_policy("foi-uk")
    (answer,) = explain(DOCUMENT, (PERSON, PHONE), policy, 7).answers
    assert "junior-official" == answer.rule.id
    assert (0, 1, 6) == answer.place
    lost = {each.rule.id: each.why for each in answer.lost}
    assert "it asks for the trait senior, which this has not" == lost["senior-official-named"]
    assert "it would apply too, but 'junior-official' comes first" == lost["other-person"]
    assert "direct-phone" not in lost
    assert "Other" not in str(answer)


def test_nothing_found_is_an_answer_too() -> None:
    explanation = explain(DOCUMENT, (PERSON, PHONE), load_policy("foi-uk"), 0)
    assert () == explanation.answers
    assert "nothing was found here, so it is disclosed" in str(explanation)


def test_a_line_is_explained_in_reading_order() -> None:
    explanation = explain_line(DOCUMENT, (PHONE, PERSON), load_policy("foi-uk"), 2)
    assert ["direct-phone"] == [answer.rule.id for answer in explanation.answers]


def test_what_only_a_model_saw_is_said_to_be_held_back() -> None:
    alone = Finding(PERSON.span, "PERSON", 0.85, ("model",), frozenset({"junior"}))
    (answer,) = explain(DOCUMENT, (alone,), load_policy("foi-uk"), 7).answers
    assert "only a name model saw this, so a person decides" in answer.alone


@pytest.mark.parametrize(("score", "said"), [(0.949, "so a person decides"), (0.95, "surely enough for the rule")])
def test_a_policy_may_accept_what_only_a_model_saw_from_a_probability_on(score: float, said: str) -> None:
    policy = replace(load_policy("foi-uk"), model_alone=ModelAlone(withhold_from=0.95))
    alone = Finding(PERSON.span, "PERSON", score, ("model",), frozenset({"junior"}))
    (answer,) = explain(DOCUMENT, (alone,), policy, 7).answers
    assert said in answer.alone
    assert "(`model_alone: {withhold_from: 0.95}`)" in str(answer)
    assert "" == explain(DOCUMENT, (PERSON,), policy, 7).answers[0].alone


SHOWN = {
    "a person decides.": ModelAlone(),
    "it is withheld all the same.": ModelAlone(then="withhold"),
    "a person decides, but from a score of 0.95 on it is withheld all the same.": ModelAlone(withhold_from=0.95),
    "it is disclosed, but from a score of 0.5 on it is withheld all the same.": ModelAlone(
        then="disclose", withhold_from=0.5
    ),
}


@pytest.mark.parametrize(("said", "alone"), SHOWN.items(), ids=SHOWN)
def test_a_policy_shown_says_what_becomes_of_what_only_a_model_saw(said: str, alone: ModelAlone) -> None:
    shown = " ".join(show(replace(load_policy("foi-uk"), model_alone=alone)).split())
    assert f"Where a rule would withhold what only a name model saw: {said}" in shown


LOSING = {
    "traits": (When(traits=("senior",)), "it asks for the trait senior"),
    "without": (When(without=("junior",)), "it asks for no junior"),
    "part": (When(part=("cc",)), "it is about the cc"),
    "score": (When(score=0.95), "it asks for a score of 0.95"),
    "found by": (When(found_by=("model",)), "it asks for something found by model"),
    "found only by": (When(found_only_by=("model",)), "what was found by model alone"),
    "text": (When(text="^Mr"), "the words do not match"),
}


@pytest.mark.parametrize(("when", "why"), LOSING.values(), ids=LOSING)
def test_every_way_to_lose_has_its_words(when: When, why: str) -> None:
    policy = Policy("p", 1, "P", (Rule(id="r", when=when, then="ask", because="B."),))
    (answer,) = explain(DOCUMENT, (PERSON,), policy, 7).answers
    assert "otherwise" == answer.rule.id
    assert why in answer.lost[0].why


def rule(id: str, when: When, *applies: str, passes: tuple[str, ...] = ()) -> Rule:
    return Rule.model_validate(
        {
            "id": id,
            "when": when,
            "then": "ask",
            "because": "B.",
            "examples": {"applies": list(applies), "passes": list(passes)},
        }
    )


def test_examples_are_tried_against_the_whole_policy() -> None:
    policy = Policy(
        "p",
        1,
        "P",
        (
            rule("mr", When(entity=("PERSON",), text="^Mr "), "Mr Sample", "Mrs Sample", passes=("Ms Sample", "Mr X")),
            rule("person", When(entity=("PERSON",)), "Jo Sample", "Mr Sample"),
        ),
    )
    trials = try_examples(policy)
    assert [True, False, True, False, True, False] == [trial.passed for trial in trials]
    assert "got person" in str(trials[1])


def test_examples_are_tried_with_detection() -> None:
    policy = Policy("p", 1, "P", (rule("person", When(entity=("PERSON",)), "a name", "nothing", passes=("nothing",)),))

    def find(words: str) -> tuple[Finding, ...]:
        return (Finding(Span(0, 1), "PERSON", 1.0, ("structure",)),) if words == "a name" else ()

    trials = try_examples(policy, find)
    assert [True, False, True] == [trial.passed for trial in trials]
    assert "no rule: nothing was found" in str(trials[1])
