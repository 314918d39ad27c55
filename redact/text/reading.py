"""The plain reading of a document: the same words in one spelling, every character traced to where it stands.

    There<zero width space>sa   ->   Theresa
    Green-<line end>halgh       ->   Greenhalgh
    ＡＢ１２３４５６Ｃ            ->   AB123456C

What hides a name from a search and not from a reader is read here as the reader reads it. Things are found in the
plain reading and given back in the document's own offsets; nothing published is ever taken from it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from redact.model import Block, Document, Finding, Span

# Characters that print nothing: zero width, soft hyphen, direction marks, variation selectors.
_NOTHING = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u02bc\u02b9\u2032\u00b4\u0060\uff07\u055a"
# Cyrillic, Greek and Armenian letters that print like Latin ones (Unicode Technical Standard 39, confusables).
_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁԛԝһҺӏГѴѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳօսՕՍ",
        "ABESIJKMHOPCTYXaBesijKMHopcTyxdqwhhlrVvABEZHIKMNOPTYXaikvoptuxcjouOU",
        strict=True,
    )
)
_LOOKALIKES |= {
    "в": "b",
    "к": "k",
    "м": "m",
    "н": "h",
    "т": "t",
    "г": "r",
    "Г": "G",
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
    "ⅼ": "l",
}
_ODD = re.compile(
    f"[{_NOTHING}{_SPACES}{_HYPHENS}{_APOSTROPHES}{''.join(_LOOKALIKES)}"
    "\u0300-\u036f\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]"
    r"|(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])"
)
_NOTHING_AT_ALL = re.compile(f"[{_NOTHING}]")
_SPACE = re.compile(f"[{_SPACES}]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to search in, and the way there and back; without maps it is the source itself."""

    document: Document
    starts: tuple[int, ...] = ()  # of each plain character: where it starts in the source,
    ends: tuple[int, ...] = ()  # and where it ends
    places: tuple[int, ...] = ()  # of each source offset: the plain character that stands there, or next

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding in the plain reading as one in the source."""
        if not self.starts:
            return finding
        wide = self._back(finding.wide) if finding.wide else None
        return replace(finding, span=self._back(finding.span), wide=wide)

    def as_read(self, finding: Finding) -> Finding:
        """Return a finding in the source as one in the plain reading."""
        if not self.starts:
            return finding
        span = self._there(finding.span)
        wide = self._there(finding.wide) if finding.wide else None
        return replace(finding, span=span, wide=wide)

    def _back(self, span: Span) -> Span:
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def _there(self, span: Span) -> Span:
        start, end = self.places[span.start], self.places[span.end]
        return Span(min(start, len(self.starts) - 1), max(end, start + 1))


def plain(document: Document) -> Reading:
    """Return the plain reading of a document; the document itself where nothing in it is oddly written."""
    text = document.text
    if not _ODD.search(text):
        return Reading(document)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    at = 0
    for match in _ODD.finditer(text):
        if match.start() < at:
            continue  # taken with the letter before it
        usual = text[at : match.start()]
        places += range(len(characters), len(characters) + len(usual))
        starts += range(at, match.start())
        ends += range(at + 1, match.start() + 1)
        characters += usual
        end, read = _read(document, match)
        if unicodedata.combining(match.group()[0]) and characters and ends[-1] == match.start():
            read = ""
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", characters[-1] + text[match.start() : end])
            characters[-1] = composed if len(composed) == 1 else characters[-1]
            ends[-1] = end
        places += [len(characters), *[len(characters) + len(read)] * (end - match.start() - 1)]
        characters += read
        starts += [match.start()] * len(read)
        ends += [end] * len(read)
        at = end
    usual = text[at:]
    places += range(len(characters), len(characters) + len(usual) + 1)
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    characters += usual
    words = "".join(characters)
    if not words.strip():
        return Reading(document)
    blocks = tuple(_block(block, places, words) for block in document.blocks)
    page = Document(document.name, words, tuple(block for block in blocks if block is not None))
    return Reading(page, tuple(starts), tuple(ends), tuple(places))


def _read(document: Document, match: re.Match[str]) -> tuple[int, str]:
    """Return where an odd piece of text ends, and what a reader reads there."""
    odd, end = match.group(), match.end()
    if odd[0] == "-":
        # A word broken at a line's end. Before a capital the hyphen may be the name's own: Adebayo-Clarke.
        blocks = (document.block_at(match.start()), document.block_at(end))
        if any(block is None or block.kind == "row" for block in blocks):
            return match.start() + 1, "-"
        return (end, "") if document.text[end].islower() else (end, "-")
    if _NOTHING_AT_ALL.match(odd):
        return end, ""
    if _SPACE.match(odd):
        return end, " "
    if _HYPHEN.match(odd):
        return end, "-"
    if _APOSTROPHE.match(odd):
        return end, "'"
    if odd in _LOOKALIKES:
        return end, _latin(document.text, match.start())
    if unicodedata.combining(odd[0]):
        return end, ""
    if odd.isdigit():
        return end, str(unicodedata.digit(odd))
    return end, unicodedata.normalize("NFKC", odd)


def _latin(text: str, at: int) -> str:
    """Return what a look-alike stands for, unless it stands in a word of its own alphabet."""
    start, end = at, at + 1
    while start > 0 and at - start < 40 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - at < 40 and text[end].isalpha():
        end += 1
    word = text[start:end]
    foreign = any(
        ord(c) > 0x36F and c not in _LOOKALIKES and not unicodedata.name(c, "").startswith("LATIN") for c in word
    )
    return text[at] if foreign else _LOOKALIKES[text[at]]


def _block(block: Block, places: list[int], words: str) -> Block | None:
    start, end = places[block.span.start], places[block.span.end]
    held = words[start:end]
    if not held.strip():
        return None
    start += len(held) - len(held.lstrip())
    return replace(block, span=Span(start, start + len(held.strip())))
