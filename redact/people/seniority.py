"""Seniority: whether a post, or the person beside whose name it stands, is above or below the policy's line.

A title that any employer gives says nothing of a public official until a public body is known to give it:
`Director of Housing` in a council's letter is one, `Director, Example Ltd` and the chair of a club are not.
Nobody is called junior whose title the policy does not list, and the longest title wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from redact.model import Document, Finding, Span
from redact.people.correspondents import Correspondents
from redact.people.titles import PublicTitles
from redact.policy import Policy
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives
from redact.text.names import HONORIFIC_RUN, lowered

_GRADE = re.compile(r"\bSCS[ \t]?(?:PB|Pay Band)?[ \t]?[1-4]\b|\bSenior Civil Servant\b", re.I)
_LEADS = re.compile(r"\b(?:chief|head|director|principal|permanent|lead|general|commissioner|minister)\b", re.I)
_POST_AFTER = re.compile(r"[ \t]*[,(–-][ \t]*(?:the |our |my |your |a |an )?([^,.;()\n]{3,60})")
_BETWEEN_POST_AND_NAME = re.compile(rf"(?<=[\w'’ -])(?:[,:][ \t]*\(?|[ \t]+\(?|\()(?:{HONORIFIC_RUN})*\Z", re.I)
_WORDS_BACKWARDS = re.compile(r"[\w'’ -]{3,60}")
_TO_POST = re.compile(r"[ \t]{0,2}(?:[A-Z]{2,5}[ \t]?){0,3}[,(–-]?[ \t]*(?:the |our |my |your )?")
_WORD = re.compile(r"\w+")
_FRAME = ("addressee", "letterhead", "signature")
_ROLE = re.compile(rf"(?<![\w'’-])(?:{alternatives('names/public_roles')})(?![\w'’-])", re.I)
_GOES_ON = re.compile(r"\Z|[,;(/&–-]|[ ](?:-|&|and|of|for|at|in|to|with|who|was|is|has)\b")
# Another post than the one whose title follows: a deputy's, a former holder's, that of somebody's assistant.
_OTHER_POST = re.compile(
    r"\b(?:assistant|deputy|vice|associate|sub|former|ex|late|retired|acting|shadow|trainee|student)[ -]\Z"
    r"|\b(?:assistant|secretary|advis[eo]r|officer|clerk|manager|pa|aide)[ ](?:to|of)[ ]"
    r"(?:(?:the|our|my|his|her|your)[ ])?\Z"
)
_OFFICIALS = re.compile(r"officer|case ?worker|constable|sergeant|pcso|social worker|work coach|health visitor")
_ANYBODY_S = re.compile(
    r"(?:(?:managing|executive|non-executive|deputy|finance|independent) )?"
    r"(?:director|chair(?:man)?|governor|commissioner|minister)"
)
_PUBLIC = re.compile(rf"\b(?:{alternatives('bodies/public')}|department|ministry|nhs|government)\b", re.I)
_OTHER = re.compile(rf"\b(?:{alternatives('bodies/other')})\b", re.I)
_FUNCTION = re.compile(rf"[ ](?:of|for)[ ](?:the[ ])?(?:{alternatives('letters/functions')})\b", re.I)
_TAIL = re.compile(r"[^.;:!?()\n]{0,80}")
_OWNS = re.compile(r"(?:['’]s?)?[ ]")
_WHOSE = re.compile(r"\b(our|my|your)[ \t]+(?:[\w-]+[ \t]+){0,2}\Z", re.I)


class Seniority:
    """The senior and junior titles of a policy, asked about the posts and people of a document."""

    def __init__(
        self, document: Document, findings: Sequence[Finding], policy: Policy, correspondents: Correspondents
    ) -> None:
        self._document = document
        self._text = document.text
        self._findings = findings
        self._correspondents = correspondents
        self._public_titles = PublicTitles(document.text)
        offices = [office for office in policy.offices if "senior" in office.traits]
        names = tuple(name for office in offices for name in (office.name, *office.aliases))
        self._offices = frozenset(map(lowered, names))  # public by themselves
        self._senior = _titles((*policy.senior_titles, *names))
        self._junior = _titles(policy.junior_titles)

    def of_post(self, i: int) -> set[str]:
        """Return `senior` or `junior` for a post; nothing where neither the policy nor a public body says so."""
        span = self._findings[i].span
        return self._read(span.start, self._document[span])

    def of_person(self, i: int, part: str) -> set[str]:
        """Return `senior` or `junior` by the titles around a name and the posts beside it or below it."""
        finding = self._findings[i]
        wide = finding.wide or finding.span
        if self._public_titles.are_at(finding.span.start, finding.span.end, wide.start):
            return {"senior"}
        return self._by_post(i, part)

    def _by_post(self, i: int, part: str) -> set[str]:
        finding = self._findings[i]
        wide = finding.wide or finding.span
        post_after = _POST_AFTER.match(self._text, wide.end, wide.end + 120)
        if post_after and (traits := self._read(post_after.start(1), post_after[1])):
            return traits
        first = max(0, wide.start - 60)
        before = re.split(r"[.;!?]\s|\n\s*\n", self._text[first : wide.start])[-1]
        tail = _BETWEEN_POST_AND_NAME.search(before)
        end = tail.start() if tail else len(before)
        post_before = _WORDS_BACKWARDS.match(before[end - 1 :: -1]) if end else None
        if post_before:
            words = before[end - post_before.end() : end]
            if traits := self._read_end(wide.start - len(before) + end - len(words), words):
                return traits
        for k in self._posts_near(i, part):
            post = self._findings[k]
            if post.span.start > wide.start and re.match(
                rf"[ ][{CAPITALS}][{SMALL}]", self._text[post.span.end : post.span.end + 3]
            ):
                continue  # the beginning of a longer title: Commissioner Support Officer
            if "senior" in post.traits or (traits := self.of_post(k)):
                return {"senior"} if "senior" in post.traits else traits
        if part == "signature" and _GRADE.search(self._below(finding.span.end)):
            return {"senior"}
        return set()

    def _read(self, start: int, words: str) -> set[str]:
        """Read words that begin with a title: the longest of those that fit."""
        if _GRADE.search(words) or _ROLE.match(words):
            return {"senior"}
        low = lowered(words)
        listed = [match for titles in (self._junior, self._senior) for match in titles.find(low)]
        for match in listed:
            if any(letter.isdigit() for letter in match.group()):  # a grade says itself whose post it is
                return {"junior" if match.re is self._junior.pattern else "senior"}
        heads = {re.split(cut, low)[0].strip() for cut in (r"[,(;–]| - ", r"[,(;–]| - | (?:to|of|in|for|at|with|who) ")}
        heads = {head for head in heads if not _LEADS.search(head) and " to " not in head}
        return self._officials(
            start,
            [
                match
                for match in listed
                if (match.re is self._senior.pattern and match.start() == 0 and _GOES_ON.match(low, match.end()))
                or (match.re is self._junior.pattern and match.end() in map(len, heads))
            ],
        )

    def _read_end(self, start: int, words: str) -> set[str]:
        """Read words that end with a title."""
        if _GRADE.search(words):
            return {"senior"}
        low = lowered(words)
        if any(role.end() == len(low) and not _OTHER_POST.search(low[: role.start()]) for role in _ROLE.finditer(low)):
            return {"senior"}
        return self._officials(
            start,
            [
                match
                for titles in (self._junior, self._senior)
                for match in titles.find(low)
                if not _OTHER_POST.search(low[: match.start()])
                and (match.end() == len(low) or (titles is self._senior and _FUNCTION.match(low, match.end())))
            ],
        )

    def _officials(self, start: int, fitting: list[re.Match[str]]) -> set[str]:
        """Return the rank of the longest title that fits, where a public body gives it."""
        longest = max(fitting, key=lambda match: (len(match.group()), match.re is self._senior.pattern), default=None)
        if longest is None:
            return set()
        span = Span(start + longest.start(), start + longest.end())
        rank = "senior" if longest.re is self._senior.pattern else "junior"
        if longest.group() in self._offices:
            return {"senior"}
        return {rank} if self._is_official(span, longest.group(), rank) else set()

    def _is_official(self, span: Span, title: str, rank: str) -> bool:
        """Tell whether a public body gives a title, by the body beside it, whose it is said to be, or who writes.

        Where nobody is known to write, a title that only officials have is enough to protect, never to disclose.
        """
        part = self._part(span.start)
        sender, addressee = self._correspondents.public_sender, self._correspondents.public_addressee
        if sender is None:
            sender = rank == "junior" and bool(_OFFICIALS.search(title))
        told = self._told_beside(span)
        if told is not None:
            return told
        if part in _FRAME:
            bodies = [f for f in self._findings if f.entity == "ORGANIZATION" and self._is_near(f, span, part)]
            if bodies:
                return any("public-body" in body.traits for body in bodies)
            return part == "signature" and sender
        whose = _WHOSE.search(self._text[max(0, span.start - 40) : span.start])
        if whose:
            return addressee if whose[1].lower() == "your" else sender
        if not (sender or addressee):
            return False
        tail = self._tail(span.end)
        if _FUNCTION.match(tail) or _OFFICIALS.search(title):
            return True
        return (
            bool(_LEADS.search(title)) and not _ANYBODY_S.fullmatch(title) and not re.match(r"[ ](?:of|for|at)\b", tail)
        )

    def _told_beside(self, span: Span) -> bool | None:
        """Return whether the body named right after a title or before it is public; None where none is."""
        tail = self._tail(span.end)
        for finding in self._findings:
            public = "public-body" in finding.traits
            if finding.entity == "ORGANIZATION" and not finding.model_alone:
                if _OWNS.fullmatch(self._text[finding.span.end : span.start]) and finding.span.end < span.start:
                    return public
                if span.end <= finding.span.start < span.end + len(tail):
                    return public
            elif finding.entity == "PERSON" and span.end <= finding.span.start < span.end + len(tail):
                break
        words = re.split(r",[ ](?=[a-z])|[ ](?:who|said|wrote|has|was|is)\b", tail)[0]
        if _OTHER.search(words) and not _FUNCTION.match(tail):
            return False
        owner = re.search(r"([\w'’ -]{3,40})['’]s?[ ]+\Z", self._text[max(0, span.start - 44) : span.start])
        if owner or _PUBLIC.search(words):
            return bool(_PUBLIC.search(words) or (owner and _PUBLIC.search(owner[1])))
        return None

    def _tail(self, end: int) -> str:
        match = _TAIL.match(self._text, end)
        return match.group() if match else ""

    def _part(self, offset: int) -> str:
        block = self._document.block_at(offset)
        return block.part if block else "body"

    def _is_near(self, body: Finding, post: Span, part: str) -> bool:
        """Tell whether a body stands in the same part of the frame, a few lines away, and not only by a guess."""
        between = self._text[min(body.span.end, post.end) : max(body.span.start, post.start)]
        return not body.model_alone and self._part(body.span.start) == part and between.count("\n") <= 6

    def _below(self, end: int) -> str:
        """Return the rest of the line and the next line."""
        return "\n".join([line for line in self._text[end : end + 200].split("\n") if line.strip()][:2])

    def _posts_near(self, i: int, part: str) -> Iterator[int]:
        """Yield posts beside a name: in a letter's frame the next before another name; in prose only next to it."""
        finding = self._findings[i]
        for k in range(i + 1, min(len(self._findings), i + 8)):
            other = self._findings[k]
            gap = self._text[finding.span.end : other.span.start]
            if other.entity == "PERSON" and other.subject != finding.subject:
                break
            if other.entity != "JOB_TITLE":
                continue
            in_frame = part in _FRAME and self._part(other.span.start) == part
            if (in_frame and gap.count("\n") <= 4 and len(gap) < 160) or _TO_POST.fullmatch(gap):
                yield k
                break
        start = (finding.wide or finding.span).start
        for k in range(max(0, i - 2), i):
            other = self._findings[k]
            if other.entity != "JOB_TITLE" or not re.fullmatch(
                r"[,:]?[ \t]{1,3}\(?", self._text[other.span.end : start]
            ):
                continue
            if not _OTHER_POST.search(lowered(self._text[max(0, other.span.start - 40) : other.span.start])):
                yield k


class Titles:
    """Titles to be found in text put into lower case; where the last word of none stands, without a search."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        longest_first = sorted(map(lowered, titles), key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w'’])")
        self._last_words = frozenset(_WORD.findall(title)[-1] for title in longest_first if _WORD.search(title))

    def find(self, low: str) -> Iterator[re.Match[str]]:
        """Yield where titles stand, the longest at each place."""
        if not self._last_words.isdisjoint(_WORD.findall(low)):
            yield from self.pattern.finditer(low)


@lru_cache(maxsize=16)
def _titles(titles: tuple[str, ...]) -> Titles:
    return Titles(titles)
