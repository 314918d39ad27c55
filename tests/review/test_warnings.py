"""What deserves a second look, both ways, without a word of the document."""

from dataclasses import replace

import pytest

from redact.model import Action, Block, Decision, Document, Finding, PolicyReference, Review, Show, Source, Span
from redact.policy import Case, Policy, load_policy
from redact.review.warnings import warn
from redact.spans import settle

TEXT = "Ann Other, Chief Example, wrote on 8 December 2015 under EX081215-1 from box@example.org about Mr Jay."
DOCUMENT = Document(Source("d.txt"), TEXT, (Block(Span(0, len(TEXT))),))


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def seen(words: str, entity: str, *traits: str, subject: str = "") -> Finding:
    return Finding(at(words), entity, 1.0, ("structure",), frozenset(traits), subject)


def gone(words: str, code: str = "s.40(2)", show: Show = Show()) -> Decision:  # noqa: B008
    return Decision(at(words), Action.WITHHOLD, "PERSON", "", (code,), show)


def cautioned(
    findings: list[Finding], decisions: list[Decision], policy: Policy | None = None
) -> list[tuple[str, str]]:
    review = Review(DOCUMENT.digest, PolicyReference("p", 1), settle(decisions))
    found = warn(DOCUMENT, findings, review, policy or load_policy("foi-uk"))
    for caution in found:
        assert "Other" not in str(caution)
        assert "Jay" not in str(caution)
    return [(caution.kind, caution.name) for caution in found]


OVER = {
    "public official": (("PERSON", "senior"), "public-official"),
    "already public": (("PERSON", "already-public"), "already-public"),
    "public building": (("POSTAL_ADDRESS", "public-address"), "public-building"),
    "shared mailbox": (("EMAIL_ADDRESS", "role-mailbox"), "shared-mailbox"),
    "public line": (("PHONE_NUMBER", "public-line"), "public-line"),
    "organisation": (("ORGANIZATION",), "organisation"),
    "place": (("LOCATION",), "place"),
}


@pytest.mark.parametrize(("what", "name"), OVER.values(), ids=OVER)
def test_what_is_public_and_withheld_is_doubted(what: tuple[str, ...], name: str) -> None:
    finding = seen("Ann Other", *what)
    assert [("over", name)] == cautioned([finding], [gone("Ann Other")])
    assert [] == cautioned([finding], [])
    assert [] == cautioned([finding], [gone("Mr Jay")])


def test_a_ground_that_is_not_about_people_is_not_doubted() -> None:
    assert [] == [
        c for c in cautioned([seen("Ann Other", "ORGANIZATION")], [gone("Ann Other", "s.41(1)")]) if c[0] == "over"
    ]


def test_a_private_persons_name_is_not_doubted() -> None:
    assert [] == cautioned([seen("Mr Jay", "PERSON", "junior")], [gone("Mr Jay")])


def test_an_office_left_beside_a_withheld_name_is_told() -> None:
    findings = [seen("Ann Other", "PERSON"), seen("Chief Example", "JOB_TITLE", "unique")]
    assert [("jigsaw", "office-beside-name")] == cautioned(findings, [gone("Ann Other")])
    assert [] == cautioned(findings, [gone("Ann Other"), gone("Chief Example")])
    assert [] == cautioned([findings[0], seen("Chief Example", "JOB_TITLE")], [gone("Ann Other")])


def test_a_person_withheld_here_and_left_there_is_told() -> None:
    findings = [seen("Ann Other", "PERSON", subject="person-1"), seen("Mr Jay", "PERSON", subject="person-1")]
    assert [("jigsaw", "name-left-elsewhere")] == cautioned(findings, [gone("Ann Other")])


def test_a_reference_that_holds_a_withheld_date_is_told() -> None:
    findings = [seen("8 December 2015", "DATE_TIME"), seen("EX081215-1", "REFERENCE_NUMBER", "holds-date")]
    assert [("jigsaw", "reference-holds-date")] == cautioned(findings, [gone("8 December 2015")])
    assert [] == cautioned(findings, [])


def test_a_personal_mailbox_left_where_names_go_is_told() -> None:
    findings = [seen("Ann Other", "PERSON"), seen("box@example.org", "EMAIL_ADDRESS")]
    assert [("jigsaw", "address-spells-name")] == cautioned(findings, [gone("Ann Other")])


def test_half_a_page_gone_is_told() -> None:
    whole = Decision(Span(0, len(TEXT) // 2), Action.WITHHOLD, exemptions=("s.40(2)",))
    assert [("over", "share-of-page")] == cautioned([], [whole])


def test_records_that_an_exemption_needs_are_told() -> None:
    assert [("record", "needs")] == cautioned([], [gone("Mr Jay", "s.43(2)")])
    both = cautioned([], [gone("Mr Jay", "s.35(1)(a)"), gone("Ann Other", "s.36(2)(c)")])
    assert ("record", "exclusive") in both


def test_a_ground_that_avoids_the_public_interest_test_is_doubted() -> None:
    """A person chose s.40(2), absolute, where the rule `commercial` proposed s.43(2), which is weighed."""
    chosen = replace(gone("Mr Jay"), by="reviewer", rule="commercial")
    assert [("record", "test-avoided")] == cautioned([], [chosen])
    assert [] == cautioned([], [replace(chosen, by="")])
    assert [] == cautioned([], [replace(chosen, rule="direct-email")])


def test_terms_that_clash_are_told() -> None:
    case = Case.model_validate(
        {
            "terms": {
                "withhold": [{"id": "op", "text": "Chief Example", "exemption": "s.40(2)", "because": "B."}],
                "release": [{"id": "out", "text": "Other, Chief", "because": "B."}],
            }
        }
    )
    assert [("clash", "terms")] == cautioned([], [], load_policy("foi-uk").with_case(case))


TOY = """
id: toy
title: A toy law
law: Toy Act
exemptions:
- {code: reg.7, title: Private life, plain: About a person., protects: people}
- {code: reg.8, title: Trade, plain: About a trade., excludes: reg.9}
- {code: reg.9(a), title: Plans, plain: About a plan.}
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("toy")
    (folder / "toy.yaml").write_text(TOY)
    (folder / "ours.yaml").write_text("id: ours\nversion: 1\ntitle: Ours\nexemptions: toy.yaml\n")
    return load_policy(folder / "ours.yaml")


def test_every_law_says_itself_which_grounds_protect_people(toy: Policy) -> None:
    """A body withheld under a ground for personal data is doubted, whatever country's law the ground is of."""
    body = [seen("Chief Example", "ORGANIZATION")]
    scottish = load_policy("foisa-scotland")
    assert [("over", "organisation")] == cautioned(body, [gone("Chief Example", "s.38(1)(b)")], scottish)
    assert ("over", "organisation") not in cautioned(body, [gone("Chief Example", "s.33(1)(b)")], scottish)
    assert [("over", "organisation")] == cautioned(body, [gone("Chief Example", "reg.7")], toy)
    assert [] == cautioned(body, [gone("Chief Example", "reg.8")], toy)


def test_every_law_says_itself_which_grounds_exclude_one_another(toy: Policy) -> None:
    both = cautioned([], [gone("Mr Jay", "reg.8"), gone("Ann Other", "reg.9(a)")], toy)
    assert [("record", "exclusive")] == both
    assert [] == cautioned([], [gone("Mr Jay", "reg.7"), gone("Ann Other", "reg.9(a)")], toy)
