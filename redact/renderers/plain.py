"""Render a publication as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.errors import RenderError
from redact.model import Publication, Redaction
from redact.renderers import wording
from redact.renderers.outline import Entry, groups, split_cells, unwrap
from redact.renderers.presentation import Presentation
from redact.text.characters import clean

# What Markdown would read as a mark of its own (CommonMark 0.31, 2.4).
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^[ \t]*(?:([-+=:])|(\d+)([.)]))?", re.MULTILINE)


def render_text(publication: Publication, presentation: Presentation) -> bytes:
    """Return the publication as plain text in UTF-8, one line a paragraph; holes in words, between brackets."""
    plain = Plain(publication, presentation, markdown=False)
    lines = [wording.kicker_of(publication, presentation), wording.title_of(publication), ""]
    lines += [*wording.state_copy(publication, presentation, seen=False), ""]
    for paragraph in presentation.cover:
        lines += [clean(paragraph), ""]
    for entry in plain.entries():
        if entry.number > 1 and not entry.follows:
            lines.append("")
        lines.append(f"{'> ' * plain.quoted(entry)}{plain.text(entry)}")
    if publication.legend:
        lines += ["", wording.LEGEND_HEADING]
        for code in publication.legend:
            lines += ["", f"{code.code}  {code.title}", *filter(None, (code.plain, code.law))]
    lines += plain.appeal("")
    return write(lines)


def render_markdown(publication: Publication, presentation: Presentation) -> bytes:
    """Return the publication as Markdown (CommonMark, with GitHub's tables) in UTF-8."""
    plain = Plain(publication, presentation, markdown=True)
    lines = [escape(wording.kicker_of(publication, presentation)), ""]
    lines += [f"# {escape(wording.title_of(publication))}", ""]
    for sentence in (*wording.state_copy(publication, presentation, seen=False), *presentation.cover):
        lines += [escape(clean(sentence)), ""]
    for kind, entries in groups(publication):
        if kind == "row":
            lines += [*plain.table(entries), ""]
            continue
        for entry in entries:
            prefix = "> " * plain.quoted(entry) + "#" * entry.level + (" " if entry.level else "")
            if kind == "item":
                prefix = "  " * (entry.depth - 1) + "- "
            text = plain.text(entry).replace("\n", "\\\n" + "> " * plain.quoted(entry))
            lines.append(f"{prefix}{text}" + ("\\" if entry.goes_on and not entry.is_heading else ""))
            if not entry.goes_on and (kind != "item" or entry is entries[-1]):
                lines.append("")
    if publication.legend:
        lines += [f"## {wording.LEGEND_HEADING}", ""]
        lines += [f"| {' | '.join(wording.LEGEND_COLUMNS)} |", "| --- | --- |"]
        for code in publication.legend:
            told = " ".join(escape(clean(text)) for text in (code.plain, code.law) if text)
            lines.append(f"| **{escape(clean(code.code))}** | **{escape(clean(code.title))}** {told} |")
    lines += plain.appeal("## ")
    return write(lines)


class Plain:
    """A publication as it is written down in characters alone."""

    def __init__(self, publication: Publication, presentation: Presentation, *, markdown: bool) -> None:
        self.publication = publication
        self.presentation = presentation
        self.markdown = markdown

    def entries(self) -> Iterator[Entry]:
        for _, entries in groups(self.publication):
            yield from entries

    def quoted(self, entry: Entry) -> int:
        return entry.depth if entry.passage.kind == "quote" else 0

    def text(self, entry: Entry) -> str:
        """Return a passage; an error says where it stands."""
        try:
            return self.inline(unwrap(entry.passage))
        except RenderError as error:
            raise entry.place(error) from None

    def inline(self, parts: Sequence[str | Redaction]) -> str:
        text = "".join(self.hole(part) if isinstance(part, Redaction) else clean(part) for part in parts)
        return escape(text) if self.markdown else text

    def hole(self, hole: Redaction) -> str:
        return clean(hole.text) or wording.say_hole(hole, self.publication.legend)

    def table(self, entries: list[Entry]) -> Iterator[str]:
        width = max(len(split_cells(entry.passage)) for entry in entries)
        for i, entry in enumerate(entries):
            cells = [self.inline(cell).replace("\n", " ") for cell in split_cells(entry.passage)]
            yield f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
            if i == 0:
                yield f"|{' --- |' * width}"

    def appeal(self, mark: str) -> list[str]:
        """Return what a reader who disagrees may do."""
        if not self.presentation.appeal or not self.publication.redactions:
            return []
        lines = ["", f"{mark}{wording.APPEAL_HEADING}"]
        for paragraph in self.presentation.appeal:
            lines += ["", self.inline([paragraph])]
        return lines


def escape(text: str) -> str:
    """Return text that Markdown prints as it stands."""

    def quote(found: re.Match[str]) -> str:
        sign, number, stop = found.groups(default="")
        return f"{number}\\{sign or stop}" if sign or stop else ""

    return _LINE_START.sub(quote, _SPECIAL.sub(r"\\\1", text))


def write(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")
