"""Evaluate a model alone on the sets that training may choose by; nothing that tests the program is read here.

    python training/evaluate.py MODEL DATA TAB [--generated 300]

Sets: passages of real reports and hearings, labelled by hand (labels/real.jsonl, by offset), judgments of TAB's dev
split, generated documents of patterns that are kept apart. A thing counts as found where every letter and digit of it
lies in found stretches; a found stretch is right where at least half of it lies in labelled ones.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator import HERE, Generator, recased
from marked import Marked
from sources import judgments, prose

from redact.detection.name_model.labels import PERSON, Stretch
from redact.detection.name_model.network import load


@dataclass(slots=True)
class Gold:
    """A text with what is in it: start, end, thing; `asked` names the things that its source labels."""

    text: str
    spans: list[tuple[int, int, str]]
    asked: frozenset[str]
    found: list[Stretch] = field(default_factory=list)


ALL = frozenset(
    {
        "PERSON",
        "ADDRESS",
        "LOCATION",
        "ORGANIZATION",
        "JOB_TITLE",
        "REFERENCE",
        "BIRTH",
        "AGE",
        "CONTACT",
        "DATE",
        "NRP",
    }
)


def real(data: Path) -> Iterator[Gold]:
    """Yield the passages that were labelled by hand."""
    texts = {name: [text for _, text in prose(data, name)] for name in ("pfd", "covid")}
    for line in (HERE / "labels" / "real.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        start = row["start"]
        text = texts[row["source"]][row["row"]][start : row["end"]]
        yield Gold(text, [(s - start, e - start, kind) for s, e, kind in row["spans"]], ALL)


def of_marked(texts: Iterable[Marked], asked: frozenset[str]) -> Iterator[Gold]:
    """Yield marked texts as gold: the parts of a person as one."""
    for marked in texts:
        spans: list[tuple[int, int, str]] = []
        group = None
        for mark in marked.marks:
            thing = "PERSON" if set(mark.kinds) & set(PERSON) else mark.kinds[0]
            if mark.group == group and spans:
                spans[-1] = (spans[-1][0], mark.end, thing)
            else:
                spans.append((mark.start, mark.end, thing))
            group = mark.group
        yield Gold(marked.text, spans, asked)


def sets(data: Path, tab: Path, number: int) -> dict[str, list[Gold]]:
    """Return the sets by name."""
    rng = random.Random(77)
    generator = Generator(HERE / "patterns", HERE / "lists", apart=True)
    made = [generator.document(rng) for _ in range(number)]
    for marked in made:
        marked.text = recased(marked.text, rng)
    return {
        "real": list(real(data)),
        "tab": list(of_marked(judgments(tab, "dev"), ALL - {"JOB_TITLE"})),
        "generated": list(of_marked(made, ALL)),
    }


def read(gold: list[Gold], model: Path, change: Callable[[str], str] = str) -> None:
    """Let a model read every text of a set."""
    named = load(model)
    for each in gold:
        text = change(each.text)
        each.found = named.read(text if len(text) == len(each.text) else each.text)


def covered(text: str, start: int, end: int, taken: set[int]) -> bool:
    return all(i in taken for i in range(start, end) if text[i].isalnum())


def right(text: str, stretch: Stretch, spans: Iterable[tuple[int, int, str]]) -> bool:
    """Tell whether at least half of a stretch lies in what is labelled, of whatever kind."""
    letters = [i for i in range(stretch.start, stretch.end) if text[i].isalnum()]
    inside = sum(any(s <= i < e for s, e, _ in spans) for i in letters)
    return 2 * inside >= len(letters)


def table(name: str, gold: list[Gold], least: float | dict[str, float], things: frozenset[str] = ALL) -> str:
    """Return a line: recall by thing, and precision of what is found at a probability."""
    recall: dict[str, list[bool]] = {}
    rights: dict[str, list[bool]] = {}
    for each in gold:
        kept = [
            s
            for s in each.found
            if s.thing in things and s.probability >= (least if isinstance(least, float) else least[s.thing])
        ]
        taken = {i for s in kept for i in range(s.start, s.end)}
        for start, end, thing in each.spans:
            recall.setdefault(thing, []).append(covered(each.text, start, end, taken))
        for stretch in kept:
            rights.setdefault(stretch.thing, []).append(right(each.text, stretch, each.spans))
    shown = "  ".join(
        f"{thing[:6]} {_share(recall.get(thing, ()))}/{_share(rights.get(thing, ()))}"
        for thing in sorted(things, key=lambda t: list(ALL_ORDER).index(t))
    )
    asked = [x for thing, xs in recall.items() if thing in things for x in xs]
    return f"{name:14} all {_share(asked)}/{_share([x for xs in rights.values() for x in xs])}  {shown}"


ALL_ORDER = (
    "PERSON",
    "ADDRESS",
    "LOCATION",
    "ORGANIZATION",
    "REFERENCE",
    "CONTACT",
    "JOB_TITLE",
    "BIRTH",
    "AGE",
    "DATE",
    "NRP",
)


def _share(values: Iterable[bool]) -> str:
    known = list(values)
    return f"{sum(known) / len(known):.3f}" if known else "  -  "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "data", "tab"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--generated", type=int, default=300)
    asked = parser.parse_args()
    for name, gold in sets(asked.data, asked.tab, asked.generated).items():
        for case, change in (
            (("", str), (" CAPS", str.upper), (" lower", str.lower)) if name == "real" else (("", str),)
        ):
            read(gold, asked.model, change)
            for least in (0.3, 0.5, 0.7, 0.9):
                print(table(f"{name}{case} {least}", gold, least), flush=True)


if __name__ == "__main__":
    main()
