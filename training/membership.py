"""Whether names that stood in the training text score higher than names that did not: a membership test.

    python training/membership.py FOLDER DATA SILVER      a minute

Both kinds are full names of two words of people in coroners' reports and hearings: those that both teachers saw in the
text that was trained on (where invented people took their place), and those labelled by hand in the passages that were
kept apart. Names that stand in both are left out. Each is put into the same sentences, which say little, in the case
it was written in and in lower case; what is compared is the mean probability that the model gives the name.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np
import silver
from evaluate import real

from redact.detection.name_model.network import NameModel, load

_SENTENCES = (
    "The file was passed to {} in the afternoon.",
    "{} did not reply.",
    "It was noted that {} had seen the letter.",
    "Copies: the office; {}; the archive.",
    "We discussed this with {}, and no more was said.",
    "Later {}'s answer was read out.",
)


def main() -> None:
    folder, data, path = map(Path, sys.argv[1:4])
    model = load(folder)
    inside = {text for marked in silver.read(path) for text in _names(marked.text, marked.people)}
    outside = {
        text for gold in real(data) for text in _names(gold.text, [s[:2] for s in gold.spans if s[2] == "PERSON"])
    }
    both = {name.lower() for name in inside} & {name.lower() for name in outside}
    rng = random.Random(1)
    kinds = {
        "in the training text": rng.sample(sorted(n for n in inside if n.lower() not in both), 400),
        "not in it": sorted(n for n in outside if n.lower() not in both),
    }
    for case, change in (("as written", str), ("lower case", str.lower)):
        shares = {kind: [_share(model, change(name)) for name in names] for kind, names in kinds.items()}
        for kind, values in shares.items():
            error = np.std(values) / np.sqrt(len(values))
            print(f"{case}, {kind}: {len(values)} names, mean {np.mean(values):.4f} ± {1.96 * error:.4f}")
    print(json.dumps({"names in both, left out": len(both)}))


def _names(text: str, spans: list[tuple[int, int]]) -> set[str]:
    found = (text[start:end] for start, end in spans)
    return {name for name in found if len(name.split()) == 2 and name.replace(" ", "").isalpha() and name.istitle()}


def _share(model: NameModel, name: str) -> float:
    """Return the mean probability of a person over the sentences, nothing where the name is not wholly seen."""
    shares = []
    for sentence in _SENTENCES:
        text = sentence.format(name)
        start = text.index(name)
        covers = [
            s for s in model.read(text) if s.thing == "PERSON" and s.start <= start and s.end >= start + len(name)
        ]
        shares.append(covers[0].probability if covers else 0.0)
    return float(np.mean(shares))


if __name__ == "__main__":
    main()
