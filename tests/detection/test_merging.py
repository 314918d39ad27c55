"""Rules and a model together: agreeing, widening, outvoting, giving way, and assenting to hints."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.detection.merging import LEAST, merge
from redact.model import Finding, Span
from tests.marked_text import document

TEXT = "Letter from Hartwell & Co Solicitors, 14 Mill Lane, Ashby AB1 2CD about Ottoline Hartwell."


def found(words: str, entity: str, by: str = "structure", score: float = 0.95, wide: str = "") -> Finding:
    start = TEXT.index(words)
    outer = Span(TEXT.index(wide), TEXT.index(wide) + len(wide)) if wide else None
    return Finding(Span(start, start + len(words)), entity, score, (by,), wide=outer)


def guess(words: str, entity: str, score: float = 0.9) -> Finding:
    return found(words, entity, "model", score)


def merged(evidence: list[Finding], guesses: list[Finding], *, heard: bool = True) -> list[tuple[str, str, str]]:
    findings = merge(document(TEXT), evidence, guesses, [], heard=heard)
    return [(TEXT[f.span.start : f.span.end], f.entity, "+".join(f.found_by)) for f in findings]


def test_agreement_is_one_finding_by_both():
    assert merged([found("Ottoline Hartwell", "PERSON")], [guess("Ottoline Hartwell", "PERSON")]) == [
        ("Ottoline Hartwell", "PERSON", "model+structure")
    ]


@pytest.mark.parametrize(
    ("part", "entity"),
    [("Ottoline", "PERSON"), ("14 Mill Lane", "POSTAL_ADDRESS"), ("Hartwell & Co", "ORGANIZATION")],
)
def test_a_guess_widens_what_a_rule_saw_of_the_same(part: str, entity: str):
    whole = {
        "PERSON": "Ottoline Hartwell",
        "POSTAL_ADDRESS": "14 Mill Lane, Ashby AB1 2CD",
        "ORGANIZATION": "Hartwell & Co Solicitors",
    }[entity]

    assert merged([found(part, entity)], [guess(whole, entity)]) == [(whole, entity, "model+structure")]


def test_a_register_knows_how_far_a_name_goes():
    listed = found("Hartwell & Co", "ORGANIZATION", "register")

    assert merged([listed], [guess("Hartwell & Co Solicitors", "ORGANIZATION")]) == [
        ("Hartwell & Co", "ORGANIZATION", "model+register")
    ]


def test_who_saw_more_says_what_it_is():
    surname = found("Hartwell", "PERSON", score=0.85)
    firm = guess("Hartwell & Co Solicitors", "ORGANIZATION", 0.93)
    weak = guess("Hartwell", "PERSON", 0.2)

    assert merged([surname], [firm, weak]) == [("Hartwell & Co Solicitors", "ORGANIZATION", "model")]


def test_an_address_swallows_the_places_in_it():
    evidence = [found("Ashby", "LOCATION", "register"), found("AB1 2CD", "UK_POSTCODE", "pattern")]

    assert merged(evidence, [guess("14 Mill Lane, Ashby AB1 2CD", "POSTAL_ADDRESS")]) == [
        ("14 Mill Lane, Ashby AB1 2CD", "POSTAL_ADDRESS", "model+pattern")
    ]


def test_a_number_that_a_pattern_knows_is_no_name():
    assert merged([found("AB1 2CD", "UK_NINO", "pattern")], [guess("Ashby AB1 2CD", "PERSON")]) == [
        ("AB1 2CD", "UK_NINO", "pattern")
    ]


def test_a_name_that_its_title_gives_away_is_not_outvoted():
    titled = found("Hartwell", "PERSON", wide="from Hartwell")

    assert ("Hartwell", "PERSON", "structure") in merged([titled], [guess("Hartwell & Co Solicitors", "ORGANIZATION")])


def test_a_hint_needs_assent_where_a_model_read():
    hint = found("Ashby", "PERSON", score=0.85)

    assert merged([hint], []) == []
    assert merged([hint], [guess("Ashby", "PERSON", 0.12)]) == [("Ashby", "PERSON", "structure")]
    assert merged([hint], [], heard=False) == [("Ashby", "PERSON", "structure")]
    assert merged([found("Ashby", "PERSON", score=0.95)], []) == [("Ashby", "PERSON", "structure")]


@pytest.mark.parametrize("entity", sorted(LEAST))
def test_an_improbable_guess_is_nothing_alone(entity: str):
    assert merged([], [guess("14 Mill Lane", entity, LEAST[entity] - 0.01)]) == []
    assert len(merged([], [guess("14 Mill Lane", entity, LEAST[entity])])) == 1


def test_a_title_of_somebody_is_nobody_else():
    titled = found("Hartwell.", "PERSON", wide="Ottoline Hartwell.")

    assert merged([titled], [guess("Ottoline", "JOB_TITLE", 0.99)]) == [("Hartwell.", "PERSON", "structure")]


def test_words_that_can_be_no_name_are_none():
    assert merged([], [guess("Letter from", "REFERENCE_NUMBER", 0.99)]) == []
    assert merged([], [guess("about", "PERSON", 0.99)]) == []


def test_a_weak_guess_lengthens_the_name_beside_it():
    surname, given = guess("Hartwell.", "PERSON", 0.9), guess("Ottoline", "PERSON", 0.15)

    assert merged([], [given, surname]) == [("Ottoline Hartwell.", "PERSON", "model")]


SPANS = st.builds(
    lambda start, length, entity, score, by: Finding(Span(start, start + length), entity, score, (by,)),
    st.integers(0, 60),
    st.integers(1, 25),
    st.sampled_from(["PERSON", "ORGANIZATION", "LOCATION", "POSTAL_ADDRESS", "UK_POSTCODE", "JOB_TITLE", "DATE_TIME"]),
    st.sampled_from([0.35, 0.7, 0.95]),
    st.sampled_from(["pattern", "structure", "register"]),
)


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_nothing_overlaps_and_what_is_sure_stays_covered(evidence: list[Finding], guesses: list[Finding]):
    guesses = [Finding(g.span, g.entity, g.score, ("model",)) for g in guesses]
    page = document(TEXT)
    alone = merge(page, evidence, [], [])
    both = merge(page, evidence, guesses, [], heard=True)
    taken = {i for f in both for i in range(f.span.start, f.span.end)}

    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(both))
    for finding in alone:
        if finding.score >= 0.9:
            assert set(range(finding.span.start, finding.span.end)) <= taken
