"""A letter's parts are told apart by where they stand."""

from redact.segmentation.lines import blocks_of


def parts(text: str) -> list[tuple[str, str, str]]:
    return [(block.part, block.kind, text[block.span.start : block.span.end]) for block in blocks_of(text)]


def test_an_official_letter_from_head_to_foot():
    text = """\
Department of Works
Tel: 020 7946 0018

Ms Ada Example
4 Quay Road

3 March 2025
Our ref: W/12

Dear Ms Example,

The new bridge

Thank you for your letter.

Yours sincerely,

Bo Sample
Head of Bridges

cc: Cy Model"""

    assert parts(text) == [
        ("letterhead", "line", "Department of Works"),
        ("letterhead", "line", "Tel: 020 7946 0018"),
        ("addressee", "line", "Ms Ada Example"),
        ("addressee", "line", "4 Quay Road"),
        ("date-line", "line", "3 March 2025"),
        ("date-line", "line", "Our ref: W/12"),
        ("salutation", "paragraph", "Dear Ms Example,"),
        ("subject", "heading", "The new bridge"),
        ("body", "paragraph", "Thank you for your letter."),
        ("closing", "paragraph", "Yours sincerely,"),
        ("signature", "line", "Bo Sample"),
        ("signature", "line", "Head of Bridges"),
        ("cc", "line", "cc: Cy Model"),
    ]


def test_a_wrapped_paragraph_is_one_block_and_an_address_is_not():
    prose = "This sentence was wrapped by the program that saved it, as\nmany are, so that it stands on two lines."
    address = "1 Quay Road\nNorthmoor\nNM1 4AB"

    assert [kind for _, kind, _ in parts(prose)] == ["paragraph"]
    assert [kind for _, kind, _ in parts(address)] == ["line"] * 3


def test_an_e_mail_has_headers_and_a_quoted_reply_begins_anew():
    text = "From: Bo Sample\nTo: Ada Example\n\nHello Ada,\n\nIt is done.\n\nThanks\nBo\n\nFrom: Ada Example\n> Is it done?"

    assert [part for part, _, _ in parts(text)] == [
        "header",
        "header",
        "salutation",
        "body",
        "closing",
        "signature",
        "body",
        "body",
    ]
    assert parts(text)[-1][1] == "quote"


def test_lists_tables_and_headings_are_told_apart():
    text = "Findings\n\nThere were three of them, as the board had been told in the spring.\n\n- one\n- two\n\na,b,c\n1,2,3\n4,5,6"

    assert [(kind, words) for _, kind, words in parts(text)] == [
        ("heading", "Findings"),
        ("paragraph", "There were three of them, as the board had been told in the spring."),
        ("item", "- one"),
        ("item", "- two"),
        ("row", "a,b,c"),
        ("row", "1,2,3"),
        ("row", "4,5,6"),
    ]


def test_initials_in_a_signature_are_no_list():
    assert ("signature", "line", "R. MODEL") in parts("Dear Ms Example\n\nText.\n\nYours faithfully\nR. MODEL")
