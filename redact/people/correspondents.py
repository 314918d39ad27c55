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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from redact.model import Document, Finding, Span
from redact.people.runs import Run, find_runs, line_start
from redact.text.lists import alternatives
from redact.text.names import TITLES, is_name_line

_ADDRESSES = ("POSTAL_ADDRESS", "UK_POSTCODE", "LOCATION")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)
_DWELLING = re.compile(rf"(?<!\w)(?:{alternatives('addresses/dwellings')})(?!\w)", re.I)
_OFFICE = re.compile(rf"(?:the )?(?:[\w'’.-]+ ){{0,3}}(?:{alternatives('addresses/offices')})", re.I)
_ONCE_AN_OFFICE = re.compile(r"\b(?:old|former)\b", re.I)  # The Old School, The Old Police Station: homes now
_BODY_WORD = re.compile(rf"\b(?:{alternatives('bodies/words')})\b", re.I)
_COUNCILLOR = re.compile(r"(?:cllr|clr|councillor|cynghorydd|alderman|ald)\b", re.I)
BODIES_ONLY = re.compile(r"0(?:300|30[36]|345|344|370|800|808|845|870)")  # Ofcom, National Telephone Numbering Plan
_BLANK = re.compile(r"\n[ \t]*\n")

_TITLE_LINES = 3  # of minutes, forms and reports, which have no letterhead

Kind = Literal["body", "office", "post", "person", "councillor"]


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line of a letter's frame tells about the lines below it."""

    span: Span
    kind: Kind


class Correspondents:
    """The senders and addressees of a document, asked whose an address or a number is."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self._document = document
        self._text = document.text
        self._findings = findings
        self._starts = [finding.span.start for finding in findings]
        self._runs = tuple(find_runs(document))
        self._known: dict[Span, list[Marker]] = {}

    def is_office(self, span: Span) -> bool:
        """Tell whether an address in the frame is a body's, and no home."""
        run = self._run_at(span)
        if run is None or run.is_across(span) or self._is_dwelling(run, span):
            return False
        if any(self._names_office(part) for part in re.split(r"[,\n]", self._document[span])):
            return True
        marker = self._marker(run, span)
        if marker is None:
            return self._has_switchboard(run, span)
        between = run.between(marker.span.end, span.start)
        spent = _POSTCODE.search(between) or (_BLANK.search(between) and self._addresses_in(marker, span))
        if spent or marker.kind not in ("body", "office"):
            return False
        return marker.kind == "office" or not self._is_councillors(run, span)

    def is_body_line(self, span: Span) -> bool:
        """Tell whether a number in the letterhead is a body's."""
        run = self._run_at(span)
        if run is None or run.part != "letterhead":
            return False
        marker = self._marker(run, span, posts=False)
        if marker is None or marker.kind not in ("body", "office"):
            return False
        return len(_POSTCODE.findall(run.between(marker.span.end, span.start))) <= 1

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

    def _run_at(self, span: Span) -> Run | None:
        return next((run for run in self._runs if run.span.start <= span.start < run.span.end), None)

    def _within(self, span: Span) -> Sequence[Finding]:
        first, last = bisect_right(self._starts, span.start - 1), bisect_right(self._starts, span.end - 1)
        return self._findings[first:last]

    def _marker(self, run: Run, span: Span, *, posts: bool = True) -> Marker | None:
        """Return what tells whose a line is: the nearest above it in its column, in the other if its own has none.

        Whoever has a post at a body is reached there: `posts` looks past such a person to the body.
        """
        markers = self._markers(run)
        own = [m for m in markers if run.column(m.span.start) == run.column(span.start)]
        if not own and not any(run.column(f.span.start) for f in self._within(run.span) if f.entity in _ADDRESSES):
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
            if marker.span.end <= span.start and run.column(marker.span.start) == run.column(span.start)
        )

    def _markers(self, run: Run) -> list[Marker]:
        """Return what the lines of a run tell, in reading order."""
        if run.span not in self._known:
            self._known[run.span] = self._find_markers(run)
        return self._known[run.span]

    def _find_markers(self, run: Run) -> list[Marker]:
        markers = [marker for finding in self._within(run.span) if (marker := self._marker_of(finding)) is not None]
        for span, first in run.cells():
            line = self._document[span]
            if self._names_office(line):
                markers.append(Marker(span, "office"))
            elif TITLES.match(line) or (first and self._may_be_name(line, span)):
                markers.append(Marker(span, "councillor" if _COUNCILLOR.match(line) else "person"))
        # A post on the line of a name stands with that name: `Chief Executive: Jo Sample`.
        order = {"person": 0, "councillor": 0, "post": 1, "body": 2, "office": 2}
        return sorted(markers, key=lambda marker: (line_start(self._text, marker.span.start), order[marker.kind]))

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
        before = self._text[line_start(self._text, finding.span.start) : finding.span.end]
        return not finding.model_alone and not _ONCE_AN_OFFICE.search(before)

    def _may_be_name(self, line: str, span: Span) -> bool:
        if not is_name_line(line) or _BODY_WORD.search(line):
            return False
        return not any(f.entity in ("ORGANIZATION", "JOB_TITLE", *_ADDRESSES) for f in self._within(span))

    def _names_office(self, words: str) -> bool:
        words = words.strip(" ,")
        return bool(_OFFICE.fullmatch(words)) and not _ONCE_AN_OFFICE.search(words)

    def _is_dwelling(self, run: Run, span: Span) -> bool:
        """Tell a home by a flat's number or `care of`, in the address or between it and what stands above it."""
        column = run.column(span.start)
        markers = [m for m in self._markers(run) if run.column(m.span.start) == column]
        above = max((m.span.start for m in markers if m.span.end <= span.start), default=run.span.start)
        above = max(line_start(self._text, above), run.span.start)
        return bool(_DWELLING.search(run.between(above, span.start) + "\n" + self._document[span]))

    def _addresses_in(self, marker: Marker, span: Span) -> bool:
        between = self._within(Span(marker.span.end, span.start)) if marker.span.end < span.start else ()
        return any(finding.entity in _ADDRESSES for finding in between)

    def _has_switchboard(self, run: Run, span: Span) -> bool:
        """Tell an office by its switchboard, where nobody is named."""
        end = _BLANK.search(self._text, span.end, run.span.end)
        group = Span(span.start, end.start() if end else run.span.end)
        numbers = (re.sub(r"\D", "", self._document[f.span]) for f in self._within(group) if f.entity == "PHONE_NUMBER")
        is_called = "switchboard" in self._document[group].lower() or any(map(BODIES_ONLY.match, numbers))
        return not self._markers(run) and is_called


def _is_public_body(finding: Finding) -> bool:
    return finding.entity == "ORGANIZATION" and "public-body" in finding.traits


def _is_listed_office(finding: Finding) -> bool:
    return finding.entity == "JOB_TITLE" and "register" in finding.found_by
