"""Names, posts and bodies by where they stand and what stands beside them, with no model."""

from collections.abc import Callable

import pytest

from tests.marked_text import bare, check, find

PEOPLE = {
    "an honorific": "I have written to Mr <PERSON>Daniel Placeholder</> about it.",
    "several honorifics and letters after the name": "Rt Hon Dame <PERSON>Ada Specimen</> DBE MP spoke.",
    "a rank and a collar number": "The video of PC 2287 <PERSON>Dalton</> was seen by Sgt <PERSON>Bo Oyelaran-Test</>.",
    "a possessive stays outside": "I have seen Mrs <PERSON>Testcase</>'s letter.",
    "particles and apostrophes": "Dr <PERSON>Hamish St. John-Smythe</> met Ms <PERSON>Zainab al-Rashidi</> and Mr <PERSON>O'Hanlon</>.",
    "letters after the name alone": "The answer of <PERSON>Fiona Specimen</> MP is attached.",
    "a salutation": "Dear <PERSON>Theresa</>,\n\nThank you.",
    "two people greeted": "Dear <PERSON>Ada</> and <PERSON>Bo</>,\n\nThank you.",
    "a salutation by office names nobody": "Dear Secretary of State,\n\nThank you for the letter.",
    "what somebody is to somebody": "She lives with her husband <PERSON>Gordon</> and his nephew, <PERSON>Idris</>.",
    "what somebody is called": 'An adviser called "<PERSON>Kev</>" rang. Please ask for <PERSON>Wayne</>.',
    "initials and a surname": "It was refused by <PERSON>K. Oyelowo</> on Monday.",
    "a quoted header": "> On 2 September 2024, <PERSON>Sian Prytherch</> wrote:\n> Thank you.",
    "a nickname inside a name": 'The driver was Mr <PERSON>Terence "Tel" Maddox</>, he said.',
    "a field": "Referrer: Miss <PERSON>Angharad Llewelyn-Pugh</>\nMother: <PERSON>Cerys Dafydd</>\nReply by: Friday",
    "a signed field with initials": "Signed: <PERSON>A Ll-P</>\n",
    "a child protection plan is nobody": "Child Protection and Patient Safety were discussed with General Practice.",
    "first names of many origins": "I met <PERSON>Oluwaseun Fashola</> and <PERSON>Agnieszka Nowak</> there.",
    "a first name in a street is no person": "We walked down Charlotte Street to Albert Square.",
    "a lord chancellor is no lord": "The Lord Chancellor and the Justice Committee agreed.",
    "text typed without capitals": "my name is <PERSON>derek plumridge</> and i spoke to <PERSON>sharon</> and mr <PERSON>patel</> about the bins.",
}  # fmt: skip


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE.keys())
def test_people_are_found_by_structure(text: str):
    check(text, "PERSON")


def test_wide_holds_titles_and_letters_after_the_name():
    text = "I saw the Rt Hon Dame Ada Specimen DBE MP today."
    [finding] = [f for f in find(text) if f.entity == "PERSON"]

    assert "Ada Specimen" == text[finding.span.start : finding.span.end]
    assert finding.wide is not None
    assert "the Rt Hon Dame Ada Specimen DBE MP" == text[finding.wide.start : finding.wide.end]


def test_an_e_mail_header_is_read():
    check(
        "From: <PERSON>Sample, Morgan</> <morgan.sample@northmoor.example.gov.uk>\n"
        "To: <PERSON>Ada Specimen</>; <PERSON>Bo Example</> (Legal)\n"
        "Cc: FOI Mailbox <foi@northmoor.example.gov.uk>\nSubject: Costs\n\nPlease see below.\n",
        "PERSON",
    )


def test_an_attendance_list_and_its_initials_are_read():
    check(
        "Present:\n<PERSON>Jacqueline O'Rourke</> (<PERSON>JO'R</>)      Independent Chair\n"
        "Supt. <PERSON>Dev Raman</> (<PERSON>DR</>)          Wessmere Constabulary\n\n"
        "Apologies: <PERSON>Wei-Ling Tan</>, Canon <PERSON>Peter Marsh</>\n\n"
        "<PERSON>JO'R</> opened the meeting. ACTION: <PERSON>DR</> to write by Friday.\n",
        "PERSON",
    )


def test_a_table_s_headings_say_what_stands_below():
    check(
        "Emp No,Surname,Forename,Post,Amount\n"
        "<IDENTITY_NUMBER>100482</>,<PERSON>Ashworth</>,<PERSON>Niamh</>,<JOB_TITLE>Clerk</>,412.60\n"
        "<IDENTITY_NUMBER>100702</>,<PERSON>Will</>,<PERSON>May</>,<JOB_TITLE>Apprentice</>,18.00\n"
        "Total,,,,430.60\n",
        "PERSON",
        "IDENTITY_NUMBER",
        "JOB_TITLE",
    )


def test_a_date_below_a_heading_of_birth_is_a_date_of_birth():
    check(
        "Surname,Date of Birth,Started\n"
        "Ashworth,<DATE_OF_BIRTH>1988-02-17</>,2019-09-01\n"
        "May,<DATE_OF_BIRTH>30/11/1979</>,2020-01-06\n",
        "DATE_OF_BIRTH",
    )


def test_columns_lined_up_with_spaces_are_read():
    check(
        "Name               Role             Room\n"
        "<PERSON>Ada Specimen</>       Clerk            12\n"
        "<PERSON>Bo Example</>         Usher            14\n",
        "PERSON",
    )


def test_prose_with_commas_is_no_table():
    check(
        "The name, the date and the place, as given, were wrong.\nWe regret this, and so on, and so forth.\n", "PERSON"
    )


def test_bodies_are_found_by_how_their_names_end_and_begin():
    check(
        "The <ORGANIZATION>Calderbrook Metropolitan Borough Council</> wrote to <ORGANIZATION>Quill & Partners LLP</> and the "
        "<ORGANIZATION>Department for Testing</>.",
        "ORGANIZATION",
    )


def test_lines_of_capitals_are_read():
    check(
        "MISS <PERSON>SHANICE DELACROIX-BROWN</>\n\nYOUR BROTHER <PERSON>JERMAINE</> WAS DRIVING MRS <PERSON>EDNA SWANN</> "
        "TO THE HOSPITAL.\n",
        "PERSON",
    )


@pytest.mark.parametrize("change", [str, str.upper, str.lower], ids=["as written", "in capitals", "without capitals"])
def test_a_post_ends_before_the_person_it_serves(change: Callable[[str], str]):
    text = change("Dear Ada,\n\nThank you for the letter about the bins.\n\nYours sincerely,\n\n")
    text += f"{change('Bo Example')}\n<JOB_TITLE>{change('Medical Secretary')}</> {change('to Dr Cy Placeholder')}\n"

    check(text, "JOB_TITLE")


def test_a_place_in_an_address_is_found_elsewhere_too():
    text = "She lives at 7 Fictional Road, Northmoor, NM2 9ZX. The Northmoor market is on Mondays."
    places = [text[f.span.start : f.span.end] for f in find(text) if f.entity == "LOCATION"]

    assert ["Northmoor"] == places


def test_marks_are_taken_off():
    assert "Call me on 020 7946 0958." == bare("Call me on <PHONE_NUMBER>020 7946 0958</>.")
