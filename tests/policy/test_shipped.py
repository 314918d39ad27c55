"""The policies that come with the program: sound, explained, and what each says of the usual findings."""

from pathlib import Path

import pytest

from redact.detection import detect
from redact.loaders import load
from redact.model import Finding, Show, Span
from redact.people import identify
from redact.policy import (
    POLICIES,
    Policy,
    check,
    list_policies,
    load_policy,
    policy_names,
    show,
    try_examples,
)
from redact.policy.expressions import pattern_faults
from redact.policy.yaml import read

BASE = {"base"}


@pytest.mark.parametrize("name", policy_names())
def test_it_has_no_faults(name: str) -> None:
    assert check(name) == ()


@pytest.mark.parametrize("name", policy_names())
def test_it_reads_as_sentences(name: str) -> None:
    policy = load_policy(name)
    text = show(policy)
    for rule in policy.rules:
        assert rule.id in text
        assert rule.because.split()[-1] in text
    assert "Otherwise:" in text


def test_every_shipped_pattern_compiles() -> None:
    """Loading a policy trusts the shipped recognizers; this is why it may."""
    paths = sorted((POLICIES / "recognizers").glob("*.yaml"))
    assert paths
    for path in paths:
        source, faults = read(path)
        assert () == faults
        assert source is not None
        assert [] == pattern_faults(source)


def test_those_that_can_be_used_are_listed() -> None:
    assert set(policy_names()) - BASE == {policy.id for policy in list_policies()}
    assert {"foi-uk", "foi-uk-strict", "full-anonymisation"} <= set(policy_names())


def seen(entity: str, *traits: str, found_by: tuple[str, ...] = ("structure",)) -> Finding:
    return Finding(Span(0, 1), entity, 1.0, found_by, frozenset(traits))  # type: ignore[arg-type]


def usable(name: str) -> Policy:
    return load_policy(name).with_invented_case()


NAMES = [name for name in policy_names() if name not in BASE]


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_takes_the_examples_of_another(name: str) -> None:
    assert [] == [str(trial) for trial in try_examples(usable(name)) if not trial.passed]


@pytest.mark.parametrize("name", NAMES)
def test_its_examples_hold_with_detection_in_front(name: str, tmp_path: Path) -> None:
    policy = usable(name)

    def find(words: str) -> tuple[Finding, ...]:
        path = tmp_path / "example.txt"
        path.write_text(words, encoding="utf-8")
        document = load(path)
        return identify(document, detect(document, policy), policy)

    assert [] == [str(trial) for trial in try_examples(policy, find) if not trial.passed]


FOI = {
    ("PERSON", "senior"): ("senior-official-named", "disclose"),
    ("PERSON", "junior"): ("junior-official", "withhold"),
    ("PERSON",): ("other-person", "ask"),
    ("PERSON", "collective"): ("collective", "disclose"),
    ("JOB_TITLE", "unique"): ("posts", "disclose"),
    ("EMAIL_ADDRESS", "role-mailbox"): ("role-mailbox", "disclose"),
    ("EMAIL_ADDRESS",): ("direct-email", "withhold"),
    ("PHONE_NUMBER", "public-line"): ("public-line", "disclose"),
    ("PHONE_NUMBER",): ("direct-phone", "withhold"),
    ("POSTAL_ADDRESS", "public-address"): ("organisation-address", "disclose"),
    ("POSTAL_ADDRESS",): ("home-address", "ask"),
    ("UK_NINO", "checksum"): ("identity-numbers", "withhold"),
    ("DATE_OF_BIRTH",): ("identity-numbers", "withhold"),
    ("HEALTH_CUE",): ("health-or-crime-about-a-person", "ask"),
    ("LEGAL_PRIVILEGE_CUE",): ("legal-advice", "ask"),
    ("COMMERCIAL_CUE",): ("commercial", "ask"),
    ("POLICY_CUE",): ("frank-views", "disclose"),
    ("ORGANIZATION", "public-body"): ("organisations", "disclose"),
    ("ORGANIZATION", "in-letterhead"): ("bodies-that-write", "disclose"),
    ("ORGANIZATION",): ("bodies-in-somebodys-life", "ask"),
    ("NRP",): ("origin-or-belief", "ask"),
    ("REFERENCE_NUMBER", "in-body"): ("references-in-the-text", "ask"),
    ("LOCATION",): ("places", "disclose"),
    ("DATE_TIME", "exact"): ("references-and-dates", "disclose"),
    ("REFERENCE_NUMBER", "holds-date"): ("references-and-dates", "disclose"),
}


