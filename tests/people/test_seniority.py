"""Who is senior, who is junior, and of whom nothing is said: the right words, given by a public body."""

import pytest

from redact.model import Action
from redact.policy import load_policy
from redact.proposal import propose
from tests.marked_text import document, find

COUNCIL = "Northmoor Borough Council\n1 Market Place\nNorthmoor NM1 1AA\nTel: 01632 960100\n\n"
PUBLIC = (
    COUNCIL + "Mrs Ada Example\n3 High Road\nNorthmoor NM2 9ZX\n\nDear Mrs Example,\n\n{}\n\nYours sincerely,\n\n{}\n"
)
PRIVATE = (
    "Mrs Ada Example\n3 High Road\nNorthmoor NM2 9ZX\n\n3 March 2025\n\n"
    + COUNCIL
    + "Dear Sir,\n\n{}\n\nYours faithfully,\n\nAda Example\n"
)


def rank(text: str, name: str) -> set[str]:
    """Return what is said of a person; it holds for every mention."""
    mentions = [
        f.traits & {"senior", "junior"}
        for f in find(text)
        if f.entity == "PERSON" and name in text[f.span.start : f.span.end]
    ]
    assert mentions
    assert 1 == len(set(mentions))
    return set(mentions[0])


@pytest.mark.parametrize(
    "words",
    [
        "Our Director of Housing, Ms Jo Quist, agrees.",
        "Ms Jo Quist, Assistant Director of Planning, agrees.",
        "Ms Jo Quist (Chief Executive) agrees.",
        "The Council's Director, Ms Jo Quist, agrees.",
        "Ms Jo Quist, Chair of Wexbridge Town Council, agrees.",
        "Our Monitoring Officer (Ms Jo Quist) agrees.",
        "Home Secretary Jo Quist agrees.",
    ],
)
def test_a_listed_title_that_a_public_body_gives_is_senior(words: str):
    assert {"senior"} == rank(PUBLIC.format(words, "Bo Sample"), "Quist")


@pytest.mark.parametrize(
    "words",
    [
        "Ms Jo Quist, Director, Example Homes Ltd, agrees.",
        "Ms Jo Quist, chair of Northmoor Bowls Club, agrees.",
        "Ms Jo Quist, Chair of the allotment society, agrees.",
        "Ms Jo Quist, Managing Director, agrees.",
        "Ms Jo Quist, Chief Executive of Brightflow, agrees.",
        "Example Homes Ltd's director, Ms Jo Quist, agrees.",
        "The personal assistant to the Chief Executive, Ms Jo Quist, agrees.",
        "The former Director of Housing, Ms Jo Quist, agrees.",
        "Ms Jo Quist, Deputy Head Teacher, agrees.",
    ],
)
def test_a_title_that_no_public_body_gives_says_nothing(words: str):
    assert set() == rank(PUBLIC.format(words, "Bo Sample"), "Quist")


def test_whose_post_it_is_depends_on_who_writes():
    your, my = "Your Director of Housing, Ms Jo Quist, agrees.", "My director of finance, Ms Jo Quist, agrees."

    assert {"senior"} == rank(PRIVATE.format(your), "Quist")
    assert set() == rank(PRIVATE.format(my), "Quist")
    assert set() == rank("The Director of Housing, Ms Jo Quist, agrees.", "Quist")


@pytest.mark.parametrize(
    "words",
    [
        "Cllr Jo Quist came.",
        "HHJ Quist sat at the court.",
        "District Judge Jo Quist sat.",
        "Mr Justice Quist sat.",
        "The coroner, Mr Jo Quist, sat.",
        "Jo Quist, Recorder of Northmoor, sat.",
        "Ms Jo Quist KC, for the Council, spoke.",
        "Mr Jo Quist, counsel for the Council, spoke.",
        "Ms Jo Quist MP spoke.",
        "Mayor Jo Quist spoke.",
        "Lord Lieutenant Jo Quist spoke.",
        "Chief Constable Jo Quist spoke.",
        "Bishop Jo Quist spoke.",
        "Cllrs Ada Example (Chair), Jo Quist and Cy Model spoke.",
        "Ms Jo Quist MS spoke in the Senedd.",
    ],
)
def test_whoever_acts_in_public_office_is_senior_at_every_mention(words: str):
    assert {"senior"} == rank(f"{words} Later Quist left.", "Quist")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Megan Pryce (MP) spoke.", "Pryce"),
        ("Judge Rinder's clerk, Mr Tom Hale, left.", "Hale"),
        ("Mrs Mayor-Smith left.", "Mayor-Smith"),
        ("Cllr Cy Model's neighbour, Mr Joe Knot, left.", "Knot"),
        ("Mr DJ Knot left.", "Knot"),
        ("Mrs Ann Knot MS has been ill.", "Knot"),
        ("Justice Knot is our tenant.", "Knot"),
    ],
    ids=["initials", "clerk", "surname", "neighbour", "first names", "illness", "first name"],
)
def test_what_only_looks_like_a_title_is_none(words: str, name: str):
    assert set() == rank(words, name)


def test_the_longest_title_wins():
    assert {"senior"} == rank(PUBLIC.format("Our Assistant Director, Ms Jo Quist, agrees.", "Bo Sample"), "Quist")
    assert {"junior"} == rank(PUBLIC.format("Our finance assistant, Ms Jo Quist, agrees.", "Bo Sample"), "Quist")
    assert set() == rank(PUBLIC.format("Ms Jo Quist, Commissioner Support Officer.", "Bo Sample"), "Quist")


@pytest.mark.parametrize(
    "words",
    ["Mr Jo Quist, a driver, saw it.", "His secretary, Mr Jo Quist, saw it.", "The driver, Mr Jo Quist, saw it."],
)
def test_nobody_is_called_a_junior_official_whom_no_public_body_is_known_to_employ(words: str):
    assert set() == rank(PRIVATE.format(words), "Quist")


@pytest.mark.parametrize(("post", "asked"), [("Housing Officer", True), ("Director of Housing", False)])
def test_who_signed_a_letter_to_the_public_is_asked_unless_senior(post: str, asked: bool):
    text = PUBLIC.format("Thank you.", f"Bo Quist\n{post}")
    review = propose(document(text), find(text), load_policy("foi-uk"))
    start = text.index("Bo Quist")
    actions = {d.action for d in review.decisions if d.span.start <= start < d.span.end}

    assert {Action.UNDECIDED if asked else Action.DISCLOSE} == actions


def test_a_councillor_s_name_is_open_and_the_home_is_not():
    text = "3 March 2025\n\nCllr Jo Quist\n3 High Road\nNorthmoor NM2 9ZX\n\nDear Cllr Quist,\n\nThank you.\n"
    review = propose(document(text), find(text), load_policy("foi-uk"))
    actions = {d.entity: d.action for d in review.decisions if d.span.start < text.index("Dear")}

    assert (Action.DISCLOSE, Action.UNDECIDED) == (actions["PERSON"], actions["POSTAL_ADDRESS"])
