"""A publication as a PDF: composed, paginated, drawn and finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from redact.model import Made, Publication
from redact.renderers.presentation import PAPERS, Presentation
from redact.renderers.typesetting.blocks import Setting
from redact.renderers.typesetting.compose import compose
from redact.renderers.typesetting.drawing import BOTTOM, SIDE, TOP, Drawing
from redact.renderers.typesetting.finish import finish
from redact.renderers.typesetting.front_matter import compose_schedule, mark_added
from redact.renderers.typesetting.pagination import Fragment, paginate

# The rows of a schedule, its head first, once it is known on which page each redaction stands.
Schedule = Callable[[Mapping[int, int]], Sequence[Sequence[str]]]


def typeset(
    publication: Publication, presentation: Presentation | None = None, schedule: Schedule | None = None
) -> Made:
    """Lay a publication out and return the PDF: tagged, fonts embedded, nothing in it but the publication.

    The same publication gives the same bytes. With a `schedule`, its rows follow as an appendix. Raises RenderError
    where a character cannot be printed.
    """
    presentation = presentation or Presentation()
    width, height = PAPERS[presentation.paper]
    measure, depth = width - 2 * SIDE, height - TOP - BOTTOM
    tree, blocks = compose(publication, presentation, measure)
    pages = paginate(blocks, depth)
    places = find_holes(pages)
    if schedule and publication.redactions:
        setting = Setting(publication, presentation, measure)
        pages += paginate(mark_added(compose_schedule(schedule(places), setting, tree), tree), depth)
    drawing = Drawing(publication, presentation, len(pages))
    for page in pages:
        drawing.draw_page(page)
    data = finish(drawing.save(), publication, presentation, tree, drawing.marks.counts, drawing.headings)
    return Made(data, places, len(pages), "\n\n".join(drawing.frame))


def find_holes(pages: Sequence[Sequence[Fragment]]) -> dict[int, int]:
    """Return on which page each redaction begins."""
    places: dict[int, int] = {}
    for number, page in enumerate(pages, 1):
        for fragment in page:
            for column in fragment.block.columns:
                for line in column.lines[fragment.start : fragment.end]:
                    for piece in line.pieces:
                        if piece.hole is not None:
                            places.setdefault(piece.hole.number, number)
    return places
