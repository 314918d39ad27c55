"""Whole classes of writings, generated: what a rule finds in one value it finds in every value of that shape."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.detection.joined.initials import stands_for
from tests.marked_text import bare, check, find

FULL_NAMES = [
    "Megan Pryce", "Ümit Karataş", "Alun Naylor", "Nguyễn Thị Hạnh", "Oluwaseun Fashola", "Agnieszka Nowak",
    "Jean O'Rourke", "Wei-Ling Tan", "Siân Mac Giolla", "Mohammed Al-Rashid", "Priya Subramaniam", "Tadhg Ó Briain",
]  # fmt: skip
QUOTES = ["({})", '("{}")', "(“{}”)", "[{}]", "('{}')"]
JOINERS = ["/", " / ", " or ", " and ", ", ", " & ", "; "]

phone_numbers = st.one_of(
    st.from_regex(r"07700[ -]?900\d{3}", fullmatch=True),
    st.from_regex(r"01632[ -]?960[ ]?\d{3}", fullmatch=True),
    st.from_regex(r"020[ -]?7946[ -]?0\d{3}", fullmatch=True),
    st.from_regex(r"\+44 7700 900\d{3}", fullmatch=True),
)


def covered(text: str, *entities: str) -> set[int]:
    """Return the characters of a text that findings of these entities hold."""
    return {i for f in find(text) if f.entity in entities for i in range(f.span.start, f.span.end)}


def assert_found(text: str, *values: str, entities: tuple[str, ...]) -> None:
    """Assert that every character of each value, but for spaces, is part of a finding of one of these entities."""
    held = covered(text, *entities)
    for value in values:
        start = text.index(value)
        assert {i for i in range(start, start + len(value)) if text[i].isalnum()} <= held, (text, value)


@given(phone_numbers, phone_numbers, st.sampled_from(JOINERS))
@settings(max_examples=80, deadline=None)
def test_both_of_two_joined_telephone_numbers_are_found(one: str, other: str, joiner: str):
    text = f"Please ring {one}{joiner}{other}, after six."
    held = covered(text, "PHONE_NUMBER")

    assert {i for i in range(12, len(text) - 12) if text[i].isdigit()} <= held


@given(
    st.from_regex(r"01632 ?960 ?\d{3}", fullmatch=True),
    st.from_regex(r"960\d{3}", fullmatch=True),
    st.sampled_from(JOINERS),
)
@settings(max_examples=60, deadline=None)
def test_the_end_of_a_number_stands_for_a_second_one(full: str, end: str, joiner: str):
    text = f"Please ring {full}{joiner}{end}, after six."

    assert {i for i in range(12, len(text) - 12) if text[i].isdigit()} <= covered(text, "PHONE_NUMBER")


@pytest.mark.parametrize("gap", ["/", " – ", "_", "~", "=", ",", "\n", " - ", "."])
@pytest.mark.parametrize("number", ["07700{}900127", "01632{}960127", "020{}7946{}0958", "+44{}7700{}900127"])
def test_a_telephone_number_is_one_however_it_is_parted(number: str, gap: str):
    written = number.format(*[gap] * number.count("{}"))

    assert_found(f"Her mobile is {written}, after six.", written, entities=("PHONE_NUMBER",))


@pytest.mark.parametrize("before", ["m", "tel", "T", "mob", "(0)", "++44"])
def test_what_is_run_into_a_telephone_number_hides_none_of_it(before: str):
    digits = "7700900127" if before in ("(0)", "++44") else "07700900127"

    assert_found(f"Her number is {before}{digits}, after six.", digits, entities=("PHONE_NUMBER",))


def test_a_local_number_is_found_in_a_list_with_a_full_one_and_no_figure_elsewhere():
    check(
        "Ann Sample | <PHONE_NUMBER>01632 960 111</>\nBo Example | <PHONE_NUMBER>960 223</>\n"
        "Cy Fiction | <PHONE_NUMBER>960224</>\n\nThe grant of 960 223 pounds was paid.\n"
    )


VALUES = {
    "UK_NHS": ("NHS number", st.sampled_from(["999 526 0182", "999 000 0018", "999 000 0026"])),
    "UK_NINO": ("NI number", st.from_regex(r"QQ( \d\d){3} [A-D]", fullmatch=True)),
    "COLLAR_NUMBER": ("PC", st.from_regex(r"3\d{3}", fullmatch=True)),
    "CRIME_REFERENCE": ("crime ref", st.from_regex(r"44/\d{5}/24", fullmatch=True)),
    "UK_SORT_CODE": ("sort code", st.from_regex(r"\d\d-\d\d-\d\d", fullmatch=True)),
    "IDENTITY_NUMBER": ("Payroll no:", st.from_regex(r"00\d{6}", fullmatch=True)),
}


@pytest.mark.parametrize("entity", VALUES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_value_joined_to_another_of_its_shape_is_found(entity: str, data: st.DataObject):
    label, values = VALUES[entity]
    one, other = data.draw(values), data.draw(values)
    joiner = data.draw(st.sampled_from(["/", " or ", " and ", " & "]))
    text = f"The {label} {one}{joiner}{other} was given."
    start = text.index(one)

    assert {i for i in range(start, len(text) - 11) if text[i].isdigit()} <= covered(
        text, entity, "IDENTITY_NUMBER", "DATE_OF_BIRTH"
    )


@pytest.mark.parametrize(
    "text", ["PC 3306 and 2000 people came.", "Ring 01632 960111 and 200 of us will come.", "PC 3306, 2024"]
)
def test_what_is_counted_beside_a_number_is_none(text: str):
    [digits] = re.findall(r"\b(?:2000|200|2024)\b", text)
    start = text.index(digits)

    assert not set(range(start, start + len(digits))) & covered(text, "COLLAR_NUMBER", "PHONE_NUMBER")


def initials_of(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[ '-]", name)).upper()


@pytest.mark.parametrize(("name", "quote"), list(product(FULL_NAMES, QUOTES)))
def test_declared_initials_are_found_and_speak_for_the_name(name: str, quote: str):
    initials = initials_of(name)
    text = f"Present: {name} {quote.format(initials)}.\n\n{initials}: No comment.\n"
    held = covered(text, "PERSON")

    for match in re.finditer(rf"\b{initials}\b", text):
        assert set(range(*match.span())) <= held


@pytest.mark.parametrize("name", FULL_NAMES)
@pytest.mark.parametrize("written", ["{} ({})", "{} = {}", "{} – {}"])
def test_initials_before_the_name_that_explains_them_are_found(name: str, written: str):
    initials = initials_of(name)

    assert_found(f"Case officer: {written.format(initials, name)}.", initials, name, entities=("PERSON",))


@pytest.mark.parametrize("name", FULL_NAMES)
@pytest.mark.parametrize("written", ["{} - {}", "{}/{}", "{} = {}"])
def test_initials_behind_a_dash_or_stroke_are_found(name: str, written: str):
    initials = initials_of(name)

    assert_found(f"Present: {written.format(name, initials)}.", initials, name, entities=("PERSON",))


@pytest.mark.parametrize("word", ["UK", "MP", "AM", "EN", "IT", "EU"])
def test_what_declared_initials_spell_does_not_matter(word: str):
    name = {"UK": "Ümit Karataş", "MP": "Megan Pryce", "AM": "Aaliyah Mirza"}.get(word, f"{word[0]}wen {word[1]}aylor")
    text = f"Present: {name} ({word}).\n\n{word}: No comment.\nOfficer {word} will write.\n"

    assert len(re.findall(rf"\b{word}\b", text)) == sum(
        set(range(*match.span())) <= covered(text, "PERSON") for match in re.finditer(rf"\b{word}\b", text)
    )


@pytest.mark.parametrize(
    ("initials", "name", "stand"),
    [
        ("RhJ", "Rhys Jenkins", True), ("JO'R", "Jean O'Rourke", True), ("ENL", "Eilidh NicLeòid", True),
        ("EN", "Eilidh NicLeòid", True), ("UK", "Ümit Karataş", True), ("LT", "Lucy Brown Tate", True),
        ("RJ", "Megan Pryce", False), ("M", "Megan Pryce", False), ("Me", "Megan Pryce", False), ("PM", "Megan Pryce", False),
    ],
)  # fmt: skip
def test_letters_stand_for_the_name_whose_parts_they_begin(initials: str, name: str, stand: bool):
    assert stand is stands_for(initials, name, exact=False)


@pytest.mark.parametrize("text", ["Body Worn Video (BWV) was seen.", "See Annex Five (AF)."])
def test_what_a_body_calls_its_things_for_short_is_nobody(text: str):
    assert not covered(text, "PERSON")


@pytest.mark.parametrize("surname", ["Farrow", "O'Hara", "Okonkwo", "Nowak", "MacLeod", "Karataş"])
@pytest.mark.parametrize("initials", ["JB", "PJ", "RKL"])
def test_initials_run_together_belong_to_the_surname(initials: str, surname: str):
    check(f"It was seen by <PERSON>{initials} {surname}</> on Monday.", "PERSON")


@pytest.mark.parametrize("text", ["TV Licensing wrote.", "IT Support rang.", "the EU Regulation"])
def test_initials_of_things_are_nobody(text: str):
    check(text, "PERSON")


@pytest.mark.parametrize(
    "name", ["Ó Briain, C", "Kaur, J.", "Okonkwo, A. B.", "Nowak, J.K.", "HUANG, Mei-Ling", "PETRESCU, Ilinca"]
)
@pytest.mark.parametrize("after", [" | Warden", "\n", "; present"])
def test_a_surname_first_is_one_name_with_what_follows(name: str, after: str):
    assert_found(f"Warden list\n{name}{after}", name, entities=("PERSON",))


@pytest.mark.parametrize("nickname", ["Tel", "Dil the Post", "Big Stu", "Bunny"])
@pytest.mark.parametrize("name", ["Dilwyn Harries", "Emeka Okafor", "Agnieszka Nowak"])
def test_a_nickname_is_part_of_the_name_it_stands_in(name: str, nickname: str):
    first, last = name.split()

    check(f'We met <PERSON>{first} "{nickname}" {last}</> there.', "PERSON")


@pytest.mark.parametrize("name", ["Nguyễn Thị Hạnh (Hannah)", "Mei-Ling Huang (May)", "Oluwaseun Fashola (Samuel)"])
def test_a_name_in_brackets_after_a_name_is_part_of_it(name: str):
    assert_found(f"I met {name} there.", name.partition("(")[2].rstrip(")"), entities=("PERSON",))


@pytest.mark.parametrize("code", ["B12", "DK2", "A1", "F104"])
@pytest.mark.parametrize("role", ["Witness", "witness", "Child", "Officer", "Tenant"])
def test_a_code_beside_a_role_stands_for_a_name(role: str, code: str):
    check(f"I saw {role} <PERSON>{code}</> there. The {role.lower()} I saw was well. Each patient had 4.", "PERSON")


BESIDE = [
    "Jo Bloggs (<DATE_OF_BIRTH>04/05/1948</>)", "Jo Bloggs (<DATE_OF_BIRTH>4 May 1948</>)", "Jo Bloggs (<DATE_OF_BIRTH>1948-05-04</>)",
    "Moira (<AGE>4</>)", "Jo Bloggs (<AGE>77y</>)", "Jo Bloggs (<AGE>67</> F)", "Moira Okafor <AGE>9 years</> is", "Jo Bloggs, <AGE>43</>, of",
    "Moira Okafor  <AGE>29</> M", "Jo Bloggs (<AGE>aged 4 months</>)", "<AGE>aged 82</>", "a man, <AGE>41 yo</>", "he is turning <AGE>9</> in",
    "a baby aged <AGE>3/12</> in",
    "seen: F/<AGE>67</> in",
    "female, <AGE>45</> in",
    "her son <AGE>9yrs</> in",
    "Letter from Jo Bloggs (04/05/2023)", "the hearing of Smith v Jones (2004)", "Rule 4 (12)", "turning 90 degrees",
]  # fmt: skip


@pytest.mark.parametrize("text", BESIDE)
def test_ages_and_births_beside_a_name_are_found_and_other_figures_left(text: str):
    check(f"We saw {text} spring.", "AGE", "DATE_OF_BIRTH")


@pytest.mark.parametrize("door", ["no. 4", "no.29", "No 7", "rm 7", "Flat 3", "number 46", "nos 4 and 6"])
@pytest.mark.parametrize(
    "where", ["Mrs Okafor at {}.", "Mr Pike, {}.", "Ms Shah of {}, who", "Moira Okafor lives at {}."]
)
def test_a_door_alone_beside_a_person_is_an_address(door: str, where: str):
    assert_found(f"It was {where.format(door)}", door, entities=("POSTAL_ADDRESS",))


@pytest.mark.parametrize(
    "text", ["Mr Lee at 3 pm.", "Mrs Cole at 4.30", "Mr Bale of 200 people", "a meeting at 10, with Mr Pike"]
)
def test_times_and_counts_beside_a_person_are_no_doors(text: str):
    assert not covered(text, "POSTAL_ADDRESS")


@pytest.mark.parametrize(
    "home",
    ["Hope Cottage", "Ty Capel", "Tŷ Gwyn", "Grange Farm", "Rhos Fach", "Old School Lodge", "Bryn Awel", "St Mary's Rectory"],
)  # fmt: skip
@pytest.mark.parametrize(
    "where", ["Mr Page | {} | none\n", "the caravan at {}, since 2013", "Mrs Page, {}, aged 88", "lives at {}."]
)
def test_a_house_s_name_alone_is_an_address(home: str, where: str):
    assert_found(where.format(home), home, entities=("POSTAL_ADDRESS",))


@pytest.mark.parametrize("before", ["The Golden Bowl, ", "3/1, ", "The Moorings, ", "Hope Cottage, "])
def test_what_stands_before_a_numbered_street_is_part_of_the_address(before: str):
    check(f"Site: <POSTAL_ADDRESS>{before}2 Nelson Terrace, Llandewi SA44 9ZX</>\n", "POSTAL_ADDRESS")


REFERENCES = st.one_of(
    st.from_regex(r"\d\d/0\d{4}/[A-Z]", fullmatch=True),
    st.from_regex(r"[BCFKMRT]00\d{5}", fullmatch=True),
    st.from_regex(r"\d\d[A-Z]{2}/\d{4}/\d\d", fullmatch=True),
    st.from_regex(r"SC\d{3}/\d\d/\d{5}", fullmatch=True),
    st.from_regex(r"CRM \d{7}", fullmatch=True),
)


@given(REFERENCES)
@settings(max_examples=80, deadline=None)
def test_a_reference_is_found_by_its_shape(reference: str):
    text = f"We looked at {reference} again."
    start = text.index(reference)

    assert set(range(start + (4 if reference[:4] == "CRM " else 0), start + len(reference))) <= {
        i for f in find(text) for i in range(f.span.start, f.span.end)
    }


@pytest.mark.parametrize(
    "text",
    [
        "S+S by <COLLAR_NUMBER>3306</> in",
        "arrested at 2.14 by <COLLAR_NUMBER>4471</>.",
        "Officer <COLLAR_NUMBER>3306</> attended",
        "the number on his jacket <COLLAR_NUMBER>SW 318</>, his",
        "done by 2025",
    ],
)
def test_a_number_of_whoever_acted_is_found(text: str):
    check(text, "COLLAR_NUMBER")


COMPANY = [
    "I spoke to Mrs <PERSON>Shah</>, <PERSON>desmond pike</> and <PERSON>Ola Bright</> about it.",
    "Mr <PERSON>Okafor</> and <PERSON>Kacper</> came.",
    "<PERSON>Will</> & <PERSON>Moira Larter</> came.",
    "We met Mr <PERSON>Smith</> and Social Services.",
    "We met <PERSON>John Smith</>, Manchester.",
    "Mr <PERSON>Shah</> and the council wrote.",
]


@pytest.mark.parametrize("text", COMPANY)
def test_a_name_makes_its_neighbours_in_a_list_candidates(text: str):
    check(text, "PERSON")


ODD = [
    "Pay into <IBAN_CODE>gb29nwbk60161331926819</> please.", "Card <CREDIT_CARD>4111111111111111</>exp01/27 was used.",
    "She is <USERNAME>orlafen#4471</> there.", "She is t.me/<USERNAME>orlafen</> there.", r"in C:\Users\<USERNAME>ofenwick</>\x.doc then",
    "in /home/<USERNAME>ofenwick</>/x.doc then", "came from <IP_ADDRESS>198[.]51[.]100[.]23</> then", "laptop <IP_ADDRESS>0000.5e00.53b1</> now",
    "DOB: <DATE_OF_BIRTH>O4/O5/1948</>", "D.O.B – <DATE_OF_BIRTH>04 – 05 – 1948</>", "Date of Birth <DATE_OF_BIRTH>19480504</> is",
    "She was born on the <DATE_OF_BIRTH>fourth of May 1948</> there.", "NINO: <UK_NINO>QQ I2 34 S6 C</>", "NINO:\t<UK_NINO>QQ\t12\t34\t56\tC</>",
    "Her car is <UK_VEHICLE_REGISTRATION>1 ABC</> now.", "Her car is <UK_VEHICLE_REGISTRATION>ab12 cde</> now.",
    "Sort code<UK_SORT_CODE>200000</> there.", "Sort code   <UK_SORT_CODE>00 - 33 - 90</>", "reply to <EMAIL_ADDRESS>.hale@example.org</> by",
    "reply to <EMAIL_ADDRESS>tamsin.hale @ example.org</> by", "| <PHONE_NUMBER>ext 2219</> | tolu",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_a_value_in_an_odd_writing_is_found_after_its_label(text: str):
    check(text)
    assert bare(text) != text
