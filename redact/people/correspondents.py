"""Correspondents: whose each line of a letter's frame is, a public or private body's or a private person's.

    Mrs Ada Example            a person: what stands below is a home, asked about
    7 Fictional Road

    Northmoor Council          a body: what stands below is its office
    1 Quay Road

What stands nearest above a line tells. Where nothing tells, the line is a private person's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from redact.model import Document, Finding, Part, Span
from redact.text.lists import alternatives
from redact.text.names import TITLES, is_name_line

_FRAME = ("letterhead", "addressee")
_ADDRESSES = ("POSTAL_ADDRESS", "UK_POSTCODE", "LOCATION")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)
_DWELLING = re.compile(rf"(?<!\w)(?:{alternatives('addresses/dwellings')})(?!\w)", re.I)
_OFFICE = re.compile(rf"(?:the )?(?:[\w'’.-]+ ){{0,3}}(?:{alternatives('addresses/offices')})", re.I)
_ONCE_AN_OFFICE = re.compile(r"\b(?:old|former)\b", re.I)  # The Old School, The Old Police Station: homes now
_BODY_WORD = re.compile(rf"\b(?:{alternatives('bodies/words')})\b", re.I)
_COUNCILLOR = re.compile(r"(?:cllr|clr|councillor|cynghorydd|alderman|ald)\b", re.I)
_SWITCHBOARD = re.compile(r"switchboard|(?<!\d)0(?:300|30[36]|345|344|370|800|808|845|870)(?!\d{7,})", re.I)
_BLANK = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"\S(?:.*\S)?")
_CELL = re.compile(r"\S(?:[^\t]*?\S)?(?=[ ]{3,}|\t|[ ]*\Z)")
_WIDE_GAP = re.compile(r"[ ]{3,}|\t+")

_TITLE_LINES = 3  # of minutes, forms and reports, which have no letterhead

Kind = Literal["body", "office", "post", "person", "councillor"]


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line of a letter's frame tells about the lines below it."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one part of a letter, one below the other, with at most two columns."""

    span: Span
    part: Part
    gutter: int | None = None  # the column of text where the second column begins


