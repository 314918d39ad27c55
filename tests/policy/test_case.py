"""Lists of terms and cases: what they add to a policy, and what they never let out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redact.errors import InputError, PolicyError
from redact.finding import add_terms
from redact.model import Block, Document, Finding, Source, Span
from redact.policy import Case, Fault, Policy, check, load_case, load_policy, make_case

Write = Callable[..., Path]
TERMS = """
terms:
  withhold:
  - {id: op, text: Operation Example, exemption: s.31(1)(a), because: Still going on.}
  - {id: warrant, regex: 'W\\d{6}', exemption: s.40(2), because: A warrant number.}
  release:
  - {id: report, text: The Example Report of 2015, because: Published., source: On our website.}
rules:
- {id: date, when: {entity: DATE_TIME}, then: ask, because: Look.}
"""


def document(text: str) -> Document:
    return Document(Source("d.txt"), text, (Block(Span(0, len(text))),))


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def decided(policy: Policy, text: str, *findings: Finding) -> dict[str, tuple[str, str]]:
    page = document(text)
    found = add_terms(page, findings, policy)
    return {page[f.span]: (f.entity, policy.rule_for(f, page[f.span]).id) for f in found}


def test_listed_terms_are_found_and_decided_before_any_rule(write: Write) -> None:
    policy = load_policy(write(TERMS))
    text = "W123456 joined operation\n  example and read the Example Report of 2015."
    year = Finding(at(text, "2015"), "DATE_TIME", 1.0, ("pattern",))
    expected = {
        "W123456": ("TERM", "warrant"),
        "operation\n  example": ("TERM", "op"),
        "2015": ("DATE_TIME", "report"),
    }
    assert expected == decided(policy, text, year)
    assert ("s.31(1)(a)",) == policy.rule("op").exemption  # type: ignore[union-attr]
    assert "Published." == policy.because("report")


def test_what_was_released_with_a_source_is_public_already(write: Write) -> None:
    policy = load_policy(write(TERMS))
    page = document("See The Example Report of 2015.")
    year = Finding(at(page.text, "2015"), "DATE_TIME", 1.0, ("pattern",))
    (found,) = add_terms(page, [year], policy)
    assert {"term-report", "already-public"} == found.traits


def test_a_term_is_found_in_whole_words_and_any_apostrophe(write: Write) -> None:
    term = "terms: {withhold: [{id: t, text: Ann's file, exemption: s.40(2), because: B.}]}\n"
    policy = load_policy(write(term))
    assert ["ANN’S FILE"] == list(decided(policy, "ANN’S FILE, Joann's file, Ann's files"))


def test_a_child_adds_to_its_parents_terms_and_can_drop_them(write: Write) -> None:
    write(TERMS, "parent.yaml")
    head = "id: c\nversion: 1\ntitle: C\nextends: parent.yaml\n"
    child = load_policy(write(head + "disable: [warrant]\nterms: {release: [{id: x, text: Y, because: Z.}]}\n"))
    assert ["op", "report", "x"] == [rule.id for rule in child.term_rules]


FAULTY = {
    "neither text nor regex": ("terms: {release: [{id: t, because: B.}]}", "a term has either `text:` or `regex:`"),
    "both": ("terms: {release: [{id: t, text: a, regex: b, because: B.}]}", "a term has either"),
    "no exemption": ("terms: {withhold: [{id: t, text: a, because: B.}]}", "`withhold` without an `exemption:`"),
    "unknown exemption": ("terms: {withhold: [{id: t, text: a, exemption: s.99, because: B.}]}", "unknown exemption"),
    "hostile": ("terms: {release: [{id: t, regex: '(a+)+$', because: B.}]}", "may take for ever"),
    "no reason": ("terms: {release: [{id: t, text: a}]}", "`because:` is missing"),
    "clash": (
        "terms:\n  withhold: [{id: t, text: A  b, exemption: s.40(2), because: B.}]\n"
        "  release: [{id: u, text: a B, because: B.}]",
        "the same words are withheld on line 6, and withholding wins",
    ),
}


@pytest.mark.parametrize(("text", "said"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_term_is_told(faults: Callable[[str], tuple[Fault, ...]], text: str, said: str) -> None:
    assert [True] == [said in fault.what for fault in faults(text + "\n")]


SUBJECT = """
id: C-1
data_subject:
  names: [Jo Sample, Josephine Sample]
  posts: [Commissioner, Head of Samples]
  contacts: [jo@example.org, 020 7946 0123]
officials: [{names: Morgan Placeholder, because: Director.}]
terms: {withhold: [{id: op, text: Operation Example, exemption: Sch2-2, because: Still going on.}]}
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "case.yaml"
    path.write_text(SUBJECT)
    return load_case(path)


def test_a_policy_that_needs_a_data_subject_refuses_without_one() -> None:
    policy = load_policy("dsar-uk")
    assert ("data_subject",) == policy.missing
    with pytest.raises(PolicyError, match="dsar-uk needs a data subject") as caught:
        add_terms(document("x"), (), policy)
    assert 3 == caught.value.exit_code
    with pytest.raises(PolicyError, match="needs a data subject"):
        policy.rule_for(Finding(Span(0, 1), "PERSON", 1.0, ("model",)), "x")
    assert () == policy.with_case(make_case(["Jo Sample"])).missing


