"""Lives: what a record tells of private people: the places, dates and bodies in sentences that name one, references.

She was taken to Northmoor on 3 March.      who it was, may be told by where and when
Dear Mrs Testcase, ... Our ref: AB/12       it is her case
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from redact.model import Document, Finding
from redact.text.sentences import sentences_about

_FAR = 600  # characters of a sentence that are read on either side of a name
_TOLD = frozenset({"LOCATION", "ORGANIZATION", "DATE_TIME"})
_SENSITIVE = frozenset({"HEALTH_CUE", "OFFENCE_CUE"})


def mark_lives(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in which what is told of a private person is `about-somebody`, and a reference `personal`.

    Dates are so in a record that speaks of health or offences: where somebody was admitted or arrested, the day tells.
    References are in a letter to or from a private person.
    """
    sentences = _sentences_about_people(document, findings)
    private = any(map(_is_private_correspondent, findings))
    if private:
        findings = [f.having("personal") if f.entity == "REFERENCE_NUMBER" else f for f in findings]
    if not sentences and not private:
        return list(findings)
    starts = [start for start, _ in sentences]
    sensitive = any(finding.entity in _SENSITIVE for finding in findings)

    def is_told(finding: Finding) -> bool:
        if finding.entity == "LOCATION" and private and finding.traits.isdisjoint({"in-body", "public-address"}):
            return not finding.traits.isdisjoint({"in-letterhead", "in-addressee", "in-signature"})
        if finding.entity not in _TOLD or "in-body" not in finding.traits:
            return False
        if finding.entity == "DATE_TIME" and not (sensitive and "exact" in finding.traits):
            return False
        i = bisect_right(starts, finding.span.start) - 1
        return i >= 0 and finding.span.start < sentences[i][1]

    return [finding.having("about-somebody") if is_told(finding) else finding for finding in findings]


def _is_private_correspondent(finding: Finding) -> bool:
    written_to = not finding.traits.isdisjoint({"in-addressee", "in-salutation", "in-letterhead"})
    return finding.entity == "PERSON" and written_to and "senior" not in finding.traits


def _sentences_about_people(document: Document, findings: Sequence[Finding]) -> list[tuple[int, int]]:
    """Return where the sentences stand that name a private person, in order, those that touch as one."""
    sentences: list[tuple[int, int]] = []
    for finding in findings:
        if finding.entity != "PERSON" or not finding.traits.isdisjoint(
            {"senior", "junior", "signatory", "data-subject"}
        ):
            continue
        block = document.block_at(finding.span.start)
        first, last = (block.span.start, block.span.end) if block else (finding.span.start, finding.span.end)
        within = max(first, finding.span.start - _FAR), min(last, finding.span.end + _FAR)
        start, end = sentences_about(document.text, finding.span.start, finding.span.end, within=within)
        if sentences and start <= sentences[-1][1]:
            sentences[-1] = sentences[-1][0], max(end, sentences[-1][1])
        else:
            sentences.append((start, end))
    return sentences
