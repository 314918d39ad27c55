"""What is true of a finding besides what it is: where it stands, how senior somebody is, whose address it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from redact.model import Document, Finding, Span
from redact.policy import Policy
from redact.text.names import MONTH, SENIOR_AFTER, SENIOR_BEFORE, WORD_NAMES, lowered, normal, words_of

SHARED = frozenset({"senior", "junior", "addressee", "signatory", "data-subject"})
_GRADE = re.compile(r"\bSCS[ \t]?(?:PB|Pay Band)?[ \t]?[1-4]\b|\bSenior Civil Servant\b", re.I)
_LEADS = re.compile(r"\b(?:chief|head|director|principal|permanent|lead|general|commissioner|minister)\b", re.I)
_DATED = re.compile(
    r"(?<!\d)(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)|(?:(?:19|20)?\d\d)(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_RELATIVE = re.compile(rf"\d|\b{MONTH}[a-z]*\b", re.I)
_PUBLIC_LINE = re.compile(
    r"switchboard|helpline|help line|hotline|enquir|reception|main (?:number|line)|non-emergency|call centre"
    r"|contact centre|textphone|minicom|fax",
    re.I,
)
_OWN_LINE = re.compile(r"direct|ddi|mob|cell|home|personal|ext|bleep|pager", re.I)


def add_traits(document: Document, findings: Sequence[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings with every trait that a rule may ask for; what is known of a person holds for each mention."""
    page = Page(document, findings, policy)
    traits = [set(finding.traits) | page.traits_of(i, finding) for i, finding in enumerate(findings)]
    known: dict[str, set[str]] = {}
    for finding, has in zip(findings, traits, strict=True):
        if finding.entity == "PERSON" and finding.subject:
            known.setdefault(finding.subject, set()).update(has & SHARED)
    for has in known.values():
        if {"senior", "junior"} <= has:
            has.discard("senior")  # two voices: the one that protects stands until somebody looks
    return tuple(
        replace(
            finding,
            traits=frozenset((has - SHARED) | known[finding.subject] if finding.subject in known else has)
            - {"initials"},
        )
        for finding, has in zip(findings, traits, strict=True)
    )


