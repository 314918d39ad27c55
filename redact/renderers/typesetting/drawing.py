"""Pages drawn with ReportLab: the one place that puts anything on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from redact.model import Publication
from redact.renderers import captions
from redact.renderers.presentation import PAPERS, Presentation
from redact.renderers.typesetting.blocks import BAR, Column, TextBlock
from redact.renderers.typesetting.clusters import glyph_of, shape_clusters
from redact.renderers.typesetting.fonts import load_face, split_runs
from redact.renderers.typesetting.line_breaking import Line, Piece, Style
from redact.renderers.typesetting.pagination import Fragment
from redact.renderers.typesetting.shaping import shape
from redact.renderers.typesetting.tags import Marks, Node
from redact.text.characters import clean

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIDE = 80.0
TOP = 68.0
BOTTOM = 76.0
FOOT = Style("sans", 9, shade=0.3)
HEAD = Style("sans-bold", 9, shade=0.2)
WATERMARK = Style("sans-bold", 120, shade=0.92)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is printed, its level, its page from 1, and how high it stands in points."""

    level: int
    text: str
    page: int
    top: float


class Drawing:
    """A PDF as it is drawn, page after page."""

    def __init__(self, publication: Publication, presentation: Presentation, pages: int) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.publication = publication
        self.presentation = presentation
        self.frame: list[str] = []
        self.headings: list[Heading] = []
        self._pages = pages
        self._page = 0
        self._size = PAPERS[presentation.paper]
        self._buffer = BytesIO()
        self._canvas: Canvas = Canvas(
            self._buffer,
            pagesize=self._size,
            pageCompression=0,
            invariant=1,
            initialFontName=load_face("GentiumBookPlus-Regular").name,
        )
        self.marks = Marks(self._canvas.addLiteral)
        self._spans: dict[tuple[int, int], Node] = {}

    def save(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()

    def draw_page(self, page: Sequence[Fragment]) -> None:
        self._page += 1
        self.marks.begin_page()
        if self.presentation.internal:
            self.draw_watermark()
        for fragment in page:
            self.draw_fragment(fragment)
        self.marks.close()
        self.draw_margins()
        self.marks.end_page()
        self._canvas.showPage()

    def draw_fragment(self, fragment: Fragment) -> None:
        block = fragment.block
        if fragment.repeated:
            self.draw_repeated(block)
            return
        if block.added and fragment.start == 0:
            self.frame.append(block.text)
        tag = block.columns[0].node.tag
        if fragment.start == 0 and tag[0] == "H" and tag[1:].isdigit() and block.text.strip():
            top = self._size[1] - TOP - fragment.top
            self.headings.append(Heading(int(tag[1:]), " ".join(block.text.split()), self._page, top))
        top = self._size[1] - TOP - fragment.top
        depth = (fragment.end - fragment.start) * block.leading
        if block.rule is not None and fragment.start == 0 and fragment.top:
            self.draw_rule(SIDE, top + block.before * 0.42, self._size[0] - SIDE, block.rule)
        for i in range(block.bars):
            above = block.before + 2 if i < block.joined and fragment.top else -2
            self.draw_box(SIDE + 18 * i + 3, top - depth + 2, 1.2, depth - 2 + above, 0.6)
        for column in block.columns:
            for i, line in enumerate(column.lines[fragment.start : fragment.end]):
                self.draw_line(column, line, top - i * block.leading, block.leading)

    def draw_repeated(self, block: TextBlock) -> None:
        """Draw the head of a table that goes on: seen, but not read aloud a second time."""
        self.frame.append(block.text)
        for column in block.columns:
            for i, line in enumerate(column.lines):
                for piece, x, y in self.place(column, line, self._size[1] - TOP - i * block.leading, block.leading):
                    if piece.style.ground is not None:
                        self.draw_box(x, y - 3.4, piece.width, 12.9, piece.style.ground)
                    self.marks.artifact("Pagination")
                    self.draw_text(piece.text, piece.style, x + piece.style.pad, y)
                    self.marks.end_artifact()

    def place(self, column: Column, line: Line, top: float, leading: float) -> Iterator[tuple[Piece, float, float]]:
        """Yield each piece of a line with the point where it begins."""
        size = max((piece.style.size for piece in line.pieces if piece.hole is None), default=BAR.size)
        x, y = SIDE + column.x + line.indent, top - leading / 2 - 0.3 * size
        for piece in line.pieces:
            yield piece, x, y
            x += piece.width

    def draw_line(self, column: Column, line: Line, top: float, leading: float) -> None:
        for piece, x, y in self.place(column, line, top, leading):
            if piece.hole is None:
                self.marks.content(column.node)
            else:
                self.open_hole(column.node, piece, x, y)
            with self.marks.reversed_characters(piece.reverse):
                self.draw_text(piece.text, piece.style, x + piece.style.pad, y)

    def open_hole(self, node: Node, piece: Piece, x: float, y: float) -> None:
        """Draw the bar and begin the element that says it aloud."""
        hole, style = piece.hole, piece.style
        assert hole is not None
        self.draw_box(x, y - 3.4, piece.width, 12.9, style.ground or 0.0)
        key = (id(node), hole.number)
        if key not in self._spans:
            span = node.add("Span")
            span.id = f"redaction-{hole.number}"
            if not hole.text:
                span.actual = captions.say_hole(hole, self.publication.legend)
                self.frame += [piece.text, span.actual]
            self._spans[key] = span
        self.marks.content(self._spans[key])

    def draw_text(self, text: str, style: Style, x: float, y: float) -> None:
        words = self._canvas.beginText(x, y)
        words.setFillGray(style.shade)
        for face, run in split_runs(text, style.family):
            words.setFont(face.name, style.size)
            if not any(map(glyph_of, run)):
                words.textOut(run)
                continue
            at = words.getX()
            for character in run:  # each at its own place: a vowel above, below or before its consonant
                glyph = glyph_of(character)
                right, up = (glyph.right, glyph.up) if glyph else (0.0, 0.0)
                words.setTextOrigin(at + right * style.size / 1000, y + up * style.size / 1000)
                words.textOut(character)
                at += face.width(character) * style.size / 1000
            words.setTextOrigin(at, y)
        self._canvas.drawText(words)

    def draw_box(self, x: float, y: float, width: float, height: float, shade: float) -> None:
        self.marks.artifact("Layout")
        self._canvas.setFillGray(shade)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)
        self.marks.end_artifact()

    def draw_rule(self, x: float, y: float, end: float, shade: float) -> None:
        self.draw_box(x, y, end - x, 0.6, shade)

    def draw_margins(self) -> None:
        """Draw what stands on every page: markings, title, reference, page n of N."""
        chosen = self.presentation
        foot, edge = BOTTOM - 36, self._size[0] - SIDE
        number = captions.number_pages(self._page, self._pages)
        title = " · ".join(filter(None, (captions.title_of(self.publication), chosen.reference)))
        self.draw_rule(SIDE, foot + 15, edge, 0.75)
        self.marks.artifact("Pagination")
        self.draw_added(shorten(title, edge - SIDE - FOOT.width(number) - 24), FOOT, SIDE, foot)
        self.draw_added(number, FOOT, edge - FOOT.width(number), foot)
        if chosen.foot:
            self.draw_added(shorten(chosen.foot, edge - SIDE), FOOT, SIDE, foot - 13)
        if marking := " · ".join(filter(None, (captions.INTERNAL if chosen.internal else "", chosen.head))):
            head = shorten(marking, edge - SIDE)
            self.draw_added(head, HEAD, (self._size[0] - HEAD.width(head)) / 2, self._size[1] - 40)
        self.marks.end_artifact()

    def draw_watermark(self) -> None:
        """Say across the page, beneath its text, that it is internal."""
        self.marks.artifact("Background")
        self._canvas.saveState()
        self._canvas.translate(self._size[0] / 2, self._size[1] / 2)
        self._canvas.rotate(52)
        self.draw_text(captions.INTERNAL, WATERMARK, -WATERMARK.width(captions.INTERNAL) / 2, -40)
        self._canvas.restoreState()
        self.marks.end_artifact()

    def draw_added(self, text: str, style: Style, x: float, y: float) -> None:
        self.frame.append(text)
        self.draw_text(text, style, x, y)


def shorten(text: str, room: float) -> str:
    """Return as much of a text as the foot of a page has room for."""
    text = shape_clusters(shape(clean(text)))
    while FOOT.width(text) > room:
        text = text[:-2].rstrip(" ,;:.…") + "…"
    return text
