"""Columns: what a model says of a long table, decided for each column from a sample of its rows.

A model reads names and numbers in cells slowly and each on its own; what stands in a hundred rows below one another is
of one kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from redact.detection.cells import Cell, Row, grids
from redact.model import Finding, Span

SAMPLE = 24  # rows of a table that the model reads
_SHARE = 0.6  # of a column's cells in them that must be of one kind
_PROSE = 4  # words of a cell that is read wherever it stands


def sampled(text: str) -> str:
    """Return text of the same length in which the rows below the sample of a long table are blank, but for prose."""
    pieces: list[str] = []
    end = 0
    for grid in grids(text, SAMPLE + 1):
        for row in grid[SAMPLE:]:
            read = [" "] * len(row.line)
            for cell in row.cells:
                if not _is_short(cell):
                    read[cell.start - row.start : cell.start - row.start + len(cell.text)] = cell.text
            pieces += (text[end : row.start], *read)
            end = row.start + len(row.line)
    return "".join([*pieces, text[end:]])


def decide(text: str, guesses: Iterable[Finding]) -> Iterator[Finding]:
    """Yield guesses, and for the cells that were left blank what the cells above them are."""
    known = list(guesses)
    yield from known
    for grid in grids(text, SAMPLE + 1):
        for column in range(len(grid[0].cells)):
            yield from _below(grid, column, known)


def _below(grid: list[Row], column: int, guesses: list[Finding]) -> Iterator[Finding]:
    """Yield a finding for each short cell below the sample, where most of the sample's are of one kind."""
    filled = [row.cells[column] for row in grid[1:SAMPLE] if row.cells[column].text.strip()]
    kinds: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for cell in filled:
        for guess in guesses:
            inside = guess.span.within(_span(cell))
            if inside is not None and 2 * len(inside) > len(cell.text.strip()):
                kinds[guess.entity] += 1
                scores[guess.entity] = scores.get(guess.entity, 0.0) + guess.score
                break
    if not kinds:
        return
    entity, count = kinds.most_common(1)[0]
    if count < _SHARE * len(filled):
        return
    for row in grid[SAMPLE:]:
        cell = row.cells[column]
        if _is_short(cell) and any(c.isalnum() for c in cell.text):
            yield Finding(_span(cell), entity, round(scores[entity] / count, 2), ("model",))


def _span(cell: Cell) -> Span:
    """Return where the words of a cell stand, without quotation marks around them."""
    inner = cell.text.strip().strip('"').strip()
    start = cell.start + (cell.text.index(inner) if inner else 0)
    return Span(start, start + len(inner))


def _is_short(cell: Cell) -> bool:
    return len(cell.text.split()) < _PROSE
