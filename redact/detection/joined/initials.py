"""Initials that a document declares for somebody, and where they then stand for that person.

Megan Pryce (MP)   Ümit Karataş ("UK")   RhJ (Rhys Jenkins)   AM = Aaliyah Mirza   Eilidh NicLeòid, solicitor [EN]

What they spell does not matter: a register's `UK` is a speaker where a transcript declares it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from redact.detection.structure.evidence import SURE, person
from redact.detection.tokens import Tokens
from redact.detection.vocabulary import first_names, is_common
from redact.model import Finding, Span
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives
from redact.text.names import TITLES, normal, words_of

_INITIALS = r"(?P<initials>[^\W\d_](?:[.'’-]{0,2}[^\W\d_]){1,5}\.?)"
_QUOTED = _INITIALS.replace("initials", "quoted")
# After a name, and what its bearer is: Eilidh NicLeòid, solicitor ("EN"); Iain Matheson (CPN, IOM).
_AFTER_NAME = re.compile(
    rf"(?P<role>,?[ \t]{{1,2}}[^\n()\[\];:.|]{{1,40}})??[ \t]{{0,2}}"
    rf"(?:[(\[][^\n()\[\]]{{0,24}}?(?<![^\W_])[\"“'‘]?{_INITIALS}[\"”'’]?[)\]]|[\"“]{_QUOTED}[\"”])"
)
_BEFORE_NAME = re.compile(
    rf"(?<![\w'’.(\"“‘-])[\"“'‘]?{_INITIALS}[\"”'’]?[ \t]{{0,2}}(?:\(|\[|=|:?[ \t]-|–)[ \t]{{0,2}}(?=[^\W\d_])"
)
_DASHED = re.compile(rf"(?:[ ]?[-–=][ ]|/)(?P<initials>[^\W\d_{SMALL}]{{2,4}})(?![\w'’-])")
_LEAST_OF_GUESSES = 0.5
_LETTERS = r"[^\W\d_](?:[.'’-]?[^\W\d_]){1,5}"
_VERBS = (
    "to|said|says|asked|noted|agreed|reported|confirmed|stated|explained|advised|replied|will|has|thanked|gave|"
    "presented|raised|queried"
)
_MENTION = re.compile(
    rf"^[ \t>*•-]{{0,8}}(?P<speaks>{_LETTERS})(?=[ \t]{{0,3}}:|\t|[ \t]{{2,}}\S|[ \t]*$)"
    rf"|\b(?:{alternatives('names/before_initials')})[ \t:]{{1,3}}(?P<acts>{_LETTERS})(?![\w-])"
    rf"|(?<![\w'’.-])(?P<does>{_LETTERS})(?=[ \t](?:{_VERBS})\b)",
    re.M,
)


def find(tokens: Tokens, evidence: Sequence[Finding], guesses: Sequence[Finding]) -> Iterator[Finding]:
    """Yield declared initials, the names they stand for, and the initials where they speak, act or are addressed."""
    people = sorted(
        (f.span for f in (*evidence, *guesses) if f.entity == "PERSON" and f.score >= _LEAST_OF_GUESSES),
    )
    declared: dict[str, Span] = {}
    for name, initials in (*_after(tokens), *_dashed(tokens), *_before(tokens)):
        if not _is_somebody(tokens, name, people, heard=bool(guesses)):
            continue
        declared.setdefault(tokens.text[initials.start : initials.end], initials)
        yield Finding(initials, "PERSON", SURE, ("structure",), frozenset({"initials"}))
        yield person(tokens, name, SURE)
    for mention in _mentions(tokens.text, declared) if declared else ():
        if mention != declared[tokens.text[mention.start : mention.end]]:
            yield Finding(mention, "PERSON", SURE, ("structure",), frozenset({"initials"}))


def _is_somebody(tokens: Tokens, name: Span, people: Sequence[Span], *, heard: bool) -> bool:
    """Tell whether other evidence, or a model, sees somebody in the words that initials stand after or before.

    Where no model has read the text, words that are none of prose will do.
    """
    last = bisect_left(people, name.end, key=lambda span: span.start)
    if any(span.end > name.start for span in people[max(0, last - 4) : last]):
        return True
    parts = [normal(part) for part in words_of(tokens.text[name.start : name.end])]
    return parts[0] in first_names() or not (heard or any(map(is_common, parts)))


def _after(tokens: Tokens) -> Iterator[tuple[Span, Span]]:
    """Yield names with the initials that follow them in brackets or quotes, a post between them or not."""
    text = tokens.text
    for opening in re.finditer(r"[(\[\"“][^\n()\[\]]{0,30}?[^\W\d_][\"”'’)\]]", text):
        line = text.rfind("\n", 0, opening.start()) + 1
        first = tokens.index_at(max(line, opening.start() - 70))
        last = tokens.index_before(opening.start())
        for i in range(last, first - 1, -1):
            name = tokens.name_at(tokens.words[i].start, announced=True)
            if name is None or name.end > opening.start() or (i > first and _goes_on(tokens, i)):
                continue
            match = _AFTER_NAME.match(text, name.end)
            if match is None or match.end() < opening.end() - 1:
                continue
            group = "initials" if match["initials"] else "quoted"
            if stands_for(match[group], text[name.start : name.end], exact=tokens.capitals.none):
                yield name, Span(*match.span(group))
                break


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Tell whether a name that begins with the word before holds this word too."""
    before = tokens.name_at(tokens.words[i - 1].start, announced=True)
    return before is not None and before.end >= tokens.words[i].end


