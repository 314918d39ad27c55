"""Joined numbers: two of one shape with a joiner between them, and the end of a number instead of a second one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from redact.detection.entities import NAMES, kin
from redact.model import Finding, Span

_JOINER = re.compile(
    r"[ \t\u00a0]{0,2}(?P<mark>[/,;&+]|(?:and/or|and|or|then|also)\b)(?:[ \t\u00a0]{0,2}(?:and|or|&)\b)?"
    r"[ \t\u00a0]{0,2}(?:\n(?!\n)[ \t>]{0,12})?",
    re.I,
)
_RUN = re.compile(r"(?P<digits>\d+)|(?P<letters>[^\W\d_]+)|(?P<gap>[^\w]+|_+)")
_GROUP = re.compile(r"\d+")
_END = r"(?!\w|[.,/-]\d|[ ]?%)"
_MOST = 8  # numbers in one list
_LONG = 5  # letters and digits from which a shape says enough by itself
# A number of things, not a number: and 200 people.
_COUNTS = re.compile(
    r"[ \u00a0](?:more|others?|of|per|people|staff|officers|homes|cases|days|weeks|months|years|hours|minutes|miles|"
    r"metres|pages|words|times|pupils|patients|residents|letters|calls|pounds|places|jobs|families|votes)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# A number of the local exchange, alone in a line, a cell or between commas.
_LOCAL = re.compile(
    r"(?:^|(?<=[\t|;,(:/\n])|(?<=[ ]{2})|(?<=\b[Tt]el\b)|(?<=\bor\b))[ \t]{0,3}(?P<number>[2-9]\d{2}[ -]?\d{3})"
    r"(?=[ \t]{0,3}(?:$|[\t|;,)/]|[ ]{2}|\.(?:\s|\Z)))",
    re.M,
)
_OF_AN_EXCHANGE = re.compile(r"(?:\+44[ ]?(?:\(0\))?|0)[ ]?\(?1\d{3}\)?[ -]{0,2}(?P<exchange>[2-9]\d{2})[ -]?\d{3}\Z")
_AROUND = 600  # characters on either side in which a full number vouches for a local one


def find(text: str, evidence: Sequence[Finding]) -> Iterator[Finding]:
    """Yield numbers joined to those that patterns and structure know, and local ones in a list with full ones."""
    known = sorted((each for each in evidence if _is_number(each)), key=lambda each: each.span)
    for finding in known:
        yield from _joined(text, finding)
    yield from _local(text, known)


def _is_number(finding: Finding) -> bool:
    return finding.entity not in NAMES and kin(finding) == "number" and finding.score >= 0.5


def _joined(text: str, finding: Finding) -> Iterator[Finding]:
    value = text[finding.span.start : finding.span.end]
    if len(value) > 40 or not any(c.isdigit() for c in value):
        return
    shapes = _shapes(value, ends=finding.entity == "PHONE_NUMBER")
    end = finding.span.end
    for _ in range(_MOST):
        joiner = _JOINER.match(text, end)
        if joiner is None:
            return
        match = next((m for shape in shapes if (m := shape.match(text, joiner.end()))), None)
        if match is None or not _is_value(text, match, joiner):
            return
        end = match.end()
        yield Finding(Span(match.start(), end), finding.entity, finding.score, finding.found_by)


def _is_value(text: str, match: re.Match[str], joiner: re.Match[str]) -> bool:
    """Tell a value from a number that merely follows: a short one is no year, counts nothing and no comma joins it."""
    if sum(c.isalnum() for c in match.group()) >= _LONG:
        return True
    return not (joiner["mark"] in ",;+" or _YEAR.match(match.group()) or _COUNTS.match(text, match.end()))


@lru_cache(maxsize=1024)
def _shapes(value: str, *, ends: bool) -> tuple[re.Pattern[str], ...]:
    """Return what a second value looks like: as the first, or (`ends`) as its last groups of digits."""
    shapes = ["".join(_run(match) for match in _RUN.finditer(value))]
    if ends:
        groups = [len(group) for group in _GROUP.findall(value)]
        shapes += [r"[ -]?".join(rf"\d{{{n}}}" for n in groups[i:]) for i in range(1, len(groups)) if groups[-1] > 2]
        if len(groups) == 1 or groups[-1] == 6 or groups[-2:] == [3, 3]:
            shapes.append(r"[2-9]\d{2}[ -]?\d{3}")
    return tuple(re.compile(shape + _END, re.I) for shape in shapes)


def _run(run: re.Match[str]) -> str:
    if run.lastgroup == "gap":
        return r"[\s./_–-]{0,3}" if set(run.group()) <= set(" \t\n\u00a0.-–_/") else re.escape(run.group())
    return rf"\d{{{len(run.group())}}}" if run.lastgroup == "digits" else rf"[^\W\d_]{{{len(run.group())}}}"


def _local(text: str, known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield numbers without an area code that stand alone near a full number of the same exchange."""
    exchanges: list[tuple[int, str]] = []
    for finding in known:
        if finding.entity == "PHONE_NUMBER":
            full = _OF_AN_EXCHANGE.match(text[finding.span.start : finding.span.end])
            if full is not None:
                exchanges.append((finding.span.start, full["exchange"]))
    if not exchanges:
        return
    for match in _LOCAL.finditer(text):
        first = bisect_right(exchanges, (match.start() - _AROUND, ""))
        last = bisect_right(exchanges, (match.end() + _AROUND, ""))
        near = {exchange for _, exchange in exchanges[first:last]}
        number = match["number"]
        if number[:3] in near or (near and number[3] == " "):
            yield Finding(Span(*match.span("number")), "PHONE_NUMBER", 0.8, ("pattern",))
