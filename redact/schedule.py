"""List the redactions of a publication: what goes out beside it, without the words or anything that measures them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from redact.model import How, Passage, Publication, Redaction

COLUMNS = ("number", "page", "part", "code", "reason", "how shown")

HOW_SHOWN: dict[How, str] = {
    "box": "black bar",
    "label": "label in square brackets",
    "replace": "other words in square brackets",
    "pseudonym": "pseudonym in square brackets",
    "mask": "all but the last characters blotted out",
    "generalise": "a less exact value in square brackets",
}
# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def public(publication: Publication, pages: Mapping[int, int]) -> str:
    """Return the public schedule as CSV (RFC 4180): one row a redaction, in reading order."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    titles = {entry.code: entry.title for entry in publication.legend}
    for passage, hole in holes(publication):
        row = (
            str(hole.number),
            str(pages.get(hole.number, "")),
            passage.part,
            "; ".join(hole.exemptions),
            "; ".join(titles.get(code, "") for code in hole.exemptions),
            HOW_SHOWN[hole.how],
        )
        rows.writerow([guard(cell) for cell in row])
    return out.getvalue()


def holes(publication: Publication) -> Iterator[tuple[Passage, Redaction]]:
    """Yield each redaction with the passage that it stands in."""
    for passage in publication.passages:
        for part in passage.parts:
            if isinstance(part, Redaction):
                yield passage, part


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
