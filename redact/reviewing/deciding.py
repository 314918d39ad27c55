"""What a person can do to a review: decide, widen, search, note; each action saved, on record and undoable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from redact import review as reviews
from redact.errors import Refused
from redact.model import Action, Decision, Document, Review, Show, Span
from redact.policy import Policy
from redact.review import carrying, editing
from redact.review.questions import gathered, groups
from redact.reviewing.undo import UndoableReview
from redact.spans import minus
from redact.text.characters import tidy

Where = str | Span
"""What an action is about: every mention of a subject or of a group, by its key, or the place that a span names."""


class DecidableReview(UndoableReview):
    """The review of a document under a policy, as one person decides in it.

    `proposed` is what the policy says today, with no person's word in it; `asked` is where it leaves a question.
    """

    def __init__(
        self,
        document: Document,
        policy: Policy,
        proposed: Review,
        path: Path,
        by: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.document = document
        self.policy = policy
        self.proposed = proposed
        self.asked = frozenset(decision.span for decision in proposed.only(Action.UNDECIDED))
        super().__init__(path, by, clock)

    def check(self, review: Review) -> None:
        review.require(self.document)

    # `where` is a subject's key (every mention) or a span (only there).

    def withhold(
        self, where: Where, exemptions: Sequence[str] = (), show: Show | None = None, reason: str = ""
    ) -> None:
        """Withhold, under these exemptions or those proposed; a span that nothing was said about is withheld anew."""
        self._act("withhold", [self._withheld(d, exemptions, show) for d in self._targets(where)], reason)

    def disclose(self, where: Where, reason: str = "") -> None:
        """Disclose. What a widened decision had covered of others comes back as it was said before."""
        opened: list[Decision] = []
        restored: list[Decision] = []
        for decision in self._targets(where):
            beneath = self._beneath(decision)
            restored += beneath
            opened += (
                _turned(replace(decision, span=piece), Action.DISCLOSE)
                for piece in minus(decision.span, [d.span for d in beneath])
                if re.search(r"\w", self.document[piece])
            )
        self._act("disclose", opened, reason, restored=restored)

    def ask(self, where: Where, question: str) -> None:
        """Leave a place to a colleague, with a question."""
        if not tidy(question):
            raise Refused("say what the question is", "reason")
        self._act("ask", [_turned(d, Action.UNDECIDED) for d in self._targets(where)], question)

    def set_exemption(self, where: Where, exemptions: Sequence[str], reason: str = "") -> None:
        """Change the ground of what is withheld or still open."""
        self._known(exemptions)
        if not exemptions:
            raise Refused("name an exemption", "exemption")
        changed = [replace(d, exemptions=tuple(exemptions)) for d in self._hidden(where)]
        self._act("exemption", changed, reason)

    def set_show(self, where: Where, show: Show) -> None:
        """Change how a hole looks."""
        from redact.policy.looks import as_show

        what = tidy(show.what)
        if show.how in ("replace", "pseudonym") and not what:
            raise Refused("say which words to print")
        number = show.how == "mask" and what.isdecimal() and len(what) <= 2
        try:
            show = as_show(show.how if show.how in ("box", "label") else {show.how: int(what) if number else what})
        except ValueError as error:
            raise Refused(str(error)) from None
        self._act("show", [replace(d, show=show) for d in self._hidden(where)], "")

    def move_edge(self, span: Span, *, start: int = 0, end: int = 0, reason: str = "") -> None:
        """Move the edges of the decision at `span` by so many words to the right, or to the left where negative.

        What it gives up is disclosed on record; what it takes in is withheld.
        """
        decision = next((d for d in self.review.decisions if d.span.overlaps(span)), None)
        if decision is None or not decision.action:
            raise Refused("nothing is withheld or open there")
        self._resize(decision, editing.moved(self.document, decision.span, start=start, end=end), reason)

    def whole_sentence(self, span: Span, exemptions: Sequence[str] = (), reason: str = "") -> None:
        """Withhold the whole sentences that the decision at `span` touches."""
        decision = self._withheld(self._at(span), exemptions, None)
        self._resize(decision, self.document.sentence(decision.span), reason)

    def whole_paragraph(self, span: Span, exemptions: Sequence[str] = (), reason: str = "") -> None:
        """Withhold the whole blocks that the decision at `span` touches."""
        decision = self._withheld(self._at(span), exemptions, None)
        self._resize(decision, self.document.paragraph(decision.span), reason)

    def withhold_term(
        self,
        text: str,
        exemptions: Sequence[str],
        *,
        whole_words: bool = True,
        show: Show | None = None,
        reason: str = "",
    ) -> None:
        """Withhold a text wherever it stands, as one new subject; places that are withheld already stay as they are."""
        spans = editing.occurrences(self.document, text, whole_words=whole_words)
        if not spans:
            raise Refused("these words do not stand in the document")
        withheld = [d.span for d in self.review.only(Action.WITHHOLD)]
        free = [span for span in spans if not any(other.contains(span) for other in withheld)]
        if not free:
            raise Refused("these words are withheld wherever they stand")
        used = {decision.subject for decision in self.review.decisions}
        key = next(key for i in range(1, len(used) + 2) if (key := f"term-{i}") not in used)
        blank = Decision(free[0], Action.UNDECIDED, subject=key)
        new = [self._withheld(replace(blank, span=span), exemptions, show) for span in free]
        self._act("withhold-term", new, reason)

    def repeat(self, span: Span, reason: str = "") -> None:
        """Decide as at `span` wherever else its words stand in the same surroundings, as in an e-mail's quoted copy."""
        decision = next((d for d in self.review.decisions if d.span.overlaps(span)), None)
        if decision is None:
            raise Refused("nothing is decided there")
        copies = carrying.copies(self.document, decision.span)
        if not copies:
            raise Refused("this passage stands nowhere else in the document")
        self._act("repeat", [replace(decision, span=copy) for copy in copies], reason, touched=[decision.span, *copies])

    def note(self, exemption: str, kind: str, text: str) -> None:
        """Write the note that an exemption needs; an empty `exemption` for the document as a whole (`unread`)."""
        if exemption:
            self._known([exemption])
        review = editing.noted(self.review, reviews.note_key(exemption, kind), tidy(text, lines=True))
        self._push("note", review, self.touched)

    # How

    def _act(
        self,
        did: str,
        decisions: Sequence[Decision],
        reason: str,
        *,
        base: Review | None = None,
        restored: Iterable[Decision] = (),
        touched: Sequence[Span] = (),
    ) -> None:
        """Put decisions in place in this person's name, with the reason that overriding a rule or a colleague needs.

        `restored` are put in place as they are: the policy's and colleagues' words, back where they were.
        """
        words, time = tidy(reason), self._time()
        signed: list[Decision] = []
        for decision in decisions:
            own = words or (decision.reason if decision.by == self.by else "")
            if not own and self._overrides(decision):
                raise Refused("this overrides the policy or a colleague: say why", "reason")
            signed.append(replace(decision, by=self.by, at=time, reason=words or decision.reason))
        if not restored and all(self._stands(decision) for decision in signed):
            return
        review = editing.overwrite(base or self.review, [*signed, *restored])
        self._push(did, review, touched or [decision.span for decision in signed])

    def _stands(self, decision: Decision) -> bool:
        """Tell whether a person has said exactly this already."""
        return any(
            earlier.by and replace(decision, by=earlier.by, at=earlier.at) == earlier
            for earlier in self.review.decisions
            if earlier.span == decision.span
        )

    def _overrides(self, decision: Decision) -> bool:
        """Tell whether a decision goes against what the policy decided here, or against a colleague's word."""
        colleagues = (d for d in self.review.decisions if d.by and d.by != self.by)
        return any(
            other.action is not decision.action
            or (decision.action is Action.WITHHOLD and other.exemptions != decision.exemptions)
            for other in [*self.proposed.decisions, *colleagues]
            if other.action is not Action.UNDECIDED and other.span.overlaps(decision.span)
        )

    def _beneath(self, decision: Decision) -> list[Decision]:
        """Return what was said, before a decision was widened, about other subjects in its span."""
        earlier = next(
            (
                version.review
                for version in reversed(self._done[:-1])
                if all(d.span != decision.span for d in version.review.decisions)
            ),
            self.proposed,
        )
        beneath: list[Decision] = []
        for other in earlier.decisions:
            piece = other.span.within(decision.span)
            same = other.subject == decision.subject if decision.subject else other.entity == decision.entity
            if piece is not None and not same and other.action:
                beneath.append(replace(other, span=piece))
        return beneath

    def _resize(self, decision: Decision, span: Span, reason: str) -> None:
        given_up = [
            replace(decision, span=piece, action=Action.DISCLOSE, subject="", reason="")
            for piece in minus(decision.span, [span])
            if re.search(r"\w", self.document[piece])
        ]
        base = editing.without(self.review, [decision.span])
        self._act("extent", [replace(decision, span=span), *given_up], reason, base=base, touched=[span])

    def _targets(self, where: Where) -> list[Decision]:
        if isinstance(where, Span):
            return [self._at(where)]
        subjects = gathered(self.document, self.review)
        members = (where,) if where in subjects else groups(subjects, self.policy, self.asked).get(where, ())
        if not members:
            raise Refused("there is no such subject in this review")
        return [decision for member in members for decision in subjects[member]]

    def _hidden(self, where: Where) -> list[Decision]:
        hidden = [d for d in self._targets(where) if d.action]
        if not hidden:
            raise Refused("this is disclosed: withhold it instead")
        return hidden

    def _at(self, span: Span) -> Decision:
        """Return the decision on exactly this span, else a blank one for the words that a person has picked."""
        for decision in self.review.decisions:
            if decision.span == span:
                return decision
        words = self.document[span] if span.end <= len(self.document.text) else ""
        if not words.strip():
            raise Refused("there are no words there")
        start = span.start + len(words) - len(words.lstrip())
        return Decision(Span(start, start + len(words.strip())), Action.UNDECIDED)

    def _withheld(self, decision: Decision, exemptions: Sequence[str], show: Show | None) -> Decision:
        self._known(exemptions)
        codes = tuple(exemptions) or decision.exemptions
        if not codes:
            raise Refused("nothing is withheld without an exemption: name one", "exemption")
        return _turned(replace(decision, exemptions=codes, show=show or decision.show), Action.WITHHOLD)

    def _known(self, exemptions: Sequence[str]) -> None:
        for code in exemptions:
            if code not in self.policy.exemptions:
                raise Refused(f"{self.policy.id} has no exemption {code[:40]!r}", "exemption")


def _turned(decision: Decision, action: Action) -> Decision:
    """Return a decision with an action; the reason for another action is no reason for this one."""
    return decision if decision.action is action else replace(decision, action=action, reason="")