def _dashed(tokens: Tokens) -> Iterator[tuple[Span, Span]]:
    """Yield names with the initials that a dash or a stroke sets after them: K Osei - KO, Tom Lee/TL."""
    for match in _DASHED.finditer(tokens.text):
        name = tokens.name_before(match.start())
        if name is not None and stands_for(match["initials"], tokens.text[name.start : name.end], exact=False):
            yield name, Span(*match.span("initials"))


def _before(tokens: Tokens) -> Iterator[tuple[Span, Span]]:
    """Yield names with the initials that they explain: RhJ (Rhys Jenkins), AM = Aaliyah Mirza."""
    text = tokens.text
    for match in _BEFORE_NAME.finditer(text):
        titles = TITLES.match(text, match.end())
        name = tokens.name_at(titles.end() if titles else match.end(), announced=True)
        words = text[name.start : name.end] if name is not None else ""
        if name is not None and len(words_of(words)) > 1 and stands_for(match["initials"], words, exact=False):
            yield name, Span(*match.span("initials"))


def stands_for(initials: str, name: str, *, exact: bool) -> bool:
    """Tell whether letters begin the parts of a name in order, one part at most left out: RhJ for Rhys Jenkins.

    `exact`: the text is written without capitals, so nothing else tells initials from a word.
    """
    letters = _folded(re.sub(r"[^\w]", "", initials))
    parts = [
        _folded(part)
        for part in re.findall(r"[^\W\d_]+", re.sub(rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])", " ", name))
    ]
    if len(letters) < 2 or len(parts) < 1:
        return False
    if exact and initials.islower():
        return letters == "".join(part[0] for part in parts)
    if not any(c.isupper() for c in initials) or not initials[0].isupper():
        return False
    if len(re.findall(rf"[^\W\d_{SMALL}]", initials)) < 2 or len(letters) < len(parts) - 1:
        return False
    begins = "".join(
        f"(?:{part[0]}(?:{part[1:2]}{part[2:3]}?)?){'?' if i else ''}"
        if len(part) > 1
        else f"{part[0]}{'?' if i else ''}"
        for i, part in enumerate(parts)
    )
    return bool(re.fullmatch(begins, letters)) and len(parts) > 1


def _folded(word: str) -> str:
    return (
        "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if c.isalpha() and c.isascii())
        or word.casefold()
    )


def _mentions(text: str, declared: Container[str]) -> Iterator[Span]:
    """Yield where initials that may spell something else mean somebody: `UK: Yes`, `Officer AM`, `MP to write`."""
    for match in _MENTION.finditer(text):
        group = match.lastgroup or "does"
        if match[group] in declared:
            yield Span(*match.span(group))
