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


PROSE = "The board looked into it at length and found that nothing was to be done about the bridge before spring."


def test_numbered_titles_above_prose_are_headings_as_deep_as_their_numbers():
    text = f"1. Background\n\n{PROSE}\n\n2. Findings\n\n2.1 The bridge\n\n{PROSE}\n\n2.1.1. Its piers\n{PROSE}\n\n3. It fell.\n\n{PROSE}\n\n4. Those present\n\nAda\nBo\nCy"

    assert [(block.kind, block.level) for block in blocks_of(text)] == [
        *(("heading", 2), ("paragraph", 0), ("heading", 2), ("heading", 3), ("paragraph", 0), ("heading", 4)),
        *(("paragraph", 0), ("item", 0), ("paragraph", 0), ("heading", 2)),
        *[("line", 0)] * 3,
    ]


def test_numbered_lines_without_prose_between_them_are_a_list():
    text = f"1. Ropes\n\n2. Paint\n\n3. Tar\n\n{PROSE}\n\n1. The board, which met in spring, found that the\nBridge Fund was spent."

    assert [kind for _, kind, _ in parts(text)] == ["item", "item", "item", "paragraph", "item"]


def test_short_lines_stay_lines_unless_they_were_wrapped():
    titles = "Minutes of the board, spring and summer\nLetter from the harbour office, 3 March 2025\nPlan of the bridge"
    wrapped = "Nothing was said of it at the meeting of the\nboard, nor at any of those that came after it,\nas far as I know."

    things = "the minutes of the board of last spring\na plan\na letter from the harbour office of March"

    assert [kind for _, kind, _ in parts(titles)] == ["line"] * 3
    assert [kind for _, kind, _ in parts(things)] == ["line"] * 3
    assert [kind for _, kind, _ in parts(wrapped)] == ["paragraph"]


def test_a_long_line_among_others_is_a_paragraph():
    assert [kind for _, kind, _ in parts(f"Bridge closed\nPhoto: the board\n{PROSE}")] == ["line", "line", "paragraph"]


def test_a_short_line_right_above_a_list_heads_it():
    text = "Ada was seen\nDiagnoses\n\nDiagnoses\n1) A broken hip, mended\n2) Delirium, gone\nShe went home."

    assert [kind for _, kind, _ in parts(text)] == ["line", "line", "heading", "item", "item", "line"]
