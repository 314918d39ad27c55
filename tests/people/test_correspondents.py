"""Whose the lines of a letter's frame are: a home and its telephone are never released, a body's own letterhead is."""

from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.model import Action, Review
from redact.policy import load_policy
from redact.proposal import propose
from tests.marked_text import document, find

POLICIES = ["foi-uk", "foi-uk-strict", "eir-uk", "foisa-scotland", "dsar-uk"]
NAMES = [
    "Ölga Ivanova",
    "Élise Martin",
    "Øyvind Hansen",
    "Łukasz Żak",
    "Ilinca D'Amico",
    "Ciarán O'Rourke",
    "Siân ap Rhys",
    "Myfanwy Llywelyn-Ddu",
    "Chukwuemeka Nwankwo",
    "Oluwaseun Adébáyọ̀",
    "Thenmozhi Sivapalan",
    "அருண் குமார்",
    "Дмитрий Орлов",
    "王 小明",
    "Nguyễn Thị Hạnh",
    "Ludwig van der Berg",
    "Brenda Okonjo-Hartley",
    "J. R. Specimen",
]
TITLES = ["", "", "Mrs ", "Mr ", "Dr ", "Miss "]
HOMES = [
    ["7 Fictional Road", "Northmoor", "NM2 9ZX"],
    ["22 Larkspur Close, Northmoor", "NM2 9ZX"],
    ["Flat 12, Rose Court", "210 High Road", "Northmoor", "NM2 9ZX"],
    ["Rose Cottage", "Mill Lane", "Northmoor", "NM2 9ZX"],
    ["14b Elm Grove", "Northmoor NM2 9ZX"],
]
PHONES = ["", "01632 960417", "Tel: 01632 960417", "07700 900642", "Home: 01632 960417"]
COUNCIL = ["Wexbridge Borough Council", "Civic Centre", "1 Market Place", "Wexbridge", "WX1 1AA"]
ADDRESSEES = [COUNCIL, ["Mr Gareth Pemble", "Head of Customer Relations", *COUNCIL], ["The Chief Executive", *COUNCIL]]
ORDERS = ["before", "after", "beside", "beside, the other way", "at the right", "without a date", "without a blank"]
LETTER = "{}\n\nDear {},\n\nI write about the bins.\n\nYours faithfully,\n\n{}\n"


def decided(text: str, name: str) -> Review:
    return propose(document(text), find(text), load_policy(name).with_invented_case())


def open_words(text: str, review: Review, words: str) -> str:
    """Return what of some words is disclosed, or found by nothing; white space and commas aside."""
    start = text.index(words)
    closed = {i for d in review.decisions if d.action is not Action.DISCLOSE for i in range(d.span.start, d.span.end)}
    return "".join(text[i] for i in range(start, start + len(words)) if i not in closed).strip(" ,\n")


def joined(sender: list[str], addressee: list[str], order: str) -> str:
    if order.startswith("beside"):
        columns = (sender, addressee) if order == "beside" else (addressee, sender)
        rows = zip_longest(*columns, fillvalue="")
        return "\n".join(f"{left:<44}{right}".rstrip() for left, right in rows)
    if order == "at the right":
        sender = [f"{'':<50}{line}" for line in sender]
    blocks = ["\n".join(sender), "3 March 2025", "\n".join(addressee)]
    if order == "after":
        blocks.reverse()
    if order == "without a date":
        del blocks[1]
    return ("\n" if order == "without a blank" else "\n\n").join(blocks)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    title=st.sampled_from(TITLES),
    named=st.booleans(),
    home=st.sampled_from(HOMES),
    phone=st.sampled_from(PHONES),
    addressee=st.sampled_from(ADDRESSEES),
    order=st.sampled_from(ORDERS),
    policy=st.sampled_from(POLICIES),
)
def test_a_private_sender_s_home_and_telephone_are_never_released(
    name: str, title: str, named: bool, home: list[str], phone: str, addressee: list[str], order: str, policy: str
):
    sender = [*([title + name] if named else []), *home, *([phone] if phone else [])]
    text = LETTER.format(joined(sender, addressee, order), "Sir", name)
    review = decided(text, policy)

    number = phone.partition(": ")[2] or phone
    town = ["Northmoor"] if order.startswith("beside") else []  # alone in a column: it takes the model to find it
    for line in [*(line for line in home if line not in town), *([number] if number else [])]:
        assert "" == open_words(text, review, line), line
    if not order.startswith("beside"):
        assert "1 Market Place" == open_words(text, review, "1 Market Place")


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    title=st.sampled_from(TITLES),
    home=st.sampled_from(HOMES),
    blank=st.sampled_from(["\n", "\n\n"]),
    policy=st.sampled_from(POLICIES),
)
def test_a_body_s_own_letterhead_stays_released_above_a_private_addressee(
    name: str, title: str, home: list[str], blank: str, policy: str
):
    lines = ["Parking Services", "Civic Centre", "1 Market Place", "Wexbridge WX1 1AA", "Tel: 01632 960100"]
    letterhead = "Wexbridge Borough Council" + blank + "\n".join(lines)
    addressee = "\n".join([title + name, *home])
    text = LETTER.format(f"{letterhead}\n\n3 March 2025\n\n{addressee}", title + name, "Bo Sample")
    review = decided(text, policy)

    withheld = {i for d in review.decisions if d.action for i in range(d.span.start, d.span.end)}
    for line in lines:
        start = text.index(line)
        assert not withheld & set(range(start, start + len(line))), line
    for line in home:
        assert "" == open_words(text, review, line), line


