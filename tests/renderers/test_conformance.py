"""What is printed conforms to PDF/UA-1 and PDF/A-2a, whatever it holds, and is read aloud in the order of the page."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path

import pikepdf
import pytest

from redact.model import Publication
from redact.renderers import render, typeset
from tests.renderers import vera
from tests.renderers.samples import bar, instead, letter, passage, publish, read_pdfium, words
from tests.renderers.test_scripts import SCRIPTS

LOREM = "The council met on Monday and agreed the plan, which the officers will now carry out. "

MATRIX: dict[str, Publication] = {
    "letter": letter(),
    "whole": publish([passage("Nothing is hidden here.")]),
    "empty body": publish([]),
    "blank passages": publish([passage(""), passage("  "), passage()]),
    "scripts": publish([passage(f"{text} ", bar(1), f" {text}.") for text in SCRIPTS.values()]),
    "one word": publish([passage("Yes")]),
    "one bar": publish([passage(bar(1))]),
    "headings": publish([passage(f"Level {level}", kind="heading", level=level) for level in (3, 1, 2, 3, 6, 2, 0, 5)]),
    "headings with bars": publish([passage("About ", bar(1), kind="heading", level=1), passage("Text")]),
    "lists": publish(
        [
            *(passage(f"{i}. point {LOREM * 3}", kind="item", level=1) for i in range(1, 30)),
            passage("(a) within ", bar(1), kind="item", level=2),
            passage("no marker", kind="item", level=1),
        ]
    ),
    "tables": publish(
        [
            passage("Name\tAmount\tNote", kind="row"),
            *(passage(f"Row {i}\t{i}00\t{LOREM}", kind="row") for i in range(60)),
            passage("short", kind="row"),
            passage("a\t\tc", kind="row"),
            passage(bar(1), "\t", bar(2), "\tx", kind="row"),
            passage("\t".join("wide"), kind="row"),
        ]
    ),
    "wide table": publish([passage("\t".join(str(i) for i in range(40)), kind="row")] * 3),
    "quotes": publish([passage(LOREM * 9, kind="quote", level=level) for level in (1, 2, 3, 1, 20)]),
    "greek": publish([passage("Αγαπητέ κύριε, η συνεδρίαση της ", bar(1), " ἐν ἀρχῇ ἦν ὁ λόγος")], "Επιστολή", "el"),
    "cyrillic": publish([passage("Уважаемый господин ", bar(1), ", Шановний пане Ґудзь")], "Письмо", "ru"),
    "welsh": publish([passage("Annwyl Mr ", bar(1), ", diolch am eich llythyr am dŷ a dŵr.")], "Llythyr", "cy"),
    "arabic": publish([passage("السيد ", bar(1), " المحترم، لا إله (12) NHS"), passage("Mr محمد said")], "رسالة", "ar"),
    "hebrew": publish([passage("שלום ", instead(1, "[שם]"), " עולם 12")], "מכתב", "he"),
    "cjk": publish([passage("北京市海淀区", bar(1), "先生。東京都の田中さん。김철수 님")], "信", "zh"),
    "emoji": publish([passage("Well done 😀🎉❤️ ", bar(1), " ✓")], "Party 🎉"),
    "long word": publish([passage("x" * 3000, bar(1), "y" * 300)]),
    "bookmarks": publish(
        [
            part
            for i in range(40)
            for part in (
                passage(f"Chapter {i} on ", bar(i + 1), kind="heading", level=1 + i % 3),
                passage(LOREM * 30),
            )
        ]
    ),
    "many codes": publish([passage("a", bar(1, *(f"s.{i}(1)(a)" for i in range(21, 44))), "b")]),
    "long title": publish([passage("Text")], "A very long title " * 12),
    "500 pages": publish([passage(f"{i}. {LOREM * 5}", bar(i)) for i in range(1, 3100)]),
    "3,000 redactions": publish([passage(*(bar(60 * i + j + 1) for j in range(60))) for i in range(50)]),
}


@pytest.mark.slow
def test_the_matrix_is_as_large_as_it_says():
    assert typeset(MATRIX["500 pages"]).page_count >= 500
    assert len(typeset(MATRIX["3,000 redactions"]).pages) == 3000


@pytest.mark.vera
def test_verapdf_finds_nothing_to_object_to(tmp_path: Path):
    files = {name: render(publication) for name, publication in MATRIX.items()}
    assert vera.ask(files, tmp_path) == []


@pytest.mark.vera
def test_verapdf_would_object(tmp_path: Path):
    """The oracle sees a missing structure tree: it is no rubber stamp."""
    with pikepdf.open(BytesIO(render(letter()))) as pdf:
        del pdf.Root.StructTreeRoot
        out = BytesIO()
        pdf.save(out)
    assert [line.split(":")[1].strip() for line in vera.ask({"bare": out.getvalue()}, tmp_path)] == ["ua1", "2a"]


def struct_elements(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Object, int, int]]:
    """Return (element, page, marked content) in the order in which the structure tree is read aloud."""
    pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    found = []

    def walk(element: pikepdf.Object) -> None:
        kids = element.get("/K")
        if kids is None:  # an empty cell
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.append((element, pages[element.Pg.objgen], int(kid)))
            elif kid.get("/Type") == "/MCR":
                found.append((element, pages[kid.Pg.objgen], int(kid.MCID)))
            else:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("name", [name for name in MATRIX if not name[0].isdigit()])
def test_the_structure_tree_is_read_in_the_order_of_the_pages(name: str):
    """Marked content is numbered as it is drawn, and read aloud in that order, page by page, none twice."""
    with pikepdf.open(BytesIO(render(MATRIX[name]))) as pdf:
        order = [(page, number) for _, page, number in struct_elements(pdf)]
        owners = [len(owner) for owner in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]]
    by_page = [[number for page, number in order if page == i] for i in range(len(owners))]
    if "list" in name or "table" in name or name == "letter":  # columns that break over a page are read one by one
        by_page = [sorted(numbers) for numbers in by_page]
    assert by_page == [list(range(count)) for count in owners]


def shown_text(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return what each piece of marked content shows, decoded by the fonts' own maps."""
    shown: dict[tuple[int, int], str] = {}
    for i, page in enumerate(pdf.pages):
        maps = {
            name: {
                int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
                for code, letter in re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>\s", font.ToUnicode.read_bytes())
            }
            for name, font in page.Resources.Font.items()
        }
        font, open_marks = "", []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) in ("BDC", "BMC"):
                inside = operands[1].get("/MCID") if str(operator) == "BDC" else None
                open_marks.append(inside)
            elif str(operator) == "EMC":
                open_marks.pop()
            elif str(operator) == "Tj":
                number = next((int(mark) for mark in reversed(open_marks) if mark is not None), -1)
                text = "".join(maps[font].get(code, " ") for code in bytes(operands[0]))
                shown[i, number] = shown.get((i, number), "") + text
    return shown


