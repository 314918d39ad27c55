"""Schedules of what was withheld: for the public without a word of it, for the file with every word.

The public forms hold no words, and nothing that measures them. What the internal forms hold must never lie beside what
is released: FOI law asks an authority to be able to show the Commissioner what it withheld and why.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import StringIO

from redact.model import LOOKS, Action, Document, Passage, PolicyReference, Publication, Redaction, Review
from redact.segmentation.seen import as_seen
from redact.spans import stretches

COLUMNS = ("number", "page", "part", "code", "reason", "how shown")
INTERNAL_COLUMNS = (
    *("number", "place", "part", "code", "entity", "rule", "decided by", "at", "reason", "policy", "words"),
)
# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# The distributions whose versions a certificate names, if they are installed.
TOOLS = (
    *("foi-redact", "presidio-analyzer", "presidio-anonymizer", "onnxruntime"),
    *("reportlab", "pikepdf", "pypdfium2", "pdfminer.six"),
)


def rows(publication: Publication, pages: Mapping[int, int]) -> list[tuple[str, ...]]:
    """Return the public schedule, its head first: one row a redaction, in reading order."""
    titles = {entry.code: entry.title for entry in publication.legend}
    return [
        COLUMNS,
        *(
            (
                str(hole.number),
                str(pages.get(hole.number, "")),
                passage.part,
                "; ".join(hole.exemptions),
                "; ".join(titles.get(code, "") for code in hole.exemptions),
                LOOKS[hole.how] + (f", {hole.amount}" if hole.amount else ""),
            )
            for passage, hole in holes(publication)
        ),
    ]


def public(publication: Publication, pages: Mapping[int, int]) -> str:
    """Return the public schedule as CSV (RFC 4180)."""
    return write_csv(rows(publication, pages))


def public_json(publication: Publication, pages: Mapping[int, int]) -> str:
    """Return the public schedule as JSON: a list of objects, codes and pages as they are."""
    titles = {entry.code: entry.title for entry in publication.legend}
    return write_json(
        [
            {
                "number": hole.number,
                "page": pages.get(hole.number),
                "part": passage.part,
                "codes": list(hole.exemptions),
                "reasons": [titles.get(code, "") for code in hole.exemptions],
                "shown": hole.how,
                **({"amount": hole.amount} if hole.amount else {}),
            }
            for passage, hole in holes(publication)
        ]
    )


def announce(
    publication: Publication, files: Mapping[str, bytes], *, regime: str = "", released: date | None = None
) -> str:
    """Return publication.json: what a web team needs to list a publication; `files` are those released, by name."""
    described = {
        "title": publication.title,
        "date": released.isoformat() if released else None,
        "regime": regime or None,
        "policy": publication.policy,
        "language": publication.language,
        "codes": [entry.code for entry in publication.legend],
        "redactions": len(publication.redactions),
        "files": {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()},
    }
    return write_json({key: value for key, value in described.items() if value is not None})


def internal(document: Document, review: Review) -> str:
    """Return the schedule with the words, as CSV, in the numbers of the publication. Never to be released."""
    table = [INTERNAL_COLUMNS]
    held = stretches(document, review.only(Action.WITHHOLD))
    seen = as_seen(document, held)
    for number, (span, decision) in enumerate(held, 1):
        block = seen.block_at(span.start)
        table.append(
            (
                str(number),
                str(document.place(span.start)),
                block.part if block else "",
                "; ".join(decision.exemptions),
                decision.entity,
                decision.rule,
                decision.by or "policy",
                decision.at,
                decision.reason,
                f"{review.policy} {review.policy.digest}".strip(),
                document[span],
            )
        )
    return write_csv(table)


def certify(
    checks: Sequence[tuple[str, bool, str]],
    policy: PolicyReference,
    files: Mapping[str, bytes],
    *,
    at: str = "",
    models: Sequence[str] = (),
) -> str:
    """Return the check certificate as JSON: what was checked, how, and by which versions of what.

    A check is its name, whether it passed, and what it has to say; never the words.
    """
    return write_json(
        {
            "passed": all(passed for _, passed, _ in checks),
            "at": at or None,
            "policy": {"id": policy.id, "version": policy.version, "sha256": policy.digest},
            "files": {name: sha256(data).hexdigest() for name, data in files.items()},
            "checks": [{"name": name, "passed": passed, "detail": detail} for name, passed, detail in checks],
            "versions": dict(installed((*TOOLS, *models))),
        }
    )


def installed(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each distribution that is installed, with its version."""
    for name in dict.fromkeys(names):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


def holes(publication: Publication) -> Iterator[tuple[Passage, Redaction]]:
    """Yield each redaction with the passage that it stands in."""
    for passage in publication.passages:
        for part in passage.parts:
            if isinstance(part, Redaction):
                yield passage, part


def write_csv(table: Sequence[Sequence[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in table)
    return out.getvalue()


def write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA) else cell
