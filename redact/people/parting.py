"""Parting: people taken apart from one another, and from words that are nobody.

Patricia V. She                  ->   Patricia V.
John Sample Mrs Jo Testcase      ->   John Sample; Jo Testcase
Clerk; Cllr; agreed; They        ->   nobody
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redact.model import Document, Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import words
from redact.text.names import EVERYDAY_HONORIFIC, MONTHS, PARTICLES, WORD_NAMES, is_honorific, normal, words_of

# A title within a name begins another one.
_TITLE = re.compile(rf"[ \t\n]+(?:(?:and|&)[ \t]+)?(?:(?i:{EVERYDAY_HONORIFIC})|Cllr|Councillor)\b\.?[ \t]+(?=\S)")
# What ends a name: a bracket, a semicolon, a slash, `and`, a full stop behind a word that is no initial.
_END = re.compile(
    r"[ \t]*[;/\\|<>\[\]{}:=*]+[ \t]*|[ \t]+(?:and|&)[ \t]+|(?<=[^\W\d_]{3})[.!?]+[ \t\n]+"
    r"|[ \t]*\n[ \t]*\n\s*|\t+|[ ]{3,}"
)
_BRACKET = re.compile(r"[ \t]*\((?![^\W\d_]+\))[ \t]*|(?<=[^)])\)(?!\Z)[ \t]*")
_LINE_END = re.compile(r"[ \t]*\n[ \t>]*")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_]))*(?:(?<=\b[^\W\d_])\.)?")
_FOLLOWING = re.compile(rf"[ ]([{CAPITALS}][{SMALL}'’-]+)\b(?![@/])")
_BETWEEN = re.compile(rf"[ ](?:(?:{'|'.join(sorted(PARTICLES))})[ ])*(?:[{CAPITALS}][\w'’-]+[ ])?")
_AT = re.compile(r"\b(?:in|at|near|around|across|outside|via|through|throughout)[ \n]\Z", re.I)
_LIKELY_IN_LOWER_CASE = 0.6
_SURELY = 0.95
_HYPHENED_BEFORE = re.compile(r"(?<![\w-])(?:[^\W\d_a-z][^\W\d_]+-)+\Z")
_HYPHENED_AFTER = re.compile(r"(?:-[^\W\d_a-z][^\W\d_]+)+(?![\w-])")
_FLOWING = ("paragraph", "item", "quote")


def part_people(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of which each PERSON is one person's name and no more; those that are nobody's are left out.

    What a policy or a case lists as somebody, and declared initials, stay as they are.
    """
    parted: list[Finding] = []
    for finding in findings:
        if finding.entity != "PERSON" or "term" in finding.found_by or "initials" in finding.traits:
            parted.append(finding)
            continue
        for span in _people_in(document, finding):
            wide = finding.wide if finding.wide is not None and finding.wide.contains(span) else None
            if wide is not None and span != finding.span:
                wide = Span(wide.start if span.start == finding.span.start else span.start, span.end)
            parted.append(finding if span == finding.span else replace(finding, span=span, wide=wide))
    return parted


