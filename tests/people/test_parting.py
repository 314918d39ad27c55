"""Two people are never one, and words that are nobody are nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.model import Finding, Span
from redact.people.parting import is_nobody, join_people, part_people
from redact.text.lists import words
from redact.text.names import WORD_NAMES
from tests.marked_text import document

NAMES = st.sampled_from(["Ottoline Hartwell", "Gary Okonkwo", "Mei-Ling Huang", "Łukasz Wójcik", "Rokeya Choudhury"])


def parted(text: str, *, score: float = 0.9, found_by: tuple[str, ...] = ("model",)) -> list[str]:
    """Return what is left of a text that was taken for one person."""
    page = document(text)
    finding = Finding(Span(0, len(text)), "PERSON", score, found_by)
    return [page[each.span] for each in part_people(page, [finding])]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Patricia V. She", ["Patricia V."]),
        ("They spoke", []),
        ("Clerk", []),
        ("Cllr", []),
        ("Ms", []),
        ("Representative", []),
        ("agreed", []),
        ("John Sample Mrs Jo Testcase", ["John Sample", "Jo Testcase"]),
        ("John Sample [Jo Testcase]", ["John Sample", "Jo Testcase"]),
        ("John Sample; Jo Testcase", ["John Sample", "Jo Testcase"]),
        ("John Sample and Jo Testcase", ["John Sample", "Jo Testcase"]),
        ("Sample. Jo", ["Sample", "Jo"]),
        ("John Sample, Jo Testcase, Bo Model", ["John Sample", "Jo Testcase", "Bo Model"]),
        ("Okonkwo, Chidinma", ["Okonkwo, Chidinma"]),
        ("John Sample Clerk", ["John Sample"]),
        ("Keisha Nurse", ["Keisha Nurse"]),
        ("Mei-Ling (May)", ["Mei-Ling (May)"]),
    ],
)
def test_one_finding_is_one_person(text: str, people: list[str]):
    assert people == parted(text)


@given(
    NAMES,
    NAMES,
    st.sampled_from(["; ", " / ", " and ", " & ", " Mrs ", " Mr ", " Cllr ", "\n\n", "\t", ". ", " [", "  |  "]),
)
def test_what_parts_two_people_parts_any_two(one: str, other: str, between: str):
    assert [one, other] == parted(one + between + other)


@given(st.sampled_from(sorted(words("prose/pronouns", "names/offices") - WORD_NAMES - {"i"})), st.booleans())
def test_pronouns_and_offices_alone_are_nobody(word: str, capital: bool):
    word = word.capitalize() if capital else word

    assert is_nobody(word)
    assert [] == parted(word, found_by=("structure",))


def test_what_the_case_lists_is_somebody_whatever_it_spells():
    assert ["Chair"] == parted("Chair", found_by=("term",))


@pytest.mark.parametrize(
    ("text", "pieces", "name"),
    [
        ("Ottoline Young left.", ["Ottoline", "Young"], "Ottoline Young"),
        ("Elfed ap Gruffudd left.", ["Elfed", "Gruffudd"], "Elfed ap Gruffudd"),
        ("Wael bin Saleh left.", ["Wael", "Saleh"], "Wael bin Saleh"),
    ],
)
def test_what_was_torn_apart_is_one_name(text: str, pieces: list[str], name: str):
    page = document(text)
    found = [
        Finding(Span(text.index(piece), text.index(piece) + len(piece)), "PERSON", 0.9, ("model",)) for piece in pieces
    ]

    assert [name] == [page[finding.span] for finding in join_people(page, found)]
