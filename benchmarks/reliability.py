"""Measure what a score means: how often findings of some score, means and kin are right, on labelled documents.

    uv run python benchmarks/reliability.py           writes benchmarks/reliability.md
    uv run python benchmarks/reliability.py --fit     first fits redact/confidence/measured.json anew, then measures
    ... --shared FOLDER      also the labelled real documents there, which name real people: counts only

A finding of `redact.find` under foi-uk is right where at least half of its letters and digits lie in labelled spans of
its kin (`LABELS`); `any` asks for a labelled span of whatever type, which is what covering words needs. Money, cues and
terms are labelled nowhere and left out by name (`confidence.is_measured`). Titles and small words do not count
(`scoring.is_right`). ECE, the expected calibration error, is the mean distance between score and share right over
tenths of the score, weighted by findings; Brier is the mean square of score less right.

Fitted on rounds 1 and 2, which were read while rules were amended, and on the letters, which the rules were written
with and which therefore weigh a quarter. Round 3 is blind: it is measured, never fitted on, and nobody reads it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scoring

from redact import confidence
from redact.detection import detect
from redact.detection.entities import kin
from redact.finding import find
from redact.model import Document, Finding, Source
from redact.people import identify
from redact.policy import load_policy
from redact.segmentation.lines import blocks_of

DATA = Path(__file__).parent / "data"
REPORT = Path(__file__).with_suffix(".md")
POLICY = load_policy("foi-uk")
BLIND = "round-3"
WEIGHTS = {"letters": 0.25, "round-1": 1.0, "round-2": 1.0}
BELIEF = 5.0  # findings' worth of belief that means are as good for one kin as for all, and as good as all means
STIFFNESS = {"slope": 1.0, "constant": 0.1, "kin": 2.0}  # precision of the belief that a curve changes nothing
# The types of label that a finding of a kin may lie in; a street may be labelled as an address and a town in one.
LABELS = {
    "person": {"PERSON"},
    "post": {"JOB_TITLE"},
    "body or place": {"ORGANISATION", "LOCATION", "NATIONALITY", "ADDRESS"},
    "address": {"ADDRESS", "POSTCODE", "LOCATION"},
    "date": {"DATE", "DATE_OF_BIRTH", "AGE"},
    "contact": {"EMAIL", "URL", "USERNAME"},
}
HEAD = """\
`uv run python benchmarks/reliability.py --fit --shared FOLDER` writes this page: the findings of `redact.find` under
foi-uk, by whether they are right. *Right*: at least half of the letters and digits lie in labels of the finding's kin;
*any*: in any label. *By hand* is the score before calibration. Rounds 1 and 2 were fitted on, with the letters at a
quarter of the weight; **round 3 is blind and was not**. Money, cues and terms are not labelled and left out."""
NO_NUMBERS = set().union(*LABELS.values()) | {"HEALTH_OR_SPECIAL"}  # every other type is a number


@dataclass(frozen=True)
class Seen:
    """One finding: its score by hand and as calibrated, and whether it is right."""

    finding: Finding
    where: tuple[str, str]  # the document and the words, folded
    calibrated: float
    right: bool
    labelled: bool

    @property
    def by_hand(self) -> float:
        return self.finding.score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the shares and the curve anew")
    parser.add_argument("--shared", type=Path, help="a folder with eval/real.jsonl")
    asked = parser.parse_args()
    if asked.fit:
        fit({name: read(DATA / f"{name}.jsonl", calibrated=False) for name in WEIGHTS})
    sets = {name: read(DATA / f"{name}.jsonl") for name in (*WEIGHTS, BLIND)}
    sets |= {
        f"{BLIND}, {case}": read(DATA / f"{BLIND}.jsonl", change)
        for case, change in (("capitals", str.upper), ("lower case", str.lower))
    }
    if asked.shared:
        sets["real"] = read(asked.shared / "eval" / "real.jsonl")
    text = report(sets)
    REPORT.write_text(text, encoding="utf-8")
    print(text)


def read(path: Path, change: Callable[[str], str] = str, *, calibrated: bool = True) -> list[Seen]:
    """Return what is found in the documents of a file, as written or in other letters."""
    seen: list[Seen] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        letter = scoring.cased(json.loads(line), change)
        document = Document(Source("letter.txt"), letter["text"], blocks_of(letter["text"]))
        by_hand = identify(document, detect(document, POLICY), POLICY)
        scored = find(document, POLICY) if calibrated else by_hand
        for finding, after in zip(by_hand, scored, strict=True):
            if confidence.is_measured(finding):
                where = (letter["doc_id"], document[finding.span].casefold())
                seen.append(Seen(finding, where, after.score, *judged(letter, finding)))
    return seen


def judged(letter: dict[str, Any], finding: Finding) -> tuple[bool, bool]:
    """Tell whether a finding lies in labels of its kin, and in any."""
    types = LABELS.get(kin(finding))
    every = [(span["start"], span["end"]) for span in letter["spans"]]
    kinned = [
        (span["start"], span["end"])
        for span in letter["spans"]
        if (span["type"] in types if types else span["type"] not in NO_NUMBERS)
    ]
    span = (finding.span.start, finding.span.end)
    return scoring.is_right(letter["text"], span, kinned), scoring.is_right(letter["text"], span, every)


def fit(sets: dict[str, list[Seen]]) -> None:
    """Write the shares and the curve; the same words, seen again in a document, are one slip or one success."""
    weighed: list[tuple[Seen, float]] = []
    for name, seen in sets.items():
        times = Counter((one.where, one.finding.entity, confidence.means(one.finding)) for one in seen)
        weighed += [
            (one, WEIGHTS[name] / times[one.where, one.finding.entity, confidence.means(one.finding)]) for one in seen
        ]
    slope, constants = curve([(one, weight) for one, weight in weighed if one.finding.model_alone])
    shares = shares_of([(one, weight) for one, weight in weighed if not one.finding.model_alone])
    data = {"slope": slope, "constants": constants, "shares": shares}
    confidence.MEASURED.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def shares_of(weighed: Sequence[tuple[Seen, float]]) -> dict[str, dict[str, float]]:
    """Return the share right by means and kin, with a Beta belief: of a cell as of its means, of those as of all."""
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    right: defaultdict[tuple[str, str], float] = defaultdict(float)
    for one, weight in weighed:
        means = confidence.means(one.finding)
        for cell in ((confidence.ANY, confidence.ANY), (means, confidence.ANY), (means, kin(one.finding))):
            found[cell] += weight
            right[cell] += weight * one.right
    overall = right[confidence.ANY, confidence.ANY] / found[confidence.ANY, confidence.ANY]
    shares: dict[str, dict[str, float]] = {}
    for means, kind in sorted(found, key=lambda cell: (cell[1] != confidence.ANY, cell)):  # the means before their kins
        believed = shares[means][confidence.ANY] if kind != confidence.ANY else overall
        share = (right[means, kind] + BELIEF * believed) / (found[means, kind] + BELIEF)
        shares.setdefault(means, {})[kind] = round(share, 4)
    return shares


def curve(weighed: Sequence[tuple[Seen, float]]) -> tuple[float, dict[str, float]]:
    """Return slope and constants, by kin, of a logistic curve over the log odds of the model's own probability."""
    kinds = sorted({kin(one.finding) for one, _ in weighed})
    x = np.array(
        [
            [confidence.log_odds(one.by_hand), 1.0, *(float(kin(one.finding) == kind) for kind in kinds)]
            for one, _ in weighed
        ]
    )
    y = np.array([float(one.right) for one, _ in weighed])
    weights = np.array([weight for _, weight in weighed])
    belief = np.array([1.0] + [0.0] * (1 + len(kinds)))
    stiffness = np.array([STIFFNESS["slope"], STIFFNESS["constant"], *[STIFFNESS["kin"]] * len(kinds)])

    def loss(at: np.ndarray) -> float:
        off = weights * np.logaddexp(0, -(2 * y - 1) * (x @ at))
        return float(off.sum() + 0.5 * (stiffness * (at - belief) ** 2).sum())

    at = belief.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-(x @ at)))
        slopes = x.T @ (weights * (p - y)) + stiffness * (at - belief)
        bends = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(stiffness)
        step = np.linalg.solve(bends, slopes)
        while loss(at - step) > loss(at) and np.abs(step).max() > 1e-9:
            step /= 2
        at = at - step
    slope, constant, *own = (float(value) for value in at)
    constants = {confidence.ANY: constant, **{kind: constant + more for kind, more in zip(kinds, own, strict=True)}}
    return round(slope, 4), {kind: round(value, 4) for kind, value in constants.items()}


