"""What the shipped pattern recognizers find, each by itself, as Presidio reads the files."""

from functools import cache
from pathlib import Path

from presidio_analyzer import PatternRecognizer, RecognizerRegistry

from redact.detection.validators import VALIDATORS
from tests.marked_text import Mark

RECOGNIZERS = Path(__file__).parents[2] / "policies" / "recognizers"
THRESHOLD = 0.4  # what a pattern must reach to be a finding


@cache
def recognizers() -> tuple[PatternRecognizer, ...]:
    """Return every shipped pattern recognizer, as Presidio itself reads the files."""
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    for path in sorted(RECOGNIZERS.glob("*.yaml")):
        registry.add_recognizers_from_yaml(path)
    return tuple(registry.recognizers)


def found(text: str, entity: str) -> list[Mark]:
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
    kept: list[Mark] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
