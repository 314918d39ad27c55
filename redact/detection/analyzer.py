"""The door to presidio-analyzer: recognizers from YAML, name models, words nearby. Imported only when detection runs.

Presidio as it comes downloads models, looks hosts up through tldextract, walks every token for every result, and
gives a model's every guess 0.85. What is registered here does none of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redact.detection.models import NONE, Reader, load_model
from redact.detection.patterns import Checked, Nearby, Result
from redact.errors import PolicyError
from redact.model import Finding, Span

LANGUAGE = "en"
THRESHOLD = 0.35  # what a pattern must reach, words nearby counted, to be a finding


class Names(NlpEngine):
    """One or more name models behind Presidio's interface: it reads a text once, and Model reports what it saw."""

    engine_name = "redact"
    is_available = True

    def __init__(self, models: tuple[str, ...]) -> None:
        self.models = tuple(model for model in models if model != NONE)
        self._loaded: list[Reader] = []

    def load(self) -> None:
        self._loaded = [load_model(name) for name in self.models]

    def is_loaded(self) -> bool:
        return len(self._loaded) == len(self.models)

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return next(iter(self.process_batch([text], language)))[1]

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 16, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        waiting = iter(texts)
        while batch := list(islice(waiting, batch_size)):
            read = [model.read(batch) for model in self._loaded]
            for i, text in enumerate(batch):
                guesses: Any = [guess for guessed in read for guess in guessed[i]]
                tokens: Any = ()  # what Presidio's recognizers would ask tokens for, `Nearby` reads from the text
                yield text, Artifacts(guesses, tokens, [], [], self, language, scores=[g.probability for g in guesses])

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return not any(character.isalnum() for character in word)

    def get_supported_entities(self) -> list[str]:
        return sorted({entity for model in self._loaded for entity in model.entities})

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


class Artifacts(NlpArtifacts):
    """Presidio's bundle of tokens and entities, without its list of key words, which nothing here reads."""

    @staticmethod
    def set_keywords(nlp_engine: NlpEngine, lemmas: list[str], language: str) -> list[str]:
        return []


class Guessed(Result):
    """What a name model saw."""

    by_model = True


class Model(EntityRecognizer):
    """The default recognizer of names: what the name models saw, each with its probability as the score."""

    NAME = "model"

    def __init__(self, names: Names) -> None:
        super().__init__(supported_entities=names.get_supported_entities(), name=self.NAME)

    def load(self) -> None:
        pass

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        guesses: Any = nlp_artifacts.entities
        return [
            Guessed(
                guess.entity,
                guess.start,
                guess.end,
                guess.probability,
                AnalysisExplanation(recognizer=self.NAME, original_score=guess.probability),
            )
            for guess in guesses
        ]


class Analyzer(AnalyzerEngine):
    """Presidio's engine, which asks no recognizer for its own view of the words nearby: none here has one.

    Presidio's own sorts all results anew for each recognizer, and a document is read in many pieces.
    """

    def _enhance_using_context(self, text: str, raw_results: list[RecognizerResult], *rest: Any) -> Any:
        return self.context_aware_enhancer.enhance_using_context(text, raw_results, *rest)


def finding(result: RecognizerResult, offset: int) -> Finding:
    """Return a Presidio result as a finding; `offset` is where the piece of text that was read begins."""
    span = Span(offset + result.start, offset + result.end)
    explained = result.analysis_explanation
    if isinstance(result, Guessed):
        return Finding(span, result.entity_type, result.score, ("model",))
    checked = explained is not None and explained.validation_result is True
    return Finding(span, result.entity_type, result.score, ("pattern",), frozenset({"checksum"} if checked else ()))


@lru_cache(maxsize=8)
def build(recognizers: tuple[Path, ...], models: tuple[str, ...]) -> Analyzer:
    """Return Presidio's analyzer with these recognizer files and models; raise PolicyError for a file with faults."""
    _stay_offline()
    names = Names(models)
    names.load()
    registry = RecognizerRegistry(recognizers=[], supported_languages=[LANGUAGE])
    for path in recognizers:
        read = RecognizerRegistry(recognizers=[], supported_languages=[LANGUAGE])
        try:
            read.add_recognizers_from_yaml(path)
        except (OSError, TypeError, ValueError, KeyError) as error:
            raise PolicyError(f"{path}: is not a file of Presidio pattern recognizers: {error}") from None
        pattern: Any  # Presidio writes no types for these
        for pattern in read.recognizers:
            registry.add_recognizer(
                Checked(
                    supported_entity=pattern.supported_entities[0],
                    name=pattern.name,
                    patterns=pattern.patterns,
                    context=pattern.context,
                    global_regex_flags=pattern.global_regex_flags,
                )
            )
    if names.models:
        registry.add_recognizer(Model(names))
    return Analyzer(
        registry=registry,
        nlp_engine=names,
        supported_languages=[LANGUAGE],
        context_aware_enhancer=Nearby(),
        default_score_threshold=0,  # a model's improbable guesses tell something too: see merging
    )


def _stay_offline() -> None:
    """Give tldextract, which Presidio's own e-mail recognizer asks, the suffix list it carries and no way out."""
    import tldextract.tldextract

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
