"""Score spans against gold spans: what would be covered, whatever it is called.

A gold span is whole when every letter and digit of it is covered, honorifics, small words and punctuation aside.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Spans = Sequence[tuple[int, int]]

_PUNCTUATION = frozenset(" \t\n\r,.;:/&()[]{}<>–—-'\"’‘“”|_*#")
_FILLERS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness rt hon rev revd canon cllr councillor mp dbe "
    "obe kc qc supt sgt pc dc ds sr sister col agent officer staff nurse uncle young big and the of for at by "
    "in on a an justice "
    "deputy "
    "director district judge".split()
)
_GROUPS = {
    "PERSON": "person",
    "ORGANISATION": "organisation",
    "LOCATION": "location",
    "ADDRESS": "address",
    "POSTCODE": "address",
    "DATE": "date",
    "DATE_OF_BIRTH": "birth, age, nationality",
    "AGE": "birth, age, nationality",
    "NATIONALITY": "birth, age, nationality",
    "JOB_TITLE": "(job title)",
    "HEALTH_OR_SPECIAL": "(health)",
    "EMAIL": "e-mail",
    "PHONE": "phone",
    "URL": "url, user, ip",
    "IP_ADDRESS": "url, user, ip",
    "USERNAME": "url, user, ip",
    "REFERENCE": "reference",
    "POLICE_REFERENCE": "reference",
    "COLLAR_NUMBER": "reference",
}  # every other type is a UK identifier
_APART = frozenset({"(job title)", "(health)"})


def letters(gold: Iterable[Mapping[str, Any]], found: Mapping[str, Spans]) -> dict[str, float]:
    """Return the share of gold spans wholly covered, for ALL, EXEMPT and each group, and `precision`."""
    whole: Counter[str] = Counter()
    total: Counter[str] = Counter()
    good = spans = 0
    for letter in gold:
        merged = _merged(found[letter["doc_id"]])
        covered = {i for start, end in merged for i in range(start, end)}
        wanted: set[int] = set()
        for span in letter["spans"]:
            wanted.update(range(span["start"], span["end"]))
            group = _GROUPS.get(span["type"], "UK identifier")
            keys = [group] if group in _APART else [group, "ALL", *(["EXEMPT"] if span["exempt"] else [])]
            held = _significant(letter["text"], span["start"], span["end"]) <= covered
            total.update(keys)
            whole.update({key: int(held) for key in keys})
        for start, end in merged:
            significant = _significant(letter["text"], start, end)
            spans += 1
            good += 2 * len(significant & wanted) >= len(significant)
    return {key: whole[key] / total[key] for key in total} | {"precision": good / max(1, spans)}


def judgments(gold: Iterable[Mapping[str, Any]], found: Mapping[str, Spans]) -> dict[str, float]:
    """Return the share of DIRECT and QUASI entities protected, and recall and precision by word."""
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    needed = hit = masked = right = 0
    for judgment in gold:
        text = judgment["text"]
        merged = _merged(found[judgment["doc_id"]])
        covered = {i for start, end in merged for i in range(start, end)}
        entities: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for mention in judgment["mentions"]:
            if mention["mask"]:
                entities[mention["entity_id"]].append(mention)
        wanted: set[int] = set()
        for mentions in entities.values():
            kind = "DIRECT" if any(m["identifier_type"] == "DIRECT" for m in mentions) else "QUASI"
            total[kind] += 1
            kept[kind] += all(_significant(text, m["start"], m["end"]) <= covered for m in mentions)
            for mention in mentions:
                wanted.update(range(mention["start"], mention["end"]))
                for place in _words(text, mention["start"], mention["end"]):
                    needed += 1
                    hit += place <= covered
        for start, end in merged:
            for place in _words(text, start, end):
                masked += 1
                right += place <= wanted
    return {kind: kept[kind] / total[kind] for kind in total} | {
        "word recall": hit / max(1, needed),
        "word precision": right / max(1, masked),
    }


def names(texts: Iterable[Mapping[str, Any]], found: Iterable[Spans]) -> float:
    """Return the share of names that are wholly covered."""
    held = total = 0
    for each, spans in zip(texts, found, strict=True):
        covered = {i for start, end in spans for i in range(start, end)}
        for name in each["spans"]:
            total += 1
            held += _significant(each["text"], name["start"], name["end"]) <= covered
    return held / total


def persons(texts: Sequence[tuple[str, Spans, Spans]], found: Iterable[Sequence[Any]]) -> tuple[float, float]:
    """Return the share of persons wholly covered, by whatever was found, and of found persons that are labelled.

    Texts come with the spans of their persons and of all that is labelled in them, which is what a found person must
    lie in; found spans begin with start, end and entity.
    """
    held = total = good = spans = 0
    for (text, gold, labelled), seen in zip(texts, found, strict=True):
        covered = {i for span in seen for i in range(span[0], span[1])}
        total += len(gold)
        held += sum(_significant(text, start, end) <= covered for start, end in gold)
        people = [span for span in seen if span[2] == "PERSON"]
        spans += len(people)
        good += sum(is_right(text, (span[0], span[1]), labelled) for span in people)
    return held / total, good / max(1, spans)


def is_right(text: str, span: tuple[int, int], gold: Iterable[tuple[int, int]]) -> bool:
    """Tell whether at least half of what matters in a span is labelled."""
    significant = _significant(text, *span)
    wanted = {i for start, end in gold for i in range(start, end)}
    return 2 * len(significant & wanted) >= len(significant)


def cased(letter: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return a letter in other letters, where that leaves its length as it is."""
    return {**letter, "text": "".join(change(c) if len(change(c)) == 1 else c for c in letter["text"])}


def conll(path: Path) -> list[tuple[str, Spans, Spans]]:
    """Return the texts of a file of words and BIO labels, each with its persons and all that is labelled.

    The sentences of one document are one text, a line each.
    """
    texts: list[tuple[str, Spans, Spans]] = []
    text = ""
    people: list[tuple[int, int]] = []
    labelled: list[tuple[int, int]] = []
    for line in [*path.read_text("utf-8").splitlines(), "# newdoc"]:
        if line.startswith("# newdoc"):
            if text:
                texts.append((text, people, labelled))
            text, people, labelled = "", [], []
        elif not line:
            text += "\n"
        elif not line.startswith("#"):
            _, word, label = line.split("\t")[:3]
            text += "" if not text or text.endswith("\n") else " "
            for spans, wanted in ((people, label.endswith("-PER")), (labelled, label != "O")):
                if wanted:
                    start = len(text) if label[0] == "B" or not spans else spans.pop()[0]
                    spans.append((start, len(text) + len(word)))
            text += word
    return texts


def _words(text: str, start: int, end: int) -> list[set[int]]:
    return [set(range(start + word.start(), start + word.end())) for word in re.finditer(r"\w+", text[start:end])]


def _merged(spans: Spans) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _significant(text: str, start: int, end: int) -> set[int]:
    found: set[int] = set()
    for word in re.finditer(r"(?<!['’])[^\W_]+|(?<=['’])(?!s\b)[^\W_]+", text[start:end], re.I):
        if word.group().lower() not in _FILLERS:
            found.update(range(start + word.start(), start + word.end()))
    return found or {i for i in range(start, end) if text[i] not in _PUNCTUATION} or set(range(start, end))
