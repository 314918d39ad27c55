"""Traits: facts about findings that rules may ask for, such as where they stand and whose number or address it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from redact.model import Document, Finding, Span
from redact.people.correspondents import BODIES_ONLY, Correspondents
from redact.people.seniority import Seniority
from redact.policy import Policy
from redact.text.names import MONTH, WORD_NAMES, normal, words_of

_DATED = re.compile(
    r"(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)|(?:(?:19|20)?\d\d)(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_EXACT = re.compile(rf"\d|\b{MONTH}[a-z]*\b", re.I)
_PUBLIC_LINE = re.compile(
    r"switchboard|helpline|help line|hotline|enquir|reception|main (?:number|line)|non-emergency|call centre"
    r"|contact centre|textphone|minicom|fax",
    re.I,
)
_SOMEBODYS = re.compile(
    r"\b(?:case|claim|crime|incident|occurrence|tenancy|account|patient|hospital|pupil|student|application|appeal|tribunal"
    r"|complaint|customer|client|employee|staff|payroll|policy|licence|custody|log|cad|urn)\b[^\n]{0,16}\Z",
    re.I,
)
_OWN_LINE = re.compile(r"direct|ddi|mob|cell|home|personal|ext|bleep|pager", re.I)


def add_traits(document: Document, findings: Sequence[Finding], policy: Policy) -> list[Finding]:
    """Return findings, each with the traits that it has by itself."""
    reader = Traits(document, findings, policy)
    return [finding.having(*reader.of(i)) for i, finding in enumerate(findings)]


class Traits:
    """The traits of a document's findings, each by itself."""

    def __init__(self, document: Document, findings: Sequence[Finding], policy: Policy) -> None:
        self._document = document
        self._findings = findings
        self._text = document.text
        self._mailboxes = frozenset(mailbox.lower() for mailbox in policy.role_mailboxes)
        self._public_lines = frozenset(re.sub(r"\D", "", line) for line in policy.public_lines)
        self._correspondents = Correspondents(document, findings)
        self._seniority = Seniority(document, findings, policy, self._correspondents)

    def of(self, i: int) -> set[str]:
        """Return the traits of a finding, by its index."""
        finding = self._findings[i]
        words = self._document[finding.span]
        block = self._document.block_at(finding.span.start)
        part = block.part if block else "body"
        traits = {f"in-{part}"}
        match finding.entity:
            case "PERSON":
                traits |= self._of_person(i, words, part)
            case "EMAIL_ADDRESS" if self._is_role_mailbox(words):
                traits.add("role-mailbox")
            case "PHONE_NUMBER" if self._is_public_line(finding.span, words):
                traits.add("public-line")
            case "POSTAL_ADDRESS" | "UK_POSTCODE" | "LOCATION" if self._correspondents.is_office(finding.span):
                traits.add("public-address")
            case "DATE_TIME":
                traits.add("exact" if _EXACT.search(words) else "relative")
            case "REFERENCE_NUMBER":
                traits |= self._of_reference(finding, words)
            case "JOB_TITLE" if "senior" not in finding.traits:
                traits |= self._seniority.of_post(i)
            case _:
                pass
        return traits

    def _of_person(self, i: int, words: str, part: str) -> set[str]:
        traits = self._seniority.of_person(i, part)
        names = [normal(name) for name in words_of(words)]
        if len(names) > 1:
            traits.add("named-in-full")
        if not names or names[-1] in WORD_NAMES:
            traits.add("word-name")
        if part in ("addressee", "salutation"):
            traits.add("addressee")
        if part == "signature":
            traits.add("signatory")
        return traits

    def _of_reference(self, finding: Finding, words: str) -> set[str]:
        """Tell a reference that reads as a date, and one that is somebody's by its label."""
        traits = {"holds-date"} if _DATED.search(words) else set()
        label = re.split(r"\n|[ ]{3,}|\t", self._text[max(0, finding.span.start - 40) : finding.span.start])[-1]
        if _SOMEBODYS.search(label):
            traits.add("personal")
        return traits

    def _is_role_mailbox(self, address: str) -> bool:
        address = address.lower()
        local_part = address.partition("@")[0]
        if local_part in self._mailboxes or address in self._mailboxes:
            return True
        parts = [part for part in re.split(r"[._+-]", local_part) if part and not part.isdigit()]
        return bool(parts) and all(part in _words_of_mailboxes(self._mailboxes) for part in parts)

    def _is_public_line(self, span: Span, words: str) -> bool:
        """Tell a body's number: listed, of a range that only bodies have, labelled so, or in its own letterhead."""
        digits = re.sub(r"\D", "", words)
        if digits in self._public_lines or BODIES_ONLY.match(digits) or len(digits) == 3:
            return True
        label = re.split(r"\n|[ ]{3,}|\t|\d\d", self._text[max(0, span.start - 40) : span.start])[-1]
        if _OWN_LINE.search(label):
            return False
        if _PUBLIC_LINE.search(label):
            return True
        return not digits.startswith("07") and self._correspondents.is_body_line(span)


@lru_cache(maxsize=16)
def _words_of_mailboxes(mailboxes: frozenset[str]) -> frozenset[str]:
    return frozenset(word for box in mailboxes if "@" not in box for word in re.split(r"[._-]", box))
