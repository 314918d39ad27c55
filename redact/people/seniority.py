"""Seniority: whether a post, or the person beside whose name it stands, is above or below the policy's line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from redact.model import Document, Finding
from redact.policy import Policy
from redact.text.names import SENIOR_AFTER, SENIOR_BEFORE, lowered

_GRADE = re.compile(r"\bSCS[ \t]?(?:PB|Pay Band)?[ \t]?[1-4]\b|\bSenior Civil Servant\b", re.I)
_LEADS = re.compile(r"\b(?:chief|head|director|principal|permanent|lead|general|commissioner|minister)\b", re.I)
_POST_AFTER = re.compile(r"[ \t]*[,(–-][ \t]*(?:the |our |my |a |an )?([^,.;()\n]{3,60})")
_POST_BEFORE = re.compile(r"(?:\b(?:our|my|the|his|her|their|your|a|an)[ \t]+)?([\w' -]{3,50}?),?[ \t]*\Z")
_TO_POST = re.compile(r"[ \t]{0,2}(?:[A-Z]{2,5}[ \t]?){0,3}[,(–-]?[ \t]*(?:the |our |my )?")
_FRAME = ("addressee", "letterhead", "signature")


class Seniority:
    """The senior and junior titles of a policy, asked about the posts and people of a document."""

    def __init__(self, document: Document, findings: Sequence[Finding], policy: Policy) -> None:
        self._document = document
        self._text = document.text
        self._findings = findings
        self._senior = _titles(policy.senior_titles)
        self._junior = _titles(policy.junior_titles)

    def of_post(self, words: str) -> set[str]:
        """Return `senior` or `junior` for a post; nothing where the policy does not say."""
        low = lowered(words)
        head = re.split(r"[,(;–]| - ", low)[0].strip()
        if _GRADE.search(words) or self._senior.match(low):
            return {"senior"}
        if not _LEADS.search(head) and any(match.end() == len(head) for match in self._junior.finditer(head)):
            return {"junior"}
        return set()

    def of_person(self, i: int, part: str) -> set[str]:
        """Return `senior` or `junior`, or both, by the titles around a name and the posts beside it or below it."""
        finding = self._findings[i]
        wide = finding.wide or finding.span
        before, after = self._text[wide.start : finding.span.start], self._text[finding.span.end : wide.end]
        titled = SENIOR_BEFORE.search(before) or SENIOR_AFTER.search(after)
        return ({"senior"} if titled else set()) | self._by_post(i, part)

    def _by_post(self, i: int, part: str) -> set[str]:
        finding = self._findings[i]
        wide = finding.wide or finding.span
        before = re.split(r"[.;!?]\s|\n\s*\n", self._text[max(0, wide.start - 60) : wide.start])[-1]
        post_after = _POST_AFTER.match(self._text[wide.end : wide.end + 120])
        post_before = _POST_BEFORE.search(before)
        if post_after and (traits := self._beside(post_after[1].strip(), ends=False)):
            return traits
        if post_before and (traits := self._beside(post_before[1].strip(), ends=True)):
            return traits
        traits = set()
        for post in self._posts_near(i, part):
            named = {"senior", "junior"} & post.traits
            traits |= named or {"senior", "junior"} & self.of_post(self._document[post.span])
        if part == "signature" and _GRADE.search(self._below(finding.span.end)):
            traits.add("senior")
        return traits

    def _beside(self, words: str, *, ends: bool) -> set[str]:
        """Read words beside a name, which a title `ends` or else begins."""
        if _GRADE.search(words):
            return {"senior"}
        low = lowered(words)
        for trait, titles in (("junior", self._junior), ("senior", self._senior)):
            if any(match.end() == len(words) if ends else match.start() == 0 for match in titles.finditer(low)):
                return {trait}
        return set()

    def _below(self, end: int) -> str:
        """Return the rest of the line and the next line."""
        return "\n".join([line for line in self._text[end : end + 200].split("\n") if line.strip()][:2])

    def _posts_near(self, i: int, part: str) -> Iterator[Finding]:
        """Yield posts beside a name: in a letter's frame the next before another name; in prose only next to it."""
        finding = self._findings[i]
        for other in self._findings[i + 1 : i + 8]:
            gap = self._text[finding.span.end : other.span.start]
            if other.entity == "PERSON" and other.subject != finding.subject:
                break
            if other.entity != "JOB_TITLE":
                continue
            block = self._document.block_at(other.span.start)
            in_frame = part in _FRAME and block is not None and block.part == part
            if (in_frame and gap.count("\n") <= 4 and len(gap) < 160) or _TO_POST.fullmatch(gap):
                yield other
                break
        start = (finding.wide or finding.span).start
        for other in self._findings[max(0, i - 2) : i]:
            if other.entity == "JOB_TITLE" and re.fullmatch(r",?[ \t]{1,2}", self._text[other.span.end : start]):
                yield other


@lru_cache(maxsize=16)
def _titles(titles: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of the titles, for text put into lower case."""
    if not titles:
        return re.compile(r"(?!)")
    longest_first = sorted(map(lowered, titles), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
