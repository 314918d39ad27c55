"""The name model that comes with the program, and the only door to ONNX Runtime, which runs it on one core.

Its files lie in `uk`: `network.onnx` (weights of 8 bits), `vocabulary.txt`, `model.json` (labels, calibration, hashes)
and `CARD.md`, which says what it was made from, how good it is and what it must not be used for.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from redact.detection.name_model.labels import LABELS, Stretch, stretches
from redact.detection.name_model.pieces import Vocabulary, Words
from redact.errors import InputError

FOLDER = Path(__file__).parent / "uk"
_WINDOW, _OVERLAP = 96, 16  # pieces


@dataclass(frozen=True)
class NameModel:
    """A network, its vocabulary and its settings, read from a folder."""

    folder: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What `model.json` says; InputError where a file of the model is missing or is not the one it names."""
        try:
            settings: dict[str, Any] = json.loads((self.folder / "model.json").read_text(encoding="utf-8"))
            for name, digest in settings["sha256"].items():
                with (self.folder / name).open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                        raise ValueError(name)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"the name model in {self.folder} is not whole ({error}); install foi-redact again, "
                "or read without it: --model none"
            ) from None
        return settings

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary((self.folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())

    @cached_property
    def _session(self) -> Any:
        import onnxruntime as runtime

        onnx: Any = runtime
        options = onnx.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnx.InferenceSession(str(self.folder / "network.onnx"), options, providers=["CPUExecutionProvider"])

    def load(self) -> None:
        """Read the files now; raise InputError where they are not whole."""
        _ = self.settings, self.vocabulary, self._session

    def read(self, text: str) -> list[Stretch]:
        """Return the stretches that the model sees in a text, with calibrated probabilities, in reading order.

        Improbable ones too: whoever asks says how probable is enough.
        """
        words = Words(text)
        if not words:
            return []
        return [self._calibrated(stretch) for stretch in stretches(words, self._shares(words))]

    def _calibrated(self, stretch: Stretch) -> Stretch:
        """Return a stretch with the share of such stretches that are right: a logistic curve over the log odds.

        Rounded to hundredths, so that the last bits, which processors differ in, tell nothing.
        """
        slope, constant = self.settings["calibration"].get(stretch.thing, (1.0, 0.0))
        probability = min(max(stretch.probability, 1e-4), 1 - 1e-4)
        odds = slope * math.log(probability / (1 - probability)) + constant
        return replace(stretch, probability=round(1 / (1 + math.exp(-odds)), 2))

    def _shares(self, words: Words) -> Any:
        """Return each word's share of probability for each label, shape (words, labels): the mean of its pieces'."""
        import numpy

        cuts = [self.vocabulary.numbers(word) for word in words.texts]
        counts = numpy.fromiter(map(len, cuts), dtype=numpy.int64, count=len(cuts))
        numbers = numpy.fromiter((n for cut in cuts for n in cut), dtype=numpy.int64, count=int(counts.sum()))
        forms = numpy.repeat(numpy.array(words.forms, dtype=numpy.int64), counts)
        logits = self._logits(numbers, forms)
        logits -= logits.max(axis=1, keepdims=True)
        logits -= numpy.log(numpy.exp(logits).sum(axis=1, keepdims=True))
        firsts = numpy.concatenate([[0], numpy.cumsum(counts)[:-1]])
        means = numpy.add.reduceat(logits, firsts, axis=0) / counts[:, None]
        shares = numpy.exp(means)
        return shares / shares.sum(axis=1, keepdims=True)

    def _logits(self, numbers: Any, forms: Any) -> Any:
        """Return the logits of each piece, shape (pieces, labels); of windows that overlap, the middle of each counts.

        Windows are all alike wide and read one by one: the network's numbers are cut to 8 bits by the largest in what
        is read at once, so that a page would read otherwise beside another.
        """
        import numpy

        total = len(numbers)
        windows = max(1, -(-(total - _OVERLAP) // (_WINDOW - _OVERLAP)))
        width = -(-(total + _OVERLAP * (windows - 1)) // windows)
        logits = numpy.empty((total, len(LABELS)), dtype=numpy.float32)
        opening, closing = self.vocabulary.opening, self.vocabulary.closing
        for number in range(windows):
            start = number * (width - _OVERLAP)
            end = min(start + width, total)
            pieces = numpy.concatenate([[opening], numbers[start:end], [closing]])[None]
            shapes = numpy.concatenate([[0], forms[start:end], [0]])[None]
            read = self._session.run(None, {"pieces": pieces, "forms": shapes})[0][0]
            first = 0 if start == 0 else _OVERLAP // 2
            logits[start + first : end] = read[first + 1 : -1]
        return logits


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> NameModel:
    """Return a name model, ready to read."""
    model = NameModel(folder)
    model.load()
    return model
