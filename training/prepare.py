"""Prepare: every source cut into pieces that the network reads, and the vocabulary of those pieces.

    python training/prepare.py DATA TAB SILVER OUT [--documents 30000] [--seed 1] [--without TESTS.jsonl]

Some 4 minutes on two cores. DATA is the folder with labelled/btc, TAB the benchmark's file, SILVER what silver.py
wrote. TESTS holds sentences for a test, with spans: no invented person bears a name that stands there.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import silver
from generator import HERE, Generator, recased, swapped
from marked import Marked, allowed
from network import base_folder
from sources import judgments, tweets

from redact.detection.name_model.pieces import Vocabulary, Words

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
PARTS = ("generated", "silver", "tab", "btc")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "tab", "silver", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    generator = Generator(HERE / "patterns", HERE / "lists", names_in(asked.without))
    asked.out.mkdir(parents=True, exist_ok=True)
    texts = {
        "generated": [recased_text(generator.document(rng), rng) for _ in range(asked.documents)],
        "silver": [
            recased_text(swapped(marked, generator.names, rng), rng)
            for marked in silver.read(asked.silver)
            for _ in range(3)
        ],
        "tab": [recased_text(marked, rng) for marked in judgments(asked.tab, "train") for _ in range(3)],
        "btc": [recased_text(marked, rng) for marked in tweets(asked.data) for _ in range(2)],
    }
    pieces = vocabulary_for([m for name in PARTS for m in texts[name]], generator)
    (asked.out / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    vocabulary = Vocabulary(pieces)
    for name in PARTS:
        np.savez(asked.out / f"{name}.npz", **arrays(texts[name], vocabulary))
        print(name, len(texts[name]), "texts")
    print(len(pieces), "pieces")


def names_in(paths: Iterable[Path]) -> set[str]:
    """Return the words of the names that tests hold."""
    words: set[str] = set()
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for span in row["spans"]:
                words |= set(re.findall(r"\w{2,}", row["text"][span["start"] : span["end"]]))
    return words


def recased_text(marked: Marked, rng: random.Random) -> Marked:
    marked.text = recased(marked.text, rng)
    return marked


def vocabulary_for(texts: Iterable[Marked], generator: Generator) -> list[str]:
    """Return those of the base's pieces that the texts, the lists of names or short words need."""
    base = (base_folder() / "vocab.txt").read_text("utf-8").splitlines()
    whole = Vocabulary(base)
    words: Counter[str] = Counter()
    for marked in texts:
        words.update(word.lower() for word in Words(marked.text).texts)
    for table in (generator.names.given, generator.names.surnames):
        for names in table.values():
            words.update(word.lower() for name in names for word in Words(name).texts)
    used: Counter[int] = Counter()
    for word, times in words.items():
        for number in whole.numbers(word):
            used[number] += times
    plain = re.compile(r"(##)?[a-z0-9£€$%&@#'’.,:;!?()\[\]/_+=*<>|\\^~{}\"-]{1,3}\Z")
    kept = [
        p for i, p in enumerate(base) if p not in SPECIAL and not p.startswith("[") and (used[i] > 1 or plain.match(p))
    ]
    return [*SPECIAL, *kept]


def arrays(texts: Iterable[Marked], vocabulary: Vocabulary) -> dict[str, np.ndarray]:
    """Return texts as one run of pieces: number, form, allowed labels, and where each text and each word begins."""
    numbers: list[int] = []
    forms: list[int] = []
    may: list[int] = []
    starts: list[int] = []
    firsts: list[bool] = []
    for marked in texts:
        words = Words(marked.text)
        starts.append(len(numbers))
        for word, form, labels in zip(words.texts, words.forms, allowed(marked, words), strict=True):
            cut = vocabulary.numbers(word)
            numbers += cut
            forms += [form] * len(cut)
            may += [labels] * len(cut)  # all pieces of a word say the same
            firsts += [True, *[False] * (len(cut) - 1)]
    starts.append(len(numbers))
    return {
        "numbers": np.array(numbers, dtype=np.uint16),
        "forms": np.array(forms, dtype=np.uint8),
        "may": np.array(may, dtype=np.int32),
        "starts": np.array(starts, dtype=np.int64),
        "firsts": np.array(firsts, dtype=bool),
    }


if __name__ == "__main__":
    main()