@pytest.mark.parametrize(
    "lines",
    [
        "Miss Ada Example\nFLAT 12\nROSE COURT\nNM2 9ZX",
        "Miss Ada Example\nNorthmoor Lettings Ltd\nFlat 12, 3 High Road\nNorthmoor NM2 9ZX",
        "Miss Ada Example\nc/o Northmoor Borough Council\n3 High Road\nNorthmoor NM2 9ZX",
        "Northmoor Borough Council\nMiss Ada Example\n3 High Road\nNorthmoor NM2 9ZX",
        "Mr Bo Sample\nRetired Headteacher\n3 High Road\nNorthmoor NM2 9ZX",
        "Mrs Ada Example\nThe Old School\n3 Mill Lane\nNorthmoor NM2 9ZX",
        "Cllr Cy Model\nNorthmoor Town Council\n3 Mill Lane\nNorthmoor NM2 9ZX",
        "Sir Cy Model MP\n3 Mill Lane\nNorthmoor NM2 9ZX",
    ],
    ids=["flat", "firm and flat", "care of", "body above", "post alone", "house", "councillor", "member"],
)
def test_an_addressee_s_home_is_no_public_address(lines: str):
    text = LETTER.format(f"3 March 2025\n\n{lines}", "friend", "Bo Sample")
    places = [
        f for f in find(text) if f.entity in ("POSTAL_ADDRESS", "UK_POSTCODE") and f.span.start < text.index("Dear")
    ]

    assert places
    assert not [text[f.span.start : f.span.end] for f in places if "public-address" in f.traits]


@pytest.mark.parametrize(
    "lines",
    [
        "Mr Gareth Pemble\nHead of Customer Relations\nNorthmoor Borough Council\n3 High Road\nNorthmoor NM2 9ZX",
        "Northmoor Borough Council\nMr Gareth Pemble, Head of Customer Relations\n3 High Road\nNorthmoor NM2 9ZX",
        "Rt Hon Ada Example MP\nHome Secretary\n3 High Road\nNorthmoor NM2 9ZX",
        "Cllr Cy Model\nNorthmoor Town Council\nTown Hall\n3 High Road\nNorthmoor NM2 9ZX",
        "Mr Gareth Pemble\nQuayle Lettings Ltd\n3 High Road\nNorthmoor NM2 9ZX",
        "3 High Road\nNorthmoor NM2 9ZX\nSwitchboard: 01632 960100",
    ],
    ids=["body below", "body above", "office", "town hall", "firm", "switchboard"],
)
def test_an_addressee_s_office_is_a_public_address(lines: str):
    text = LETTER.format(f"3 March 2025\n\n{lines}", "friend", "Bo Sample")
    places = [f for f in find(text) if f.entity == "POSTAL_ADDRESS" and f.span.start < text.index("Dear")]

    assert places
    assert all("public-address" in f.traits for f in places)


def test_whoever_is_named_below_a_letterhead_has_a_direct_line():
    text = LETTER.format(
        "Northmoor Borough Council\n1 Quay Road\nNorthmoor NM1 1AA\nTel: 01632 960100\nContact: Mr Bo Sample\n"
        "Tel: 01632 960417\n\nMs Ada Example\n3 High Road\nNorthmoor NM2 9ZX",
        "Ms Example",
        "Bo Sample",
    )

    assert [True, False] == ["public-line" in f.traits for f in find(text) if f.entity == "PHONE_NUMBER"]
