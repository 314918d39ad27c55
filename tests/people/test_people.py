"""Who is who: one subject a person, every mention found, and traits a rule may ask for."""

import pytest

from redact.model import Finding
from tests.marked_text import find


def people(text: str) -> dict[str, list[str]]:
    """Return mentions by subject."""
    found: dict[str, list[str]] = {}
    for finding in find(text):
        if finding.entity == "PERSON":
            found.setdefault(finding.subject, []).append(text[finding.span.start : finding.span.end])
    return found


def one(text: str, words: str, entity: str = "PERSON") -> Finding:
    return next(f for f in find(text) if f.entity == entity and text[f.span.start : f.span.end] == words)


LETTER = (
    "Rt Hon Theresa Specimen MP\nHome Secretary\n2 Sample Street\nNorthmoor NM1 4AB\n\n3 March 2025\n\nDear Theresa,\n\n{}\n\n"
    "Yours sincerely,\n\nMorgan Example\nDirector, Grade SCS 1\n"
)


def test_one_person_across_full_name_first_name_surname_and_possessive():
    text = LETTER.format("Mrs Specimen said so. Specimen's answer was long.")

    assert ["Theresa Specimen", "Theresa", "Specimen", "Specimen"] == people(text)["person-1"]


def test_two_people_of_one_surname_stay_two():
    text = "Mr Daniel Quillfeather met Mrs Edna Quillfeather. Mrs Quillfeather left, and Mr Quillfeather stayed."

    assert [["Daniel Quillfeather", "Quillfeather"], ["Edna Quillfeather", "Quillfeather"]] == list(
        people(text).values()
    )


def test_initials_that_were_declared_are_their_person():
    text = "Present:\nTom Quillfeather (TQ)   Clerk\nAda Specimen (AS)   Chair\n\nTQ opened the meeting.\n"

    assert ["Tom Quillfeather", "TQ", "TQ"] == people(text)["person-1"]


def test_a_mailbox_that_spells_a_name_is_its_person_s():
    text = "Ask Mr Daniel Placeholder at daniel.placeholder@northmoor.example.gov.uk or foi@northmoor.example.gov.uk."

    assert (
        one(text, "Daniel Placeholder").subject
        == one(text, "daniel.placeholder@northmoor.example.gov.uk", "EMAIL_ADDRESS").subject
    )
    assert "email-address-1" == one(text, "foi@northmoor.example.gov.uk", "EMAIL_ADDRESS").subject


def test_one_slip_in_a_surname_is_still_the_same_person():
    text = "Mr Daniel Quillfeather wrote. Mr Daniel Quilfeather wrote again. Mr Stephen Quilfeather did not."

    assert ["person-1", "person-2"] == list(people(text))


def test_names_spread_both_ways_and_say_so():
    text = "Later Quillfeather left. I had met Mr Zebedee Quillfeather. Zebedee was calm."
    first, _, last = (f for f in find(text) if f.entity == "PERSON")

    assert ("spread",) == first.found_by == last.found_by
    assert first.subject == last.subject


def test_names_that_are_words_do_not_spread_into_prose():
    text = "Dear Mrs Theresa May,\n\nThe Mayor may come in May. Will you? Mr Will Grant may grant it. The grant will be paid.\n"

    assert [["Theresa May"], ["Will Grant"]] == list(people(text).values())


def test_a_short_form_of_a_first_name_is_found():
    text = "Her partner, Mr Vasile Munteanu, works nights. Vas was asleep."

    assert ["Vasile Munteanu", "Vas"] == people(text)["person-1"]


def test_bodies_share_a_subject_with_their_short_forms():
    text = "The Metropolitan Police Service and the MPS are one. The Wessmere Testing Agency Limited is not."
    subjects = [f.subject for f in find(text) if f.entity == "ORGANIZATION"]

    assert subjects[0] == subjects[1] != subjects[2]


@pytest.mark.parametrize("pair", [("07700 900123", "+44 7700 900123"), ("020 7946 0958", "020-7946-0958")])
def test_one_number_in_two_writings_is_one_subject(pair: tuple[str, str]):
    text = f"Call {pair[0]} or {pair[1]} today."

    assert 1 == len({f.subject for f in find(text) if f.entity == "PHONE_NUMBER"})


def test_who_is_senior_addressee_and_signatory():
    text = LETTER.format("Thank you.")

    assert {"senior", "addressee"} <= one(text, "Theresa").traits
    assert {"senior", "signatory", "named-in-full"} <= one(text, "Morgan Example").traits


def test_a_post_below_the_line_beside_a_name_makes_junior():
    text = "My policy officer, Mr Daniel Placeholder, has checked. Mr Placeholder will write."

    assert all("junior" in f.traits and "senior" not in f.traits for f in find(text) if f.entity == "PERSON")


def test_nobody_knows_how_senior_a_correspondent_is():
    text = "Mrs Edna Testcase wrote to us."

    assert not {"senior", "junior"} & one(text, "Edna Testcase").traits


def test_an_office_s_address_is_public_and_a_home_is_not():
    text = LETTER.format("Mr Daniel Placeholder of 7 Fictional Road, Northmoor, NM2 9ZX wrote.")
    public = {
        text[f.span.start : f.span.end]: "public-address" in f.traits
        for f in find(text)
        if f.entity == "POSTAL_ADDRESS"
    }

    assert [True, False] == list(public.values())


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("foi@northmoor.example.gov.uk", True),
        ("private.office@northmoor.example.gov.uk", True),
        ("cardiology.secs@northmoor.example.nhs.uk", True),
        ("jo.bloggs@northmoor.example.gov.uk", False),
    ],
)
def test_role_mailboxes(address: str, role: bool):
    text = f"Write to {address} today."

    assert role == ("role-mailbox" in one(text, address, "EMAIL_ADDRESS").traits)


def test_helplines_are_public_and_direct_lines_are_not():
    text = "Our helpline is 0300 123 4567. My direct line is 020 7946 0123."
    found = [("public-line" in f.traits) for f in find(text) if f.entity == "PHONE_NUMBER"]

    assert [True, False] == found


def test_a_reference_whose_digits_say_a_date():
    assert "holds-date" in one("Our ref: NCC240325-1187\n", "NCC240325-1187", "REFERENCE_NUMBER").traits


def test_where_a_finding_stands():
    text = LETTER.format("Thank you.")

    assert "in-salutation" in one(text, "Theresa").traits
    assert "in-signature" in one(text, "Morgan Example").traits
