"""The publication as it would be printed now, drawn page by page beside the letter.

Pages are set and drawn in a process of their own, so that a key is answered while they are. That process is given the
publication alone: text with holes, never what was in them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from redact.errors import RedactError
from redact.model import Action, Document, Publication, Redaction, Review
from redact.policy import Policy
from redact.spans import stretches
from redact.web.actions import SharedSession

P = ParamSpec("P")
T = TypeVar("T")
OPEN = "[To decide]"
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
    """Return the draft with `[To decide]` in each open hole, so that it can be drawn. Never for release."""
    from redact import redaction

    draft = redaction.draft(document, review, policy)
    used = {code for hole in draft.redactions if not hole.open for code in hole.exemptions}
    return replace(
        draft,
        passages=tuple(replace(each, parts=tuple(map(_to_decide, each.parts))) for each in draft.passages),
        legend=tuple(entry for entry in draft.legend if entry.code in used),
    )


def _to_decide(part: str | Redaction) -> str | Redaction:
    if isinstance(part, str) or not part.open:
        return part
    return replace(part, text=OPEN, how="replace", open=False)


def set_pages(publication: Publication, look: Mapping[str, Any]) -> tuple[bytes, int, Mapping[int, int]]:
    """Set a publication as `publish` does; return the PDF, its number of pages, and on which page each hole is."""
    from redact import renderers

    typeset = renderers.typeset(publication, renderers.Presentation(**look))
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

    def __init__(self, shared: SharedSession) -> None:
        self._shared = shared
        self._printed: Printed | None = None
        self._one_at_a_time = asyncio.Lock()
        self._process: ProcessPoolExecutor | None = None
        self._closing = asyncio.Event()

    async def printed(self, revision: int) -> Printed | None:
        """Return the pages of a revision; nothing where the review has moved on meanwhile."""
        from redact import redaction

        async with self._one_at_a_time:
            if self._printed is not None and self._printed.revision == revision:
                return self._printed
            session = self._shared.session
            review = session.review
            if revision != session.revision:
                return None
            drafting = asyncio.to_thread(publication_now, session.document, review, session.policy)
            publication = await self._unless_closing(drafting)
            data, page_count, pages = await self._elsewhere(set_pages, publication, dict(session.policy.presentation))
            withheld = redaction.withhold_undecided(review).only(Action.WITHHOLD)
            numbered = enumerate(stretches(session.document, withheld), 1)
            places = tuple((span.start, pages.get(number, 1)) for number, (span, _) in numbered)
            self._printed = Printed(revision, data, page_count, places)
            return self._printed

    async def picture(self, revision: int, page: int, width: int) -> bytes | None:
        """Return a page as a PNG; nothing where there is no such page, or the review has moved on."""
        printed = self._printed
        if printed is None or printed.revision != revision or not 1 <= page <= printed.page_count:
            return None
        return await self._elsewhere(draw_page, printed.data, page, max(100, min(width, WIDEST)))

    def close(self) -> None:
        """Leave what is under way: whoever waits for a page is told at once that there will be none."""
        self._closing.set()
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)
            self._process = None

    async def _elsewhere(self, work: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        """Do some work in the other process; start it, or start it again, where it is not there."""
        if self._process is None:
            self._process = start_process()
        try:
            return await self._unless_closing(asyncio.wrap_future(self._process.submit(work, *values, **named)))
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
