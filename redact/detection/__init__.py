"""Detection: findings of personal data in a document, by detect(document, policy).

All recognizers read the plain reading, in which each word has one spelling:

patterns      Presidio recognizers from YAML, checked by validators
gazetteer     offices, bodies and places that the policy's registers list
structure     honorifics, salutations, signatures, fields, lists, tables
addresses     postal addresses
models        the name model; columns decides long tables from a sample, filters trims its guesses
joined        what a comma, a stroke or `and` joins to one of these

Merging then makes one finding of all that recognized the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from redact.detection import columns
from redact.detection.addresses import find_addresses
from redact.detection.capitals import Capitals
from redact.detection.filters import filter_guesses
from redact.detection.gazetteer import find_listed
from redact.detection.joined import find_joined
from redact.detection.merging import merge
from redact.detection.models import OURS
from redact.detection.structure import find_structure
from redact.detection.tokens import Tokens
from redact.model import Document, Finding, Span
from redact.policy import Policy

__all__ = ["detect"]

_PIECE = 4_000  # characters that the patterns and the models read at once


def detect(document: Document, policy: Policy, models: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return the findings of a document in reading order; none cross a blank line, and none but cues overlap.

    `models` names models instead of the policy's: `names-uk`, which comes with the program, or spaCy packages; `none`
    stands for no model. Raises InputError where one is not installed, PolicyError where a recognizer file cannot be
    read. Opens no connection.
    """
    reading = document.plain
    page = reading.document
    capitals = Capitals(page.text)
    named = tuple(models) or tuple(policy.models)
    tokens = Tokens(page, capitals)
    evidence = [*find_listed(page, policy, capitals), *find_structure(tokens), *find_addresses(page)]
    guesses: list[Finding] = []
    cues: list[Finding] = []
    for finding in _analyze(page, tuple(policy.recognizers), named):
        (cues if finding.entity.endswith("_CUE") else guesses if finding.model_alone else evidence).append(finding)
    guesses = list(filter_guesses(page, columns.decide(page.text, guesses)))
    evidence += list(find_joined(tokens, evidence, guesses))
    merged = merge(page, evidence, guesses, cues, heard=OURS in named)
    return tuple(reading.as_written(finding) for finding in merged)


def _analyze(document: Document, recognizers: tuple[Path, ...], models: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what Presidio finds, piece by piece, so that its cost grows no faster than the text."""
    from redact.detection import analyzer

    engine = analyzer.build(recognizers, models)
    pieces = list(_pieces(document))
    read = columns.sampled(document.text)
    texts = [read[piece.start : piece.end] for piece in pieces]
    for piece, (_, artifacts) in zip(pieces, engine.nlp_engine.process_batch(texts, analyzer.LANGUAGE), strict=True):
        results = engine.analyze(
            document[piece], analyzer.LANGUAGE, nlp_artifacts=artifacts, return_decision_process=True
        )
        for result in results:
            if isinstance(result, analyzer.Guessed) or result.score >= analyzer.THRESHOLD:
                yield analyzer.finding(result, piece.start)


def _pieces(document: Document) -> Iterator[Span]:
    """Cut a document between blocks, and a long block at the end of a line, of a sentence or of a word."""
    start = end = 0
    for block in document.blocks:
        if end > start and block.span.end - start > _PIECE:
            yield Span(start, end)
            start = block.span.start
        end = block.span.end
        while end - start > _PIECE:
            cut = _cut(document.text, start, start + _PIECE)
            yield Span(start, cut)
            start = cut
    if end > start:
        yield Span(start, end)


def _cut(text: str, start: int, end: int) -> int:
    for mark in ("\n", ". ", " "):
        position = text.rfind(mark, start + _PIECE // 2, end)
        if position > 0:
            return position + len(mark)
    return end
