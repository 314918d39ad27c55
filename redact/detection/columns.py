"""Columns: what a model says of a long table, decided for each column from a sample of its rows.

A model reads cells each on its own; what stands in a hundred rows below one another is mostly of one kind. Below the
sample it still reads each cell with letters that the sample has not shown it, since one name may stand among a hundred
remarks; a cell that it has seen there is what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.detection.cells import Cell, Row, grids
from redact.model import Finding, Span

SAMPLE = 24  # rows of a table that the model reads
_SHARE = 0.6  # of a column's cells in them that must be of one kind
_PROSE = 4  # words of a cell that is prose, and of no kind as a whole


def sampled(text: str) -> str:
    """Return text of the same length in which cells below the sample of a long table are blank, but for new words."""
    pieces: list[str] = []
    end = 0
    for grid in grids(text, SAMPLE + 1):
        seen = [{row.cells[column].text for row in grid[:SAMPLE]} for column in range(len(grid[0].cells))]
        for row in grid[SAMPLE:]:
            read = [" "] * len(row.line)
            for known, cell in zip(seen, row.cells, strict=True):
                if cell.text not in known and any(c.isalpha() for c in cell.text):
                    read[cell.start - row.start : cell.start - row.start + len(cell.text)] = cell.text
            pieces += (text[end : row.start], *read)
            end = row.start + len(row.line)
    return "".join([*pieces, text[end:]])


def decide(text: str, guesses: Iterable[Finding]) -> Iterator[Finding]:
    """Yield guesses, and for cells below a sample what the same cell was in it, or what most of the cells above are."""
    known = list(guesses)
    yield from known
    for grid in grids(text, SAMPLE + 1):
        within = [g for g in known if grid[0].start <= g.span.start < grid[SAMPLE].start]
        for column in range(len(grid[0].cells)):
            yield from _below(grid, column, within)


def _below(grid: list[Row], column: int, guesses: list[Finding]) -> Iterator[Finding]:
    """Yield what the cells of a column below the sample are, by the guesses in the sample."""
    filled = [row.cells[column] for row in grid[:SAMPLE] if row.cells[column].text.strip()]
    seen: dict[str, tuple[int, list[Finding]]] = {}
    scores: dict[str, list[float]] = {}
    for cell in filled:
        own = [guess for guess in guesses if _span(cell).contains(guess.span)]
        if own or cell.text not in seen:
            seen[cell.text] = cell.start, own
        whole = next((guess for guess in own if 2 * len(guess.span) > len(cell.text.strip())), None)
        if whole is not None:
            scores.setdefault(whole.entity, []).append(whole.score)
    entity = max(scores, key=lambda each: len(scores[each]), default="")
    decided = bool(entity) and len(scores[entity]) >= _SHARE * len(filled)
    for row in grid[SAMPLE:]:
        cell = row.cells[column]
        start, own = seen.get(cell.text, (0, []))
        for guess in own:
            shift = cell.start - start
            yield replace(guess, span=Span(guess.span.start + shift, guess.span.end + shift))
        if decided and not own and _is_short(cell) and any(c.isalnum() for c in cell.text):
            share = sum(scores[entity]) / len(scores[entity])
            yield Finding(_span(cell), entity, round(share, 2), ("model",))


def _span(cell: Cell) -> Span:
    """Return where the words of a cell stand, without quotation marks around them."""
    inner = cell.text.strip().strip('"').strip()
    start = cell.start + (cell.text.index(inner) if inner else 0)
    return Span(start, start + len(inner))


def _is_short(cell: Cell) -> bool:
    return len(cell.text.split()) < _PROSE
