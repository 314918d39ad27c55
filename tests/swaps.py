"""Letters in pairs that differ in nothing but what is withheld, and what is published of each.

What may be seen of a letter, and every decision on it, come from one chance; the withheld words from another. They may
be anything: a name, an address on four lines, three paragraphs, the end of one and the whole of the next, a list, a
table, a salutation, a page end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from redact import list_policies, load_text, publishing, redaction
from redact.model import Action, Decision, Document, Review, Show, Span
from redact.policy import Policy
from redact.renderers import RENDERERS, render

NAMES = (
    *(
        "Jo",
        "Ada Example",
        "Dr B. Sample OBE",
        "Bartholomew Longname-Placeholder",
        "MODEL, Cy",
        "de la Mer",
        "mr e",
        "Y",
    ),
    *(
        "Siân Ŵyn Enghraifft",
        "Жук Примеров",
        "نموذج",
        "例 子",
        "The Rt Hon Sir Percival Placeholder-Instance KC MP, of Northmoor",
    ),
)
STREETS = ("4 Quay Road", "Flat 2b, The Old Customs House", "1, Sea View", "c/o Works", "Northmoor", "Llan-y-môr", "12")
NUMBERS = (
    "7",
    "020 7946 0018",
    "QQ 12 34 56 C",
    "1,234,567.89",
    "£5",
    "3.2",
    "W/12-b",
    "1.",
    "999 000 0000",
    "a@example.org",
)
DATES = (
    "3 March 2025",
    "12/05/2016",
    "yesterday",
    "Friday, the 3rd of March",
    "2019-01-02",
    "in the spring of that year",
)
LINES = (
    *(
        "Yours sincerely,",
        "Dear Sir or Madam,",
        "cc: Bo Sample",
        "From: Bo Sample",
        "> as you said",
        "- one more thing",
    ),
    *(
        "1. Background",
        "3.2 Findings",
        "a,b,c,d,e",
        "Ann\t12\t£5",
        "| a | b |",
        "Our ref: W/12",
        "Re: the bridge",
        "no",
    ),
    *(
        "Tel: 020 7946 0018",
        "It was agreed that nothing more would be done about it until the summer, if then.",
        "NOTE",
    ),
    *(
        "Department of Works",
        "and so it was left",
        "(a) that the bridge be closed;",
        "name:    value",
        "…",
        "Fire Service",
    ),
)
SENTENCES = (
    *("It was closed.", "Nobody had looked at it since the winter.", "Why was that?", "I rang and was told to wait;"),
    *("as far as anyone at the harbour office remembers, the board never met to discuss the matter at all", "So,"),
)
HEADINGS = (
    "The new bridge",
    "Background",
    "1. Background",
    "3.2 Findings",
    "2. What {} said",
    "{} and the bridge",
    "RE: {}",
)
OPEN = (
    *("Thank you for your letter of {} about the new bridge. ", "The board met on {} and again on {}. ", "{} wrote "),
    *(
        "to the harbour office, which has looked into it ",
        "and will answer {} by Friday. ",
        "We spoke to {}; {} agreed. ",
    ),
    *("Nothing was said of it at the meeting of the board, nor at any of those that came after. ", "It is so. ", "{}"),
)
ITEMS = (
    "- {}",
    "- the bridge at {}",
    "1. {} reported",
    "2. the quay",
    "(a) {}, of the board;",
    "• ropes",
    "3. It was {}.",
)
Words = Callable[[Random], str]


def name(secrets: Random) -> str:
    return secrets.choice(NAMES)


def number(secrets: Random) -> str:
    return secrets.choice(NUMBERS)


def date(secrets: Random) -> str:
    return secrets.choice(DATES)


def address(secrets: Random) -> str:
    return secrets.choice(("\n", "\n", ", ")).join(secrets.choices(STREETS, k=secrets.randint(1, 5)))


def line(secrets: Random) -> str:
    return secrets.choice(LINES)


def lines(secrets: Random) -> str:
    return secrets.choice(("\n", "\n\n", "\n \n\t\n", "\f")).join(secrets.choices(LINES, k=secrets.randint(1, 6)))


def prose(secrets: Random) -> str:
    pieces = secrets.choices(SENTENCES, k=secrets.randint(1, 9))
    return "".join(piece + secrets.choice((" ", " ", "\n", "\n\n")) for piece in pieces).strip()


def paragraphs(secrets: Random) -> str:
    return secrets.choice(("\n\n", "\n\n", "\n\f\n")).join(prose(secrets) for _ in range(secrets.randint(1, 4)))


KINDS: tuple[Words, ...] = (name, number, date, address, line, lines, prose, paragraphs)


def ending_in(end: str) -> Words:
    return lambda secrets: secrets.choice(("0000 ", "12-34-56 ", "GB00 TEST ", "9" * 30)) + end


def in_year(year: str) -> Words:
    return lambda secrets: secrets.choice(("", "3 March ", "spring\n", "the 3rd of\nMarch,\n\n", "the years ")) + year


def with_outward(code: str) -> Words:
    return lambda secrets: (
        f"{address(secrets)}{secrets.choice((' ', ', ', chr(10)))}{code} {secrets.choice(('4AB', '9ZZ'))}"
    )


class Letter:
    """One letter as it is written: text, and decisions on it."""

    def __init__(self, seed: int, secrets: int, policy: Policy, *, alike: bool) -> None:
        self._chance, self._secrets = Random(seed), Random(f"{seed} {secrets}")
        self._policy, self._alike = policy, alike
        self._shows = [
            *(rule.show for rule in policy.rules),
            Show("label"),
            Show("mask", "4"),
            Show("pseudonym", "Person"),
        ]
        self._codes = list(policy.exemptions)[:4]
        self._decisions: list[Decision] = []
        self._text = ""
        self._compose()

    @property
    def document(self) -> Document:
        return load_text(self._text)

    def review(self, document: Document) -> Review:
        return Review(document.digest, self._policy.reference, tuple(self._decisions), (("unread", "A crest."),))

    def _compose(self) -> None:
        often, chance = self._often, self._chance
        if often(0.2):
            self._lines("From: {}", "To: {}", "Subject: the bridge at {}", kinds=(name,))
        if often(0.7):
            self._lines("Department of Works", "{}", "Tel: {}", kinds=(address, number))
        if often(0.7):
            self._lines(
                "Ms {}" if often(0.3) else "{}", "{}", *(["Northmoor, {}"] if often(0.5) else []), kinds=(name, address)
            )
        if often(0.6):
            self._lines("{}" if often(0.5) else "3 March 2025", "Our ref: {}", kinds=(date, number))
        if often(0.8):
            self._lines(
                chance.choice(("Dear {},", "Dear Ms {}", "{},", "Hello {}", "To whom it may concern,")), kinds=(name,)
            )
        if often(0.5):
            self._lines(chance.choice((*HEADINGS, "{}")), kinds=(name, line))
        for _ in range(chance.randint(1, 5)):
            chance.choice(
                (self._paragraph, self._paragraph, self._list, self._table, self._whole, self._across, self._heading)
            )()
        if often(0.8):
            self._lines(chance.choice(("Yours sincerely,", "Yours sincerely,", "{}")), kinds=(line,))
            self._lines("{}", "{}", *(["Head of Bridges"] if often(0.5) else []), kinds=(name, line))
        if often(0.4):
            self._lines("cc: {}", "{}", *(["Enc: {}"] if often(0.5) else []), kinds=(name,))
        if often(0.1):
            self._lines("> {} wrote", "> {}", kinds=(name, prose))

    def _often(self, share: float) -> bool:
        return self._chance.random() < share

    def _lines(self, *texts: str, kinds: tuple[Words, ...] = KINDS) -> None:
        """Write lines, each brace withheld or something that stays, and a blank one or a page end after them."""
        for text in texts:
            self._line(text, kinds)
        self._text += self._chance.choice(("\n", "\n", "\n", "\n\n", "\f", ""))

    def _line(self, text: str, kinds: tuple[Words, ...]) -> None:
        for i, piece in enumerate(text.split("{}")):
            if i:
                if self._often(0.75):
                    self._withhold(self._chance.choice(kinds))
                else:
                    self._text += self._chance.choice(("Mr Stay", "12 May 2020", "the owner"))
            self._text += piece
        self._text += "\n"

    def _paragraph(self) -> None:
        """Write sentences, wrapped now and then as whoever typed them did."""
        words = "".join(self._chance.choices(OPEN, k=self._chance.randint(1, 8))).strip()
        if self._often(0.5):
            pieces = words.split(" ")
            words = "".join(piece + ("\n" if self._often(0.1) else " ") for piece in pieces).strip()
        self._lines(words or "It is so.", kinds=(name, number, date, address))

    def _list(self) -> None:
        self._lines(*self._chance.choices(ITEMS, k=self._chance.randint(1, 5)), kinds=(name, number, line))

    def _table(self) -> None:
        row = self._chance.choice(("{},{},12", "{}\t{}\t£5", "| {} | {} |", "{}    12"))
        self._lines(*[row] * self._chance.randint(2, 5), kinds=(name, number))

    def _whole(self) -> None:
        self._lines("{}", kinds=(line, lines, paragraphs))

    def _across(self) -> None:
        self._lines("The board said that {} and that was all that was said.", kinds=(paragraphs,))

    def _heading(self) -> None:
        self._lines(self._chance.choice(HEADINGS), kinds=(name,))
        self._text += "\n"
        self._paragraph()

    def _withhold(self, kind: Words) -> None:
        """Write words and withhold them, in one decision or in two that touch, with the white space before or not."""
        show = self._chance.choice(self._shows)
        own = self._chance.choice(("1234", "NM1", "1999", "2016"))
        if show.how == "mask":
            kind = ending_in("1234")
        elif show.what == "year":
            kind = in_year("1999" if own == "1999" else "2016")
        elif show.what == "outward-postcode":
            kind = with_outward("NM1")
        elif not self._alike:
            kind = self._secrets.choice(KINDS)
        words = kind(self._secrets)
        while self._policy.amounts and len(words) > 80:  # a band tells the length, where the policy says so
            words = name(self._secrets)
        start = len(self._text)
        if self._often(0.1):
            start = len(self._text.rstrip()) if self._text.strip() else start
            start = max(start, self._decisions[-1].span.end if self._decisions else 0)
        self._text += words
        subject = self._chance.choice(("", "person-1", "person-2"))
        decision = Decision(
            Span(start, len(self._text)),
            Action.WITHHOLD,
            "PERSON",
            subject,
            (self._chance.choice(self._codes),),
            show,
            by=self._chance.choice(("", "Jo Reviewer")),
        )
        cut = self._secrets.randint(start, len(self._text))
        if self._often(0.2) and start < cut < len(self._text):
            self._decisions.append(replace(decision, span=Span(start, cut)))
            decision = replace(decision, span=Span(cut, len(self._text)))
        self._decisions.append(decision)


POLICIES = tuple(list_policies())


def publish(seed: int, secrets: int, *, alike: bool) -> Mapping[str, bytes]:
    """Return every file that would be released of a letter by name, and what no file is made of yet by its form."""
    policy = POLICIES[seed % len(POLICIES)]
    letter = Letter(seed, secrets, policy, alike=alike)
    document = letter.document
    review = letter.review(document)
    publication = redaction.apply(document, review, policy)
    prepared = publishing.Prepared(Path("letter.txt"), document, review, policy, publication, "", {})
    files = publishing.announced(prepared, publishing.make(prepared).files, "released")
    others = (form for form in RENDERERS if f"released.{form}" not in files)
    return {**files, **{form: render(publication, form, prepared.presentation) for form in others}}