def report(sets: dict[str, list[Seen]]) -> str:
    fitted = [one for name in WEIGHTS if name != "letters" for one in sets[name]]
    parts = [
        "# What a score means",
        HEAD,
        table(
            "set,findings,score by hand,score,right,any,ECE by hand,ECE,Brier by hand,Brier".split(","),
            [
                (
                    name,
                    len(seen),
                    *(f"{mean(seen, of):.3f}" for of in (BY_HAND, SCORE, RIGHT, ANY)),
                    *(f"{error(seen, of):.3f}" for of in (BY_HAND, SCORE)),
                    *(f"{mean(seen, lambda one, of=of: (of(one) - one.right) ** 2):.3f}" for of in (BY_HAND, SCORE)),
                )
                for name, seen in sets.items()
            ],
        ),
    ]
    for title, seen in (("Round 3, blind", sets[BLIND]), ("Rounds 1 and 2, fitted on", fitted)):
        parts += [f"## {title}", tenths(seen, BY_HAND, "score by hand"), tenths(seen, SCORE, "score")]
        alone = [one for one in seen if one.finding.model_alone]
        parts += ["What the model alone saw:", tenths(alone, SCORE, "score"), by_means(seen)]
    return "\n\n".join(parts) + "\n"


Of = Callable[[Seen], float]
BY_HAND: Of = lambda one: one.by_hand  # noqa: E731
SCORE: Of = lambda one: one.calibrated  # noqa: E731
RIGHT: Of = lambda one: one.right  # noqa: E731
ANY: Of = lambda one: one.labelled  # noqa: E731


