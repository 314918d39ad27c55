"""One person's session over one review: decide, change one's mind, stop and come back.

The terminal and the page drive it. Every action is saved before it returns and can be undone, byte for byte.
"""

from __future__ import annotations

import bisect
import contextlib
import getpass
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from redact import finding, publishing
from redact import review as reviews
from redact.errors import Refused
from redact.loaders import load
from redact.model import Action, Document, Finding, Review, Span
from redact.policy import Policy
from redact.proposal import propose
from redact.review.log import now
from redact.review.warnings import ReviewWarning, warn
from redact.reviewing.deciding import DecidableReview, Where
from redact.reviewing.groups import questions
from redact.reviewing.subjects import Subject, subjects_of
from redact.text.characters import tidy


def who(name: str = "") -> str:
    """Return who is at work: the name given, else git's, else the one they logged in under."""
    if not name.strip():
        with contextlib.suppress(OSError):
            asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S607
            name = asked.stdout
    if not name.strip():
        with contextlib.suppress(OSError, KeyError, ImportError):  # no such user; no list of users on Windows
            name = getpass.getuser()
    return tidy(name)


class Session(DecidableReview):
    """One person's session over one review; `document`, `findings` and `policy` do not change."""

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding],
        policy: Policy,
        path: Path,
        by: str,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Take up the review that lies at `path`; see `open` for the usual way here."""
        self.findings = tuple(findings)
        if not (by := tidy(by)):
            raise Refused("a review is made by somebody: give a name with --as NAME")
        super().__init__(document, policy, propose(document, findings, policy), path, by, clock)
        careful = warn(document, self.findings, self.proposed, policy)
        self._ranked = sorted(
            (decision.span, decision.action is not Action.UNDECIDED, not subject.warnings)
            for subject in subjects_of(document, self.proposed, policy, self.findings, careful)
            for decision in subject.decisions
        )
        self._subjects: dict[str, Subject] = {}
        self._listed: tuple[Review, tuple[Subject, ...]] | None = None

    @classmethod
    def open(
        cls,
        source: str | Path,
        policy: Policy | str | Path | None = None,
        *,
        by: str,
        findings: Sequence[Finding] | None = None,
        models: Sequence[str] = (),
        clock: Callable[[], datetime] = now,
    ) -> Session:
        """Open the review beside a source; where there is none, write the policy's proposal first.

        Raises StaleReview where the text is not the one that was reviewed, ReviewError for a file that cannot be read
        (it is left as it is), and the errors of reading the source and the policy.
        """
        source = Path(source)
        document = load(source)
        path = reviews.path_for(source)
        earlier = reviews.read(path) if path.exists() else None
        policy = publishing.policy_for(source, policy)
        if earlier is not None:
            earlier.require(document)
            if earlier.policy.id != policy.reference.id:
                raise publishing.other_policy(source, earlier, policy)
        if findings is None:
            findings = finding.find(document, policy, models)
        if earlier is None:
            reviews.write(path, propose(document, findings, policy))
        return cls(document, findings, policy, path, by, clock=clock)

    # What there is to see

    @property
    def policy_changed(self) -> bool:
        """Tell whether the policy is another than when this review was proposed: `redact propose` applies it anew."""
        return self.review.policy != self.policy.reference

    def subjects(self) -> tuple[Subject, ...]:
        """Return who and what is to be decided on, a group as one: what the policy left open and what is risky first.

        The order rests on the proposal and the text, not on what was decided since, so that nothing moves away under
        a person's hand and coming back finds the same list.
        """
        if self._listed is None or self._listed[0] is not self.review:
            subjects = subjects_of(
                self.document, self.review, self.policy, self.findings, self.warnings(), self._subjects
            )
            self._subjects = {subject.key: subject for subject in subjects}
            self._listed = self.review, tuple(sorted(questions(subjects, self.policy, self.asked), key=self._urgency))
        return self._listed[1]

    def warnings(self) -> tuple[ReviewWarning, ...]:
        """Return what deserves another look before publishing: too much withheld, or too little to protect anybody."""
        return warn(self.document, self.findings, self.review, self.policy)

    def subject(self, where: Where) -> Subject:
        """Return the subject or group with this key, or the one decided on at this place."""
        listed = self.subjects()
        for subject in (*listed, *(member for group in listed for member in group.members)):
            if (
                subject.key == where
                if isinstance(where, str)
                else any(d.span.overlaps(where) for d in subject.decisions)
            ):
                return subject
        raise Refused("there is no such subject in this review")

    def missing(self) -> tuple[str, ...]:
        """Return which notes the exemptions relied on still need."""
        return reviews.missing(self.review, self.policy)

    def _urgency(self, subject: Subject) -> tuple[bool, bool, int]:
        ranks = [rank for d in subject.decisions for rank in self._ranks(d.span)]
        return *min(ranks, default=(True, True)), subject.decisions[0].span.start

    def _ranks(self, span: Span) -> Iterator[tuple[bool, bool]]:
        first = bisect.bisect_right(self._ranked, span.start, key=lambda ranked: ranked[0].end)
        for other, *rank in self._ranked[first:]:
            if other.start >= span.end:
                return
            yield rank[0], rank[1]
