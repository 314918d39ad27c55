"""Warnings before publishing, both ways: that too much is withheld, or too little to protect anybody.

    over      a minister's name, a public building, a shared mailbox, a body; half a page gone
    jigsaw    a name withheld and the office beside it left; a reference that holds the date that is withheld
    clash     a term always withheld stands within words always released

Warnings only: nothing here changes a decision, and none of them quotes the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from redact.model import Action, Decision, Document, Finding, Place, Review, Span
from redact.policy import Policy

Kind = Literal["over", "jigsaw", "clash", "record", "findable"]
LARGE_SHARE = 0.4
NEAR = 160  # characters between a name and the office that gives it away


@dataclass(frozen=True, slots=True)
class ReviewWarning:
    """One thing to look at again; `place` is where, or None where it is about the whole document."""

    kind: Kind
    name: str
    text: str
    place: Place | None = None
    span: Span | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.text}"


def warn(document: Document, findings: Iterable[Finding], review: Review, policy: Policy) -> tuple[ReviewWarning, ...]:
    """Return what deserves another look, in reading order, what is about the whole document last.

    `findings` are those that the review was proposed from. What is undecided counts as neither hidden nor shown.
    """
    page = _Page(document, tuple(findings), review)
    placed = [*_over(page, policy), *_jigsaw(page), *_clashes(page, policy)]
    placed.sort(key=lambda warning: (warning.span or Span(0, 1), warning.name))
    return (*placed, *_shares(page), *_records(page, policy), *_findable(page, policy))


class _Page:
    """A document with its findings and decisions, asked what became of a stretch of it."""

    def __init__(self, document: Document, findings: tuple[Finding, ...], review: Review) -> None:
        self.document, self.findings, self.review = document, findings, review
        self._starts = [decision.span.start for decision in review.decisions]

    def over(self, span: Span) -> Iterator[Decision]:
        first = max(0, bisect_left(self._starts, span.start) - 1)
        for decision in self.review.decisions[first:]:
            if decision.span.start >= span.end:
                return
            if decision.span.overlaps(span):
                yield decision

    def withheld(self, finding: Finding) -> Decision | None:
        """Return the decision that withholds any of a finding."""
        return next((d for d in self.over(finding.span) if d.action is Action.WITHHOLD), None)

    def shown(self, finding: Finding) -> bool:
        """Tell whether all of a finding is to be read in the publication."""
        return not any(decision.action is not Action.DISCLOSE for decision in self.over(finding.span))

    def warning(self, kind: Kind, name: str, text: str, span: Span) -> ReviewWarning:
        return ReviewWarning(kind, name, text, self.document.place(span.start), span)


def _protects_people(decision: Decision, policy: Policy) -> bool:
    """Tell whether a ground of the decision is one for personal data alone, as its catalogue says."""
    entries = (policy.exemptions.get(code) for code in decision.exemptions)
    return any(entry is not None and entry.protects == "people" for entry in entries)


def _over(page: _Page, policy: Policy) -> Iterator[ReviewWarning]:
    """Yield what is withheld although it is public, or nobody's personal data."""
    for finding in page.findings:
        decision = page.withheld(finding)
        if decision is None or decision.show.how in ("pseudonym", "generalise"):
            continue
        traits = finding.traits
        if "already-public" in traits:
            yield page.warning("over", "already-public", "withheld, but released before", finding.span)
        if not _protects_people(decision, policy):
            continue
        code = ", ".join(decision.exemptions)
        for applies, name, thing in (
            (finding.entity == "PERSON" and "senior" in traits, "public-official", "the holder of a public office"),
            ("public-address" in traits, "public-building", "the address of an office or public building"),
            ("role-mailbox" in traits, "shared-mailbox", "a shared mailbox"),
            ("public-line" in traits, "public-line", "a public telephone line"),
            (finding.entity == "ORGANIZATION", "organisation", "a body"),
            (finding.entity == "LOCATION", "place", "a place"),
            ("collective" in traits, "collective", "words that name nobody in particular"),
        ):
            if applies:
                text = f"withheld under {code}, but it is {thing}: is there a person whom this protects?"
                yield page.warning("over", name, text, finding.span)