def mean(seen: Sequence[Seen], of: Of) -> float:
    return sum(map(of, seen)) / len(seen)


def by_tenth(seen: Iterable[Seen], of: Of) -> list[list[Seen]]:
    """Return findings by tenths of their score, the empty tenths left out."""
    tenths: defaultdict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        tenths[min(math.floor(of(one) * 10), 9)].append(one)
    return [tenths[tenth] for tenth in sorted(tenths)]


def error(seen: Sequence[Seen], of: Of) -> float:
    """Return the expected calibration error."""
    return sum(abs(mean(some, of) - mean(some, RIGHT)) * len(some) for some in by_tenth(seen, of)) / len(seen)


def tenths(seen: Sequence[Seen], of: Of, head: str) -> str:
    rows = [
        (f"{mean(some, of):.3f}", len(some), f"{mean(some, RIGHT):.3f}", f"{mean(some, ANY):.3f}")
        for some in by_tenth(seen, of)
    ]
    return table((head, "findings", "right", "any"), [*rows, (f"ECE {error(seen, of):.3f}", len(seen), "", "")])


def by_means(seen: Sequence[Seen]) -> str:
    cells: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in seen:
        cells[" and ".join(one.finding.found_by), kin(one.finding)].append(one)
    heads = ("found by", "kin", "findings", "score by hand", "score", "right", "any", "ECE by hand", "ECE")
    return table(
        heads,
        [
            (
                *cell,
                len(some),
                *(f"{mean(some, of):.3f}" for of in (BY_HAND, SCORE, RIGHT, ANY)),
                *(f"{error(some, of):.3f}" for of in (BY_HAND, SCORE)),
            )
            for cell, some in sorted(cells.items())
        ],
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
