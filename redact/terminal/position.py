"""Where a person at the keys is in a review, and how they move from subject to subject and mention to mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from redact.errors import Refused
from redact.model import Span
from redact.reviewing.deciding import Where
from redact.reviewing.session import Session
from redact.reviewing.subjects import Subject
from redact.showing.cards import all_of, member_at, progress

Scope = Literal["all", "one", "here"]


class Position:
    """Which subject and which of its mentions is before a person, and what they were last told in `message`.

    `scope` is what the next decision is about: all that is shown, one member of a group, or that mention alone.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.message = ""
        self.scope: Scope = "all"
        self.mention = 0
        self._key = ""
        self._begin()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return self.session.subjects()

    @property
    def subject(self) -> Subject | None:
        """Return the subject before the person; none in a review in which nothing was found."""
        subjects = self.subjects
        return next((s for s in subjects if s.key == self._key), subjects[0] if subjects else None)

    @property
    def number(self) -> int:
        """Return which of the subjects this is, from 1."""
        return 1 + next((i for i, s in enumerate(self.subjects) if s.key == self._key), 0)

    @property
    def here(self) -> Span | None:
        """Return the place of the mention before the person."""
        subject = self.subject
        return subject.decisions[self.mention % len(subject.decisions)].span if subject else None

    @property
    def where(self) -> Where:
        """Return what the next decision is about, as `scope` says."""
        if (subject := self.subject) is None or (here := self.here) is None:
            raise Refused("nothing was found; search with / for words to withhold")
        if self.scope == "here":
            return here
        return member_at(subject, here).key if self.scope == "one" else subject.key

    @property
    def scope_words(self) -> str:
        """Return what the next decision is about, in words; nothing where it is about every mention of a subject."""
        subject = self.subject
        every = f"one answer for {all_of(subject)}" if subject is not None and subject.members else ""
        return {"all": every, "one": "this one apart", "here": "here only"}[self.scope]

    def _next_scope(self) -> None:
        """Narrow what the next decision is about, and after the narrowest begin again with all."""
        subject, here = self.subject, self.here
        scopes: list[Scope] = ["all", "here"]
        if subject is not None and here is not None and subject.members:
            alone = len(member_at(subject, here).decisions) == 1
            scopes = ["all", "one"] if alone else ["all", "one", "here"]
        at = scopes.index(self.scope) if self.scope in scopes else 0
        self.scope = scopes[(at + 1) % len(scopes)]

    def _begin(self) -> None:
        place = self.session.place
        try:
            came_back = self.session.subject(place).key if place else ""
        except Refused:
            came_back = ""
        self._key = came_back or next((s.key for s in self.subjects), "")
        if not came_back and self.subject and self.subject.state != "undecided":
            self._to_open(1)
        self.message = f"h shows the keys; {progress(self.session)}"
        if self.session.policy_changed:
            self.message = (
                "the policy has changed since this was proposed; redact propose applies it, people's words stay"
            )

    def _to(self, subject: Subject) -> None:
        self._key, self.mention, self.scope = subject.key, 0, "all"

    def next_subject(self, by: int = 1) -> None:
        subjects = self.subjects
        if subjects:
            self._to(subjects[(self.number - 1 + by) % len(subjects)])

    def _to_open(self, by: int) -> bool:
        """Go to the nearest open subject in a direction, round the end."""
        subjects = self.subjects
        at = self.number - 1
        for i in range(1, len(subjects)):
            subject = subjects[(at + by * i) % len(subjects)]
            if subject.state == "undecided":
                self._to(subject)
                return True
        return False

    def next_open(self, by: int = 1) -> None:
        if not self._to_open(by):
            self.message = "no other is open"

    def previous_open(self) -> None:
        self.next_open(-1)

    def previous_subject(self) -> None:
        self.next_subject(-1)

    def previous_mention(self) -> None:
        self.next_mention(-1)

    def next_mention(self, by: int = 1) -> None:
        if (subject := self.subject) is not None:
            self.mention = (self.mention + by) % len(subject.decisions)
            self.message = f"mention {self.mention + 1} of {len(subject.decisions)}"

    def _follow(self) -> None:
        """Stay with what was just changed, whose key may be another now."""
        if touched := self.session.touched:
            subject = self.session.subject(touched[0])
            self._key = subject.key
            self.mention = next((i for i, d in enumerate(subject.decisions) if d.span.overlaps(touched[0])), 0)

    def _decided(self, before: Subject | None) -> None:
        """After a decision: on to the next that is open; where that was not the question, to the next of all."""
        self.message = f"saved; {progress(self.session)}"
        self._keep(before)
        subject = self.subject
        if subject is not None and subject.state == "undecided":
            return  # another mention of it, or member of it, is still open
        if not self._to_open(1):
            self.next_subject()

    def _keep(self, before: Subject | None) -> None:
        """Stay with what was shown, where its key is another now: with the rest of a group, if there is one."""
        if before is None or any(subject.key == self._key for subject in self.subjects):
            return
        rest = {decision.span for decision in before.decisions}
        held = [subject for subject in self.subjects if any(d.span in rest for d in subject.decisions)]
        held.sort(key=lambda subject: subject.state != "undecided")
        if held:
            self._key = held[0].key
            self.scope = self.scope if held[0].members else "all"

    def _stay(self) -> None:
        self.message = f"saved; {progress(self.session)}"
        self._follow()

    def _back_to(self, touched: Sequence[Span], done: str) -> None:
        for span in touched:
            try:
                subject = self.session.subject(span)
            except Refused:
                continue
            self._to(subject)
            break
        self.message = f"{done}; {progress(self.session)}"