def _jigsaw(page: _Page) -> Iterator[ReviewWarning]:
    """Yield what is left although it gives away, or helps to give away, what is withheld."""
    hidden = [(f, d) for f in page.findings if (d := page.withheld(f))]
    hidden_people = [finding for finding, _ in hidden if finding.entity == "PERSON"]
    hidden_dates = any(finding.entity == "DATE_TIME" for finding, _ in hidden)
    for finding in page.findings:
        if finding.entity == "JOB_TITLE" and "unique" in finding.traits and page.shown(finding):
            if any(_gap(finding.span, person.span) <= NEAR for person in hidden_people):
                text = "an office that one person holds is left beside a withheld name: it names its holder"
                yield page.warning("jigsaw", "office-beside-name", text, finding.span)
        elif finding.entity == "PERSON" and page.shown(finding):
            other = next((p for p in hidden_people if p.subject and p.subject == finding.subject), None)
            if other is not None:
                text = f"this person is withheld elsewhere, first on {page.document.place(other.span.start)}"
                yield page.warning("jigsaw", "name-left-elsewhere", text, finding.span)
        elif finding.entity == "REFERENCE_NUMBER" and "holds-date" in finding.traits and hidden and page.shown(finding):
            why = "and a date is withheld" if hidden_dates else "which may say when somebody first wrote"
            text = f"a reference that reads as a date, {why}"
            yield page.warning("jigsaw", "reference-holds-date", text, finding.span)
        elif finding.entity == "EMAIL_ADDRESS" and hidden_people and _personal_mailbox(finding) and page.shown(finding):
            text = "a personal e-mail address is left where names are withheld: it may spell one"
            yield page.warning("jigsaw", "address-spells-name", text, finding.span)


def _personal_mailbox(finding: Finding) -> bool:
    return finding.traits.isdisjoint({"role-mailbox", "data-subject"})


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _clashes(page: _Page, policy: Policy) -> Iterator[ReviewWarning]:
    """Yield where a term always withheld and a term always released meet: withholding has won."""
    plain = page.document.plain
    released = [(span, term.id) for term in policy.released_terms for span in term.spans(plain.document.text)]
    for withheld in policy.withheld_terms:
        for span in withheld.spans(plain.document.text):
            for other, id in released:
                if span.overlaps(other):
                    text = f"'{withheld.id}' is always withheld and '{id}' always released: withholding has won"
                    yield page.warning("clash", "terms", text, plain.span_as_written(span))


def _shares(page: _Page) -> Iterator[ReviewWarning]:
    """Yield pages of which so much is withheld that one may ask what is left to read."""
    letters: dict[int, int] = {}
    gone: dict[int, int] = {}
    for block in page.document.blocks:
        letters[block.page] = letters.get(block.page, 0) + len(block.span)
        for decision in page.over(block.span):
            piece = decision.span.within(block.span)
            if decision.action is Action.WITHHOLD and piece:
                gone[block.page] = gone.get(block.page, 0) + len(piece)
    for number, count in sorted(gone.items()):
        share = count / letters[number]
        if share >= LARGE_SHARE:
            text = f"page {number}: {share:.0%} is withheld; does what is left make sense, and is it a release?"
            yield ReviewWarning("over", "share-of-page", text)


def _records(page: _Page, policy: Policy) -> Iterator[ReviewWarning]:
    """Yield the records that the exemptions in use ask for."""
    used = dict.fromkeys(code for d in page.review.only(Action.WITHHOLD) for code in d.exemptions)
    for code in used:
        entry = policy.exemptions.get(code)
        if entry is None:
            continue
        needs = [*(["a public interest test"] if entry.public_interest_test else []), *entry.needs]
        if needs:
            yield ReviewWarning("record", "needs", f"{code} needs on file: {', '.join(needs)}")
    for decision in page.review.only(Action.WITHHOLD):
        rule = policy.rule(decision.rule)
        if decision.by and rule and _weighed(rule.exemption, policy) and not _weighed(decision.exemptions, policy):
            codes = ", ".join(decision.exemptions)
            text = f"{codes} needs no public interest test, and the policy's own ground does: is it the right one?"
            yield page.warning("record", "test-avoided", text, decision.span)
    pairs = ((code, other) for code in used if code in policy.exemptions for other in used)
    excluding = next((pair for pair in pairs if policy.exemptions[pair[0]].excludes_code(pair[1])), None)
    if excluding:
        text = f"{' and '.join(excluding)} exclude one another for the same information: check which"
        yield ReviewWarning("record", "exclusive", text)


def _weighed(codes: tuple[str, ...], policy: Policy) -> bool:
    return any(code in policy.exemptions and policy.exemptions[code].public_interest_test for code in codes)


def _findable(page: _Page, policy: Policy) -> Iterator[ReviewWarning]:
    """Yield, for a copy with its names replaced, that the text itself may be found."""
    replaced = [d for d in page.review.only(Action.WITHHOLD) if d.show.how in ("pseudonym", "generalise")]
    if not replaced or len(replaced) * 2 < len(page.review.only(Action.WITHHOLD)):
        return
    if {policy.exemptions[code].kind for d in replaced for code in d.exemptions if code in policy.exemptions} == {
        "none"
    }:
        text = "a search for one sentence finds the source if it was ever published: never call it anonymous"
        yield ReviewWarning("findable", "source-is-published", text)
        kinds = {d.entity for d in replaced} & {"JOB_TITLE", "ORGANIZATION", "LOCATION", "DATE_TIME"}
        left = [
            f
            for f in page.findings
            if page.shown(f) and f.entity in ("DATE_TIME", "MONEY", "POLICY_CUE", "ORGANIZATION")
        ]
        if kinds or left:
            text = "what is told, the year and the posts may together still say who it was"
            yield ReviewWarning("findable", "quasi-identifiers", text)
