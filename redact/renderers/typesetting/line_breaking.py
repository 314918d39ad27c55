"""Lines of text with holes.

Lines break at spaces alone, and between Chinese or Japanese characters; never at a hyphen, since what reads
a PDF's text drops a hyphen that ends a line. A word wider than its line breaks after a sign such as `/`, else
anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from redact.model import Redaction
from redact.renderers.typesetting.bidi import RIGHT_TO_LEFT, base_direction, find_levels, reverse, visual_order
from redact.renderers.typesetting.clusters import continues, shape_clusters
from redact.renderers.typesetting.fonts import Family, measure
from redact.renderers.typesetting.shaping import shape
from redact.text.characters import clean

_WIDE = "\u2e80-\u303f\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0002ffff"
# A Chinese or Japanese character carries its closing punctuation with it.
_CLOSING = "、。，．：；！？）」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_TOKEN = re.compile(f"(\n)|([ \t]+)|([{_WIDE}][{_CLOSING}]*)|([^ \t\n{_WIDE}]+)")
_AFTER_SIGN = re.compile(r"(?<=[/@._\-?&=:;,)])")
# A line that ends with one of these has parted a name.
_CLINGS = frozenset("Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Cllr Councillor Rt Rev St No No.".split())
TAB = "    "
HOLE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Style:
    """How text is printed: font, size in points, shade (0 black, 1 white), and the bar behind it if there is one."""

    family: Family
    size: float
    shade: float = 0.0
    ground: float | None = None
    pad: float = 0.0

    def width(self, text: str) -> float:
        """Return the width of text in points, the bar's ends included."""
        return measure(text, self.family) * self.size / 1000 + 2 * self.pad


