"""Small inputs that failed once, each by the commands that a user types: what was readable there is not any more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from redact.cli import main
from redact.text.folding import fold, squeeze
from redact.verification import inspect

CASES = Path(__file__).parent
READABLE = {
    "K6__EO04": "tamsin.hale",
    "K6__EF10": "hale",
    "K4__PH00": "900128",
    "K4__PH06": "07700900124",
    "K4__PH07": "900124",
    "K4__PH12": "900127",
    "K4__PH14": "900127",
    "K4__PH16": "900127",
    "K4__PH17": "900127",
    "K4__PH19": "900127",
    "K4__PH20": "900127",
    "K4__PH24": "900127",
    "K4__PH26": "7700900127",
    "K4__PH32": "002",
    "K4__PH34": "07700900127",
    "K2__NM-inv": "Thornleigh",
    "K2__NM-aqt2": "AQT noted",
    "K2__NM-poss": "Dunmow",
    "K2__NM-rev": "FenwickOrla",
    "K2__NM-camel": "OrlaFenwick",
    "K2__NM-file": "OrlaFenwick",
    "K2__NM-file2": "orlafenwick",
    "K2__NM-url2": "orla-fenwick",
    "K2__NM-url3": "ofenwick",
    "K2__NM-path2": "ofenwick",
    "K2__NM-host": "OFENWICK",
    "K2__NM-login": "ofenwick",
    "K2__NM-login2": "OFENWICK",
    "K2__NM-spaced": "F E N W I C K",
    "K2__NM-ocr": "0rla",
    "K5__MI-iban-lower": "gb29nwbk",
    "K5__MI-sort-glued": "200000",
    "K5__MI-card-glued": "4111111111111111",
    "K5__MI-dob-compact": "19480504",
    "K5__MI-dob-words": "fourth of May 1948",
    "K5__MI-dob-ocr": "1948",
    "K5__MI-dob-dash": "1948",
    "K5__MI-nino-tab": "12\t34",
    "K5__MI-nino-ocr": "I2 34",
    "K5__MI-mac-dot": "0000.5e00",
    "K5__MI-ip4-defang": "198[.]51",
    "K5__MI-w3w3": "index.home",
    "K5__MI-dms": "51°30",
    "K5__MI-plate-cherished": "1 ABC",
    "K5__MI-plate-lc": "ab12 cde",
    "K5__MI-tme": "orlafen",
    "K5__MI-discord": "orlafen",
    "K5__MI-winpath": "ofenwick",
    "K5__MI-unixpath": "ofenwick",
    "K8__MI-lower": "desmond pike",
    "K7__MI-xml": "1948-05-04",
    "K7__MI-b64": "T3JsYSBGZW53aWNr",
}
"""By the name of a letter, what could be read in the PDF made of it, with everything undecided withheld."""
SET = ("EL05", "K9-amharic", "K9-bullet", "K9-han", "K9-kana", "K9-punjabi", "K9-vietnamese")
TERMS = {
    "Q02": "operation_blue_kestrel",
    "Q05": "operationbluekestrel",
    "Q07": "operation-blue-kestrel",
    "Q11": "4472",
    "Q12": "frank words",
}
FILLERS = {"U+3164": "\u3164", "U+115F": "\u115f", "U+1160": "\u1160", "U+FFA0": "\uffa0"}
NUMBERS = {"telephone": "020 79{}46 0958", "card": "4111 11{}11 1111 1111", "National Insurance": "QQ 12 3{}4 56 C"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def published(folder: Path, text: str | Path, policy: str | Path = "foi-uk-strict", *more: object) -> str:
    """Publish a letter with everything undecided withheld, and return all that its PDF and HTML say."""
    source = folder / "a.txt"
    if isinstance(text, Path):
        shutil.copyfile(text, source)
    else:
        source.write_text(text, encoding="utf-8")
    done = run("publish", source, "-p", policy, "--undecided", "withhold", "-o", folder / "out", *more)
    assert 0 == done.exit_code, done.output
    pages = pypdfium2.PdfDocument(str(folder / "out/disclosure-1.pdf"))
    html = (folder / "out/disclosure-1.html").read_text(encoding="utf-8")
    return "\n".join(page.get_textpage().get_text_range() for page in pages) + re.sub(r"<[^>]+>", " ", html)


def letter(words: str) -> str:
    return f"Northmoor County Council\n14 March 2025\n\nDear Sir or Madam\n\n{words}\n\nYours faithfully\n"


@pytest.mark.parametrize("case", READABLE)
def test_what_could_be_read_is_withheld(tmp_path: Path, case: str):
    read = published(tmp_path, CASES / f"{case}.txt")

    assert squeeze(fold(READABLE[case])) not in squeeze(fold(read))


@pytest.mark.parametrize("case", SET)
def test_what_was_refused_is_published(tmp_path: Path, case: str):
    assert published(tmp_path, CASES / f"K9__{case}.txt")


@pytest.mark.parametrize("case", TERMS)
def test_a_term_is_found_in_any_writing(tmp_path: Path, case: str):
    shutil.copyfile(CASES / f"K12__{case}.yaml", tmp_path / f"{case.lower()}.yaml")
    read = published(tmp_path, CASES / f"K12__{case}.txt", tmp_path / f"{case.lower()}.yaml")

    assert squeeze(fold(TERMS[case])) not in squeeze(fold(read))


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_filler_hides_no_number(tmp_path: Path, number: str, filler: str):
    words = NUMBERS[number].format(FILLERS[filler])
    read = published(tmp_path, letter(f"The {number} number is {words}."))

    assert squeeze(fold(words)) not in squeeze(fold(read))


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "-\n"], ids=["soft hyphen", "zero width", "line's end"])
def test_a_broken_term_is_the_term(tmp_path: Path, mark: str):
    shutil.copyfile(CASES / "K12__Q02.yaml", tmp_path / "q02.yaml")
    read = published(tmp_path, letter(f"See Operation Blue Kes{mark}trel there."), tmp_path / "q02.yaml")

    assert "kestrel" not in squeeze(fold(read))


@pytest.mark.parametrize("name", ["Olga Ivanova", "Ölga Ivanova", "Élise Martin", "Øyvind Hansen", "Łucja Nowak"])
@pytest.mark.parametrize("policy", ["foi-uk", "foi-uk-strict", "eir-uk", "foisa-scotland"])
def test_an_addressee_with_any_capital_is_withheld_with_their_address(tmp_path: Path, name: str, policy: str):
    text = f"{name}\n12 Vicarage Road\nNorthmoor\nNM4 2AB\n\n14 March 2025\n\nDear Sir,\n\nThank you for your letter.\n\nYours faithfully\n"
    source = tmp_path / "a.txt"
    source.write_text(text, encoding="utf-8")
    run("propose", source, "-p", policy)
    opened = run("diff", source, "--format", "json", "--reveal").output

    assert not re.search(rf'"action": "disclose"[^{{}}]*(?:{name}|Vicarage)', opened)
    shown = [line for line in run("diff", source, "--reveal").output.splitlines() if line.startswith("+")]
    assert not [line for line in shown if "Vicarage" in line or name.split()[1] in line]


@pytest.mark.parametrize("policy", ["foi-uk", "foi-uk-strict", "eir-uk", "foisa-scotland"])
def test_the_home_of_a_letter_with_two_letterheads_is_not_open(tmp_path: Path, policy: str):
    source = tmp_path / "a.txt"
    shutil.copyfile(CASES / "complaint.txt", source)
    run("propose", source, "-p", policy)
    text = source.read_text(encoding="utf-8")
    home = next(line for line in text.splitlines() if re.match(r"\d+\w? ", line))
    shown = [line for line in run("diff", source, "--reveal").output.splitlines() if line.startswith(("+", " "))]

    assert not [line for line in shown if home in line]


def test_a_sentence_that_ends_with_an_initial_ends_the_name(tmp_path: Path):
    read = published(tmp_path, letter("I spoke to Patricia V. She says he is a loose cannon."))

    assert "She says he is a loose cannon." in " ".join(read.split())


@pytest.mark.parametrize("count", [13, 26, 71])
def test_numbers_that_the_program_writes_stop_nothing(tmp_path: Path, count: int):
    """Ages and house numbers like those of the redactions beside them."""
    names = [
        f"{first} {last}"
        for first in ("Orla", "Desmond", "Tamsin", "Ruth", "Idris", "Keir", "Nia", "Hugh", "Ada")
        for last in ("Fenwick", "Pike", "Hale", "Sample", "Testcase", "Bodger", "Quill", "Marl")
    ]
    lines = "\n\n".join(
        f"{name}, aged {9 + i % 4 if count < 71 else count}, of {26 if count > 13 else count} Quay Road came."
        for i, name in enumerate(names[:count])
    )

    assert published(tmp_path, letter(lines))


@pytest.mark.parametrize("path", sorted(CASES.glob("K10*.pdf")), ids=lambda path: path.stem)
def test_what_was_made_hard_to_see_is_told(path: Path):
    """Without the words; but for what is plainly to be seen, which takes the words, and reading the page as it looks."""
    if "visible" in path.stem:
        if shutil.which("tesseract"):
            assert inspect(path.read_bytes(), ["Orla Fenwick"]).leaks
        return
    assert 1 == run("verify", path).exit_code


def test_what_producers_always_write_is_no_leak():
    assert 0 == run("verify", CASES / "K11__V54-control-clean.pdf").exit_code


def test_a_file_name_at_the_foot_of_a_page_tells_the_name(tmp_path: Path):
    source = tmp_path / "a.txt"
    shutil.copyfile(CASES / "K1__letter.txt", source)
    run("propose", source, "-p", "foi-uk-strict")

    assert 1 == run("verify", CASES / "K1__V68-filename-footer.pdf", "--source", source).exit_code


@pytest.mark.parametrize("name", ["K1__OrlaFenwick", "K1__Fenwick_O_complaint"])
def test_no_output_is_named_after_anybody(tmp_path: Path, name: str):
    source = Path(shutil.copy(CASES / f"{name}.txt", tmp_path / f"{name.removeprefix('K1__')}.txt"))
    done = run("publish", source, "-p", "foi-uk-strict", "--undecided", "withhold", "-o", tmp_path / "out")

    assert 0 == done.exit_code
    assert not [
        path
        for path in (tmp_path / "out").iterdir()
        if b"fenwick" in path.read_bytes().lower() or "enwick" in path.name
    ]


def test_a_line_lost_in_a_merge_publishes_no_number(tmp_path: Path):
    shutil.copyfile(CASES / "K3__review-line-lost.txt", tmp_path / "a.txt")
    shutil.copyfile(CASES / "K3__review-line-lost.json", tmp_path / "a.txt.review.json")
    for command in (("publish", "-o", tmp_path / "out"), ("diff",), ("sign", "--as", "Bo Second")):
        assert 1 == run(command[0], tmp_path / "a.txt", *command[1:]).exit_code
    assert not (tmp_path / "out").exists()


def test_the_diff_says_what_the_pdf_prints(tmp_path: Path):
    source = tmp_path / "a.txt"
    source.write_text(letter("Ms Orla Fenwick wrote to us about Jo Sample."), encoding="utf-8")
    subject = ("-p", "dsar-uk", "--data-subject", "Jo Sample")
    run("propose", source, *subject)
    shown = run("diff", source, *subject).output

    assert "[Third party A]" in shown
    assert "[Third party A 1]" not in shown
