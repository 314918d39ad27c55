"""Publications to print, and two ways of reading what was printed. Every person is invented."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from redact.model import BlockKind, LegendEntry, Part, Passage, Publication, Redaction

PERSONAL = LegendEntry(
    "s.40(2)",
    "Personal information",
    "Information about a living person, whose privacy the law protects.",
    "Freedom of Information Act 2000, section 40(2)",
    "section 40(2)",
)
COMMERCIAL = LegendEntry(
    "s.43(2)", "Commercial interests", "Release would harm somebody's trade.", spoken="section 43(2)"
)


def bar(number: int, *codes: str) -> Redaction:
    return Redaction(number, codes or ("s.40(2)",))


def instead(number: int, text: str) -> Redaction:
    return Redaction(number, ("s.40(2)",), text, "replace")


def passage(*parts: str | Redaction, kind: BlockKind = "paragraph", level: int = 0, part: Part = "body") -> Passage:
    return Passage(parts, kind, level, part)


def publish(passages: Iterable[Passage], title: str = "Winter shelter funding", language: str = "en-GB") -> Publication:
    passages = tuple(passages)
    codes = {code for one in passages for hole in one.parts if isinstance(hole, Redaction) for code in hole.exemptions}
    legend = tuple(entry for entry in (PERSONAL, COMMERCIAL) if entry.code in codes)
    return Publication(title, language, "foi-uk@1", passages, legend)


def letter() -> Publication:
    """A letter with one of everything."""
    return publish(
        [
            passage("Northmoor County Council", kind="line", part="letterhead"),
            passage("Councillor Jane Example", kind="line", part="addressee"),
            passage("14 Sample Street, Northmoor", kind="line", part="addressee"),
            passage("3 March 2025", kind="line", part="date-line"),
            passage("Dear Councillor Example,", kind="line", part="salutation"),
            passage("Winter shelter funding", kind="heading", part="subject"),
            passage("You can reach ", instead(1, "[Junior official]"), " on ", bar(2), " or at ", bar(3), "."),
            passage("1. first point", kind="item", level=1),
            passage("2. second point, with a bar ", bar(4, "s.43(2)"), kind="item", level=1),
            passage("Year\tGrant", kind="row"),
            passage("2024\t41,200 pounds", kind="row"),
            passage("An older letter said this.", kind="quote", level=1),
            passage("Yours sincerely,", kind="line", part="closing"),
            passage("Morgan Sample", kind="line", part="signature"),
        ]
    )


def read_pdfium(data: bytes) -> str:
    """Return the text of a PDF as pdfium, the reader in Chrome, finds it."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def read_pdfminer(data: bytes) -> str:
    """Return the text of a PDF as pdfminer.six finds it."""
    from pdfminer.high_level import extract_text

    return extract_text(BytesIO(data))


def words(text: str) -> list[str]:
    return text.split()
