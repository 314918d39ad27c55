"""Measure pages rendered a second, beside plain platypus: uv run python benchmarks/rendering.py [PAGES]"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from time import perf_counter, process_time

from redact.model import LegendEntry, Passage, Publication, Redaction
from redact.renderers import typeset

SENTENCE = (
    "I have worked hard to ensure the right balance between affording this area of work the secrecy it requires "
    "and a presumption that public work should be open and transparent. "
)
LEGEND = (LegendEntry("s.40(2)", "Personal information", "Information about a living person."),)


def publication(paragraphs: int, bars: int) -> Publication:
    """Return a long publication: paragraphs of some seven lines, each with `bars` redactions."""
    passages = []
    for i in range(paragraphs):
        parts: list[str | Redaction] = [f"{i + 1}. ", SENTENCE]
        for j in range(bars):
            parts += [Redaction(i * bars + j + 1, ("s.40(2)",)), " "]
        parts.append(SENTENCE * 2)
        passages.append(Passage(tuple(parts)))
    return Publication("A long file", "en-GB", "foi-uk@1", tuple(passages), LEGEND if bars else ())


def render_platypus(paragraphs: int) -> int:
    """Set the same words with ReportLab's own paragraphs: no tags, no bars, no fonts embedded."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 12.5, 17.5
    document = SimpleDocTemplate(BytesIO(), invariant=1)
    story = []
    for i in range(paragraphs):
        story += [Paragraph(f"{i + 1}. {SENTENCE * 3}", style), Spacer(1, 9.5)]
    document.build(story)
    return int(document.page)


def measure(name: str, work: Callable[[], int]) -> None:
    start, used = perf_counter(), process_time()
    pages = work()
    seconds, used = perf_counter() - start, process_time() - used
    print(f"{name:28} {pages:5} pages {seconds:7.2f} s {pages / seconds:7.1f} pages/s {pages / used:7.1f} a CPU second")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    paragraphs = pages * 5
    typeset(publication(5, 1))  # fonts are read once
    measure("plain platypus", lambda: render_platypus(paragraphs))
    measure("tagged, no bars", lambda: typeset(publication(paragraphs, 0)).page_count)
    measure("tagged, six bars a page", lambda: typeset(publication(paragraphs, 1)).page_count)
    measure("the same, a tenth as long", lambda: typeset(publication(paragraphs // 10, 1)).page_count)


if __name__ == "__main__":
    main()
