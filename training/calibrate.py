"""Calibrate a model: turn the network's probabilities into shares that are right, and write `model.json`.

    python training/calibrate.py FOLDER DATA TAB      seconds

For each kind of thing a logistic curve over the log odds (Platt scaling) is fitted to what the model finds in the
passages labelled by hand, in judgments of TAB's dev split and in generated documents of patterns kept apart, each set
weighing the same. None of them was trained on, and none is read to measure.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from evaluate import ALL_ORDER, Gold, read, right, sets

from redact.detection.name_model.labels import LABELS

VERSION = "1"
SETS = {"real": 1.0, "tab": 0.5, "generated": 0.5}
PRIOR = 6.0  # how many findings' worth of belief that the slope is one and nothing is added


def main() -> None:
    folder, data, tab = map(Path, sys.argv[1:4])
    write(folder, {})
    gold = sets(data, tab, 300)
    for each in gold.values():
        read(each, folder)
    write(folder, fitted(gold))


def fitted(gold: dict[str, list[Gold]]) -> dict[str, list[float]]:
    """Return slope and constant by thing."""
    curves = {}
    for thing in ALL_ORDER:
        xs, ys, ws = [], [], []
        for name, share in SETS.items():
            found = [
                (s.probability, right(g.text, s, g.spans)) for g in gold[name] for s in g.found if s.thing == thing
            ]
            if name == "tab" and thing in ("JOB_TITLE", "AGE", "ORGANIZATION"):
                continue  # hardly labelled there
            for probability, good in found:
                xs.append(_log_odds(probability))
                ys.append(float(good))
                ws.append(share * 100 / (len(found) + 20))
        curves[thing] = _logistic(np.array(xs), np.array(ys), np.array(ws)) if xs else [1.0, 0.0]
        slope, constant = curves[thing]
        share = np.mean(ys) if ys else 0
        print(f"{thing:14} {len(xs):5} found, {share:.3f} right, slope {slope:.2f}, constant {constant:.2f}")
    return curves


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))


def _logistic(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> list[float]:
    """Return slope and constant by Newton's method, drawn towards 1 and 0."""
    slope, constant = 1.0, 0.0
    pull = PRIOR / 10
    for _ in range(200):
        p = 1 / (1 + np.exp(-np.clip(slope * x + constant, -30, 30)))
        v = w * p * (1 - p)
        gradient = np.array([(w * (y - p) * x).sum() - pull * (slope - 1), (w * (y - p)).sum() - pull * constant])
        hessian = np.array([[(v * x * x).sum() + pull, (v * x).sum()], [(v * x).sum(), v.sum() + pull]])
        step = np.clip(np.linalg.solve(hessian, gradient), -0.3, 0.3)
        slope, constant = float(np.clip(slope + step[0], 0.2, 3)), constant + step[1]
    return [round(slope, 4), round(float(constant), 4)]


def write(folder: Path, curves: dict[str, list[float]]) -> None:
    """Write the model's settings: labels, curves, and the hash of each file."""
    settings = {
        "name": "names-uk",
        "version": VERSION,
        "labels": list(LABELS),
        "calibration": curves,
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("network.onnx", "vocabulary.txt")
        },
    }
    (folder / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
