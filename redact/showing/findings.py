"""Findings as a table for people and as records for programs; the words only where they were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redact.model import Document, Finding
from redact.text.characters import printable


def record(document: Document, findings: Sequence[Finding], *, reveal: bool = False) -> dict[str, Any]:
    """Return findings as plain values: offsets in code points, half-open."""
    rows = []
    for finding in findings:
        row: dict[str, Any] = {
            "start": finding.span.start,
            "end": finding.span.end,
            "entity": finding.entity,
            "score": round(finding.score, 3),
            "found_by": list(finding.found_by),
            "traits": sorted(finding.traits),
            "subject": finding.subject,
        }
        if reveal:
            row["text"] = document[finding.span]
        rows.append(row)
    return {"source": document.name, "findings": rows}


def table(document: Document, findings: Sequence[Finding], *, reveal: bool = False) -> str:
    """Return findings as lines: place, what, how surely, found by what, about whom."""
    lines = [f"{document.name}: {len(findings)} findings"]
    for finding in findings:
        place = document.place(finding.span.start)
        words = f"  {printable(document[finding.span])}" if reveal else ""
        lines.append(
            f"  {place.line:>5}:{place.column:<4} {finding.entity:22} {finding.score:.2f}  "
            f"{'+'.join(finding.found_by):20} {finding.subject:18} {', '.join(sorted(finding.traits))}{words}"
        )
    return "\n".join(lines)
