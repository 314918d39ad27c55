"""What changed between two reviews of one text, as a diff of decisions and as a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redact.model import Document, Review
from redact.policy import Policy
from redact.review.comparing import compare
from redact.showing.diff_lines import Line, decision_lines
from redact.showing.hunks import about
from redact.showing.records import decision_record
from redact.text.characters import printable


def comparison_lines(
    document: Document, old: Review, new: Review, policy: Policy, *, reveal: bool = False
) -> Iterator[Line]:
    """Yield what changed between two reviews of a document, as a diff of decisions."""
    differences = compare(document, old, new, record=True)
    count = f"{len(differences)} place{'' if len(differences) == 1 else 's'} decided otherwise"
    yield (("strong", printable(document.name)), ("", f"   {count}"))
    if old.policy != new.policy:
        yield (("minus", f"- policy {old.policy} {old.policy.digest[:12]}"),)
        yield (("plus", f"+ policy {new.policy} {new.policy.digest[:12]}"),)
    for difference in differences:
        first = (difference.new or difference.old)[0]
        words = " ".join(document[difference.span].split()) if reveal else about(first)
        yield (("place", f"@@ {difference.place} @@"), ("mention", f" {{{printable(words)}}}"))
        for sign, look, decisions in (("-", "minus", difference.old), ("+", "plus", difference.new)):
            for decision in decisions:
                for i, line in enumerate(decision_lines(decision, policy)):
                    yield ((look, f"{sign} " if i == 0 else "  "), *line)
            if not decisions:
                yield ((look, f"{sign} "), ("quiet", "    nothing decided"))
    for name, before, after in (("note", old.notes, new.notes), ("signature", old.signatures, new.signatures)):
        for sign, look, here, there in (("-", "minus", before, after), ("+", "plus", after, before)):
            for key, text in here:
                if (key, text) not in there:
                    yield ((look, f"{sign} {name} {printable(key)}: {printable(text)}"),)


def comparison_record(document: Document, old: Review, new: Review) -> dict[str, Any]:
    """Return what changed between two reviews as plain values, without words; offsets count code points."""
    return {
        "source": document.name,
        "differences": [
            {
                "line": difference.place.line,
                "start": difference.span.start,
                "end": difference.span.end,
                "before": [decision_record(decision) for decision in difference.old],
                "after": [decision_record(decision) for decision in difference.new],
            }
            for difference in compare(document, old, new, record=True)
        ],
    }
