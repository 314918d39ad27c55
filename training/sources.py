"""Sources: labelled text from elsewhere, as marked texts. Where each comes from and its licence: sources.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from marked import Mark, Marked, outside

from redact.detection.name_model.labels import PERSON

# The last of each file are kept apart for choosing and calibrating (labels/real.jsonl).
PFD_APART, COVID_APART = 90, 12
_TAB = {
    "PERSON": PERSON,
    "CODE": ("REFERENCE",),
    "LOC": ("LOCATION", "ADDRESS"),
    "ORG": ("ORGANIZATION",),
    "DEM": ("NRP", "JOB_TITLE", "AGE"),
    "DATETIME": ("DATE", "BIRTH", "AGE"),
}
_TWEETS = {"PER": PERSON, "LOC": ("LOCATION",), "ORG": ("ORGANIZATION",)}


def prose(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return id and text of the real British documents of one file, in its order."""
    rows = [json.loads(line) for line in (folder / "uk_prose" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [(str(row["id"]), row["text"]) for row in rows]


def judgments(path: Path, split: str) -> Iterator[Marked]:
    """Yield documents of the Text Anonymization Benchmark; what it calls MISC or QUANTITY may be anything."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["tab_split"] != split:
            continue
        marks: list[Mark] = []
        seen: set[tuple[int, int]] = set()
        for number, mention in enumerate(sorted(row["mentions"], key=lambda m: (m["start"], -m["end"]))):
            start, end = mention["start"], mention["end"]
            kinds = _TAB.get(mention["entity_type"])
            if kinds is None or (start, end) in seen or (marks and start < marks[-1].end):
                continue
            seen.add((start, end))
            marks.append(Mark(start, end, kinds, number, maybe=mention["entity_type"] == "DEM"))
        yield Marked(row["text"], marks, outside("JOB_TITLE", "NRP", "AGE", "ORGANIZATION"), "tab")


def tweets(folder: Path, letters: str = "abefgh") -> Iterator[Marked]:
    """Yield the Broad Twitter Corpus, in runs of eight tweets a text."""
    rows: list[tuple[str, list[tuple[int, int, str]]]] = []
    for letter in letters:
        rows += conll(folder / "labelled" / "btc" / f"{letter}.conll")
    rest = outside("DATE", "JOB_TITLE", "AGE", "CONTACT", "REFERENCE", "NRP")
    for at in range(0, len(rows), 8):
        text, marks = "", []
        for words, spans in rows[at : at + 8]:
            marks += [Mark(len(text) + s, len(text) + e, _TWEETS[kind], at * 100 + len(marks)) for s, e, kind in spans]
            text += words + "\n"
        yield Marked(text, marks, rest, "btc")


def conll(path: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Return the sentences of a file of words and BIO labels: text, and spans of start, end, kind."""
    rows = []
    text, spans = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.split("\t") if "\t" in line else line.split()
        if line.startswith("#") and "\t" not in line:
            continue
        if len(parts) < 2:
            if text:
                rows.append((text, [(s, e, k) for s, e, k in spans]))
            text, spans = "", []
            continue
        word, label = (parts[1], parts[2]) if parts[0].isdigit() and len(parts) > 2 else (parts[0], parts[-1])
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + word
        if label[:2] == "B-" or (label[:2] == "I-" and (not spans or spans[-1][2] != label[2:])):
            spans.append([start, len(text), label[2:]])
        elif label[:2] == "I-":
            spans[-1][1] = len(text)
    return rows