def join_people(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in which words side by side that are somebody's are one person's name.

    Ottoline Young; Elfed ap Gruffudd, whatever stands between; India Lisle, where India was taken for the country;
    Earl Henlon, where somebody is called Earl elsewhere.
    """
    findings = list(findings)
    alone = {normal(document[finding.span]) for finding in findings if finding.entity == "PERSON"}
    joined: list[Finding] = []
    for finding in findings:
        finding = _with_first_name(document, finding, alone)
        last = joined[-1] if joined else None
        if last is not None and _is_one_name(document, last, finding):
            found_by = tuple(sorted({*last.found_by, *finding.found_by}))
            span = Span(last.span.start, finding.span.end)
            wide = Span(last.wide.start, span.end) if last.wide is not None else None
            score = max(last.score, finding.score) if last.entity == "PERSON" else finding.score
            if last.entity != "PERSON":
                found_by = finding.found_by  # what a register lists is the place
            joined[-1] = replace(last, entity="PERSON", span=span, wide=wide, score=score, found_by=found_by)
        else:
            joined.append(finding)
    return joined


def _with_first_name(document: Document, finding: Finding, alone: set[str]) -> Finding:
    """Take a title that is somebody's first name elsewhere in the document into the name."""
    if finding.entity != "PERSON" or finding.wide is None or finding.wide.start == finding.span.start:
        return finding
    titles = document.text[finding.wide.start : finding.span.start].split()
    if normal(titles[-1]) not in alone or normal(titles[-1]) not in WORD_NAMES:
        return finding
    start = document.text.rindex(titles[-1], finding.wide.start, finding.span.start)
    wide = finding.wide if len(titles) > 1 else None
    return replace(finding, span=Span(start, finding.span.end), wide=wide)


def _is_one_name(document: Document, first: Finding, second: Finding) -> bool:
    guessed = second.model_alone and second.entity == "LOCATION" and first.entity == "PERSON"  # Joy Ainscough-West
    if not (second.entity == "PERSON" or guessed) or "initials" in first.traits | second.traits:
        return False
    between = document.text[first.span.end : second.span.start]
    if len(between) > 24 or not _BETWEEN.fullmatch(between) or document[first.span][-1] in ".)":
        return False
    if second.wide is not None and second.wide.start < second.span.start:
        return False
    names = words_of(document[second.span])
    if guessed:
        return between == " " and len(names) == 1 and len(words_of(document[first.span])) == 1
    if first.entity == "PERSON":
        return len(names) == 1 or names[0] in PARTICLES
    place = first.entity == "LOCATION" and document[first.span].isalpha()
    return place and between == " " and len(names) == 1 and not stands_for_a_place(document.text, first.span)


def stands_for_a_place(text: str, span: Span) -> bool:
    """Tell by the word before, or the county behind, that a name of a place is one."""
    before, after = text[max(0, span.start - 16) : span.start], text[span.end : span.end + 3]
    return bool(_AT.search(before)) or bool(re.match(rf",[ ][{CAPITALS}]", after))


def lengthen_people(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in which one word that a model took for somebody goes on with the name behind it.

    So it does where a word with a capital follows that nothing was found in: Ottoline Young, if only Ottoline was seen.
    """
    findings = list(findings)
    taken = {finding.span.start for finding in findings}
    for i, finding in enumerate(findings):
        if finding.entity != "PERSON" or not finding.model_alone or len(words_of(document[finding.span])) != 1:
            continue
        following = _FOLLOWING.match(document.text, finding.span.end)
        if following is None or following.start(1) in taken:
            continue
        word = normal(following[1])
        ordinary = word in words("prose/common_words") and word not in WORD_NAMES
        if not is_nobody(following[1]) and not ordinary and word not in MONTHS and document[finding.span].istitle():
            findings[i] = replace(finding, span=Span(finding.span.start, following.end(1)), wide=None)
    return findings


def _people_in(document: Document, finding: Finding) -> Iterator[Span]:
    block = document.block_at(finding.span.start)
    titled = finding.wide is not None and finding.wide.start < finding.span.start
    whole = _whole_words(document.text, finding.span) if finding.model_alone else finding.span
    start = whole.start
    for piece in _pieces(document[whole], flows=block is not None and block.kind in _FLOWING):
        span = _name_in(
            document,
            Span(start + piece[0], start + piece[1]),
            titled=titled and piece[0] == 0,
            surely=finding.model_alone and finding.score > _SURELY,
        )
        if span is None:
            continue
        if not (finding.model_alone and document[span].islower() and _is_prose(document, span, finding.score)):
            yield span


def _whole_words(text: str, span: Span) -> Span:
    """Return a span with the rest of a double-barrelled word that it cuts: Yat of Yat-Long."""
    before = _HYPHENED_BEFORE.search(text, max(0, span.start - 24), span.start)
    after = _HYPHENED_AFTER.match(text, span.end)
    return Span(before.start() if before else span.start, after.end() if after else span.end)


def _pieces(text: str, *, flows: bool) -> Iterator[tuple[int, int]]:
    """Yield where the names of a stretch that was taken for one name start and end."""
    cuts = [match.span() for pattern in (_TITLE, _END, _BRACKET) for match in pattern.finditer(text)]
    if not flows:
        cuts += [match.span() for match in _LINE_END.finditer(text)]
    cuts += [match.span() for match in re.finditer(r"[ \t]*,[ \t\n]*", text) if not _is_inverted(text)]
    start = 0
    for first, beyond in sorted(cuts):
        if first > start:
            yield start, first
        start = max(start, beyond)
    if start < len(text):
        yield start, len(text)


def _is_inverted(text: str) -> bool:
    """Tell a surname with the given names behind a comma from two people: Okonkwo, Chidinma."""
    if text.count(",") != 1:
        return False
    surname, given = (words_of(part) for part in text.split(","))
    surname = [word for word in surname if normal(word) not in PARTICLES]
    return len(surname) <= 2 and 1 <= len(given) <= 3 and not is_honorific(given[0])


def _name_in(document: Document, span: Span, *, titled: bool, surely: bool) -> Span | None:
    """Return what is left of a name without words that are nobody at its edges; None where nothing is.

    What a model is sure of (`surely`) loses pronouns alone.
    """
    found = [(match.group(), *match.span()) for match in _WORD.finditer(document.text, span.start, span.end)]
    first, last = 0, len(found)
    while first < last and not titled and is_nobody(found[first][0]):
        first += 1
    while last > first + titled and (is_nobody(found[last - 1][0]) or _is_office(found[last - 1][0])):
        if surely and normal(found[last - 1][0]) not in words("prose/pronouns"):
            break  # Cemal Can
        if last - first == 2 and _is_office(found[last - 1][0]):
            break  # Keisha Nurse
        last -= 1
    if first == last or (not titled and all(_is_office(word) for word, _, _ in found[first:last])):
        return None
    return Span(found[first][1], span.end if last == len(found) else found[last - 1][2])


def is_nobody(word: str) -> bool:
    """Tell whether a word is no part of anybody's name: a pronoun, a title, a word that carries sentences."""
    plain = normal(word)
    if plain in WORD_NAMES or (len(plain) == 1 and word[0].isupper()):
        return False
    return plain in words("names/never_inside", "prose/openers") or _is_office(word) or is_honorific(word)


def _is_office(word: str) -> bool:
    return normal(word) in words("names/offices")


def _is_prose(document: Document, span: Span, probability: float) -> bool:
    """Tell words in lower case from a name in lower case, by how ordinary and how likely they are, and by the block.

    Where hardly any word has a capital, names have none either.
    """
    if all(normal(word) in words("prose/common_words") for word in words_of(document[span])):
        return True
    block = document.block_at(span.start)
    around = re.findall(r"[^\W\d_]+", document[block.span] if block else document[span])
    few_capitals = sum(word[0].isupper() for word in around) <= 0.05 * len(around) + 1
    return not few_capitals and probability < _LIKELY_IN_LOWER_CASE
