"""Whole addresses, as one span each; and what is no address."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.detection.addresses import find_addresses
from redact.model import Block, Document, Source, Span
from tests.marked_text import read

FOUND = [
    "Home Secretary <POSTAL_ADDRESS>2 Marsham Street London, SW1P 4DF</>",
    "Mrs Testcase of <POSTAL_ADDRESS>7 Fictional Road, Northmoor, NM2 9ZX</> wrote",
    "Mrs Testcase of <POSTAL_ADDRESS>7 Fictional\nRoad, Northmoor, NM2 9ZX</> wrote",
    "<POSTAL_ADDRESS>Rose Cottage, Church Lane, Nether Wallop, Hants SO20 8XX</>",
    "write to <POSTAL_ADDRESS>Apt 4, The Maltings, 12 Brewery Lane, Hartsea</>.",
    "<POSTAL_ADDRESS>Basement Flat, 22b Elm Grove, Brightsea BN1 9ZZ</>",
    "She lives at <POSTAL_ADDRESS>Basement Flat, 22b Elm Grove</> with her son",
    "c/o Mrs Jones, <POSTAL_ADDRESS>5 Orchard Rise, Dunham, DH7 0LP</>",
    "c/o <POSTAL_ADDRESS>5 Orchard Rise, Dunham, DH7 0LP</>",
    "<POSTAL_ADDRESS>Room 4.12, Civic Centre, Northmoor NM1 1AA</>",
    "<POSTAL_ADDRESS>1st Floor, Kings House, 12 Station Road, Northmoor NM1 1AA</>",
    "my address is <POSTAL_ADDRESS>22 Acacia Avenue</>, as you know",
    "i live at <POSTAL_ADDRESS>44 hawthorne cresent rushford ng33 8lw</> next door",
    "i live at <POSTAL_ADDRESS>9 park view</> and my sister",
    "<POSTAL_ADDRESS>FLAT 12 MANDELA COURT\n210 HIGH ROAD\nTHAMESFIELD\nTW19 4QG</>\n\nDear Miss",
    "Ms Zainab\n<POSTAL_ADDRESS>19A Quay Lane\nHartsea\nPO38 2JN</>",
    "Mr J Smith\n<POSTAL_ADDRESS>Trelawney\nFore Street\nCombe Fitzpaine\nEX31 4RA</>",
    "Mr John Smith\n<POSTAL_ADDRESS>The Old Rectory\nFore Street\nCombe Fitzpaine\nDevon\nEX31 4RA</>",
    "Mr John Smith,\n<POSTAL_ADDRESS>3 Fore Street,\nCombe Fitzpaine,\nEX31 4RA</>.",
    "Department for Work\n<POSTAL_ADDRESS>Caxton House, Tothill Street, London SW1H 9NA</>",
    "<POSTAL_ADDRESS>70 Whitehall, London SW1A 2AS</>",
    "Standards Department, <POSTAL_ADDRESS>PO Box 116, Hartsea PO38 9GT</>",
    "<POSTAL_ADDRESS>P.O. BOX 5590, THAMESFIELD TW19 1AB</>",
    "was placed at <POSTAL_ADDRESS>27 Cooper's Yard</>. Supt",
    "gave his address as <POSTAL_ADDRESS>The Old Forge, Netherby Lane</>.",
    "Address: <POSTAL_ADDRESS>Ty'n-y-coed, Heol y Bryn, Llanfechan, Powys   SY22 6ZQ</>",
    "<POSTAL_ADDRESS>14 Ffordd y Mynydd, Llanfechan, SY22 6ZQ</>",
    "He moved from <POSTAL_ADDRESS>3 Hill Close, Grimsby</> to Eastmere in 2019.",
    "He moved to <POSTAL_ADDRESS>Northmoor, NM2 9ZX</> in 2019.",
    "held at <POSTAL_ADDRESS>County Hall, Eastmere</>",
    "<POSTAL_ADDRESS>2-4 Barley Mow Road, Combe Fitzpaine, Devon EX31 4TQ</>",
    "<POSTAL_ADDRESS>Unit 7, Riverside Business Park, Mill Lane, Northmoor NM4 5TT</>",
    "Site: Land at <POSTAL_ADDRESS>5 Mill Lane, Northmoor</>",
    "the flat above <POSTAL_ADDRESS>12 High Street</> was burgled",
    "Jane,<POSTAL_ADDRESS>12 High St,Northmoor,NM2 9ZX</>,Clerk",
    "Jane,<POSTAL_ADDRESS>12 High Street</>,Clerk",
    "attended <POSTAL_ADDRESS>118 Garscube Terrace</>, Karim said no",
    '"<POSTAL_ADDRESS>Flat 9, Bevan House, Attlee Way</>"',
    "my mum lives at <POSTAL_ADDRESS>the old forge, netherby lane</> and i go there",
    "> lives at <POSTAL_ADDRESS>9 Elm Close, Hartsea,\n> PO38 2JN</> now",
    "<POSTAL_ADDRESS>7\u00a0Fictional\u00a0Road, Northmoor, NM2\u00a09ZX</>",
    "Prof Hall            NINO: x\n<POSTAL_ADDRESS>Larch Cottage</>        Date: 9 Aug\n<POSTAL_ADDRESS>Mill Lane</>            Tel: 1\n"
    "<POSTAL_ADDRESS>SN14 8RJ</>",
]
LEFT_ALONE = [
    "in 2019 High Street footfall fell",
    "10 Police Drive forward",
    "2 High Court judges sat",
    "section 3 of the Act, London",
    "3 people at the Park",
    "London, Paris and Rome",
    "100482,Ashworth,Niamh,1988-02-17,Catering Assistant,BD17 5QE,412.60",
    "Postcode: BD17 5QE",
    "24 Hour Drive through",
    "Round 3 Close",
    "the House of Commons, London",
    "Home Office, 14 March 2019",
    "Sir John Smith, Whitehall",
    "Level 4 East",
    "grade 7 Court officer",
    "a 3 lane road was built",
    "there were 2 close friends",
    "moved to 3 new schools in the county",
    "lives at home with 3 cats",
    "living at risk of harm",
    "page 4, Town Hall",
    "on the ground floor, and in unit 3",
    "Hope Street",
    "BP 142/78 Street",
    "the 3 Lane Road",
    "I paid 3 visits to the shop at NG33 8LW",
]
HOSTILE = [
    "1", "9 ", "A", "Aa ", "aa ", " ", "\n", "a,", "A, ", "Flat 1, ", "12 High ", "12 High Street, ", "SW1A 1AA ",
    "Aa, SW1A 1AA, ", "Aa\n", "1 a ", "address: ", "lives at 1 ", "Aa House, ", "c/o ", "   a", "Aa   b\n", "1 Aa\n",
    "Mill Lane   NI: 1\n", "> ", "12 Aa Aa Aa Aa\n", "44 a b c d ng33 8lw ", "Town Hall, ", "of the on ", "Heol y ",
]  # fmt: skip


def document(text: str, part: str = "body") -> Document:
    return Document(Source("letter"), text, (Block(Span(0, len(text)), part=part),) if text.strip() else ())


def spans(text: str) -> list[tuple[int, int]]:
    return [(finding.span.start, finding.span.end) for finding in find_addresses(document(text))]


@pytest.mark.parametrize("marked", FOUND, ids=[f"address-{number}" for number, _ in enumerate(FOUND, 1)])
def test_an_address_is_one_span_with_its_postcode(marked: str):
    text, expected = read(marked)

    assert [(start, end) for start, end, _ in expected] == spans(text)


@pytest.mark.parametrize("text", LEFT_ALONE, ids=[f"text-{number}" for number, _ in enumerate(LEFT_ALONE, 1)])
def test_what_only_looks_like_an_address_is_left_alone(text: str):
    assert [] == spans(text)


def test_a_town_below_the_street_needs_a_postcode_unless_the_block_is_an_address():
    text = "19A Quay Lane\nHartsea"

    assert [(0, 13)] == spans(text)
    found = list(find_addresses(document(text, "addressee")))
    assert [Span(0, len(text))] == [finding.span for finding in found]


def test_no_address_crosses_a_blank_line():
    assert [(0, 9), (11, 25)] == spans("3 Mill Rd\n\nDunham NM2 9ZX")


def test_an_address_without_capitals_is_found_in_text_without_capitals():
    text, expected = read(
        "send it to <POSTAL_ADDRESS>4 mercer house, 71 abingdon row, london sw1p 9zq</> please, not to 3 new people"
    )

    assert [(start, end) for start, end, _ in expected] == spans(text)


def test_scores_tell_a_whole_address_from_a_part_of_one():
    def score(text: str) -> float:
        return next(iter(find_addresses(document(text)))).score

    assert score("7 Fictional Road, Northmoor, NM2 9ZX") > score("7 Fictional Road, Northmoor") > score("Town, NM2 9ZX")


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE, ids=[f"hostile-{number}" for number, _ in enumerate(HOSTILE, 1)])
def test_hostile_text_is_read_to_the_end(unit: str):
    """60,000 characters at a time: anything worse than linear would not come back."""
    text = (unit * 60_000)[:60_000]

    assert all(0 <= start < end <= len(text) for start, end in spans(text))


@given(
    st.lists(
        st.sampled_from(["12 ", "Flat 3, ", "High ", "Street", "Mill Lane", ", ", "\n", "\n\n", "London", "NM2 9ZX", " ", "Mr ", "Town Hall",
                         "PO Box 9", "lives at ", "Address: ", "   ", "\t", "> ", "a", ".", "Café", "ŵ", "\u00a0", "🙂", "\r\n"]),
        max_size=30,
    )
)  # fmt: skip
def test_addresses_are_in_order_apart_and_within_one_run(pieces: list[str]):
    text = "".join(pieces)
    found = spans(text)

    assert found == sorted(found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for start, end in found:
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