# Says what is printed for a redaction, and in which style.
HolePrinter = Callable[[Redaction], tuple[str, Style]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style. `hole` is the redaction that it stands for, if it does.

    `reverse` tells that the text goes from right to left, and stands here as it is seen from the left.
    """

    text: str
    style: Style
    width: float
    hole: Redaction | None = None
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What no line break may part, and the space that follows it."""

    pieces: tuple[Piece, ...]
    gap: str = ""
    ends_line: bool = False

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces side by side, from the left. `width` leaves out the space at the end; `indent` moves a line right."""

    pieces: tuple[Piece, ...]
    width: float
    indent: float = 0.0


def split_words(parts: Iterable[str | Redaction], style: Style, print_hole: HolePrinter) -> Iterator[Word]:
    """Cut text with holes into words; a hole clings to what it touches."""
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Redaction):
            text, hole_style = print_hole(part)
            text = shape_clusters(shape(clean(text).replace("\n", " ").replace("\t", " ")))
            pieces.append(Piece(text, hole_style, hole_style.width(text), part))
            continue
        for end, gap, wide, word in _TOKEN.findall(shape_clusters(shape(clean(part)))):
            if word:
                pieces.append(Piece(word, style, style.width(word)))
                continue
            if wide:
                pieces.append(Piece(wide, style, style.width(wide)))
            if gap == " " and pieces and pieces[-1].text in _CLINGS:
                pieces.append(Piece(" ", style, style.width(" ")))
                continue
            # A space ends the line in the text too, lest a reader take the words on either side for one.
            yield Word(tuple(pieces), " " if end else gap.replace("\t", TAB), ends_line=bool(end))
            pieces = []
    if pieces:
        yield Word(tuple(pieces))


def fill_lines(words: Iterable[Word], style: Style, measure: float) -> tuple[Line, ...]:
    """Set words into lines of at most `measure` points, each as full as it goes."""
    space = style.width(" ")
    lines: list[Line] = []
    line: list[Word] = []
    width = gap = 0.0
    direction: int | None = None

    def end_line() -> None:
        nonlocal width, gap, direction
        pieces = join_pieces(line, style)
        text = "".join(piece.text for piece in pieces)
        direction = base_direction(text) if direction is None else direction
        if RIGHT_TO_LEFT.search(text):
            pieces = order_pieces(pieces, direction or 0)
        indent = measure - sum(piece.width for piece in pieces) if direction else 0.0
        lines.append(Line(pieces, width, indent))
        line.clear()
        width = gap = 0.0

    for word in words:
        fits = word.width <= measure
        for portion in [word] if fits else cut_word(word, measure):
            if line and width + gap + portion.width > measure + 0.01:
                end_line()
            width += gap + portion.width
            gap = len(portion.gap) * space
            line.append(portion)
            if portion.ends_line:
                end_line()
    if line or not lines:
        end_line()
    return tuple(lines)


def stack(*groups: Sequence[Line]) -> tuple[Line, ...]:
    """Set groups of lines under one another, their words kept apart."""
    lines: list[Line] = []
    for group in groups:
        if lines and lines[-1].pieces:
            last = lines[-1].pieces[-1]
            space = Piece(" ", replace(last.style, ground=None, pad=0.0), 0.0)
            lines[-1] = replace(lines[-1], pieces=(*lines[-1].pieces, space))
        lines += group
    return tuple(lines)


def join_pieces(words: Sequence[Word], style: Style) -> tuple[Piece, ...]:
    """Join the words of a line, and the spaces between them, into as few pieces as their styles allow."""
    joined: list[Piece] = []
    texts: list[str] = []
    width = 0.0
    first: Piece | None = None

    def end_piece() -> None:
        if first is not None:
            joined.append(Piece("".join(texts), first.style, width, first.hole))

    for word in words:
        gap = (Piece(word.gap, style, style.width(word.gap)),) if word.gap else ()
        for piece in word.pieces + gap:
            if first is not None and first.hole is piece.hole and first.style is piece.style:
                width += piece.width - 2 * piece.style.pad
            else:
                end_piece()
                first, width = piece, piece.width
                texts.clear()
            texts.append(piece.text)
    end_piece()
    return tuple(joined)


def order_pieces(pieces: Sequence[Piece], base: int) -> tuple[Piece, ...]:
    """Put the pieces of a line in the order in which they are seen; a hole moves as one."""
    units: list[tuple[Piece, str]] = []
    for piece in pieces:
        units += [(piece, piece.text)] if piece.hole else [(piece, character) for character in piece.text]
    levels = find_levels("".join(HOLE if piece.hole else text for piece, text in units), base)
    ordered: list[Piece] = []
    order = visual_order(levels)
    for _, group in groupby(order, key=lambda i: (id(units[i][0]), levels[i])):
        members = sorted(group)
        piece = units[members[0]][0]
        text = "".join(units[i][1] for i in members)
        if piece.hole:
            inner = base_direction(text) or 0
            turned = order_pieces([replace(piece, hole=None)], inner) if RIGHT_TO_LEFT.search(text) else (piece,)
            shown = "".join(part.text for part in turned)
            ordered.append(replace(piece, text=shown, reverse=shown != text))
        elif levels[members[0]] % 2:
            ordered.append(Piece(reverse(text), piece.style, piece.style.width(text), reverse=True))
        else:
            ordered.append(Piece(text, piece.style, piece.style.width(text)))
    return tuple(ordered)


def cut_word(word: Word, measure: float) -> Iterator[Word]:
    """Cut a word that is wider than its line into portions that are not."""
    for i, piece in enumerate(word.pieces):
        portions = list(cut_piece(piece, measure))
        for j, portion in enumerate(portions):
            last = i == len(word.pieces) - 1 and j == len(portions) - 1
            yield Word((portion,), word.gap if last else "", word.ends_line and last)


def cut_piece(piece: Piece, measure: float) -> Iterator[Piece]:
    """Cut a piece after signs, and where that is not enough, anywhere."""
    style = piece.style
    if piece.width <= measure / 2:
        yield piece
        return
    portions = re.split("(?<= )", piece.text) if piece.hole else _AFTER_SIGN.split(piece.text)
    for portion in portions:
        start, width = 0, 2 * style.pad
        for i, character in enumerate(portion):
            advance = style.width(character) - 2 * style.pad
            if width + advance > measure and i > start and not continues(character):
                yield Piece(portion[start:i], style, width, piece.hole)
                start, width = i, 2 * style.pad
            width += advance
        if portion:
            yield Piece(portion[start:], style, width, piece.hole)
