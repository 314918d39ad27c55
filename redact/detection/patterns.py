"""Patterns behind Presidio's interface: matches checked, words nearby counted, and none left out that takes long."""

from __future__ import annotations

import re
from typing import Any

import regex  # type: ignore[import-untyped]  # what Presidio compiles patterns with
from presidio_analyzer import (
    AnalysisExplanation,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts

from redact.detection.validators import VALIDATORS
from redact.errors import PolicyError

PATIENCE = 60  # seconds that one pattern may take over one piece of text
NEARBY = 90  # characters before a match in which a context word counts


class Result(RecognizerResult):
    """A result that is no duplicate of one found by other means: that two means agree is evidence.

    Presidio keeps the surer of two results for the same words, whoever they come from.
    """

    by_model = False

    def contained_in(self, other: RecognizerResult) -> bool:
        return self.start >= other.start and self.end <= other.end and self._is_alike(other)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, RecognizerResult)
            and self.start == other.start
            and self._is_alike(other)
            and super().__eq__(other)
        )

    __hash__ = RecognizerResult.__hash__

    def _is_alike(self, other: RecognizerResult) -> bool:
        return self.by_model == getattr(other, "by_model", False)


class Checked(PatternRecognizer):
    """A pattern recognizer whose matches are checked by the entity's validator, if there is one.

    It runs its patterns itself: Presidio's own leaves a pattern out when it takes too long, so that what it would have
    found is published, and writes a log for each.
    """

    name: str  # Presidio writes no types for these
    patterns: list[Pattern]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._validator = VALIDATORS.get(self.supported_entities[0])
        self._compiled = [(each, regex.compile(each.regex, self.global_regex_flags)) for each in self.patterns]

    def analyze(self, text: str, *_: Any, **__: Any) -> list[RecognizerResult]:
        results: list[RecognizerResult] = []
        for pattern, compiled in self._compiled:
            try:
                for match in compiled.finditer(text, timeout=PATIENCE):
                    start, end = match.span()
                    valid = self._validator(text[start:end]) if self._validator else None
                    if end > start and valid is not False:
                        results.append(self._result(pattern, start, end, valid))
            except TimeoutError:
                raise PolicyError(
                    f"the pattern {pattern.name!r} of {self.name!r} was stopped after {PATIENCE} seconds; "
                    "write it so that it cannot match the same characters in two ways, then run redact policy check"
                ) from None
        return EntityRecognizer.remove_duplicates(results)

    def _result(self, pattern: Pattern, start: int, end: int, valid: bool | None) -> RecognizerResult:
        return Result(
            self.supported_entities[0],
            start,
            end,
            self.MAX_SCORE if valid else pattern.score,
            AnalysisExplanation(self.name, pattern.score, pattern.name, pattern.regex, valid),  # type: ignore[arg-type]
            {
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


class Nearby(ContextAwareEnhancer):
    """Raise the score of a match that stands after one of its recognizer's context words or phrases.

    Presidio's own compares single tokens, so that "national insurance" never matches, and looks each match up by
    walking all tokens. This reads the few characters before the match, up to a blank line.
    """

    def __init__(self) -> None:
        super().__init__(0.35, 0.4, 8, 0)
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        with_context = {recognizer.id: recognizer for recognizer in recognizers if recognizer.context}
        for result in raw_results:
            recognizer = with_context.get(result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY])
            if recognizer is None or result.score >= self.MAX_SCORE:
                continue
            before = text[max(0, result.start - NEARBY) : result.start].rpartition("\n\n")[2]
            if self._pattern(recognizer).search(before):
                raised = max(result.score + self.context_similarity_factor, self.min_score_with_context_similarity)
                result.score = min(raised, 0.95)  # 1.0 is kept for what a check digit confirms
        return raw_results

    def _pattern(self, recognizer: EntityRecognizer) -> re.Pattern[str]:
        context = tuple(recognizer.context)
        pattern = self._patterns.get(context)
        if pattern is None:
            phrases = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in context)
            pattern = self._patterns[context] = re.compile(rf"(?<!\w)(?:{phrases})s?(?!\w)", re.I)
        return pattern
