"""The plain reading of a document: the same words in one spelling, every character traced to where it stands.

Zero-width characters, soft hyphens, full-width digits and letters that only look Latin hide a name from a search and
not from a reader. Everything is found in the plain reading; every span is given back in the document's own offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from redact.model import Document, Finding, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to search in, and for each of its characters where it starts in the source (None: at the same place)."""

    document: Document
    starts: list[int] | None = None
    ends: list[int] | None = None

    def as_written(self, finding: Finding) -> Finding:
        """Return a finding with its spans in the source's offsets."""
        if self.starts is None or self.ends is None:
            return finding
        wide = self._back(finding.wide) if finding.wide else None
        return replace(finding, span=self._back(finding.span), wide=wide)

    def _back(self, span: Span) -> Span:
        assert self.starts is not None
        assert self.ends is not None
        return Span(self.starts[span.start], self.ends[span.end - 1])


def plain(document: Document) -> Reading:
    """Return the plain reading of a document."""
    return Reading(document)
