"""The words that an authority adds to a publication: labels, notices, the legend. Every renderer takes them here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from redact.model import LegendEntry, Publication, Redaction
from redact.renderers.presentation import Presentation
from redact.text.characters import NO_BREAK_SPACE, clean

LEGEND_HEADING = "Why words were withheld"
LEGEND_COLUMNS = ("Code", "What it means")
APPEAL_HEADING = "If you disagree"
SCHEDULE_HEADING = "Schedule of redactions"
FALLBACK_TITLE = "Disclosed document"
KICKER_REDACTED = "Redacted copy for release"
KICKER_WHOLE = "Copy for release"
KICKER_INTERNAL = "Marked-up copy, not for release"
INTERNAL = "INTERNAL"
# The words of the frame are English, whatever the language of the record.
LANGUAGE = "en-GB"

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PLAIN = NO_BREAK_SPACE * 14


def title_of(publication: Publication) -> str:
    """Return the title as it is printed and announced: one line, never empty."""
    return " ".join(clean(publication.title).split()) or FALLBACK_TITLE


def kicker_of(publication: Publication, presentation: Presentation) -> str:
    """Return the line above the title: who releases what, under which reference, and when."""
    what = KICKER_REDACTED if publication.redactions else KICKER_WHOLE
    if presentation.internal:
        what = KICKER_INTERNAL
    day = spell_date(presentation.date) if presentation.date else ""
    return " · ".join(filter(None, (presentation.publisher, what, presentation.reference, day)))


def spell_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def print_hole(hole: Redaction, presentation: Presentation, legend: Sequence[LegendEntry]) -> str:
    """Return what is printed for a redaction: the words that stand in its place, or what its mark says."""
    if hole.text:
        return hole.text
    titles = {entry.code: entry.title for entry in legend}
    label = {
        "code": ", ".join(hole.exemptions) or "Redacted",
        "title": "; ".join(f"{code} {titles.get(code, '')}".strip() for code in hole.exemptions) or "Redacted",
        "word": "Redacted",
        "plain": "",
    }[presentation.label]
    if hole.amount:
        label = ", ".join(filter(None, (label, hole.amount)))
    if presentation.numbered:
        label = f"{hole.number} {label}".strip()
    if presentation.mark == "bracket":
        return f"[{label or 'Redacted'}]"
    return label or PLAIN


def say_hole(hole: Redaction, legend: Sequence[LegendEntry]) -> str:
    """Return what a screen reader says at a mark: `[Redacted: section 40(2), personal information]`."""
    spoken = {entry.code: f"{entry.spoken or entry.code}, {lower_first(entry.title)}" for entry in legend}
    grounds = [spoken.get(code, code).removesuffix(", ") for code in hole.exemptions]
    words = "; ".join(filter(None, (*grounds, hole.amount)))
    return f"[Redacted: {words}]" if words else "[Redacted]"


def lower_first(text: str) -> str:
    """Return a title as it stands inside a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def state_copy(publication: Publication, presentation: Presentation) -> tuple[str, ...]:
    """Return the sentences that tell a reader what this copy is, and what its marks mean."""
    holes = publication.redactions
    if presentation.internal:
        return (
            "This copy is for the file of the authority alone: it shows what is withheld, on grey, before a bar with "
            "its number and its ground. It must never be released.",
        )
    first = "This copy was typeset afresh from the record, so its lines and pages differ from the original."
    if not holes:
        return first, "Nothing was withheld."
    count = len(holes)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    passages = "passage is" if count == 1 else "passages are"
    return f"{first} {number.capitalize()} {passages} withheld.", describe_marks(publication, presentation)


def describe_marks(publication: Publication, presentation: Presentation) -> str:
    """Return the sentences that explain the marks a reader will meet, and no others."""
    holes = publication.redactions
    names = " and names the ground in law" if presentation.label in ("code", "title") else ""
    marks = []
    if any(not hole.text for hole in holes):
        if presentation.mark == "bar":
            marks.append(f"A black bar marks what was taken out{names}; its length says nothing of the words.")
        else:
            marks.append(f"A mark in square brackets shows where words were taken out{names}.")
    if any(hole.amount for hole in holes):
        marks.append("Each mark also says roughly how much was taken out.")
    if any(hole.text for hole in holes):
        marks.append("Words in square brackets on grey stand in place of what was taken out.")
    if publication.legend:
        marks.append(f"Each ground is explained {'below' if presentation.cover else 'at the end'}.")
    return " ".join(marks)


def number_pages(page: int, pages: int) -> str:
    return f"Page {page} of {pages}"
