"""Half withheld: people and values that are hidden in one place and open in another.

Mrs Edna Testcase ... Testcase      somebody, by surname, first name, declared initials or account
Acme Ltd ... Acme Ltd               a body or place, in the very same writing
020 7946 0123 ... 02079460123       a number or address, in any writing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from redact import people
from redact.model import Action, Decision, Document, Review, Span
from redact.segmentation.seen import as_seen
from redact.spans import minus, stretches
from redact.text.names import normal, parse_name, without_titles, words_of
from redact.text.search import withhold
from redact.text.writings import literal, local_parts, name_writings

APART = "\n" + "·" * 16 + "\n"
"""What stands between two pieces of open text, so that no word is read across a hole."""
_NAMES = frozenset({"ORGANIZATION", "LOCATION", "NRP", "JOB_TITLE"})
_LEAST = 3
_LEAST_OF = {"PERSON": 5, "AGE": 6, "DATE_TIME": 6, "DATE_OF_BIRTH": 6}
_LONELY = frozenset({"AGE", "DATE_TIME", "DATE_OF_BIRTH"})
_ACCOUNTS = ("EMAIL_ADDRESS", "URL", "USERNAME")


def writings_of_people(document: Document, review: Review) -> dict[str, Span]:
    """Return what else than the withheld words means the people withheld, each with the first place of its person.

    That is surname, uncommon first name, inverted name and accounts; see `name_writings`. Declared initials are looked
    for in the text alone, since in a file two letters mean nothing.
    """
    writings: dict[str, Span] = {}
    for withheld in _people(document, review):
        for name, span in (*withheld.names.items(), *withheld.guesses.items()):
            for writing in name_writings(name):
                writings.setdefault(writing, span)
    return writings


def open_people(document: Document, review: Review) -> Iterator[tuple[Span, Span]]:
    """Yield each place where somebody withheld can be read, behind the first place where they are withheld.

    Not where a person disclosed that place on record, and not where it is decided as another thing: somebody else's
    full name, a body or a place that more than a lone guess knows.
    """
    withheld = list(_people(document, review))
    if not withheld:
        return
    names = {name: span for one in withheld for name, span in one.names.items()}
    guesses = {name: span for one in withheld for name, span in one.guesses.items()}
    initials = {letters: span for one in withheld for letters, span in one.initials.items()}
    for mention in people.mentions_of(document, names, initials, guesses):
        over = review.touching(mention.span)
        opened = [piece for piece in minus(mention.span, [d.span for d in over]) if document[piece].strip(" .,'’\n")]
        if opened or any(_opens(document, decision, mention) for decision in over):
            yield _whose(document[mention.span], {**guesses, **names, **initials}), mention.span
    accounts = {part: span for name, span in names.items() for part in sorted(local_parts(parse_name(name)))}
    secret = withhold([*accounts])
    for decision in review.only(Action.DISCLOSE):
        if decision.entity in _ACCOUNTS and not decision.by:
            for number in secret.found_in(document[decision.span])[:1]:
                yield [*accounts.values()][number - 1], decision.span


def open_values(document: Document, review: Review) -> Iterator[tuple[Span, Span]]:
    """Yield each paragraph in which a withheld value is open, behind the first place where it is withheld.

    Bodies and places count in the very same writing: in another they are other words. Short names are left to
    `open_people`, and ages, days without a year and single digits mean nothing by themselves.
    """
    values = withheld_values(document, review)
    decisions = {decision.span: decision for decision in review.only(Action.WITHHOLD)}
    very = {value: span for value, span in values.items() if _is_exact(decisions[span])}
    anywhere = {
        value: span
        for value, span in values.items()
        if value not in very and _means_the_same(value, decisions[span].entity)
    }
    for withheld in _people(document, review):
        for name, span in withheld.names.items():
            anywhere |= dict.fromkeys(sorted(local_parts(parse_name(name)) - anywhere.keys()), span)
    secret = withhold([*anywhere])
    exact = {value: span for value, span in very.items() if len(value) > 1}
    longest_first = sorted(map(literal, exact), key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if exact else None
    for block in as_seen(document, stretches(document, review.only(Action.WITHHOLD))).blocks:
        decided = [decision.span for decision in review.touching(block.span)]
        pieces = [document[piece] for piece in minus(block.span, decided)]
        for number in secret.found_in(APART.join(pieces)):
            yield [*anywhere.values()][number - 1], block.span
        for name in {match.group() for piece in pieces for match in (names.finditer(piece) if names else ())}:
            yield exact.get(" ".join(name.split()), next(iter(exact.values()))), block.span


def _is_guess(decision: Decision) -> bool:
    """Tell what only a model saw, and nobody confirmed: it may be no name at all."""
    return decision.found_by == ("model",) and not decision.by


def _is_exact(decision: Decision) -> bool:
    """Tell what means the same only in its very writing: names of things, and guesses at people."""
    return decision.entity in _NAMES or (decision.entity == "PERSON" and _is_guess(decision))


def _means_the_same(value: str, entity: str) -> bool:
    """Tell whether a value means the same wherever it stands, in any writing."""
    length = sum(c.isalnum() for c in value)
    return length >= _LEAST and length >= _LEAST_OF.get(entity, _LEAST)


def withheld_values(document: Document, review: Review) -> dict[str, Span]:
    """Return each withheld value once, as it stands in the document, with the first place where it does.

    Ages, days without a year and the like are left out: `7` is nobody's by itself, and every file holds one.
    """
    values: dict[str, Span] = {}
    for decision in review.only(Action.WITHHOLD):
        value = " ".join(document[decision.span].split())
        lonely = decision.entity in _LONELY and not _means_the_same(value, decision.entity)
        if re.search(r"\w", value) and not lonely:
            values.setdefault(value, decision.span)
    return values


def _whose(word: str, known: Mapping[str, Span]) -> Span:
    """Return where somebody of whom a word is part is withheld; where that cannot be told, the first of all."""
    parts = set(map(normal, words_of(word)))
    return next((span for name, span in known.items() if parts & set(map(normal, words_of(name)))), min(known.values()))


def _opens(document: Document, decision: Decision, mention: people.Mention) -> bool:
    """Tell whether a decision shows a mention, though nobody said so and nothing tells that it is another thing."""
    if decision.action is not Action.DISCLOSE or decision.by:
        return False
    if decision.entity in _ACCOUNTS:
        return False  # by its local part, below
    if decision.entity == "PERSON":
        titled = mention.wide is not None and mention.wide.start < mention.span.start
        return not titled and len(words_of(document[decision.span])) == 1
    return decision.found_by == ("model",)


class _Withheld:
    """One withheld person: names and declared initials, each with the first place where it is withheld.

    Names that only a model saw, and nobody confirmed, are guesses: they may be no name at all.
    """

    def __init__(self) -> None:
        self.names: dict[str, Span] = {}
        self.guesses: dict[str, Span] = {}
        self.initials: dict[str, Span] = {}


def _people(document: Document, review: Review) -> Iterator[_Withheld]:
    by_subject: dict[str, list[Decision]] = defaultdict(list)
    for decision in review.only(Action.WITHHOLD):
        if decision.entity == "PERSON":
            by_subject[decision.subject or str(decision.span)].append(decision)
    for decisions in by_subject.values():
        withheld = _Withheld()
        letters = {_first_letters(document[decision.span]) for decision in decisions}
        for decision in decisions:
            name = " ".join(document[decision.span].split())
            is_short = name.isupper() and name.isalpha() and len(name) <= 4
            if is_short and any(len(each) > 1 and _spell(name.casefold(), each) for each in letters):
                withheld.initials.setdefault(name, decision.span)
            elif words_of(name):
                (withheld.guesses if _is_guess(decision) else withheld.names).setdefault(
                    without_titles(name), decision.span
                )
        yield withheld


def _first_letters(name: str) -> str:
    return "".join(part[0] for word in words_of(name) for part in word.casefold().split("-") if part)


def _spell(initials: str, letters: str) -> bool:
    """Tell whether initials follow each other in the first letters of a name."""
    rest = iter(letters)
    return all(letter in rest for letter in initials)
