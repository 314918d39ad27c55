"""Faults of sense: each with its line, its column and what to do, all of them in one run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redact.errors import PolicyError
from redact.policy import Fault, load_policy

Faults = Callable[[str], tuple[Fault, ...]]
GOOD = "{id: a, when: {entity: PERSON}, then: ask, because: B.}"


def rules(*texts: str) -> str:
    return "rules:\n" + "".join(f"- {text}\n" for text in texts)


ONE_EACH = {
    "unknown key": (
        rules("{id: a, when: {entity: URL}, then: ask, becuase: B., because: B.}"),
        (6, 43),
        "unknown key 'becuase'; did you mean 'because'?",
    ),
    "unknown key of the policy": ("extend: base\n", (5, 1), "unknown key 'extend'; did you mean 'extends'?"),
    "unknown key of when": (
        rules("{id: a, when: {entitiy: URL}, then: ask, because: B.}"),
        (6, 18),
        "unknown key 'entitiy'; did you mean 'entity'?",
    ),
    "unknown exemption": (
        rules("{id: a, when: {entity: URL}, then: ask, exemption: s43, because: B.}"),
        (6, 54),
        "unknown exemption 's43'; did you mean 's.43(",
    ),
    "unknown entity": (
        rules("{id: a, when: {entity: [URL, PERSONS]}, then: ask, because: B.}"),
        (6, 32),
        "unknown entity 'PERSONS'; did you mean 'PERSON'?",
    ),
    "unknown trait": (
        rules("{id: a, when: {traits: senoir}, then: ask, because: B.}"),
        (6, 26),
        "unknown trait 'senoir'; did you mean 'senior'?",
    ),
    "unknown part": (
        rules("{id: a, when: {part: [signatur]}, then: ask, because: B.}"),
        (6, 25),
        "`part` cannot be 'signatur'; did you mean 'signature'?",
    ),
    "withhold without exemption": (
        rules("{id: a, when: {entity: URL}, then: withhold, because: B.}"),
        (6, 38),
        "`withhold` without an `exemption:`",
    ),
    "otherwise withholds without exemption": ("otherwise: withhold\n", (5, 12), "`withhold` without an `exemption:`"),
    "no because": (rules("{id: a, when: {entity: URL}, then: ask}"), (6, 3), "`because:` is missing"),
    "wrong then": (
        rules("{id: a, when: {entity: URL}, then: withold, because: B.}"),
        (6, 38),
        "`then` cannot be 'withold'; did you mean 'withhold'?; one of withhold, disclose, ask",
    ),
    "two rules of one id": (
        rules(GOOD, GOOD.replace("PERSON", "URL")),
        (7, 8),
        "a second rule 'a'; the first is on line 6",
    ),
    "bad regular expression": (
        rules("{id: a, when: {entity: URL, text: 'a('}, then: ask, because: B.}"),
        (6, 37),
        "`text`: not a regular expression: missing ) at character 3",
    ),
    "id with a space": (rules(GOOD.replace("id: a", "id: A b")), (6, 8), "small letters, digits and hyphens"),
    "unknown look": (rules(GOOD.replace("then", "show: blur, then")), (6, 41), "`show` is box, label, or one of"),
    "unknown generalise": (
        rules(GOOD.replace("then", "show: {generalise: month}, then")),
        (6, 41),
        "`generalise` is one of year, outward-postcode",
    ),
    "a number as words": ("disable: [21]\n", (5, 11), "put quotation marks round it"),
    "rules that are no list": ("rules: none\n", (5, 8), "`rules`"),
    "a rule that is no map": (rules("disclose everything"), (6, 3), "should be made of `key: value` lines"),
    "unknown catalogue": ("id: a\nversion: 1\ntitle: A\nexemptions: foi-uk\n", (4, 13), "did you mean 'foia-uk'?"),
    "no catalogue": (
        "id: a\nversion: 1\ntitle: A\n"
        + rules("{id: a, when: {entity: URL}, then: ask, exemption: s.40(2), because: B.}"),
        (5, 54),
        "but no catalogue: add `exemptions:`, such as foia-uk",
    ),
    "no id": ("id:\nversion: 1\ntitle: A\n", (1, 1), "`id` is empty"),
    "a key of model_alone": (
        "model_alone: {withold_from: 0.9}\n",
        (5, 15),
        "unknown key 'withold_from'; did you mean 'withhold_from'?",
    ),
    "a word of model_alone": ("model_alone: withold\n", (5, 14), "`model_alone` cannot be 'withold'; did you mean"),
    "a percentage": (
        "model_alone: {withhold_from: 95}\n",
        (5, 30),
        "`withhold_from` should be less than or equal to 1",
    ),
    "hardly probable": ("model_alone: {withhold_from: 0.3}\n", (5, 30), "greater than or equal to 0.5"),
    "no probability": ("model_alone: {withhold_from: sure}\n", (5, 30), "`withhold_from` should be a valid number"),
    "an empty probability": ("model_alone: {withhold_from: }\n", (5, 15), "write a number from 0.5 to 1"),
    "a probability of no use": (
        "model_alone: {then: withhold, withhold_from: 0.9}\n",
        (5, 14),
        "`withhold_from` changes nothing beside `then: withhold`",
    ),
    "unknown register": ("registers: uk-office\n", (5, 12), "no register is named 'uk-office'"),
    "a rule called otherwise": (rules(GOOD.replace("id: a", "id: otherwise")), (6, 8), "choose another"),
}


@pytest.mark.parametrize(("text", "place", "said"), ONE_EACH.values(), ids=ONE_EACH)
def test_one_fault_is_told_with_its_place_and_remedy(
    faults: Faults, text: str, place: tuple[int, int], said: str
) -> None:
    (fault,) = faults(text)
    assert said in fault.what
    assert place == (fault.line, fault.column)
    shown = str(fault).splitlines()
    assert shown[2].strip(" |") == "^"
    assert fault.near.strip() in shown[1]


NEVER = {
    "the same again": (("{entity: PERSON}", "{entity: PERSON}"), True),
    "a wider one first": (("{entity: PERSON}", "{entity: PERSON, traits: senior}"), True),
    "everything first": (("{}", "{entity: PERSON}"), True),
    "a narrower one first": (("{entity: PERSON, traits: senior}", "{entity: PERSON}"), False),
    "other entities": (("{entity: URL}", "{entity: PERSON}"), False),
    "half of them": (("{entity: URL}", "{entity: [URL, PERSON]}"), False),
    "two halves": (("{entity: URL}", "{entity: PERSON}", "{entity: [URL, PERSON]}"), True),
    "without": (("{entity: PERSON, without: senior}", "{entity: PERSON, traits: junior}"), False),
    "without the same": (("{entity: PERSON, without: senior}", "{entity: PERSON, without: [senior, junior]}"), True),
    "surer first": (("{entity: PERSON, score: 0.9}", "{entity: PERSON, score: 0.5}"), False),
    "less sure first": (("{entity: PERSON, score: 0.5}", "{entity: PERSON, score: 0.9}"), True),
    "a part and its trait": (("{traits: in-cc}", "{part: cc}"), True),
    "a trait and its part": (("{part: cc}", "{traits: in-cc}"), True),
    "more parts first": (("{part: [cc, body]}", "{part: cc}"), True),
    "fewer parts first": (("{part: cc}", "{part: [cc, body]}"), False),
    "same words": (("{text: a}", "{entity: PERSON, text: a}"), True),
    "other words": (("{text: a}", "{entity: PERSON, text: b}"), False),
    "found by the model": (("{found_by: model}", "{found_only_by: model}"), True),
    "found only by the model": (("{found_only_by: model}", "{found_by: model}"), False),
    "more means first": (("{found_by: [model, term]}", "{found_by: model}"), True),
    "a contradiction": (("{traits: senior, without: senior}",), True),
}


@pytest.mark.parametrize(("whens", "never"), NEVER.values(), ids=NEVER)
def test_a_rule_that_can_never_apply_is_a_fault(faults: Faults, whens: tuple[str, ...], never: bool) -> None:
    found = faults(rules(*(f"{{id: r{i}, when: {when}, then: ask, because: B.}}" for i, when in enumerate(whens))))
    assert [5 + len(whens)] * never == [fault.line for fault in found if "can never apply" in fault.what]


def test_a_child_may_stand_in_front_of_its_parents_rules(write: Callable[..., Path]) -> None:
    write("id: p\nversion: 1\ntitle: P\n" + rules(GOOD.replace("id: a", "id: b")), "p.yaml")
    child = "id: c\nversion: 1\ntitle: C\nextends: p.yaml\n" + rules(GOOD)
    assert [rule.id for rule in load_policy(write(child)).rules] == ["a", "b"]


def test_every_fault_of_a_file_is_told_at_once(faults: Faults, write: Callable[..., Path]) -> None:
    text = rules(
        "{id: a, when: {entity: PERSONS}, then: ask, because: B.}",
        "{id: b, when: {traits: senoir}, then: withhold, because: B.}",
        "{id: c, then: ask, exemption: s.400, becuase: B.}",
        "{id: a, when: {part: nowhere}, then: ask, because: B.}",
        "{id: d, when: {entity: URL}, then: disclose, because: B.}",
        "{id: e, when: {entity: URL, text: '['}, then: disclose, because: B.}",
        "{id: f, when: {entity: URL, part: cc}, then: disclose, because: B.}",
    )
    lines = [fault.line for fault in faults(text + "registers: [nowhere]\nextends: nobody\n")]
    assert sorted(lines) == [6, 7, 7, 8, 8, 8, 9, 9, 11, 12, 13, 14]
    with pytest.raises(PolicyError, match="12 faults") as caught:
        load_policy(write(text + "registers: [nowhere]\nextends: nobody\n"))
    assert str(caught.value).count("^") == 12


def test_a_catalogue_excludes_only_what_it_lists(faults: Faults, write: Callable[..., Path]) -> None:
    entry = "{{code: {}, title: T, plain: P., {}}}"
    entries = [entry.format("reg.1", "excludes: [reg.2, reg.4]"), entry.format("reg.2(a)", "protects: peple")]
    write("id: own\ntitle: Own\nlaw: Own Act\nexemptions:\n" + "".join(f"- {each}\n" for each in entries), "own.yaml")
    (fault,) = faults("id: a\nversion: 1\ntitle: A\nexemptions: own.yaml\n")
    assert "`protects` cannot be 'peple'; did you mean 'people'?" in fault.what
    write(
        "id: own\ntitle: Own\nlaw: Own Act\nexemptions:\n"
        + "".join(f"- {each}\n" for each in entries).replace("peple", "people"),
        "own.yaml",
    )
    (fault,) = faults("id: a\nversion: 1\ntitle: A\nexemptions: own.yaml\n")
    assert ("own.yaml", 5, 56) == (fault.path.name, fault.line, fault.column)
    assert "unknown exemption 'reg.4'; did you mean 'reg.1'?" == fault.what
