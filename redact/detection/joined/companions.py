"""Companions: names in a list with a name, also written without capitals.

I spoke to Mrs Shah, desmond pike and Ola Bright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.detection.structure.evidence import FAIR, LIKELY, SURE, person
from redact.detection.tokens import Tokens
from redact.detection.vocabulary import first_names, is_common
from redact.model import Finding, Span
from redact.text.characters import SMALL
from redact.text.names import TITLES, WORD_NAMES, is_honorific, normal, words_of

_AFTER = re.compile(
    r"(?:['’]s)?(?:,[ \t]{1,2}|[ \t]{0,2}/[ \t]{0,2}|,?[ \t\n]{1,2}(?:and|&|a'?)[ \t\n]{1,2}|[ \t]?\+[ \t]?)"
    r"(?=[^\W\d_])",
    re.I,
)
_BEFORE = re.compile(
    r"(?P<name>[^\W\d_](?:[^\W\d_]|['’.-]){0,24}(?:[ ][^\W\d_](?:[^\W\d_]|['’-]){0,24}){0,2})"
    r"(?:,[ \t]{1,2}|,?[ \t\n]{1,2}(?:and|&)[ \t\n]{1,2}|[ \t]{0,2}/[ \t]{0,2})\Z",
    re.I,
)
_SURNAME_INITIAL = re.compile(rf"[ ](?!I\b|A[ ][a-z])[^\W\d_{SMALL}](?=[.,;:)]?(?:[ ][a-z(]|\n|\Z)|['’]s\b)")
_MOST = 8  # names in one list
_LIKELY_GUESS = 0.6
_JOINED_ON = re.compile(r"[-/]\w|@|[ \t]\d")  # what stands behind a part of something else
_FOLLOWED = re.compile(r"[ \t]{1,2}[^\W\d_a-zà-öø-ÿ][\w'’]|[-/]\w|@|[ \t]\d")


def find(tokens: Tokens, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the names joined to names, in either direction; each is a hint, which a model that reads must believe."""
    seen: set[Span] = {finding.span for finding in findings if finding.entity == "PERSON"}
    for finding in sorted(findings, key=lambda each: each.span):
        if not _is_somebody(tokens, finding):
            continue
        whole = finding.wide or finding.span
        for name in (*_onward(tokens, whole), *_backward(tokens, whole), *_with_initial(tokens, finding.span)):
            if name not in seen:
                seen.add(name)
                yield person(tokens, name, _score(tokens, name))


def _score(tokens: Tokens, name: Span) -> float:
    """Return how surely a name beside a name is one: a known first name needs no model's assent."""
    first = normal(tokens.text[name.start : name.end].split()[0])
    if tokens.text[name.start].islower():
        return FAIR
    return SURE if first in first_names() or (first in WORD_NAMES and _is_coupled(tokens, name)) else LIKELY


def _is_coupled(tokens: Tokens, name: Span) -> bool:
    """Tell whether an ampersand joins a name to the next, as it joins couples: Will & Grace Larter."""
    return bool(re.match(rf"[ ]?&[ ]?[^\W\d_{SMALL}]", tokens.text[name.end : name.end + 4]))


def _with_initial(tokens: Tokens, span: Span) -> Iterator[Span]:
    """Yield a first name with the letter that stands for its surname: Tash P keeping in touch."""
    text = tokens.text
    if text[span.start : span.end].isalpha() and _SURNAME_INITIAL.match(text, span.end):
        yield Span(span.start, span.end + 2)


def _is_somebody(tokens: Tokens, finding: Finding) -> bool:
    """Tell a name that is sure enough to vouch for its neighbours: in full, with a title, or likely to a model."""
    if finding.entity != "PERSON" or "initials" in finding.traits:
        return False
    if finding.found_by == ("model",):
        return finding.score >= _LIKELY_GUESS
    return finding.score >= LIKELY


def _onward(tokens: Tokens, span: Span) -> Iterator[Span]:
    end = span.end
    for _ in range(_MOST):
        joiner = _AFTER.match(tokens.text, end)
        if joiner is None:
            return
        titles = TITLES.match(tokens.text, joiner.end())
        name = _name_at(
            tokens, titles.end() if titles else joiner.end(), comma=joiner.group()[0] == ",", titled=bool(titles)
        )
        if name is None:
            return
        yield name
        end = name.end


def _backward(tokens: Tokens, span: Span) -> Iterator[Span]:
    start = span.start
    for _ in range(_MOST):
        if not tokens.text[max(0, start - 6) : start].rstrip().lower().endswith((",", "&", "/", "and")):
            return
        before = _BEFORE.search(tokens.text, max(0, start - 90), start)
        if before is None:
            return
        begin, end = before.span("name")
        found = None
        while begin < end:  # the longest run of words that can be a name: spoke to [desmond pike] and
            name = _name_at(tokens, begin, comma=before.group()[end - before.start()] == ",", titled=False)
            if name is not None and name.end == end:
                found = name
                break
            space = tokens.text.find(" ", begin, end)
            begin = space + 1 if space > 0 else end
        if found is None:
            return
        yield found
        start = found.start


def _name_at(tokens: Tokens, offset: int, *, comma: bool, titled: bool) -> Span | None:
    """Return the name that stands at an offset; a comma joins less surely than `and`, a small letter least."""
    text = tokens.text
    if offset >= len(text):
        return None
    if text[offset].islower():
        return _in_small_letters(tokens, offset)
    name = tokens.name_at(offset, most=4)
    goes_on = _JOINED_ON if tokens.capitals.line_at(offset) else _FOLLOWED
    if name is None or goes_on.match(text, name.end) or is_honorific(text[name.start : name.end]):
        return None
    words = [normal(word) for word in words_of(text[name.start : name.end])]
    known = words[0] in first_names() or titled or (words[0] in WORD_NAMES and _is_coupled(tokens, name))
    if not words or (len(words) == 1 and not known and (comma or is_common(words[0]) or len(words[0]) < 2)):
        return None
    return None if not known and any(is_common(word) and word not in WORD_NAMES for word in words) else name


def _in_small_letters(tokens: Tokens, offset: int) -> Span | None:
    """Return two or three words that are no words of prose, or a known first name alone."""
    name = tokens.name_at(offset, lower=True, most=3)
    if name is None:
        return None
    words = [normal(word) for word in words_of(tokens.text[name.start : name.end])]
    if not words or words[0] in WORD_NAMES or words[0] not in first_names():
        return None
    return name