class Page:
    """A document with its findings, asked for the traits of one of them."""

    def __init__(self, document: Document, findings: Sequence[Finding], policy: Policy) -> None:
        self.document = document
        self.findings = findings
        self.text = document.text
        self._starts = [finding.span.start for finding in findings]
        self._mailboxes = frozenset(word.lower() for word in policy.role_mailboxes)
        self._mailbox_words = _words_of_mailboxes(self._mailboxes)
        self._lines = frozenset(re.sub(r"\D", "", line) for line in policy.public_lines)
        self._senior = _titles(tuple(policy.senior_titles))
        self._junior = _titles(tuple(policy.junior_titles))

    def traits_of(self, i: int, finding: Finding) -> set[str]:
        traits: set[str] = set()
        block = self.document.block_at(finding.span.start)
        part = block.part if block else "body"
        traits.add(f"in-{part}")
        words = self.document[finding.span]
        match finding.entity:
            case "PERSON":
                traits |= self._of_person(i, finding, words, part)
            case "EMAIL_ADDRESS":
                traits |= {"role-mailbox"} if self._is_role(words) else set()
            case "PHONE_NUMBER":
                traits |= {"public-line"} if self._is_public_line(finding.span, words, part) else set()
            case "POSTAL_ADDRESS" | "UK_POSTCODE":
                traits |= {"public-address"} if self._is_public(i, finding, part) else set()
            case "DATE_TIME":
                traits.add("exact" if _RELATIVE.search(words) else "relative")
            case "REFERENCE_NUMBER":
                traits |= {"holds-date"} if _DATED.search(words) else set()
            case "JOB_TITLE":
                traits |= set() if "senior" in finding.traits else self._of_post(words)
            case _:
                pass
        return traits

    def _of_post(self, words: str) -> set[str]:
        traits: set[str] = set()
        low = lowered(words)
        head = re.split(r"[,(;–]| - ", low)[0].strip()
        if _GRADE.search(words) or self._senior.match(low):
            traits.add("senior")
        elif not _LEADS.search(head) and any(match.end() == len(head) for match in self._junior.finditer(head)):
            traits.add("junior")
        return traits

    def _of_person(self, i: int, finding: Finding, words: str, part: str) -> set[str]:
        traits: set[str] = set()
        names = words_of(words)
        if len(names) > 1:
            traits.add("named-in-full")
        if all(normal(name) in WORD_NAMES for name in names) or normal(names[-1] if names else "") in WORD_NAMES:
            traits.add("word-name")
        if part in ("addressee", "salutation"):
            traits.add("addressee")
        if part == "signature":
            traits.add("signatory")
        wide = finding.wide or finding.span
        if SENIOR_BEFORE.search(self.text[wide.start : finding.span.start]) or SENIOR_AFTER.search(
            self.text[finding.span.end : wide.end]
        ):
            traits.add("senior")
        traits |= self._by_post(i, finding, wide, part)
        return traits

    def _by_post(self, i: int, finding: Finding, wide: Span, part: str) -> set[str]:
        """Read how senior somebody is off the post that stands beside the name, or on the line below it."""
        before = self.text[max(0, wide.start - 60) : wide.start]
        after = self.text[wide.end : wide.end + 120]
        beside = re.split(r"[.;!?]\s|\n\s*\n", before)[-1]
        said = re.match(r"[ \t]*[,(–-][ \t]*(?:the |our |my |a |an )?([^,.;()\n]{3,60})", after)
        title = re.search(r"(?:\b(?:our|my|the|his|her|their|your|a|an)[ \t]+)?([\w' -]{3,50}?),?[ \t]*\Z", beside)
        for words, ends in ((said.group(1) if said else "", False), (title.group(1) if title else "", True)):
            words = words.strip()
            if not words:
                continue
            low = lowered(words)
            if _GRADE.search(words):
                return {"senior"}
            if any(m.end() == len(words) if ends else m.start() == 0 for m in self._junior.finditer(low)):
                return {"junior"}
            if any(m.end() == len(words) if ends else m.start() == 0 for m in self._senior.finditer(low)):
                return {"senior"}
        traits: set[str] = set()
        for post in self._posts_near(i, finding, part):
            own = {"senior", "junior"} & post.traits
            traits |= own or {"senior", "junior"} & self._of_post(self.document[post.span])
        if part == "signature" and _GRADE.search(self._below(finding.span)):
            traits |= {"senior"}
        return traits

    def _below(self, span: Span) -> str:
        """Return the rest of the line and the next line."""
        return "\n".join([line for line in self.text[span.end : span.end + 200].split("\n") if line.strip()][:2])

    def _posts_near(self, i: int, finding: Finding, part: str) -> list[Finding]:
        """Return posts beside a name: in a letter's frame the next before another name; in prose only next to it."""
        near: list[Finding] = []
        framed = part in ("addressee", "letterhead", "signature")
        for other in self.findings[i + 1 : i + 8]:
            gap = self.text[finding.span.end : other.span.start]
            if other.entity == "PERSON" and other.subject != finding.subject:
                break
            if other.entity != "JOB_TITLE":
                continue
            block = self.document.block_at(other.span.start)
            if framed and block and block.part == part and gap.count("\n") <= 4 and len(gap) < 160:
                near.append(other)
                break
            if re.fullmatch(r"[ \t]{0,2}(?:[A-Z]{2,5}[ \t]?){0,3}[,(–-]?[ \t]*(?:the |our |my )?", gap):
                near.append(other)
                break
        start = (finding.wide or finding.span).start
        for other in self.findings[max(0, i - 2) : i]:
            if other.entity == "JOB_TITLE" and re.fullmatch(r",?[ \t]{1,2}", self.text[other.span.end : start]):
                near.append(other)
        return near

    def _is_role(self, address: str) -> bool:
        address = address.lower()
        local = address.partition("@")[0]
        if local in self._mailboxes or address in self._mailboxes:
            return True
        parts = [part for part in re.split(r"[._+-]", local) if part and not part.isdigit()]
        return bool(parts) and all(part in self._mailbox_words for part in parts)

    def _is_public_line(self, span: Span, words: str, part: str) -> bool:
        digits = re.sub(r"\D", "", words)
        if (
            digits in self._lines
            or re.match(r"0(?:300|30[36]|345|344|370|800|808|845|870)", digits)
            or len(digits) == 3
        ):
            return True
        before = re.split(r"\n|[ ]{3,}|\t|\d\d", self.text[max(0, span.start - 40) : span.start])[-1]
        if _OWN_LINE.search(before):
            return False
        return bool(_PUBLIC_LINE.search(before)) or (part == "letterhead" and not digits.startswith("07"))

    def _is_public(self, i: int, finding: Finding, part: str) -> bool:
        """Tell an office's address: in the letterhead, or among the lines of somebody written to in office."""
        if "public-address" in finding.traits:
            return True
        if part == "letterhead":
            return True
        if part != "addressee":
            return False
        first = last = finding.span
        blocks = self.document.blocks
        starts = [block.span.start for block in blocks]
        at = max(0, bisect_left(starts, finding.span.start + 1) - 1)
        lo = at
        while lo > 0 and blocks[lo - 1].part == "addressee":
            lo -= 1
        hi = at
        while hi + 1 < len(blocks) and blocks[hi + 1].part == "addressee":
            hi += 1
        first, last = blocks[lo].span, blocks[hi].span
        return any(
            other.entity in ("ORGANIZATION", "JOB_TITLE") or {"senior"} & other.traits
            for other in self.findings
            if first.start <= other.span.start < last.end and not finding.span.contains(other.span)
        )


@lru_cache(maxsize=16)
def _titles(titles: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of the titles, for text put into lower case."""
    if not titles:
        return re.compile(r"(?!)")
    ordered = sorted(map(lowered, titles), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


@lru_cache(maxsize=16)
def _words_of_mailboxes(mailboxes: frozenset[str]) -> frozenset[str]:
    return frozenset(word for box in mailboxes if "@" not in box for word in re.split(r"[._-]", box))
