"""Tables as text: people, numbers, dates of birth and posts in columns recognized by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redact.detection.cells import Cell, Row, cells, lines, mark_of
from redact.detection.structure.evidence import LIKELY, SURE, person, post
from redact.detection.tokens import Tokens
from redact.model import Finding, Span
from redact.text.lists import alternatives
from redact.text.names import TITLES

_NAME = re.compile(
    rf"(?:(?:{alternatives('tables/whose_names')})[ _]?)?"
    r"(?:name|names|surname|forename|forenames|initials)(?:[ ]?\(.{1,20}\))?"
    rf"|{alternatives('tables/people')}",
    re.I,
)
_NUMBER = re.compile(
    rf"(?:(?:{alternatives('tables/whose_numbers')})[ _.]?)?"
    r"(?:no|number|num|id|ref|reference|case|urn|crn|uprn)\.?(?:[ ]?(?:no|number)\.?)?",
    re.I,
)
_BIRTH = re.compile(r"d\.?[ ]?o\.?[ ]?b\.?|(?:date of )?birth|birth[ _]?da(?:te|y)|born(?: on)?", re.I)
_POST = re.compile(r"post|job|job[ _]?title|post[ _]?title|role|position|occupation|designation|rank", re.I)
_HEADINGS = {"name": _NAME, "number": _NUMBER, "birth": _BIRTH, "post": _POST}
_NOBODY = re.compile(rf"(?:{alternatives('tables/nobody')})", re.I)
_RULE = re.compile(r"[\s|:+=_-]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading: its index, where the heading begins in its line, and the kind of what it holds."""

    index: int
    start: int
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """The columns whose headings are known, what parts the cells, and the rows below the headings."""

    columns: list[Column]
    mark: str
    rows: list[Row]


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield what stands below headings such as Name, Surname, Emp No, DOB and Post."""
    for table in _tables(tokens.text):
        for row in table.rows:
            yield from _findings(tokens, table, row)


def _tables(text: str) -> Iterator[Table]:
    known = lines(text)
    i = 0
    while i + 1 < len(known):
        mark = _mark(known[i][1])
        headings = cells(*known[i], mark) if mark else []
        columns = _columns(headings, known[i][0])
        i += 1
        if not columns:
            continue
        rows: list[Row] = []
        while i < len(known) and known[i][0] == known[i - 1][0] + len(known[i - 1][1]) + 1:
            row = Row(*known[i], cells(*known[i], mark))
            if len(row.cells) < 2 or (mark != " " and len(row.cells) < len(headings) / 2):
                break
            if not _RULE.fullmatch(row.line):
                rows.append(row)
            i += 1
        yield Table(columns, mark, rows)


def _mark(line: str) -> str:
    """Return what parts the cells of a heading line; nothing where it is no heading."""
    if len(line) > 600 or sum(c.isdigit() for c in line) > 0.1 * len(line):
        return ""
    return mark_of(line)


def _columns(headings: list[Cell], line_start: int) -> list[Column]:
    """Return the columns with headings that are known; none where they are too few to make a table of people."""
    texts = [text.strip().strip('"*').strip().rstrip(":") for _, text in headings]
    if any(len(text) > 40 for text in texts):
        return []  # prose with commas
    columns: list[Column] = []
    for index, text in enumerate(texts):
        kind = next((kind for kind, pattern in _HEADINGS.items() if pattern.fullmatch(text)), None)
        if kind is not None:
            columns.append(Column(index, headings[index].start - line_start, kind))
    return columns if any(column.kind == "name" for column in columns) or len(columns) >= 2 else []


def _unquoted(text: str) -> str:
    return text.strip().strip('"').strip()


def _findings(tokens: Tokens, table: Table, row: Row) -> Iterator[Finding]:
    for column in table.columns:
        cell = _cell_below(column, table, row)
        value = _unquoted(cell.text) if cell else ""
        if cell is None or not value or _NOBODY.fullmatch(value) or len(value) > 60:
            continue
        start = cell.start + cell.text.index(value)
        span = Span(start, start + len(value))
        number = any(c.isdigit() for c in value) and len(value) <= 24
        if column.kind == "name":
            yield from _names(tokens, start, value)
        elif column.kind == "number" and number and " " not in value and not re.fullmatch(r"\d{1,2}", value):
            yield Finding(span, "IDENTITY_NUMBER", SURE, ("structure",))  # two digits are a row's number
        elif column.kind == "birth" and number:
            yield Finding(span, "DATE_OF_BIRTH", SURE, ("structure",))
        elif column.kind == "post" and any(c.isalpha() for c in value):
            yield post(span, LIKELY)


def _cell_below(column: Column, table: Table, row: Row) -> Cell | None:
    """Return a row's cell of a column: by its index or, lined up with spaces, the one that begins below the heading."""
    if table.mark != " ":
        return row.cells[column.index] if column.index < len(row.cells) else None
    nearest = min(row.cells, key=lambda cell: abs(cell.start - row.start - column.start))
    return nearest if abs(nearest.start - row.start - column.start) <= 3 else None


def _names(tokens: Tokens, start: int, value: str) -> Iterator[Finding]:
    """Read a cell as one name, or several parted by semicolons, strokes or `and`; never numbers or addresses."""
    if "@" in value or sum(c.isdigit() for c in value) > 0.3 * len(value) or not any(c.isalpha() for c in value):
        return
    for part in re.finditer(r"[^;/&]+?(?=[ ]*(?:;|/|&|\band\b|\Z))", value):
        name = part.group().strip()
        if not name or _NOBODY.fullmatch(name):
            continue
        name_start = start + part.start() + part.group().index(name)
        note = re.search(r"[ ]*[(\d–]|[ ]-[ ]", name)
        end = name_start + (note.start() if note and note.start() > 1 else len(name))
        if _NOBODY.fullmatch(tokens.text[name_start:end]):
            continue
        honorifics = TITLES.match(name)
        if honorifics and name[honorifics.end() :][:1].isalnum() and name_start + honorifics.end() < end:
            name_start += honorifics.end()
        yield person(tokens, Span(name_start, end), SURE)
