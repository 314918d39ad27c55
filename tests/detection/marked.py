"""Marked text: `Call <PHONE_NUMBER>020 7946 0958</>.` is a text and what must be found in it."""

import re
from functools import cache
from pathlib import Path

from presidio_analyzer import PatternRecognizer, RecognizerRegistry

from redact.detection.validators import VALIDATORS

RECOGNIZERS = Path(__file__).parents[2] / "policies" / "recognizers"
THRESHOLD = 0.4  # what a pattern must reach to be a finding
_MARK = re.compile(r"<([A-Z_]+)>(.*?)</>", re.DOTALL)

Expected = list[tuple[int, int, str]]


def read(marked: str) -> tuple[str, Expected]:
    """Return the plain text and the (start, end, entity) of each mark."""
    text, expected, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        expected.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return text + marked[at:], expected


@cache
def recognizers() -> tuple[PatternRecognizer, ...]:
    """Return every shipped pattern recognizer, as Presidio itself reads the files."""
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    for path in sorted(RECOGNIZERS.glob("*.yaml")):
        registry.add_recognizers_from_yaml(path)
    return tuple(registry.recognizers)


def found(text: str, entity: str) -> Expected:
    """Return what the recognizers of one entity find by themselves: no words nearby, the longest of what overlaps."""
    spans = []
    for recognizer in recognizers():
        if recognizer.supported_entities != [entity]:
            continue
        for result in recognizer.analyze(text, [entity]):
            check = VALIDATORS.get(entity, lambda _: None)(text[result.start : result.end])
            score = result.score if check is None else float(check)
            if score >= THRESHOLD:
                spans.append((result.start, result.end, entity))
    kept: Expected = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