class Correspondents:
    """The senders and addressees of a document, asked whose an address or a number is."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._text = document.text
        self._findings = findings
        self._starts = [finding.span.start for finding in findings]
        self._runs = tuple(self._find_runs())
        self._known: dict[Run, list[Marker]] = {}

    def is_office(self, span: Span) -> bool:
        """Tell whether an address in the frame is a body's, and no home."""
        run = self._run_at(span)
        if run is None or self._is_across(run, span) or self._is_dwelling(run, span):
            return False
        if any(self._names_office(part) for part in re.split(r"[,\n]", self._document[span])):
            return True
        marker = self._marker(run, span)
        if marker is None:
            return self._has_switchboard(run, span)
        between = self._between(run, marker.span.end, span.start)
        spent = _POSTCODE.search(between) or (_BLANK.search(between) and self._addresses_in(marker, span))
        return not spent and (
            marker.kind == "office" or (marker.kind == "body" and not self._is_councillors(run, span))
        )

    def is_body_line(self, span: Span) -> bool:
        """Tell whether a number in the letterhead is a body's."""
        run = self._run_at(span)
        if run is None or run.part != "letterhead":
            return False
        marker = self._marker(run, span, posts=False)
        if marker is None or marker.kind not in ("body", "office"):
            return False
        return len(_POSTCODE.findall(self._between(run, marker.span.end, span.start))) <= 1

    @cached_property
    def public_sender(self) -> bool | None:
        """Tell whether a public body writes, by its letterhead, signature or title; None where nothing tells."""
        for run in self._runs:
            first = next(iter(self._markers(run)), None) if run.part == "letterhead" else None
            if first is not None and first.kind in ("person", "councillor"):
                return False
        for finding in filter(_is_public_body, self._findings):
            block = self._document.block_at(finding.span.start)
            is_title = not self._runs and self._document.place(finding.span.start).line <= _TITLE_LINES
            if block is not None and (block.part in ("letterhead", "signature") or is_title):
                return True
        return None

    @cached_property
    def public_addressee(self) -> bool:
        """Tell whether a public body, or the holder of a public office, is written to."""
        return any(
            _is_public_body(finding) or _is_listed_office(finding)
            for run in self._runs
            if run.part == "addressee"
            for finding in self._within(run.span)
        )

    def _find_runs(self) -> Iterator[Run]:
        """Yield each run of lines; the dates and references among a letterhead's lines belong to it."""
        blocks = self._document.blocks
        i = 0
        while i < len(blocks):
            part, last = blocks[i].part, i
            if part in _FRAME:
                for k in range(i + 1, len(blocks)):
                    if blocks[k].part not in (part, "date-line"):
                        break
                    if blocks[k].part == part:
                        last = k
                span = Span(blocks[i].span.start, blocks[last].span.end)
                yield Run(span, part, self._gutter(span))
            i = last + 1

    def _gutter(self, span: Span) -> int | None:
        """Return where the second column begins; None where fewer than two lines have two cells."""
        seconds: list[int] = []
        for line in self._text[self._line_start(span.start) : span.end].split("\n"):
            gaps = [match for match in _WIDE_GAP.finditer(line) if line[: match.start()].strip()]
            if gaps:
                seconds.append(min(match.end() for match in gaps))
        return min(seconds) - 2 if len(seconds) > 1 else None

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1

    def _column(self, run: Run, offset: int) -> int:
        return int(run.gutter is not None and offset - self._line_start(offset) >= run.gutter)

    def _run_at(self, span: Span) -> Run | None:
        return next((run for run in self._runs if run.span.start <= span.start < run.span.end), None)

    def _is_across(self, run: Run, span: Span) -> bool:
        """Tell whether words go across two columns, so that they may be two correspondents'."""
        return run.gutter is not None and any(
            self._column(run, span.start) != self._column(run, span.start + match.end())
            for match in _WIDE_GAP.finditer(self._document[span])
        )

    def _within(self, span: Span) -> Sequence[Finding]:
        first, last = bisect_right(self._starts, span.start - 1), bisect_right(self._starts, span.end - 1)
        return self._findings[first:last]

    def _marker(self, run: Run, span: Span, *, posts: bool = True) -> Marker | None:
        """Return what tells whose a line is: the nearest above it in its column, in the other if its own has none.

        Whoever has a post at a body is reached there: `posts` looks past such a person to the body.
        """
        markers = self._markers(run)
        own = [m for m in markers if self._column(run, m.span.start) == self._column(run, span.start)]
        if not own and not any(
            self._column(run, f.span.start) for f in self._within(run.span) if f.entity in _ADDRESSES
        ):
            own = markers
        post, person = False, None
        for marker in reversed([m for m in own if m.span.start <= span.start]):
            if person is not None and _BLANK.search(self._text, marker.span.end, person.span.start):
                break
            if marker.kind in ("body", "office"):
                return marker
            if marker.kind == "post":
                post = True
            else:
                person = person or marker
                if not (posts and post):
                    break
        return person

    def _is_councillors(self, run: Run, span: Span) -> bool:
        """Tell whether a councillor stands above an address, whose letters go home unless it names an office."""
        return any(
            marker.kind == "councillor" and not _BLANK.search(self._text, marker.span.end, span.start)
            for marker in self._markers(run)
            if marker.span.end <= span.start and self._column(run, marker.span.start) == self._column(run, span.start)
        )

    def _between(self, run: Run, start: int, end: int) -> str:
        """Return the words between two places, without what stands in the other column."""
        if run.gutter is None:
            return self._text[start:end]
        column = self._column(run, end)
        lines, offset = [], start
        for line in self._text[start:end].split("\n"):
            cells = re.finditer(r"\S+", line)
            lines.append(" ".join(m.group() for m in cells if self._column(run, offset + m.start()) == column))
            offset += len(line) + 1
        return "\n".join(lines)

    def _markers(self, run: Run) -> list[Marker]:
        """Return what the lines of a run tell, in reading order."""
        if run not in self._known:
            self._known[run] = self._find_markers(run)
        return self._known[run]

    def _find_markers(self, run: Run) -> list[Marker]:
        markers = [marker for finding in self._within(run.span) if (marker := self._marker_of(finding)) is not None]
        for start, line, first in self._cells(run):
            span = Span(start, start + len(line))
            if self._names_office(line):
                markers.append(Marker(span, "office"))
            elif TITLES.match(line) or (first and self._may_be_name(line, span)):
                markers.append(Marker(span, "councillor" if _COUNCILLOR.match(line) else "person"))
        # A post on the line of a name stands with that name: `Chief Executive: Jo Sample`.
        order = {"person": 0, "councillor": 0, "post": 1, "body": 2, "office": 2}
        return sorted(markers, key=lambda marker: (self._line_start(marker.span.start), order[marker.kind]))

    def _marker_of(self, finding: Finding) -> Marker | None:
        kind: Kind
        if finding.entity == "PERSON":
            title = self._text[finding.wide.start : finding.span.start] if finding.wide else ""
            kind = "councillor" if _COUNCILLOR.match(title) else "person"
        elif finding.entity == "ORGANIZATION" and self._is_body(finding):
            kind = "body"
        elif _is_listed_office(finding):
            kind = "body" if "local-official" in finding.traits else "office"
        elif finding.entity == "JOB_TITLE":
            kind = "post"
        else:
            return None
        return Marker(finding.span, kind)

    def _is_body(self, finding: Finding) -> bool:
        """Tell a body from a guess, and from a house that was one."""
        before = self._text[self._line_start(finding.span.start) : finding.span.end]
        return not finding.model_alone and not _ONCE_AN_OFFICE.search(before)

    def _cells(self, run: Run) -> Iterator[tuple[int, str, bool]]:
        """Yield each cell of a run with its offset, and whether it is the first of its lines."""
        blank = [True, True]
        offset = run.span.start
        for line in self._text[run.span.start : run.span.end].split("\n"):
            seen: set[int] = set()
            for match in re.finditer(
                r"\S(?:[^\n\t]*?\S)?(?=[ ]{3,}|\t|[ ]*\Z)" if run.gutter is not None else r"\S.*\S", line
            ):
                column = self._column(run, offset + match.start())
                yield offset + match.start(), match.group(), blank[column]
                seen.add(column)
            for column in (0, 1):
                blank[column] = column not in seen
            offset += len(line) + 1

    def _may_be_name(self, line: str, span: Span) -> bool:
        if not is_name_line(line) or _BODY_WORD.search(line):
            return False
        return not any(f.entity in ("ORGANIZATION", "JOB_TITLE", *_ADDRESSES) for f in self._within(span))

    def _names_office(self, words: str) -> bool:
        words = words.strip(" ,")
        return bool(_OFFICE.fullmatch(words)) and not _ONCE_AN_OFFICE.search(words)

    def _is_dwelling(self, run: Run, span: Span) -> bool:
        """Tell a home by a flat's number or `care of`, in the address or between it and what stands above it."""
        column = self._column(run, span.start)
        markers = [m for m in self._markers(run) if self._column(run, m.span.start) == column]
        above = max((m.span.start for m in markers if m.span.end <= span.start), default=run.span.start)
        above = max(self._line_start(above), run.span.start)
        return bool(_DWELLING.search(self._between(run, above, span.start) + "\n" + self._document[span]))

    def _addresses_in(self, marker: Marker, span: Span) -> bool:
        between = self._within(Span(marker.span.end, span.start)) if marker.span.end < span.start else ()
        return any(finding.entity in _ADDRESSES for finding in between)

    def _has_switchboard(self, run: Run, span: Span) -> bool:
        """Tell an office by its switchboard, where nobody is named."""
        end = _BLANK.search(self._text, span.end, run.span.end)
        group = self._text[span.start : end.start() if end else run.span.end]
        return not self._markers(run) and bool(_SWITCHBOARD.search(group))


def _is_public_body(finding: Finding) -> bool:
    return finding.entity == "ORGANIZATION" and "public-body" in finding.traits


def _is_listed_office(finding: Finding) -> bool:
    return finding.entity == "JOB_TITLE" and "register" in finding.found_by
