"""Score spans against gold spans: what would be covered, whatever it is called.

A gold span is whole when every letter and digit of it is covered, honorifics, small words and punctuation aside.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    for word in re.finditer(r"[^\W_]+", text[start:end]):
        if word.group().lower() not in _FILLERS:
            found.update(range(start + word.start(), start + word.end()))
    return found or {i for i in range(start, end) if text[i] not in _PUNCTUATION} or set(range(start, end))
