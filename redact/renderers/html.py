"""A publication as one accessible web page, which fetches nothing and runs nothing (WCAG 2.2, AA)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from redact.errors import RenderError
from redact.model import Publication, Redaction
from redact.renderers import captions
from redact.renderers.outline import Entry, groups, split_cells, unwrap
from redact.renderers.presentation import Presentation
from redact.renderers.typesetting.languages import language_of
from redact.text.characters import clean

STYLE = Path(__file__).with_name("page.css")
# No script, no request to anywhere: the page cannot tell who reads it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_html(publication: Publication, presentation: Presentation) -> bytes:
    """Return the page in UTF-8. Says what the PDF says, but for page numbers."""
    page = Page(publication, presentation)
    return ("\n".join(page.lines()) + "\n").encode("utf-8")


class Page:
    """A publication as it is written down as HTML."""

    def __init__(self, publication: Publication, presentation: Presentation) -> None:
        self.publication = publication
        self.presentation = presentation
        self._foreign = "" if publication.language.startswith("en") else f' lang="{captions.LANGUAGE}"'

    def lines(self) -> Iterator[str]:
        chosen, title = self.presentation, escape(captions.title_of(self.publication))
        yield "<!DOCTYPE html>"
        yield f'<html lang="{escape(self.publication.language)}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        if chosen.date:
            yield f'<meta name="dcterms.issued" content="{chosen.date.isoformat()}">'
        yield f"<title>{title}</title>"
        yield f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>"
        yield "</head>"
        yield "<body>"
        if chosen.head:
            yield f'<p class="marking"{self._foreign}>{escape(clean(chosen.head))}</p>'
        yield "<main>"
        yield f'<header class="frame"{self._foreign}>'
        yield f'<p class="kicker">{escape(clean(captions.kicker_of(self.publication, chosen)))}</p>'
        yield f'<h1 lang="{escape(self.publication.language)}">{title}</h1>'
        for sentence in captions.state_copy(self.publication, chosen):
            yield f"<p>{escape(sentence)}</p>"
        for paragraph in chosen.cover:
            yield f'<p class="note">{escape(clean(paragraph))}</p>'
        yield "</header>"
        if chosen.cover:
            yield from self.explain()
        yield '<article dir="auto">'
        yield from self.record()
        yield "</article>"
        if not chosen.cover:
            yield from self.explain()
        yield "</main>"
        if chosen.foot:
            yield f'<p class="marking"{self._foreign}>{escape(clean(chosen.foot))}</p>'
        yield "</body>"
        yield "</html>"

    def record(self) -> Iterator[str]:
        """Yield the record, passage by passage."""
        for kind, entries in groups(self.publication):
            if kind == "item":
                yield '<ul class="as-written" role="list">'
                for entry in entries:
                    yield f'<li class="depth-{entry.depth}"{self.language(entry)}>{self.text(entry)}</li>'
                yield "</ul>"
            elif kind == "row":
                yield from self.table(entries)
            else:
                for entry in entries:
                    yield self.block(entry)

    def block(self, entry: Entry) -> str:
        """Return a heading, a paragraph, a quotation or a line of a letter."""
        text, language = self.text(entry), self.language(entry)
        if entry.passage.kind == "quote":
            quote = "<blockquote>" * entry.depth, "</blockquote>" * entry.depth
            return f"{quote[0]}<p{language}>{text}</p>{quote[1]}"
        tag = f"h{entry.level}" if entry.is_heading else "p"
        classes: list[str] = [entry.passage.part]
        if entry.follows:
            classes.append("follows")
        return f'<{tag} class="{" ".join(classes)}" dir="auto"{language}>{text}</{tag}>'

    def table(self, entries: list[Entry]) -> Iterator[str]:
        width = max(len(split_cells(entry.passage)) for entry in entries)
        yield "<table>"
        for i, entry in enumerate(entries):
            cells = split_cells(entry.passage)
            cells += [[]] * (width - len(cells))
            tag, scope = ("th", ' scope="col"') if i == 0 else ("td", "")
            try:
                row = "".join(f'<{tag}{scope} dir="auto">{self.inline(cell)}</{tag}>' for cell in cells)
            except RenderError as error:
                raise entry.place(error) from None
            yield f"<thead><tr>{row}</tr></thead>\n<tbody>" if i == 0 else f"<tr>{row}</tr>"
        yield "</tbody>\n</table>"

    def language(self, entry: Entry) -> str:
        language = language_of(entry.passage, self.publication.language)
        return f' lang="{language}"' if language else ""

    def text(self, entry: Entry) -> str:
        try:
            return self.inline(unwrap(entry.passage)).replace("\n", "<br>\n")
        except RenderError as error:
            raise entry.place(error) from None

    def inline(self, parts: list[str | Redaction] | tuple[str | Redaction, ...]) -> str:
        return "".join(
            self.hole(part) if isinstance(part, Redaction) else escape(clean(part), quote=False) for part in parts
        )

    def hole(self, hole: Redaction) -> str:
        """Return a mark: what is seen, and around it what is only heard, so that together they make one phrase."""
        legend = self.publication.legend
        printed = captions.print_hole(hole, self.presentation, legend)
        name = f'id="redaction-{hole.number}"'
        if hole.text or self.presentation.mark == "bracket":
            return f'<span class="instead" {name}>{escape(clean(printed))}</span>'
        spoken = captions.say_hole(hole, legend)
        if self.presentation.label in ("code", "title"):
            titles = {code.code: captions.lower_first(code.title) for code in legend}
            known = [titles[code] for code in hole.exemptions if self.presentation.label == "code" and titles.get(code)]
            before, seen, after = "[Redacted: ", printed, "".join(f", {title}" for title in known) + "]"
        elif self.presentation.label == "word":
            before, seen, after = "[", printed, spoken.removeprefix("[Redacted")
        else:
            before, seen, after = spoken, "", ""
        heard = [f'<span class="heard">{escape(text)}</span>' if text else "" for text in (before, after)]
        return f'<span class="bar" {name}>{heard[0]}{escape(seen)}{heard[1]}</span>'

    def explain(self) -> Iterator[str]:
        """Yield the legend, and how to appeal."""
        if self.publication.legend:
            yield f'<section class="frame"{self._foreign}>'
            yield f"<h2>{captions.LEGEND_HEADING}</h2>"
            head = "".join(f'<th scope="col">{name}</th>' for name in captions.LEGEND_COLUMNS)
            yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>"
            for entry in self.publication.legend:
                law = "".join(f"<p>{escape(clean(text))}</p>" for text in (entry.plain, entry.law) if text)
                meaning = f"<strong>{escape(clean(entry.title))}</strong>{law}"
                yield f'<tr><th scope="row">{escape(clean(entry.code))}</th><td>{meaning}</td></tr>'
            yield "</tbody>\n</table>\n</section>"
        if self.presentation.appeal and self.publication.redactions:
            yield f'<section class="frame"{self._foreign}>'
            yield f"<h2>{captions.APPEAL_HEADING}</h2>"
            yield from (f"<p>{escape(clean(paragraph))}</p>" for paragraph in self.presentation.appeal)
            yield "</section>"
