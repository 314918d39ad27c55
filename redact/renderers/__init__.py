"""Renderings of a publication. Each is given text with holes and nothing else, so none can leak what filled them."""

from __future__ import annotations

from collections.abc import Callable

from redact.errors import RenderError
from redact.model import Publication
from redact.renderers.html import render_html
from redact.renderers.marked import mark_up
from redact.renderers.pdf import typeset
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.fonts import unprintable

__all__ = ["RENDERERS", "Presentation", "mark_up", "render", "typeset", "unprintable"]


def render_pdf(publication: Publication, presentation: Presentation) -> bytes:
    """Return the PDF alone."""
    return typeset(publication, presentation).data


# One function a form; to add a form, add a line.
RENDERERS: dict[str, Callable[[Publication, Presentation], bytes]] = {
    "pdf": render_pdf,
    "html": render_html,
}


def render(publication: Publication, form: str = "pdf", presentation: Presentation | None = None) -> bytes:
    """Render a publication in one of the forms of `RENDERERS`; the same publication gives the same bytes."""
    if form not in RENDERERS:
        raise RenderError(f"no rendering is called {form!r}; choose one of {', '.join(RENDERERS)}")
    return RENDERERS[form](publication, presentation or Presentation())
