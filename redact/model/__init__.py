"""The types that every room shares: documents, findings, decisions, reviews, publications."""

from redact.model.decisions import LOOKS, Action, Decision, How, PolicyReference, Review, Show
from redact.model.document import Document, Finding, FoundBy, Plain
from redact.model.positions import PARTS, Block, BlockKind, Box, Geometry, Part, Place, Source, Span
from redact.model.publication import LegendEntry, Made, Passage, Publication, Redaction

__all__ = [
    "LOOKS",
    "PARTS",
    "Action",
    "Block",
    "BlockKind",
    "Box",
    "Decision",
    "Document",
    "Finding",
    "FoundBy",
    "Geometry",
    "How",
    "LegendEntry",
    "Made",
    "Part",
    "Passage",
    "Place",
    "Plain",
    "PolicyReference",
    "Publication",
    "Redaction",
    "Review",
    "Show",
    "Source",
    "Span",
]
