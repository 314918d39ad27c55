"""No pattern means A to Z when it means a capital letter: names have Ö, É, Ø and Ł too."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from redact.text.characters import CAPITALS, SMALL
from tests.marked_text import check

ROOT = Path(__file__).parents[2]
_CASE = re.compile(r"A-Z|a-zß|À-Ö|À-Þ|À-Ž")
# What is ASCII by its own standard or by what it is: the file, and a part of the line.
ASCII = {
    "redact/text/characters.py": ("ABESIJKMHOPCTYX",),
    "redact/text/names.py": ("[A-Z]{{2,4}}",),  # letters behind a name: MBE
    "redact/text/folding.py": ("[A-Za-z0-9+/]", "0-9A-F", "[A-Za-z]{2,24}", "[a-z]"),  # base64, entities
    "redact/text/writings.py": ("[^a-z]",),
    "redact/policy/schema.py": ("[A-Za-z0-9]{2,8}",),  # languages: en-GB
    "redact/redaction.py": ("_OUTWARD",),  # postcodes
    "redact/people/correspondents.py": ("_POSTCODE",),
    "redact/people/repeats.py": ("[A-Za-z]?",),  # house numbers: 12B
    "redact/people/seniority.py": ("[A-Z]{2,5}",),  # letters behind a name
    "redact/detection/structure/phrases.py": (r"[A-Z]{{0,3}}\d", r"[A-Z]{0,3}\d", "(?P<initials>[A-Z]{1,3})"),
    "redact/detection/structure/written.py": ("_CODE",),  # witness codes: Girl B
    "redact/detection/structure/tagged.py": ("<(?P<label>", "_KEY"),  # names of tags and keys
    "redact/detection/joined/beside.py": ("_NUMBER", r"\d{{1,3}}[A-Z]"),
    "redact/detection/addresses/grammar.py": (
        "[A-Z]{2}",
        "NUMBER",
        "PO_BOX",
        "A-PR-UWYZ",
        r"[A-Za-z]?[ \xa0]",
        "FIELD",
    ),
}
ROOMS = ("text", "people", "detection", "segmentation", "policy", "redaction.py", "finding.py", "proposal.py")


def test_every_pattern_that_means_a_capital_means_any():
    odd = []
    for room in ROOMS:
        top = ROOT / "redact" / room
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if _CASE.search(line) and not any(part in line for part in ASCII.get(name, ())):
                    odd.append(f"{name}:{number}")
    assert [] == odd


def test_the_classes_hold_every_letter_with_case_of_the_alphabets_that_councils_write():
    for point in (*range(0x41, 0x590), *range(0x1E00, 0x2000)):
        letter = chr(point)
        assert (unicodedata.category(letter) == "Lu") == bool(re.fullmatch(f"[{CAPITALS}]", letter))
        assert (unicodedata.category(letter) == "Ll") == bool(re.fullmatch(f"[{SMALL}]", letter))


@pytest.mark.parametrize(
    "name", ["Olga Ivanova", "Ölga Ivanova", "Élise Martin", "Øyvind Hansen", "Łucja Nowak", "Şule Ćosić"]
)
@pytest.mark.parametrize(
    "text",
    [
        "<PERSON>{}</>\n12 Vicarage Road\nNorthmoor\nNM4 2AB\n\nDear Sir,\n\nThank you.",
        "Dear <PERSON>{}</>,\n\nThank you.",
        "Thank you.\n\nYours sincerely,\n\n<PERSON>{}</>\nClerk of Works",
        "We wrote to Mr <PERSON>{}</> on Monday.",
        "Referrer: <PERSON>{}</>",
    ],
)
def test_a_name_is_found_whatever_stands_on_its_capital(name: str, text: str):
    check(text.format(name), "PERSON", models=("none",))