def test_what_is_read_aloud_is_what_stands_on_the_page():
    """Word for word, in order and none glued to another; the footers alone are not read aloud."""
    data = render(letter())
    with pikepdf.open(BytesIO(data)) as pdf:
        shown = shown_text(pdf)
        blocks = [(e.P if e.S == "/Span" else e, shown[page, number]) for e, page, number in struct_elements(pdf)]
        grouped = groupby(blocks, key=lambda pair: pair[0].objgen)
        aloud = [word for _, pairs in grouped for word in "".join(text for _, text in pairs).split()]
    printed = re.sub(r"\[Redacted: section (\d+\(\d\)), [a-z\s]+\]", r"s.\1", read_pdfium(data))
    printed = re.sub(r"Winter shelter funding\s+Page \d of \d", "", printed)
    assert aloud == words(printed.replace(" .", "."))  # a reader takes the end of a bar for a space


def test_every_bar_says_its_ground_aloud():
    with pikepdf.open(BytesIO(render(letter()))) as pdf:
        spans = {str(e.ID): str(e.get("/ActualText", "")) for e, _, _ in struct_elements(pdf) if e.S == "/Span"}
    assert spans == {
        "redaction-1": "",
        "redaction-2": "[Redacted: section 40(2), personal information]",
        "redaction-3": "[Redacted: section 40(2), personal information]",
        "redaction-4": "[Redacted: section 43(2), commercial interests]",
    }


def test_a_bar_over_several_lines_is_said_once():
    assert read_pdfium(render(MATRIX["many codes"])).count("Redacted: ") == 1


def test_a_long_document_has_a_bookmark_for_each_heading():
    """In the words that are printed, so that none tells more; nested as the headings are (WCAG 2.2, technique PDF2)."""
    with pikepdf.open(BytesIO(render(MATRIX["bookmarks"]))) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        chapters = [item.title for item in outline.root[0].children]
    assert titles == ["Winter shelter funding"]
    assert chapters[:2] == ["Chapter 0 on s.40(2)", "Chapter 3 on s.40(2)"]
    with pikepdf.open(BytesIO(render(letter()))) as pdf:
        assert "/Outlines" not in pdf.Root


def test_headings_never_skip_a_level():
    with pikepdf.open(BytesIO(render(MATRIX["headings"]))) as pdf:
        levels = [int(str(e.S)[2:]) for e, _, _ in struct_elements(pdf) if re.fullmatch(r"/H\d", str(e.S))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels[0] == 1
