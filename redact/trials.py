"""What policies do to real words: their examples tried, one place explained, two of them compared."""

from __future__ import annotations

from collections.abc import Sequence

from redact.errors import InputError
from redact.finding import find
from redact.loaders import load_text
from redact.model import Document
from redact.policy import Explanation, Policy, Trial, explain, explain_line, try_examples
from redact.proposal import propose
from redact.review.comparing import Difference, compare


def try_policy(policy: Policy) -> tuple[Trial, ...]:
    """Try the examples that stand beside a policy's rules, with detection in front of them, in an invented case."""
    chosen = policy.with_invented_case()
    return try_examples(chosen, lambda words: find(load_text(words, name="example"), chosen))


def explain_place(
    document: Document, policy: Policy, line: int, column: int = 0, models: Sequence[str] = ()
) -> Explanation:
    """Return why the words at a line, or at a line and column, are withheld or not; both count from 1.

    Raises InputError where the document has no such place.
    """
    offset = document.offset(line, column or 1)
    if offset is None:
        place = f"line {line}" + (f", column {column}" if column else "")
        raise InputError(f"{document.name}: has no {place}; its last is line {document.place(len(document.text)).line}")
    findings = find(document, policy, models)
    return explain(document, findings, policy, offset) if column else explain_line(document, findings, policy, line)


def compare_policies(
    document: Document, old: Policy, new: Policy, models: Sequence[str] = ()
) -> tuple[Difference, ...]:
    """Return what two policies would decide differently of a document, in reading order."""
    before, after = (propose(document, find(document, each, models), each) for each in (old, new))
    return compare(document, before, after)
