"""The whole of detection: one finding for one thing, models only fill gaps, nothing goes out."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.detection import detect, patterns
from redact.detection.merging import merge
from redact.errors import PolicyError
from redact.loaders import load
from redact.model import Action, Finding, Span
from redact.people import identify
from redact.policy import load_policy
from redact.proposal import propose
from tests.marked_text import check, document, find

SEEDS = Path(__file__).parents[2] / "seeds"
MODEL = "names-uk"


def test_an_e_mail_address_is_one_finding():
    text = "CC: PCC@hmic.gsi.gov.uk"

    assert ["EMAIL_ADDRESS"] == [finding.entity for finding in find(text, MODEL)]


def test_an_address_swallows_its_postcode():
    check(
        "<POSTAL_ADDRESS>14 Sample Street, Northmoor, NM1 4AB</>", "POSTAL_ADDRESS", "UK_POSTCODE", "LOCATION", "PERSON"
    )


def test_a_date_and_a_reference_on_one_line_are_two():
    check("<DATE_TIME>23February 2016</> <REFERENCE_NUMBER>MOPAC081215-22378</>", models=(MODEL,))


def test_bodies_and_offices_are_found_by_the_registers():
    check(
        "The <JOB_TITLE>Home Secretary</> met <ORGANIZATION>MOPAC</> and the <ORGANIZATION>Metropolitan Police Service</> in "
        "<LOCATION>London</>.",
        models=(MODEL,),
    )


def test_a_surname_never_bites_into_a_longer_word():
    check(
        "Dear Mrs <PERSON>May</>,\n\nThe Mayor may meet you in May 2016. Mayday is in May.\n\nYours sincerely", "PERSON"
    )


@pytest.mark.parametrize("word", ["Majesty", "MPS", "ROCU", "Report", "CC"])
def test_words_of_officialdom_are_nobody(word: str):
    text = f"I welcome the report. The {word} recognises that London is different."

    assert "PERSON" not in {finding.entity for finding in find(text, MODEL)}


def test_what_only_the_model_saw_says_so_and_agreement_shows():
    text = "Thank you for your letter.\n\nYours sincerely,\n\nDavid Johnson\n"
    found = {text[f.span.start : f.span.end]: f.found_by for f in find(text, MODEL) if f.entity == "PERSON"}

    assert ("model", "structure") == found["David Johnson"]


def test_a_check_digit_that_is_right_is_said():
    text = "Her NHS number is 999 526 0182."
    [finding] = [f for f in find(text) if f.entity == "UK_NHS"]

    assert "checksum" in finding.traits


def test_findings_are_in_order_and_none_but_cues_overlap():
    for path in sorted(SEEDS.glob("*.txt")):
        policy = load_policy("foi-uk")
        findings = [f for f in detect(load(path), policy) if not f.entity.endswith("_CUE")]
        for before, after in pairwise(findings):
            assert before.span.end <= after.span.start


@given(
    st.lists(
        st.sampled_from(
            "Mr Ada Specimen|Dear Ada,|020 7946 0958|Name: Bo\n|\n\n| and |May|O'|A.|PC 22|the Home Office".split("|")
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_no_finding_crosses_a_blank_line_or_leaves_the_text(pieces: list[str]):
    text = "x " + " ".join(pieces)
    for finding in find(text):
        words = text[finding.span.start : finding.span.end]
        assert words.strip() == words != ""
        assert "\n\n" not in words


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=["real", "invented"])
@pytest.mark.parametrize("name", ["foi-uk", "foi-uk-strict", "full-anonymisation"])
def test_what_is_withheld_without_the_model_is_withheld_with_it(path: Path, name: str):
    policy, page = load_policy(name), load(path)
    with_model, without = (
        {
            i
            for d in propose(page, identify(page, detect(page, policy, m), policy), policy).only(Action.WITHHOLD)
            for i in range(d.span.start, d.span.end)
        }
        for m in ((MODEL,), ("none",))
    )

    assert without <= with_model


@given(
    st.lists(
        st.sampled_from(
            "Mr Ada Specimen|Dear Ada,|020 7946 0958|Name: Bo Sample\n|\n\n|14 Mill Lane, Ashby AB1 2CD|Hartwell & Co|"
            "born on 3 May 1971|Ref: AB/12/345|said Siobhan Ekwueme of Leeds City Council|ada@example.org".split("|")
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_the_model_takes_nothing_from_what_is_sure(pieces: list[str]):
    text = "x " + " ".join(pieces)
    covered = [
        {i for f in find(text, *models) if f.score >= 0.9 for i in range(f.span.start, f.span.end)}
        for models in ((MODEL,), ())
    ]

    assert covered[1] <= {i for f in find(text, MODEL) for i in range(f.span.start, f.span.end)} | covered[0]


def test_of_two_patterns_that_are_as_sure_the_same_one_names_the_words_every_time():
    page = document("Our file is NM/CS/12345/26.")
    span = Span(12, 26)
    both = [Finding(span, entity, 0.95, ("pattern",)) for entity in ("NM_CASE", "NM_OTHER")]

    assert merge(page, both, [], []) == merge(page, both[::-1], [], [])


def test_a_broken_recognizer_file_is_named(tmp_path: Path):
    path = tmp_path / "bad.yaml"
    path.write_text("recognizers: [{name: x}]", encoding="utf-8")
    policy = load_policy("foi-uk")

    with pytest.raises(PolicyError, match=r"bad\.yaml"):
        detect(document("Dear Ada,"), replace(policy, recognizers=(path,)), ("none",))


def test_a_pattern_that_takes_too_long_is_never_left_out_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Presidio's own way is a line in a log, and what the pattern would have found is published."""
    monkeypatch.setattr(patterns, "PATIENCE", 0.2)
    path = tmp_path / "own.yaml"
    path.write_text(
        "recognizers:\n- name: Locker\n  supported_entity: LOCKER\n  supported_language: en\n"
        "  patterns:\n  - {name: pairs, regex: '(a|aa|b?a)+c', score: 0.9}\n",
        encoding="utf-8",
    )
    policy = replace(load_policy("foi-uk"), recognizers=(path,))

    with pytest.raises(PolicyError, match=r"'pairs' of 'Locker' was stopped"):
        detect(document("Dear Ada, " + "a" * 2_000 + " c"), policy, ("none",))


