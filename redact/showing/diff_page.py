"""A review as one HTML page, without script or network, to print, to read aloud and to walk through by keyboard.

Changes are `del` and `ins` with their labels in words (WCAG 2.2, 1.4.1: nothing rests on colour alone).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from redact.model import Action, Document, Review
from redact.policy import Policy
from redact.review import missing
from redact.showing.hunks import Change, Hunk, about, count_exemptions, hunks, summary
from redact.showing.wording import WORDS, found_by
from redact.text.characters import printable

_STYLES = Path(__file__).with_name("page.css")
_CLASSES = {Action.WITHHOLD: "withheld", Action.UNDECIDED: "open", Action.DISCLOSE: "disclosed"}


def page(document: Document, review: Review, policy: Policy, *, reveal: bool = False) -> str:
    """Return a review as one HTML page; with `reveal` it holds the withheld words and says so at its head."""
    return "\n".join([*_page(document, review, policy, reveal=reveal), ""])


def _page(document: Document, review: Review, policy: Policy, *, reveal: bool) -> Iterator[str]:
    name = _text(document.name)
    changed = hunks(document, review, policy, reveal=reveal)
    yield "<!doctype html>"
    yield f'<html lang="{_text(policy.language or "en-GB")}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
    yield '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
    yield f"<title>What would change: {name}</title>"
    yield f"<style>{_STYLES.read_text(encoding='utf-8')}</style></head>"
    yield '<body><a class="skip" href="#changes">Skip to the changes</a><header>'
    if reveal:
        yield '<p class="internal">INTERNAL: holds words that are to be withheld. Not for release.</p>'
    yield f"<h1>What would change: {name}</h1>"
    yield f"<p>Policy {_text(str(review.policy))}. {_text(summary(document, review, policy))}.</p></header>"
    yield '<main id="changes">'
    if not changed:
        yield "<p>Nothing is withheld and nothing waits: it would be published word for word.</p>"
    explained: set[int] = set()
    for hunk in changed:
        yield from _hunk(hunk, policy, explained)
    yield from _table(review, policy)
    if notes := missing(review, policy):
        yield "<h2>To write before publishing</h2><ul>"
        yield from (f"<li>{_text(note)}</li>" for note in notes)
        yield "</ul>"
    yield "</main></body></html>"


def _hunk(hunk: Hunk, policy: Policy, explained: set[int]) -> Iterator[str]:
    yield f"<section><h2>Line {hunk.line}, {_text(hunk.part)}</h2>"
    yield f'<p dir="auto">{"".join(_piece(piece) for piece in hunk.pieces)}</p>'
    yield '<ol class="changes">'
    for change in hunk.changes:
        if change.number not in explained:
            explained.add(change.number)
            yield from _change(change, policy)
    yield "</ol></section>"


def _piece(piece: str | Change) -> str:
    if isinstance(piece, str):
        return _text(piece)
    decision = piece.decision
    look, number = _CLASSES[decision.action], f'<a href="#change-{piece.number}">{piece.number}</a>'
    label = f'<span class="label">{number} {WORDS[decision.action]}:</span>'
    if not decision.action:
        return f'<span class="{look}">{label}{_text(piece.words)}</span>'
    shown = "published as" if decision.action is Action.WITHHOLD else "if withheld"
    gone = f'<del class="{look}">{label}{_text(piece.words)}</del>'
    if piece.goes_on:
        return gone
    return f'{gone}<ins class="{look}"><span class="label">{shown}:</span>{_printed(piece.printed)}</ins>'


def _change(change: Change, policy: Policy) -> Iterator[str]:
    decision = change.decision
    codes = [
        f"{code}: {policy.exemption(code).title}" if code in policy.exemptions else code for code in decision.exemptions
    ]
    rows = [
        ("About", f"{about(decision)} ({decision.entity})" if decision.entity else about(decision)),
        ("Code", ("; ".join(codes) or "none yet") if decision.action else ""),
        ("Rule", decision.rule),
        ("Because", policy.because(decision.rule)),
        ("Found by", found_by(decision.found_by)),
        ("Decided by", f"{decision.by}, {decision.at}" if decision.by else ""),
        ("Reason", decision.reason),
    ]
    yield f'<li id="change-{change.number}"><strong>{change.number}. {WORDS[decision.action].capitalize()}</strong><dl>'
    yield from (f"<dt>{name}</dt><dd>{_text(value)}</dd>" for name, value in rows if value)
    yield "</dl></li>"


def _table(review: Review, policy: Policy) -> Iterator[str]:
    counted = {code: counts for code, counts in count_exemptions(review).items() if code}
    if not counted:
        return
    yield '<h2>Exemptions</h2><div class="wide" role="region" aria-label="Exemptions" tabindex="0"><table>'
    yield "<caption>How often each exemption is used</caption>"
    heads = ("Code", "Title", "Withheld", "To decide")
    yield "<tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr>"
    for code, counts in counted.items():
        title = policy.exemption(code).title if code in policy.exemptions else ""
        cells = "".join(f'<td class="count">{count}</td>' for count in counts)
        yield f'<tr><th scope="row">{_text(code)}</th><td>{_text(title)}</td>{cells}</tr>'
    yield "</table></div>"


def _printed(text: str) -> str:
    """Return what is printed; a bar is drawn for the eye and said for the ear."""
    return _text(text).replace("████", '<span aria-hidden="true">████</span><span class="unseen">black bar</span>')


def _text(text: str) -> str:
    return escape(printable(text))
