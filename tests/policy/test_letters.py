"""What the shipped policies say of the two letters in `seeds/`, with detection in front."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redact import proposal
from redact.detection import detect
from redact.errors import PolicyError
from redact.finding import add_terms
from redact.loaders import load
from redact.model import Action, Document, Finding, Review
from redact.people import identify
from redact.policy import Case, Policy, load_policy, make_case
from redact.review.comparing import compare
from redact.review.warnings import ReviewWarning, warn

SEEDS = Path(__file__).parents[2] / "seeds"
REAL, INVENTED = SEEDS / "000_ddb42d75a7363c2c.txt", SEEDS / "synthetic-letter.txt"
AUTHOR = make_case(["Stephen Greenhalgh"], ["Deputy Mayor for Policing and Crime"])
ADDRESSEE = make_case(["Theresa May"], ["Home Secretary"])
Proposed = tuple[Document, tuple[Finding, ...], Review, Policy]
Propose = Callable[..., Proposed]


@pytest.fixture(scope="module")
def proposed() -> Propose:
    def proposed(path: Path, name: str, case: Case | None = None) -> Proposed:
        policy = load_policy(name)
        policy = policy.with_case(case) if case else policy
        document = load(path)
        findings = identify(document, add_terms(document, detect(document, policy), policy), policy)
        return document, findings, proposal.propose(document, findings, policy), policy

    return proposed


COUNTS = {
    "foi-uk": (REAL, "foi-uk", None, 0, 0),
    "eir-uk": (REAL, "eir-uk", None, 0, 0),
    "foisa-scotland": (REAL, "foisa-scotland", None, 0, 0),
    "foia-us": (REAL, "foia-us", None, 0, 0),
    "foi-uk-strict": (REAL, "foi-uk-strict", None, 5, 0),
    "full-anonymisation": (REAL, "full-anonymisation", None, 28, 0),
    "dsar-uk, the author": (REAL, "dsar-uk", AUTHOR, 0, 4),
    "dsar-uk, the addressee": (REAL, "dsar-uk", ADDRESSEE, 0, 3),
}


@pytest.mark.slow
@pytest.mark.parametrize(("path", "name", "case", "withheld", "open"), COUNTS.values(), ids=COUNTS)
def test_how_much_is_withheld_and_asked(
    proposed: Propose, path: Path, name: str, case: Case | None, withheld: int, open: int
) -> None:
    _, _, review, _ = proposed(path, name, case)
    assert (withheld, open) == (len(review.only(Action.WITHHOLD)), len(review.only(Action.UNDECIDED)))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("eir-uk", {"s.40(2)": "reg.13(1)", "s.42(1)": "reg.12(5)(b)", "s.43(2)": "reg.12(5)(e)"}),
        ("foisa-scotland", {"s.40(2)": "s.38(1)(b)", "s.42(1)": "s.36(1)", "s.43(2)": "s.33(1)(b)"}),
    ],
)
def test_the_same_marks_read_another_laws_codes(proposed: Propose, name: str, codes: dict[str, str]) -> None:
    _, _, english, _ = proposed(INVENTED, "foi-uk")
    document, _, other, _ = proposed(INVENTED, name)
    mapped = [(d.span, d.action, d.show, tuple(codes[c] for c in d.exemptions)) for d in english.decisions if d.action]
    assert mapped == [(d.span, d.action, d.show, d.exemptions) for d in other.decisions if d.action]
    assert len(mapped) == len(compare(document, english, other))


def test_your_own_data_stays_yours_wherever_it_stands(proposed: Propose) -> None:
    document, findings, _, policy = proposed(REAL, "dsar-uk", ADDRESSEE)
    own = [f for f in findings if "data-subject" in f.traits]
    assert {"Theresa May", "Theresa", "Home Secretary"} == {document[f.span] for f in own}
    assert {"your-own-data"} == {policy.rule_for(f, document[f.span]).id for f in own}


def test_subject_access_refuses_without_a_data_subject(proposed: Propose) -> None:
    with pytest.raises(PolicyError, match="needs a data subject"):
        proposed(REAL, "dsar-uk")


def names(found: tuple[ReviewWarning, ...]) -> list[str]:
    return [caution.name for caution in found]


def test_an_honest_release_of_the_real_letter_needs_no_second_look(proposed: Propose) -> None:
    assert [] == names(warn(*proposed(REAL, "foi-uk")))


def test_strictness_towards_office_holders_is_doubted_both_ways(proposed: Propose) -> None:
    found = warn(*proposed(REAL, "foi-uk-strict"))
    assert 3 == names(found).count("public-official")
    assert 2 == names(found).count("office-beside-name")
    assert 1 == names(found).count("shared-mailbox")


def test_an_anonymised_copy_is_never_called_anonymous(proposed: Propose) -> None:
    found = warn(*proposed(REAL, "full-anonymisation"))
    assert ["source-is-published", "quasi-identifiers"] == names(found)
    assert "never call it anonymous" in str(found[0])