def test_context_phrases_of_two_words_count(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "recognizers:\n- name: Locker\n  supported_entity: LOCKER\n  supported_language: en\n  context: [locker key]\n"
        "  patterns:\n  - {name: digits, regex: '\\b\\d{4}\\b', score: 0.1}\n",
        encoding="utf-8",
    )
    policy = replace(load_policy("foi-uk"), recognizers=(path,))
    text = "Her locker key is 4471. The year was 2016 or so and nothing else of note happened in it, as far as anyone in the whole department knows: 1999."
    found = [text[f.span.start : f.span.end] for f in detect(document(text), policy, ("none",)) if f.entity == "LOCKER"]

    assert "4471" in found
    assert "1999" not in found


HOSTILE = {
    "spaces": " " * 20_000 + "x",
    "apostrophes": "O'" * 10_000,
    "titles": "The Rt Hon " * 2_000,
    "initials": "A. " * 8_000,
    "labels": "Name: " * 4_000,
    "quotes": "\n> " * 6_000 + "x",
    "lists": "Present:\n" * 2_000,
    "joined numbers": "01632 960222/" * 1_500,
    "joined names": "Mrs Shah and " * 1_500,
    "initials in brackets": "Jo Bloggs (JB), " * 1_200,
    "digits": "7" * 20_000,
    "one word": "A" * 20_000,
    "emoji and marks": "a\u0301\U0001f600" * 4_000,
    "right to left": "שלום עולם " * 2_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_to_its_end(text: str):
    assert isinstance(find(text), tuple)


@pytest.mark.slow
def test_no_connection_is_tried():
    """An audit hook sees every look-up and every connection; the suffix list's store is empty."""
    program = """
import os, sys, tempfile
tried = []
sys.addaudithook(lambda event, args: tried.append(event) if event in ("socket.getaddrinfo", "socket.connect") else None)
os.environ["TLDEXTRACT_CACHE"] = tempfile.mkdtemp()
from redact.detection import detect
from redact.loaders import load_text
from redact.policy import load_policy
text = "Write to jo.bloggs@northmoor.example.gov.uk or see www.example.org."
found = {finding.entity for finding in detect(load_text(text), load_policy("foi-uk"))}
assert {"EMAIL_ADDRESS", "URL"} <= found, found
print(len(tried))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (0, "0") == (done.returncode, done.stdout.strip()), done.stderr


def test_nothing_is_said_of_the_text_where_a_finding_is_shown():
    assert "Specimen" not in repr(find("I met Mr Ada Specimen."))
    assert isinstance(find("I met Mr Ada Specimen.")[0], Finding)
