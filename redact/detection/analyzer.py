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

from redact.detection.capitals import truecase
from redact.detection.models import NONE, load_model, on_one_core
from redact.detection.patterns import Checked, Nearby
from redact.errors import PolicyError
from redact.model import Finding, Span

LANGUAGE = "en"
THRESHOLD = 0.35  # what a pattern must reach, words nearby counted, to be a finding
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORGANIZATION",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "NORP": "NRP",
}


# How often a model alone was right on benchmarks/data/letters.jsonl, written as it stands and in capitals: PERSON 9 of
# 21, ORGANIZATION 12 of 32, LOCATION and NRP 11 of 16. spaCy gives no score of its own, Presidio a constant 0.85.
ALONE = {"PERSON": 0.45, "ORGANIZATION": 0.4, "LOCATION": 0.7, "NRP": 0.7}


class Names(NlpEngine):
    """One or more spaCy models behind Presidio's interface; entities carry the number of models that agree."""

    engine_name = "redact"
    is_available = True

    def __init__(self, models: tuple[str, ...]) -> None:
        self.models = tuple(model for model in models if model != NONE)
        self._loaded: list[Any] = []

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
            cased = [truecase(text) for text in batch] if self._loaded else batch
            with on_one_core():
                read = [list(nlp.pipe(cased, batch_size=batch_size, n_process=n_process)) for nlp in self._loaded]
            for text, *docs in zip(batch, *read, strict=True):
                yield text, self._artifacts(docs, language)

    def _artifacts(self, docs: list[Any], language: str) -> NlpArtifacts:
        entities = [entity for doc in docs for entity in doc.ents if entity.label_ in LABELS]
        first: Any = docs[0] if docs else ()
        return Artifacts(
            entities=entities,
            tokens=first,
            tokens_indices=[token.idx for token in first],
            lemmas=[token.lower_ for token in first],  # context words keep working without a lemmatizer
            nlp_engine=self,
            language=language,
            scores=[0.5] * len(entities),
        )

    def is_stopword(self, word: str, language: str) -> bool:
        return bool(self._loaded) and bool(self._loaded[0].vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        return not any(character.isalnum() for character in word)

    def get_supported_entities(self) -> list[str]:
        return sorted(set(LABELS.values())) if self.models else []

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


class Artifacts(NlpArtifacts):
    """Presidio's bundle of tokens and entities, without its list of key words, which nothing here reads."""

    @staticmethod
    def set_keywords(nlp_engine: NlpEngine, lemmas: list[str], language: str) -> list[str]:
        return []


class Model(EntityRecognizer):
    """The guesses of the name models. Presidio wants a score; the one that counts is ALONE, in `finding`."""

    NAME = "model"

    def __init__(self) -> None:
        super().__init__(supported_entities=sorted(set(LABELS.values())), name=self.NAME)

    def load(self) -> None:
        pass

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        return [
            RecognizerResult(
                LABELS[entity.label_],
                entity.start_char,
                entity.end_char,
                0.5,
                AnalysisExplanation(recognizer=self.NAME, original_score=0.5),
            )
            for entity in nlp_artifacts.entities
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
    if explained is not None and explained.recognizer == Model.NAME:
        return Finding(span, result.entity_type, ALONE[result.entity_type], ("model",))
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
    registry.add_recognizer(Model())
    return Analyzer(
        registry=registry,
        nlp_engine=names,
        supported_languages=[LANGUAGE],
        context_aware_enhancer=Nearby(),
        default_score_threshold=THRESHOLD,
    )


def _stay_offline() -> None:
    """Give tldextract, which Presidio's own e-mail recognizer asks, the suffix list it carries and no way out."""
    import tldextract.tldextract

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