@pytest.mark.parametrize(("finding", "expected"), FOI.items(), ids=[" ".join(f) for f in FOI])
def test_foi_uk(finding: tuple[str, ...], expected: tuple[str, str]) -> None:
    rule = load_policy("foi-uk").rule_for(seen(*finding), "x")
    assert expected == (rule.id, rule.then)


def test_foi_uk_says_how_a_hole_looks_and_what_goes_with_it() -> None:
    policy = load_policy("foi-uk")
    junior, health, views = (
        policy.rule_for(seen(*f), "x") for f in [("PERSON", "junior"), ("HEALTH_CUE",), ("POLICY_CUE",)]
    )
    assert (("s.40(2)",), Show("replace", "Junior official")) == (junior.exemption, junior.show)
    assert health.unit == "sentence"
    assert views.notice
    assert policy.has_notice("frank-views")
    assert not policy.has_notice("places")
    assert policy.because("no-such-rule") == ""


STRICT = {
    ("PERSON", "senior"): "withhold",
    ("PERSON",): "withhold",
    ("PERSON", "collective"): "disclose",
    ("EMAIL_ADDRESS", "role-mailbox"): "withhold",
    ("EMAIL_ADDRESS",): "withhold",
    ("REFERENCE_NUMBER",): "withhold",
    ("POSTAL_ADDRESS",): "withhold",
    ("POSTAL_ADDRESS", "public-address"): "disclose",
    ("HEALTH_CUE",): "withhold",
    ("JOB_TITLE", "unique", "minister"): "disclose",
    ("ORGANIZATION", "public-body"): "disclose",
    ("DATE_TIME", "exact"): "disclose",
    ("POLICY_CUE",): "disclose",
}


@pytest.mark.parametrize(("finding", "expected"), STRICT.items(), ids=[" ".join(f) for f in STRICT])
def test_foi_uk_strict(finding: tuple[str, ...], expected: str) -> None:
    assert expected == load_policy("foi-uk-strict").rule_for(seen(*finding), "x").then


ANONYMOUS = {
    ("PERSON", "senior"): Show("pseudonym", "Person"),
    ("JOB_TITLE", "unique", "minister"): Show("replace", "Government minister"),
    ("JOB_TITLE", "unique", "senior-police"): Show("replace", "Senior police officer"),
    ("JOB_TITLE", "local-official"): Show("replace", "Senior local official"),
    ("JOB_TITLE",): Show("replace", "Official"),
    ("ORGANIZATION",): Show("pseudonym", "Organisation"),
    ("LOCATION",): Show("pseudonym", "Place"),
    ("POSTAL_ADDRESS", "public-address"): Show("pseudonym", "Address"),
    ("EMAIL_ADDRESS", "role-mailbox"): Show("pseudonym", "Email"),
    ("REFERENCE_NUMBER",): Show("pseudonym", "Reference"),
    ("DATE_TIME", "exact"): Show("generalise", "year"),
    ("UK_NHS",): Show("box"),
}


@pytest.mark.parametrize(("finding", "expected"), ANONYMOUS.items(), ids=[" ".join(f) for f in ANONYMOUS])
def test_full_anonymisation(finding: tuple[str, ...], expected: Show) -> None:
    rule = load_policy("full-anonymisation").rule_for(seen(*finding), "x")
    assert ("withhold", expected) == (rule.then, rule.show)


def test_full_anonymisation_leaves_what_names_nobody() -> None:
    policy = load_policy("full-anonymisation")
    assert policy.model_alone.then == "withhold"
    for finding in (
        seen("DATE_TIME", "relative"),
        seen("ORGANIZATION", "collective"),
        seen("ORGANIZATION", found_by=("model",)),
        seen("DATE_TIME", "exact", found_by=("model",)),
        seen("POLICY_CUE"),
    ):
        assert policy.rule_for(finding, "x").then == "disclose"


def test_full_anonymisation_cites_no_exemption_of_an_act() -> None:
    policy = load_policy("full-anonymisation")
    assert {"none"} == {entry.kind for entry in policy.exemptions.values()}


@pytest.mark.parametrize(
    ("policy", "code", "spoken"),
    [
        ("foi-uk", "s.40(2)", "section 40(2)"),
        ("eir-uk", "reg.13(1)", "regulation 13(1)"),
        ("foia-us", "(b)(6)", "exemption (b)(6)"),
        ("dsar-uk", "Sch2-16", "Schedule 2, paragraph 16"),
        ("foi-uk", "Out of scope", "Out of scope"),
    ],
)
def test_a_code_is_read_aloud_as_its_law_says(policy: str, code: str, spoken: str) -> None:
    assert spoken == load_policy(policy).exemptions[code].spoken
