"""A child stands on its parent: what it changes, what it keeps, and what is told when it cannot be read."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redact import policy as policies
from redact.errors import PolicyError
from redact.model import Finding, Show, Span
from redact.policy import POLICIES, Fault, Policy, Rule, When, load_policy

Write = Callable[..., Path]
Faults = Callable[[str], tuple[Fault, ...]]
PARENT = """
id: parent
version: 1
title: Parent
exemptions: foia-uk
rules:
- {id: senior, when: {entity: PERSON, traits: senior}, then: disclose, because: An office holder.}
- {id: person, when: {entity: PERSON}, then: withhold, exemption: s.40(2), because: Somebody.}
otherwise: disclose
"""


def check(path: Path) -> tuple[Fault, ...]:
    return tuple(fault for fault in policies.check(path) if fault.severe)


def ids(policy: Policy) -> list[str]:
    return [rule.id for rule in policy.rules]


def test_new_rules_stand_before_the_parents_and_the_same_id_replaces_in_place(write: Write) -> None:
    write(PARENT, "parent.yaml")
    child = write(
        """
        id: child
        version: 2
        title: Child
        extends: parent.yaml
        rules:
        - {id: person, when: {entity: PERSON}, then: ask, because: Look.}
        - {id: web, when: {entity: URL}, then: ask, because: Look.}
        """
    )
    policy = load_policy(child)
    assert ids(policy) == ["web", "senior", "person"]
    assert policy.rules[2].then == "ask"
    assert policy.otherwise == "disclose"
    assert "s.40(2)" in policy.exemptions


def test_a_disabled_rule_is_gone_and_an_unknown_one_is_a_fault(write: Write) -> None:
    write(PARENT, "parent.yaml")
    head = "id: child\nversion: 1\ntitle: Child\nextends: parent.yaml\n"
    assert ids(load_policy(write(head + "disable: senior\n"))) == ["person"]
    (fault,) = check(write(head + "disable: [seniors]\n"))
    assert fault.what == "no inherited rule is named 'seniors'; did you mean 'senior'?"


def test_inherited_codes_read_as_the_map_says_and_must_be_in_the_catalogue(write: Write) -> None:
    write(PARENT, "parent.yaml")
    catalogue = (
        "id: c\ntitle: C\nlaw: L\nexemptions: [{code: reg.13(1), title: Personal data, plain: About a person.}]\n"
    )
    write(catalogue, "c.yaml")
    head = "id: child\nversion: 1\ntitle: Child\nextends: parent.yaml\nexemptions: c.yaml\n"
    policy = load_policy(write(head + "map_exemptions: {s.40(2): reg.13(1)}\n"))
    assert policy.rules[1].exemption == ("reg.13(1)",)
    (fault,) = check(write(head))
    assert "the inherited rule 'person' uses 's.40(2)', which this catalogue lacks" in fault.what
    assert (fault.line, fault.column) == (5, 13)
    (fault,) = check(write(head + "map_exemptions: {s.40(3): reg.13(1), s.40(2): reg.13(1)}\n"))
    assert "unknown inherited exemption 's.40(3)'; did you mean 's.40(" in fault.what


def test_a_loop_is_refused_with_its_way(write: Write) -> None:
    write("id: a\nversion: 1\ntitle: A\nextends: b.yaml\n", "a.yaml")
    write("id: b\nversion: 1\ntitle: B\nextends: c.yaml\n", "b.yaml")
    path = write("id: c\nversion: 1\ntitle: C\nextends: a.yaml\n", "c.yaml")
    (fault,) = check(path)
    assert "loop: c -> a -> b -> c.yaml" in fault.what
    (fault,) = check(write("id: a\nversion: 1\ntitle: A\nextends: ours.yaml\n"))
    assert "loop" in fault.what


def test_a_missing_parent_is_refused_with_the_nearest_name(write: Write) -> None:
    (fault,) = check(write("id: a\nversion: 1\ntitle: A\nextends: foi-ukk\n"))
    assert fault.what == "no policy is named 'foi-ukk'; did you mean 'foi-uk'?"
    assert (fault.line, fault.column) == (4, 10)


def test_a_parents_faults_are_told_with_the_childs(write: Write) -> None:
    parent = write(PARENT.replace("s.40(2)", "s.402"), "parent.yaml")
    child = write("id: child\nversion: 1\ntitle: Child\nextends: parent.yaml\nrule: []\n")
    assert {(parent, 7), (child, 5)} == {(fault.path, fault.line) for fault in check(child)}


def test_a_name_escapes_from_no_folder(write: Write) -> None:
    (fault,) = check(write("id: a\nversion: 1\ntitle: A\nextends: ../policies/foi-uk\n"))
    assert "no policy is named" in fault.what
    (fault,) = check(write("id: a\nversion: 1\ntitle: A\nexemptions: ../../foia\n"))
    assert "no catalogue" in fault.what


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(PolicyError, match="no policy is named 'foi-ku'; did you mean 'foi-uk'") as caught:
        load_policy("foi-ku")
    assert caught.value.exit_code == 3


def test_registers_are_joined_and_may_lie_beside_the_policy(write: Write) -> None:
    write(
        """
        id: r
        title: R
        offices: [{name: Harbour Master, aliases: [HM], traits: [senior, harbour]}]
        role_mailboxes: [tolls]
        collectives: crew
        """,
        "r.yaml",
    )
    policy = load_policy(
        write(
            """
            registers: r.yaml
            rules:
            - {id: harbour, when: {traits: harbour}, then: disclose, because: A trait that the register gives.}
            """
        )
    )
    assert [office.name for office in policy.offices] == ["Harbour Master"]
    assert (policy.role_mailboxes, policy.collectives) == (("tolls",), ("crew",))


def test_recognizers_add_entities_and_their_patterns_are_compiled(write: Write) -> None:
    text = """
    id: ours
    version: 1
    title: Ours
    recognizers: [ours-patterns.yaml]
    rules: [{id: berth, when: {entity: BERTH}, then: disclose, because: A berth is a place.}]
    """
    pattern = "recognizers:\n- name: b\n  supported_entity: BERTH\n  patterns: [{name: b, regex: '%s', score: 0.9}]\n"
    path = write(text)
    (path.parent / "ours-patterns.yaml").write_text(pattern % r"\bB\d{2}\b")
    assert check(path) == ()
    (path.parent / "ours-patterns.yaml").write_text(pattern % "B(")
    (fault,) = check(path)
    assert "not a regular expression" in fault.what
    assert (fault.line, fault.column) == (4, 31)


def test_the_digest_is_stable_and_changes_with_what_decides(write: Write) -> None:
    text = PARENT.lstrip()
    first = load_policy(write(text, "one.yaml")).reference
    assert first == load_policy(write(text + "# a comment\n", "two.yaml")).reference
    assert first.digest != load_policy(write(text.replace("otherwise: disclose", ""), "three.yaml")).reference.digest
    assert len(first.digest) == 64


def test_every_file_of_a_wheel_or_checkout_is_found() -> None:
    assert (POLICIES / "foi-uk.yaml").is_file()


def finding(
    entity: str = "PERSON", *traits: str, score: float = 0.9, found_by: tuple[str, ...] = ("structure",)
) -> Finding:
    return Finding(Span(0, 1), entity, score, found_by, frozenset(traits))  # type: ignore[arg-type]


CASES = {
    "nothing asked": (When(), finding(), True),
    "an entity": (When(entity=("URL", "PERSON")), finding(), True),
    "another entity": (When(entity=("URL",)), finding(), False),
    "all traits": (When(traits=("senior", "signatory")), finding("PERSON", "senior"), False),
    "every trait there": (When(traits=("senior", "signatory")), finding("PERSON", "senior", "signatory", "x"), True),
    "none of these": (When(without=("senior", "junior")), finding("PERSON", "junior"), False),
    "none there": (When(without=("senior",)), finding("PERSON", "junior"), True),
    "a part": (When(part=("cc", "signature")), finding("PERSON", "in-signature"), True),
    "another part": (When(part=("cc",)), finding("PERSON", "in-body"), False),
    "sure enough": (When(score=0.9), finding(), True),
    "not sure enough": (When(score=0.95), finding(), False),
    "found by any": (When(found_by=("model", "structure")), finding(), True),
    "found by none of them": (When(found_by=("model",)), finding(), False),
    "found by more than these": (When(found_only_by=("model",)), finding(found_by=("model", "structure")), False),
    "found by these alone": (When(found_only_by=("model",)), finding(found_by=("model",)), True),
    "words": (When(text=r"(?i)^mrs\b"), finding(), True),
    "other words": (When(text="^Mr "), finding(), False),
}


@pytest.mark.parametrize(("when", "seen", "expected"), CASES.values(), ids=CASES)
def test_a_rule_applies_when_all_it_asks_for_holds(when: When, seen: Finding, expected: bool) -> None:
    assert expected == when.applies(seen, "Mrs Testcase")


def test_the_first_rule_that_applies_decides_and_otherwise_comes_last() -> None:
    rules = (
        Rule(id="one", when=When(entity=("URL",)), then="disclose", because="One."),
        Rule(id="any-senior", when=When(traits=("senior",)), then="disclose", because="Two."),
        Rule(id="person", when=When(entity=("PERSON",)), then="ask", because="Three."),
    )
    policy = Policy("p", 1, "P", rules)
    assert policy.rule_for(finding("PERSON", "senior"), "x").id == "any-senior"
    assert policy.rule_for(finding("MONEY", "senior"), "x").id == "any-senior"
    assert policy.rule_for(finding(), "x").id == "person"
    assert (
        policy.rule_for(finding("MONEY"), "x").id,
        policy.rule_for(finding("MONEY"), "x").then,
    ) == ("otherwise", "ask")


def test_otherwise_may_withhold_with_a_ground(write: Write) -> None:
    policy = load_policy(write("otherwise: {then: withhold, exemption: s.40(2), show: label}\n"))
    rule = policy.rule_for(finding(), "x")
    assert ("withhold", ("s.40(2)",), Show("label")) == (rule.then, rule.exemption, rule.show)


def test_one_word_or_a_list_of_words_is_the_same(write: Write) -> None:
    text = "rules:\n- {id: a, when: {entity: %s, part: cc}, then: ask, show: {mask: 4}, because: B.}\n"
    one, many = load_policy(write(text % "URL", "1.yaml")), load_policy(write(text % "[URL]", "2.yaml"))
    assert one.rules == many.rules
    assert Show("mask", "4") == one.rules[0].show


PATTERNS = {
    "no list": ("id: x\n", "no `recognizers:` list"),
    "a number": ("recognizers: 5\n", "no `recognizers:` list"),
    "empty": ("recognizers: []\n", "no `recognizers:` list"),
    "a word": ("recognizers: [x]\n", "should be made of `key: value` lines"),
    "no entity": ("recognizers: [{name: b, patterns: [{regex: a, score: 1}]}]\n", "`supported_entity:` is missing"),
    "finds nothing": ("recognizers: [{name: b, supported_entity: B}]\n", "it finds nothing"),
    "no expression": ("recognizers: [{name: b, supported_entity: B, patterns: [{name: x}]}]\n", "a pattern has"),
    "no score": ("recognizers: [{name: b, supported_entity: B, patterns: [{regex: a}]}]\n", "a number from 0 to 1"),
    "hostile": (
        "recognizers: [{name: b, supported_entity: B, patterns: [{regex: '(\\p{L}+)+x', score: 1}]}]\n",
        "may take for ever",
    ),
}


@pytest.mark.parametrize(("text", "said"), PATTERNS.values(), ids=PATTERNS)
def test_a_faulty_file_of_patterns_is_told(write: Write, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.yaml").write_text(text)
    (fault,) = check(write("recognizers: own.yaml\n"))
    assert said in fault.what
    assert tmp_path / "own.yaml" == fault.path


def test_showing_a_policy_says_what_is_inherited_and_listed(write: Write) -> None:
    write(PARENT, "parent.yaml")
    child = """
    id: child
    version: 1
    title: Child
    extends: parent.yaml
    terms: {withhold: [{id: op, text: Operation Example, exemption: s.40(2), because: Still going on.}]}
    rules: [{id: person, when: {entity: PERSON}, then: ask, because: Look.}]
    """
    shown = policies.show(load_policy(write(child)))
    assert "1. senior  (from parent)" in shown
    assert "2. person\n" in shown
    assert "Operation Example: always withheld under s.40(2)" in shown


@given(
    st.lists(
        st.builds(
            When,
            entity=st.lists(st.sampled_from(["PERSON", "URL"]), max_size=2, unique=True).map(tuple),
            traits=st.lists(st.sampled_from(["senior", "junior"]), max_size=1).map(tuple),
            without=st.lists(st.sampled_from(["collective", "junior"]), max_size=1).map(tuple),
            text=st.sampled_from(["", "a", "b"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["PERSON", "URL", "MONEY"]),
    st.sets(st.sampled_from(["senior", "junior", "collective"])),
    st.sampled_from(["a", "b", "ab", ""]),
)
def test_the_rule_that_decides_is_the_first_that_applies(
    whens: list[When], entity: str, traits: set[str], words: str
) -> None:
    rules = tuple(Rule(id=f"r{i}", when=when, then="ask", because="B.") for i, when in enumerate(whens))
    seen = finding(entity, *traits)
    expected = next((rule.id for rule in rules if rule.when.applies(seen, words)), "otherwise")
    assert expected == Policy("p", 1, "P", rules).rule_for(seen, words).id


@given(
    st.lists(
        st.sampled_from(["traits: senior", "traits: junior", "without: junior", "text: a", "part: cc", ""]), max_size=5
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_rule_said_never_to_apply_never_does(write: Write, asked: list[str]) -> None:
    """No finding there is gets a rule of which the check says that it can never apply."""
    lines = "".join(f"- {{id: r{i}, when: {{{when}}}, then: ask, because: B.}}\n" for i, when in enumerate(asked))
    path = write(f"id: ours\nversion: 1\ntitle: Ours\nrules:\n{lines or '  []'}")
    never = {f"r{fault.line - 5}" for fault in check(path) if "can never apply" in fault.what}
    rules = tuple(
        Rule(id=f"r{i}", when=When.model_validate(dict([when.split(": ")]) if when else {}), then="ask", because="B.")
        for i, when in enumerate(asked)
    )
    policy = Policy("p", 1, "P", rules)
    got = {
        policy.rule_for(finding("PERSON", *traits), words).id
        for words in ("a", "b")
        for size in range(4)
        for traits in combinations(["senior", "junior", "in-cc"], size)
    }
    assert set() == never & got


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("", "", "ask"),
        ("model_alone: withhold", "", "withhold"),
        ("model_alone: {withhold_from: 0.95}", "", "{withhold_from: 0.95}"),
        ("model_alone: {withhold_from: 0.95}", "model_alone: ask", "ask"),
        ("model_alone: withhold", "model_alone: {withhold_from: 1}", "{withhold_from: 1}"),
        ("", "model_alone: {then: disclose, withhold_from: 0.8}", "{then: disclose, withhold_from: 0.8}"),
    ],
)
def test_what_only_a_model_saw_is_decided_as_the_nearest_file_says(
    write: Write, parent: str, child: str, expected: str
) -> None:
    write(PARENT + parent + "\n", "parent.yaml")
    policy = load_policy(write(f"id: child\nversion: 1\ntitle: C\nextends: parent.yaml\n{child}\n"))
    assert expected == str(policy.model_alone)


def test_another_probability_is_another_policy(write: Write) -> None:
    def digest(alone: str) -> str:
        return load_policy(write(PARENT + f"model_alone: {alone}\n", "parent.yaml")).reference.digest

    assert 3 == len({digest("ask"), digest("{withhold_from: 0.9}"), digest("{withhold_from: 0.95}")})
