"""The publication as it would be printed now, drawn page by page beside the letter.

Pages are set and drawn in a process of their own, so that a key is answered while they are. That process is given the
publication alone: text with holes, never what was in them.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from redact.errors import RedactError
from redact.model import Action, Block, Decision, Document, Publication, Review, Show
from redact.policy import Policy
from redact.web.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")
OPEN = "To decide"
WIDEST = 2400
"""How wide a drawn page may be, in pixels."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of one revision. `places` pairs the start of each place that is not disclosed with its page."""

    revision: int
    data: bytes
    page_count: int
    places: tuple[tuple[int, int], ...]


def publication_now(document: Document, review: Review, policy: Policy) -> Publication:
    """Return what would be published if each open place were a hole that says `[To decide]`.

    Never for release: only `publish`, which refuses while anything is open, writes files.
    """
    from redact import redaction

    spare = next(iter(policy.exemptions), "?")
    decisions = tuple(_closed(decision, spare) for decision in review.decisions)
    used = {code for decision in review.only(Action.WITHHOLD) for code in decision.exemptions}
    notes = review.notes if dict(review.notes).get("unread") else (*review.notes, ("unread", "shown"))
    publication = redaction.apply(document, replace(review, decisions=decisions, notes=notes), policy)
    return replace(publication, legend=tuple(entry for entry in publication.legend if entry.code in used))


def _closed(decision: Decision, spare: str) -> Decision:
    if decision.action is not Action.UNDECIDED:
        return decision
    return replace(
        decision,
        action=Action.WITHHOLD,
        exemptions=decision.exemptions or (spare,),
        show=Show("replace", OPEN),
        subject=decision.subject or str(decision.span),
    )


def hole_starts(blocks: tuple[Block, ...], decisions: tuple[Decision, ...]) -> list[tuple[int, int]]:
    """Pair the start of each place that is not disclosed with the number of its first hole.

    Counts as `apply` does: a place over several blocks is a hole in each, and pieces that touch and look alike are one.
    """
    held = [decision for decision in decisions if decision.action]
    alike = (before.span.end == after.span.start and _look(before) == _look(after) for before, after in pairwise(held))
    starts = [block.span.start for block in blocks]
    ends = [block.span.end for block in blocks]
    found: list[tuple[int, int]] = []
    number, last = 0, -1
    for decision, same in zip(held, chain([False], alike), strict=False):
        first = bisect_right(ends, decision.span.start)
        touched = range(first, bisect_left(starts, decision.span.end))
        new = [i for i in touched if not (same and i == last)]
        found.append((decision.span.start, number + 1 if new else number))
        number += len(new)
        last = touched[-1] if touched else last
    return found


def _look(decision: Decision) -> tuple[object, ...]:
    return decision.action, decision.exemptions, decision.show, decision.subject, decision.entity


def set_pages(publication: Publication) -> tuple[bytes, int, Mapping[int, int]]:
    """Set a publication as a PDF; return it, its number of pages, and on which page each hole is."""
    from redact import renderers

    typeset = renderers.typeset(publication)
    return typeset.data, typeset.page_count, typeset.pages


def draw_page(data: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF as a PNG; pages count from 1, `width` in pixels."""
    from io import BytesIO

    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        sheet = pdf[page - 1]
        # Half a pixel less, since the size in pixels is rounded up.
        picture = sheet.render(scale=(width - 0.5) / sheet.get_width(), grayscale=True).to_pil()
        file = BytesIO()
        picture.save(file, "PNG", compress_level=1)  # loopback: time matters, size does not
        return file.getvalue()
    finally:
        pdf.close()


def start_process() -> ProcessPoolExecutor:
    """Start a process with nothing of this one's memory in it: neither the letter nor the token."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


class Pages:
    """The pages of the latest revision, set once for each revision that somebody waits for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._printed: Printed | None = None
        self._one_at_a_time = asyncio.Lock()
        self._process: ProcessPoolExecutor | None = None
        self._closing = asyncio.Event()

    async def printed(self, revision: int) -> Printed | None:
        """Return the pages of a revision; nothing where the review has moved on meanwhile."""
        async with self._one_at_a_time:
            if self._printed is not None and self._printed.revision == revision:
                return self._printed
            session = self._desk.session
            review = session.review
            if revision != self._desk.revision:
                return None
            made = asyncio.to_thread(publication_now, session.document, review, session.policy)
            publication = await self._unless_closing(made)
            data, page_count, pages = await self._away(set_pages, publication)
            starts = hole_starts(session.document.blocks, review.decisions)
            places = tuple((start, pages.get(number, 1)) for start, number in starts)
            self._printed = Printed(revision, data, page_count, places)
            return self._printed

    async def picture(self, revision: int, page: int, width: int) -> bytes | None:
        """Return a page as a PNG; nothing where there is no such page, or the review has moved on."""
        printed = self._printed
        if printed is None or printed.revision != revision or not 1 <= page <= printed.page_count:
            return None
        return await self._away(draw_page, printed.data, page, max(100, min(width, WIDEST)))

    def close(self) -> None:
        """Leave what is under way: whoever waits for a page is told at once that there will be none."""
        self._closing.set()
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)
            self._process = None

    async def _away(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Do some work in the other process; start it, or start it again, where it is not there."""
        if self._process is None:
            self._process = start_process()
        try:
            return await self._unless_closing(asyncio.wrap_future(self._process.submit(work, *given, **named)))
        except BrokenProcessPool:
            self._process = None
            raise RedactError("the pages could not be drawn; they will be with your next action") from None

    async def _unless_closing(self, work: Awaitable[T]) -> T:
        task, closing = asyncio.ensure_future(work), asyncio.ensure_future(self._closing.wait())
        await asyncio.wait({task, closing}, return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        if task.done():
            return task.result()
        task.cancel()
        raise RedactError("the review is being closed")
