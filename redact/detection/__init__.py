"""What is in a document that a policy may care about: detect(document, policy) -> findings.

plain reading      one spelling for every way a word can be written, offsets kept
  patterns         Presidio recognizers from YAML, checked by validators
  registers        offices, bodies and places that the policy lists
  structure        honorifics, salutations, signatures, fields, lists, tables
  addresses
  models           spaCy, and what else is installed: they fill gaps
merging            one finding for one thing
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from redact.detection import rampart
from redact.detection.addresses import find_addresses
from redact.detection.capitals import Capitals
from redact.detection.filters import filter_guesses
from redact.detection.gazetteer import find_listed
from redact.detection.merging import merge
from redact.detection.structure import find_structure
from redact.detection.structure.tables import without_tables
from redact.model import Document, Finding, Span
from redact.policy import Policy

__all__ = ["detect"]

_PIECE = 4_000  # characters that a model and the patterns read at once


def detect(document: Document, policy: Policy, models: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return what was found, in reading order: one finding for one thing, cues apart.

    `models` names spaCy packages, or `rampart`, instead of the policy's; `none` stands for no model. Where none are
    named, Rampart gives a second opinion if it is installed. Raises InputError where one is
    not installed, PolicyError where a recognizer file cannot be read. Opens no connection. No finding crosses a blank
    line, and none but cues overlap.
    """
    reading = document.plain
    page = reading.document
    capitals = Capitals(page.text)
    seen: list[Finding] = []
    seen += find_listed(page, policy, capitals)
    seen += find_structure(page, capitals)
    seen += find_addresses(page)
    guessed: list[Finding] = []
    cues: list[Finding] = []
    named = tuple(models) or tuple(policy.models)
    for finding in _read(page, tuple(policy.recognizers), tuple(name for name in named if name != rampart.NAME)):
        (cues if finding.entity.endswith("_CUE") else guessed if finding.model_alone else seen).append(finding)
    second: Iterable[Finding] = ()
    if rampart.NAME in named or (not models and rampart.is_installed()):
        second = filter_guesses(page, rampart.read(page, page.text), capitals, cased=False)
    findings = merge(page, seen, [*filter_guesses(page, guessed, capitals), *second], cues)
    return tuple(reading.as_written(finding) for finding in findings)


def _read(document: Document, recognizers: tuple[Path, ...], models: tuple[str, ...]) -> Iterable[Finding]:
    """Run Presidio over a document piece by piece, so that its cost grows no faster than the text."""
    from redact.detection import analyzer

    engine = analyzer.build(recognizers, models)
    pieces = list(_pieces(document))
    prose = without_tables(document.text)
    read = engine.nlp_engine.process_batch([prose[p.start : p.end] for p in pieces], analyzer.LANGUAGE)
    for piece, (_, artifacts) in zip(pieces, read, strict=True):
        results = engine.analyze(
            document[piece], analyzer.LANGUAGE, nlp_artifacts=artifacts, return_decision_process=True
        )
        for result in results:
            yield analyzer.finding(result, piece.start)


def _pieces(document: Document) -> Iterable[Span]:
    """Cut a document between blocks; a long block at a line end, a sentence, a space, in that order of choice."""
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
        at = text.rfind(mark, start + _PIECE // 2, end)
        if at > 0:
            return at + len(mark)
    return end
