"""Mentions: where known people stand in a text, and where the same word is another: the month, the verb, the park."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from redact.model import Document, Span
from redact.people.known import Known
from redact.people.parting import is_nobody
from redact.text.characters import CAPITALS, SMALL
from redact.text.lists import alternatives, words
from redact.text.names import LOW_HONORIFIC, MONTH, MONTHS, WORD_NAMES, lowered, normal

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
_GAP = re.compile(r"\.?[ \t\u00a0]{1,3}|\.?[ \t]*\n[ \t>]*|\.?,[ \t]{1,3}")
_HONORIFICS_BEFORE = re.compile(rf"(?:^|(?<=\W))(?:{LOW_HONORIFIC}[ \t\u00a0]+)+\Z")
_DOES = re.compile(rf"[ \t]+(?:{alternatives('prose/verbs_of_people')})\b|['’]s\b")
# What only people do, so that May is one; and what stands before a month, or behind it.
_SAYS = re.compile(r"[ \t]+(?:said|says|told|asked|rang|wrote|thinks|thought|lives|lived|denied|denies|agreed|felt)\b")
_DATES = re.compile(
    rf"(?:\A|[.!?:;,\n(/-]|\b(?:in|of|by|since|until|till|before|after|from|to|during|last|next|this|early|mid|late|and|or"
    rf"|through|between|for|on|each|every|the|per|{MONTH}[a-z]*|\d\S*))[ \t\n]*\Z",
    re.I,
)
_YEAR = re.compile(r"[ \t,]*(?:\d|and\b|or\b|to\b|[-–/])")
_SHORT_FAMILY = 5  # letters of a name and its s that may be another word, unless the family is spoken of: the Xus
_THE = re.compile(r"\b[Tt]he[ ]\Z")
_INITIALS_BEFORE = re.compile(
    rf"(?<![\w.'’-])(?:[^\W\d_{SMALL}](?:\.[ ]?|[ ])(?:(?:&|and)[ ])?){{0,2}}"
    rf"(?:[^\W\d_{SMALL}]\.[ ]?|(?![AI])[^\W\d_{SMALL}][ ])\Z"
)
_INITIAL_BEHIND = re.compile(rf"[ ]([^\W\d_{SMALL}]\.?)(?=[ \t]*(?:\n|\Z|\||\t|[ ]{{2}}))")
_INITIAL = re.compile(rf"(?<![\w.])[^\W\d_{SMALL}]\.[ ]?\Z")
# A word with capitals that is no person here: the UK, an MP, 10 AM.
_OF_A_THING = re.compile(r"(?:\b(?:the|an?|this|our|your|its)|\d)[ ]\Z", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where somebody stands: the name itself, with its titles as `wide`, and whether it is initials or a whole name."""

    span: Span
    wide: Span | None = None
    initials: bool = False
    whole: bool = False


def find_mentions(document: Document, known: Known) -> Iterator[Mention]:
    """Yield where known people stand in a document: first whole names, then parts of names and initials, each in order.

    A part of a name is yielded within a whole one too.
    """
    text = document.text
    low = lowered(text).replace("’", "'")
    tokens = [(low[match.start() : match.end()], *match.span(), match.group()) for match in _WORD.finditer(text)]
    for span in _whole_names(text, tokens, known):
        yield Mention(span, _with_titles(text, span), whole=True)
    for plain, start, end, word in tokens:
        if plain[-2:] in ("'s", "s'") and (possessive := _POSSESSIVE.search(word)):
            end -= len(possessive.group())
            plain = normal(word[: possessive.start()])
        span = Span(start, end)
        if text[start:end] in known.exact:
            if not _in_an_address(text, span):
                yield Mention(span, _with_titles(text, span))
        elif plain not in known.parts and plain not in known.initials and not _could_be(plain, word, known):
            continue
        elif (initials := _stands(document, span, plain, known)) is not None:
            if not initials:
                span = _with_initials(text, span)
            yield Mention(span, _with_titles(text, span), initials, whole=span.start < start or span.end > end)


def _with_initials(text: str, span: Span) -> Span:
    """Return a name with the initials before it, and one behind it that ends a cell: O. Kaya; P & J Hope; Winston R."""
    before = _INITIALS_BEFORE.search(text, max(0, span.start - 16), span.start)
    after = _INITIAL_BEHIND.match(text, span.end)
    return Span(before.start() if before else span.start, after.end(1) if after else span.end)


def _could_be(plain: str, word: str, known: Known) -> bool:
    return _is_family(plain, known) or _is_short_form(word, plain, known)


def _is_family(plain: str, known: Known) -> bool:
    """Tell a family by its surname: the Kowalczyks' dog."""
    return len(plain) > 2 and plain.endswith("s") and plain[:-1] in known.parts


def _is_short_form(word: str, plain: str, known: Known) -> bool:
    """Tell whether a word cuts a first name short: Vas for Vasile, Bart for Bartholomew."""
    if not 3 <= len(plain) <= 5 or not word[0].isupper() or word.isupper():
        return False
    if plain in WORD_NAMES or plain in words("names/not_short_forms"):
        return False
    return any(part.startswith(plain) and len(part) >= len(plain) + 2 for part in known.parts)


