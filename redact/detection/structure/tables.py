"""Tables as text: what a column's heading says of the cells below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_NOBODY = re.compile(rf"(?:{alternatives('tables/nobody')})", re.I)
_RULE = re.compile(r"[\s|:+=_-]+")
_CELL = {
    ",": re.compile(r'[ \t]*(?:"(?:[^"\n]|"")*"|[^,\n]*)'),
    "\t": re.compile(r"[^\t\n]*"),
    "|": re.compile(r"[^|\n]*"),
    ";": re.compile(r'[ \t]*(?:"(?:[^"\n]|"")*"|[^;\n]*)'),
}
_COLUMN = re.compile(r"\S+(?:[ ]\S+)*")  # lined up with spaces: two or more part the columns


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    start: int  # where the heading begins in its line
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns whose headings say something, what parts the cells, and rows: start, line, cells with their starts."""

    columns: list[Column]
    mark: str
    rows: list[tuple[int, str, list[tuple[int, str]]]]


def find(tokens: Tokens) -> Iterator[Finding]:
    """Yield what stands below headings such as Name, Surname, Emp No, DOB and Post."""
    for table in _tables(tokens.text):
        for start, _, cells in table.rows:
            yield from _row(tokens, table, cells, start)


def without_tables(text: str) -> str:
    """Return text of the same length with the rows of tables of people blank, but for cells that hold prose.

    A column's heading says more of a cell than any model, which reads such rows badly and spends most time there.
    """
    kept: list[str] = []
    at = 0
    for table in _tables(text):
        if not any(column.kind == "name" for column in table.columns):
            continue
        for start, line, cells in table.rows:
            kept += (text[at:start], " " * len(line))
            at = start + len(line)
            prose = [(begin, words) for begin, words in cells if len(words.split()) > 3]
            if prose:
                blank = list(kept.pop())
                for begin, words in prose:
                    blank[begin - start : begin - start + len(words)] = words
                kept.append("".join(blank))
    kept.append(text[at:])
    return "".join(kept)


def _tables(text: str) -> Iterator[Table]:
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    i = 0
    while i + 1 < len(lines):
        mark = _mark(lines[i][1])
        columns = _columns(lines[i], mark) if mark else []
        if not columns:
            i += 1
            continue
        many = len(_cells(lines[i], mark))
        before = lines[i]
        i += 1
        rows: list[tuple[int, str, list[tuple[int, str]]]] = []
        while i < len(lines) and lines[i][0] - before[0] - len(before[1]) == 1:
            cells = _cells(lines[i], mark)
            if len(cells) < 2 or (mark != " " and len(cells) < many / 2):
                break
            if not _RULE.fullmatch(lines[i][1]):
                rows.append((*lines[i], cells))
            before = lines[i]
            i += 1
        yield Table(columns, mark, rows)


def _mark(line: str) -> str:
    """Return what parts the cells of a heading line; nothing where it is no heading."""
    if len(line) > 600 or sum(c.isdigit() for c in line) > 0.1 * len(line):
        return ""
    for mark in "\t|,;":
        if line.count(mark) >= (1 if mark == "\t" else 2):
            return mark
    return " " if re.search(r"\S[ ]{2,}\S", line) else ""


def _columns(line: tuple[int, str], mark: str) -> list[Column]:
    found: list[Column] = []
    cells = _cells(line, mark)
    if any(len(_plain(words)) > 40 for _, words in cells):
        return []  # prose with commas
    for index, (start, words) in enumerate(cells):
        words = _plain(words)
        for kind, pattern in (("name", _NAME), ("number", _NUMBER), ("birth", _BIRTH), ("post", _POST)):
            if pattern.fullmatch(words):
                found.append(Column(index, start - line[0], kind))
                break
    return found if any(column.kind == "name" for column in found) or len(found) >= 2 else []


def _cells(line: tuple[int, str], mark: str) -> list[tuple[int, str]]:
    at, words = line
    if mark == " ":
        return [(at + cell.start(), cell.group()) for cell in _COLUMN.finditer(words)]
    if mark == "|":
        inner = words.strip()
        at += words.index(inner)
        if inner.startswith("|"):
            inner, at = inner[1:], at + 1
        words = inner
    cells: list[tuple[int, str]] = []
    here = 0
    while here <= len(words):
        match = _CELL[mark].match(words, here)
        if match is None:
            break
        cells.append((at + match.start(), match.group()))
        if match.end() >= len(words):
            break
        if words[match.end()] != mark:
            break
        here = match.end() + 1
    return cells


def _plain(words: str) -> str:
    return words.strip().strip('"*').strip().rstrip(":")


def _row(tokens: Tokens, table: Table, cells: list[tuple[int, str]], start: int) -> Iterator[Finding]:
    for column in table.columns:
        if table.mark == " ":
            # The cell that begins nearest to the heading above it, if it begins near.
            near = min(cells, key=lambda cell: abs(cell[0] - start - column.start))
            if abs(near[0] - start - column.start) > 3:
                continue
        elif column.index < len(cells):
            near = cells[column.index]
        else:
            continue
        at, words = near
        value = words.strip().strip('"').strip()
        if not value or _NOBODY.fullmatch(value) or len(value) > 60:
            continue
        at += words.index(value)
        if column.kind == "name":
            yield from _names(tokens, at, value)
        elif column.kind == "number" and any(c.isdigit() for c in value) and len(value) <= 24 and " " not in value:
            if not re.fullmatch(r"\d{1,2}", value):  # a row's number
                yield Finding(Span(at, at + len(value)), "IDENTITY_NUMBER", SURE, ("structure",))
        elif column.kind == "birth" and any(c.isdigit() for c in value) and len(value) <= 24:
            yield Finding(Span(at, at + len(value)), "DATE_OF_BIRTH", SURE, ("structure",))
        elif column.kind == "post" and any(c.isalpha() for c in value):
            yield post(Span(at, at + len(value)), LIKELY)


def _names(tokens: Tokens, at: int, value: str) -> Iterator[Finding]:
    """Read a cell as one name, or several parted by semicolons, strokes or `and`; never numbers or addresses."""
    if "@" in value or sum(c.isdigit() for c in value) > 0.3 * len(value) or not any(c.isalpha() for c in value):
        return
    for part in re.finditer(r"[^;/&]+?(?=[ ]*(?:;|/|&|\band\b|\Z))", value):
        words = part.group()
        bare = words.strip()
        if not bare or _NOBODY.fullmatch(bare):
            continue
        start = at + part.start() + words.index(bare)
        titled = TITLES.match(bare)
        end = start + len(bare)
        cut = re.search(r"[ ]*[(\d–]|[ ]-[ ]", bare)
        if cut and cut.start() > 1:
            end = start + cut.start()
        if _NOBODY.fullmatch(tokens.text[start:end]):
            continue
        if titled and bare[titled.end() : titled.end() + 1].isalnum() and start + titled.end() < end:
            start += titled.end()
        yield person(tokens, Span(start, end), SURE)