def test_an_abstract_policy_refuses_to_decide() -> None:
    with pytest.raises(PolicyError, match="only to be extended"):
        add_terms(document("x"), (), load_policy("base"))


def test_the_data_subjects_own_data_is_theirs(case: Case) -> None:
    policy = load_policy("dsar-uk").with_case(case)
    text = "Jo Sample (jo@example.org, 02079460123) wrote to Ann Other about Operation Example. JOSEPHINE SAMPLE"
    found = [
        Finding(at(text, "Jo Sample"), "PERSON", 0.9, ("structure",)),
        Finding(at(text, "Ann Other"), "PERSON", 0.9, ("structure",)),
        Finding(at(text, "jo@example.org"), "EMAIL_ADDRESS", 0.9, ("pattern",)),
        Finding(at(text, "02079460123"), "PHONE_NUMBER", 0.9, ("pattern",)),
    ]
    expected = {
        "Jo Sample": ("PERSON", "your-own-data"),
        "JOSEPHINE SAMPLE": ("PERSON", "your-own-data"),
        "jo@example.org": ("EMAIL_ADDRESS", "your-own-data"),
        "02079460123": ("PHONE_NUMBER", "your-own-data"),
        "Ann Other": ("PERSON", "third-party"),
        "Operation Example": ("TERM", "op"),
    }
    assert expected == decided(policy, text, *found)


def test_a_name_is_not_found_within_a_longer_one_or_an_address(case: Case) -> None:
    policy = load_policy("dsar-uk").with_case(case)
    assert {} == decided(policy, "Jo Samples, Banjo Sample, mail jo.sample@example.org or x@Jo Sample")


def test_the_data_subjects_posts_are_offices_of_theirs(case: Case) -> None:
    policy = load_policy("dsar-uk").with_case(case)
    own = [office for office in policy.offices if "data-subject" in office.traits]
    assert {"Head of Samples"} < {office.name for office in own}
    assert 2 == len(own)


def test_a_known_official_is_senior(case: Case) -> None:
    policy = load_policy("foi-uk").with_case(make_case(officials=["Morgan Placeholder"]))
    assert {"Morgan Placeholder": ("PERSON", "senior-official-named")} == decided(policy, "by Morgan Placeholder today")


def test_a_case_leaves_the_digest_and_the_repr_as_they_were(case: Case) -> None:
    """A digest with a name in it would tell the name to whoever tries a list of names."""
    policy = load_policy("dsar-uk")
    assert policy.reference == policy.with_case(case).reference
    assert "Sample" not in repr(policy.with_case(case)).replace("Head of Samples", "")


def test_values_from_the_command_line_add_to_the_file(case: Case) -> None:
    more = make_case(["J. Sample"], ["Chair"], ["Ann Other"], case)
    assert more.data_subject is not None
    assert ("Jo Sample", "Josephine Sample", "J. Sample") == more.data_subject.names
    assert ("Commissioner", "Head of Samples", "Chair") == more.data_subject.posts
    assert ["Morgan Placeholder", "Ann Other"] == [official.names[0] for official in more.officials]
    assert case.terms == more.terms


def test_a_case_whose_ground_the_catalogue_lacks_is_refused(case: Case) -> None:
    with pytest.raises(PolicyError, match=r"knows no exemption 'Sch2-2'"):
        load_policy("foi-uk").with_case(case)


BAD_CASES = [
    "data_subject: {names: []}",
    "data_subject: {name: Jo Sample}",
    "officials: [{names: Jo Sample, seniority: Jo Sample}]",
    "data_subject: 'Jo Sample",
    "terms: {release: [{id: Jo Sample, text: Jo Sample, because: x}]}",
    "- Jo Sample",
    "",
]


@pytest.mark.parametrize("text", BAD_CASES, ids=range(len(BAD_CASES)))
def test_a_faulty_case_is_refused_without_a_word_of_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        load_case(path)
    assert 3 == caught.value.exit_code
    assert "case.yaml:1:" in str(caught.value)
    assert "Sample" not in str(caught.value)


def test_seniority_is_the_policys_own_line(write: Write) -> None:
    write("id: r\ntitle: R\nsenior_titles: [Director, Grade 6]\njunior_titles: [caseworker]\n", "r.yaml")
    text = "registers: r.yaml\nseniority:\n  senior: [team leader]\n  junior: [grade 6]\n"
    policy = load_policy(write(text))
    assert {"Director", "team leader"} == set(policy.senior_titles)
    assert {"caseworker", "grade 6"} == set(policy.junior_titles)


def test_warnings_do_not_stop_a_policy(write: Write) -> None:
    text = "review_by: 2020-01-01\nrules: [{id: a, when: {entity: PERSON}, then: ask, because: B.}]\n"
    path = write(text)
    told = [fault for fault in check(path) if not fault.severe]
    assert ["was to be looked at again by 2020-01-01", "no rule speaks for every"] == [
        next(
            start
            for start in ("was to be looked at again by 2020-01-01", "no rule speaks for every")
            if start in f.what
        )
        for f in told
    ]
    assert "warning: " in str(told[0])
    assert "ours" == load_policy(path).id
