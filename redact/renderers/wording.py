"""The words that an authority adds to a publication: labels, notices, the legend. All renderings share them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redact.model import LegendEntry, Publication, Redaction
from redact.renderers.characters import clean

LEGEND_HEADING = "Why words were withheld"
LEGEND_COLUMNS = ("Code", "What it means")
FALLBACK_TITLE = "Disclosed document"
KICKER_REDACTED = "Redacted copy for release"
KICKER_WHOLE = "Copy for release"

_CITED = (
    ("s.", "section "),
    ("ss.", "sections "),
    ("reg.", "regulation "),
    ("art.", "article "),
    ("para.", "paragraph "),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def title_of(publication: Publication) -> str:
    """Return the title as it is printed and announced: one line, never empty."""
    return " ".join(clean(publication.title).split()) or FALLBACK_TITLE


def say_code(code: str) -> str:
    """Spell a code out as a person says it: `s.40(2)` is section 40(2), `(b)(6)` is exemption (b)(6)."""
    for short, long in _CITED:
        if re.match(re.escape(short) + r"\s*\d", code):
            return long + code[len(short) :].lstrip()
    return f"exemption {code}" if code.startswith("(") else code


def print_hole(hole: Redaction) -> str:
    """Return what is printed for a redaction: the words that stand in its place, or what stands on its bar."""
    return hole.text or ", ".join(hole.exemptions) or "withheld"


def say_hole(hole: Redaction, legend: Sequence[LegendEntry]) -> str:
    """Return what a screen reader says at a bar: `[Redacted: section 40(2), personal information]`."""
    titles = {entry.code: lower_first(entry.title) for entry in legend}
    said = [", ".join(filter(None, (say_code(code), titles.get(code, "")))) for code in hole.exemptions]
    return f"[Redacted: {'; '.join(said)}]" if said else "[Redacted]"


def lower_first(text: str) -> str:
    """Return a title as it stands inside a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def state_copy(publication: Publication) -> tuple[str, ...]:
    """Return the sentences that tell a reader what this copy is."""
    holes = publication.redactions
    first = "This copy was typeset afresh from the record, so its lines and pages differ from the original."
    if not holes:
        return first, "Nothing was withheld."
    count = len(holes)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    passages = "passage is" if count == 1 else "passages are"
    return (
        f"{first} {number.capitalize()} {passages} withheld.",
        " ".join(describe_marks(holes)),
    )


def describe_marks(holes: Iterable[Redaction]) -> list[str]:
    """Return the sentences that explain the marks a reader will meet, and no others."""
    barred = any(not hole.text for hole in holes)
    worded = any(hole.text for hole in holes)
    marks = []
    if barred:
        marks.append(
            "A black bar marks what was taken out and names the ground in law; its length says nothing of the words."
        )
    if worded:
        marks.append("Words in square brackets on grey stand in place of what was taken out.")
    return [*marks, "Each ground is explained at the end."]


def number_pages(page: int, pages: int) -> str:
    return f"Page {page} of {pages}"


def frame(publication: Publication, pages: int) -> str:
    """Return every word that a rendering adds to a publication, as often as it is printed.

    Whoever checks the finished file needs it: somebody called Page is named at the foot of no page.
    """
    words = [
        KICKER_REDACTED,
        KICKER_WHOLE,
        publication.title or FALLBACK_TITLE,
        *state_copy(publication),
        LEGEND_HEADING,
        *LEGEND_COLUMNS,
    ]
    for entry in publication.legend:
        words += [entry.code, say_code(entry.code), entry.title, entry.plain, entry.law]
    for page in range(1, pages + 1):
        words += [publication.title or FALLBACK_TITLE, number_pages(page, pages)]
    words += [say_hole(hole, publication.legend) for hole in publication.redactions]
    words += [print_hole(hole) for hole in publication.redactions]
    return "\n\n".join(words)
