"""Cells: lines of a text that are parted into cells by tabs, bars, commas, semicolons or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CELL = {
    ",": re.compile(r'[ \t]*(?:"(?:[^"\n]|"")*"|[^,\n]*)'),
    "\t": re.compile(r"[^\t\n]*"),
    "|": re.compile(r"[^|\n]*"),
    ";": re.compile(r'[ \t]*(?:"(?:[^"\n]|"")*"|[^;\n]*)'),
}
_COLUMN = re.compile(r"\S+(?:[ ]\S+)*")  # lined up with spaces: two or more part the columns


class Cell(NamedTuple):
    """A cell: where it starts in the text, and what it holds."""

    start: int
    text: str


class Row(NamedTuple):
    """A line of a table: where it starts in the text, the line, and its cells."""

    start: int
    line: str
    cells: list[Cell]


def lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that hold anything, each with where it starts."""
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]


def mark_of(line: str) -> str:
    """Return what parts the cells of a line; nothing where it seems to have none."""
    for mark in "\t|,;":
        if line.count(mark) >= (1 if mark == "\t" else 2):
            return mark
    return " " if re.search(r"\S[ ]{2,}\S", line) else ""


def cells(start: int, line: str, mark: str) -> list[Cell]:
    """Return the cells of a line that starts at an offset."""
    if mark == " ":
        return [Cell(start + match.start(), match.group()) for match in _COLUMN.finditer(line)]
    if mark == "|":
        inner = line.strip()
        start += line.index(inner)
        line = inner
        if line.startswith("|"):
            line, start = line[1:], start + 1
    found: list[Cell] = []
    position = 0
    while match := _CELL[mark].match(line, position):
        found.append(Cell(start + match.start(), match.group()))
        if match.end() >= len(line) or line[match.end()] != mark:
            break
        position = match.end() + 1
    return found


def grids(text: str, least: int) -> Iterator[list[Row]]:
    """Yield the runs of `least` neighbouring lines and more that have the same number of cells, three or more."""
    run: list[Row] = []
    mark = ""
    for start, line in lines(text):
        follows = bool(run) and start == run[-1].start + len(run[-1].line) + 1
        mark = mark if follows and line.count(mark) >= 2 else mark_of(line).strip(" ")
        row = Row(start, line, cells(start, line, mark) if mark else [])
        if run and not (follows and len(row.cells) == len(run[0].cells)):
            if len(run) >= least:
                yield run
            run = []
        if len(row.cells) >= 3:
            run.append(row)
    if len(run) >= least:
        yield run
