"""What a review would change, as a text, a page or a record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from redact.model import Document, Review
from redact.policy import Policy
from redact.showing.comparison import comparison_lines, comparison_record
from redact.showing.diff_lines import Line, diff_lines, plain
from redact.showing.diff_page import page
from redact.showing.records import record


def diff(
    document: Document,
    review: Review,
    policy: Policy,
    *,
    form: str = "text",
    since: Review | None = None,
    reveal: bool = False,
) -> str:
    """Return how a document would be changed when it is published, as a unified diff in `text`, as `html` or `json`.

    What is undecided is shown as it would look if it were withheld, and marked. With `since`, an earlier review of
    the same text, what people have changed since, as text or json. Unless `reveal`, no words in question are shown.
    """
    if form == "html":
        return page(document, review, policy, reveal=reveal)
    if form == "json":
        values = record(document, review, policy, reveal=reveal)
        if since is not None:
            values = comparison_record(document, since, review)
        return json.dumps(values, ensure_ascii=False) + "\n"
    return plain(lines_of(document, review, policy, since=since, reveal=reveal))


def lines_of(
    document: Document, review: Review, policy: Policy, *, since: Review | None = None, reveal: bool = False
) -> Iterator[Line]:
    """Yield the same as lines with their looks, for a terminal."""
    if since is not None:
        return comparison_lines(document, since, review, policy, reveal=reveal)
    return diff_lines(document, review, policy, reveal=reveal)