def _stands(document: Document, span: Span, plain: str, known: Known) -> bool | None:
    """Tell whether a word is somebody here: True as initials, False as a name, None where it is another word."""
    word = document[span]
    if plain in known.parts or _is_family(plain, known):
        part = plain if plain in known.parts else plain[:-1]
        short = part != plain and len(plain) <= _SHORT_FAMILY
        spoken_of = not short or _THE.search(document.text, max(0, span.start - 4), span.start) is not None
        if spoken_of and _stands_as_name(document, span, part, known):
            return False
    elif plain not in known.initials:
        return False  # a short form
    letters = plain if plain in known.initials else plain.upper()
    if letters in known.initials and (word.isupper() or known.initials[letters]):
        return True if _stands_as_initials(document, span, word, known.initials[letters]) else None
    return None


def _whole_names(text: str, tokens: list[tuple[str, int, int, str]], known: Known) -> Iterator[Span]:
    """Yield where whole names stand, however they are spaced or capitalised."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for names in known.wholes:
        by_first.setdefault(names[0], []).append(names)
    for several in by_first.values():
        several.sort(key=len, reverse=True)
    beyond = 0
    for i, (first, start, _, written) in enumerate(tokens):
        if start < beyond:
            continue
        for names in by_first.get(first, ()):
            run = tokens[i : i + len(names)]
            last = _POSSESSIVE.sub("", run[-1][0]) if run[-1][0] != names[-1] else names[-1]
            if len(run) < len(names) or [token[0] for token in run[:-1]] != list(names[:-1]) or last != names[-1]:
                continue
            gaps = (text[a[2] : b[1]] for a, b in pairwise(run))
            if all(_GAP.fullmatch(gap) for gap in gaps) and (written[0].isupper() or names[0] not in WORD_NAMES):
                beyond = run[-1][2] - (len(run[-1][0]) - len(last))
                yield Span(start, beyond)
                break


def _with_titles(text: str, span: Span) -> Span | None:
    honorifics = _HONORIFICS_BEFORE.search(lowered(text[max(0, span.start - 40) : span.start]))
    return Span(span.start - len(honorifics.group()), span.end) if honorifics else None


def _stands_as_name(document: Document, span: Span, plain: str, known: Known) -> bool:
    """Tell whether a word that is part of somebody's name is a name here.

    `May` is a month and a verb, `Will` a verb: such a word counts beside a title, within a sentence with a capital, or
    where it does what people do; never as a month.
    """
    text = document.text
    word = text[span.start : span.end]
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 24]
    if _in_an_address(text, span):
        return False
    if word[0].isupper() and _HONORIFICS_BEFORE.search(lowered(before)):
        return True
    if plain in MONTHS:
        return word[0].isupper() and (bool(_SAYS.match(after)) or not (_DATES.search(before) or _YEAR.match(after)))
    sure = known.parts[plain]
    ordinary = known.is_ordinary(plain)
    if word[0].islower():
        return not ordinary and len(plain) > 3 and sure and plain not in words("prose/not_mentions")
    if not ordinary:
        return sure or len(plain) > 3
    if _INITIAL.search(before):
        return True
    # In the middle of a sentence a capital means a name, or part of another one: Grant Thornton, Green Park.
    starts = not before.strip() or before.rstrip()[-1] in '.!?:;"“>•' or "\n" in before[-3:]
    if starts:
        return bool(_DOES.match(after))
    beside = re.search(r"([^\W\d_][\w'’-]*\.?)[ \t]+\Z", before)
    if beside and beside[1][0].isupper() and not _opens_sentence(beside[1]):
        return normal(beside[1]) in known.first_names or normal(beside[1]) in known.parts
    return not re.match(rf"[ \t]+[{CAPITALS}]", after)


def _opens_sentence(word: str) -> bool:
    """Tell a word that has its capital from the sentence that it opens: Later Hope was taken to hospital."""
    plain = normal(word)
    return plain not in WORD_NAMES and plain in words("prose/openers", "names/never_first", "prose/common_words")


def _in_an_address(text: str, span: Span) -> bool:
    """Tell whether a word is part of a mailbox, a host, a path or an account."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    return before in ("@", "_", "/") or after[:1] in ("@", "_") or bool(re.match(r"\.[a-z@]", after))


def _stands_as_initials(document: Document, span: Span, word: str, declared: bool) -> bool:
    """Tell initials from other capitals: declared ones `Tom Bright (TB)`, or those of somebody named in full."""
    text = document.text
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    before, after = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 14]
    other = word.upper() in words("names/not_initials")
    if not word.isupper() and (other or not declared or is_nobody(word) or not (word[0].isupper() or len(word) > 2)):
        return False
    if declared:
        if before[-1:] in ("-", "@") or after[:1] in ("-", "@"):
            return False
        return not (other and (_OF_A_THING.search(before) or re.match(rf"[ ][{CAPITALS}][{SMALL}]", after)))
    if line.upper() == line and len(line) > len(word) + 2:
        return False
    if (
        before[-1:] in ("/", "-", "@")
        or (before[-1:] == "(" and after[:1] != ")")
        or (after[:1] in "-@/" and after[:1])
    ):
        return False
    if re.match(rf"[ \t]*\d|[ \t][{CAPITALS}]", after) or re.search(rf"[{CAPITALS}0-9][ \t]\Z", before):
        return False
    return len(word) > 1 and not other and bool(re.match(r"[ \t][a-z]|[.,:;)]", after))
