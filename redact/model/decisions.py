"""Decisions on the spans of a document, and the review that holds them."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Literal

from redact.errors import StaleReview
from redact.model.document import Document, FoundBy
from redact.model.positions import Span

How = Literal["box", "label", "replace", "pseudonym", "mask", "generalise"]


class Action(IntEnum):
    """What happens to a span, from the most open to the strictest."""

    DISCLOSE = 0
    UNDECIDED = 1
    WITHHOLD = 2


@dataclass(frozen=True, slots=True)
class Show:
    """How a hole looks, and what that needs to know.

    box          a black bar with the exemption's code in white
    label        the code in words, in square brackets
    replace      `what` in square brackets: [Junior official]
    pseudonym    `what` and a number, the same for the same subject: [Person 1]
    mask         all but the last `what` letters and digits blotted out
    generalise   `what` is `year` or `outward-postcode`: [2016], [SW1P]
    """

    how: How = "box"
    what: str = ""

    def require(self) -> Show:
        """Return this look; ValueError where it cannot be printed, or would print what it is to hide."""
        if self.how == "mask" and not re.fullmatch(r"[0-9]|1[0-2]", self.what):
            raise ValueError("`mask` says how many letters and digits stay: a number from 0 to 12")
        if self.how == "generalise" and self.what not in GENERALISE:
            raise ValueError(f"`generalise` is one of {', '.join(GENERALISE)}")
        if self.how in ("replace", "pseudonym") and not self.what.strip():
            raise ValueError(f"`{self.how}` needs the words to print, such as `{{{self.how}: Official}}`")
        if set(self.what) & set("[]\n"):
            raise ValueError("square brackets are put round by the program: leave them out")
        return self


GENERALISE = ("year", "outward-postcode")


LOOKS: dict[How, str] = {
    "box": "black bar",
    "label": "label in square brackets",
    "replace": "other words in square brackets",
    "pseudonym": "pseudonym in square brackets",
    "mask": "all but the last characters blotted out",
    "generalise": "a less exact value in square brackets",
}
"""How each look is called, in the schedule and wherever a person chooses one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to a span, on what ground, and on whose word (`by` is empty while only the policy has spoken).

    On an undecided span, `exemptions` and `show` are what withholding it would use. `found_by` is kept from the finding
    that the policy decided on; empty for words that only a person saw.
    """

    span: Span
    action: Action
    entity: str = ""
    subject: str = ""
    exemptions: tuple[str, ...] = ()
    show: Show = Show()
    rule: str = ""
    by: str = ""
    at: str = ""
    reason: str = ""
    found_by: tuple[FoundBy, ...] = ()

    def __post_init__(self) -> None:
        if self.action is Action.WITHHOLD and not self.exemptions:
            raise ValueError(f"nothing is withheld without an exemption: {self.span}")

    @property
    def ground(self) -> tuple[object, ...]:
        """Return what makes two decisions that touch one redaction: ground, look, subject and entity."""
        return self.exemptions, self.show, self.subject, self.entity

    @property
    def rank(self) -> tuple[bool, Action]:
        """Return how strong this word is: people before the policy, then the strictest."""
        return bool(self.by), self.action


@dataclass(frozen=True, slots=True)
class PolicyReference:
    """Which policy a review was made under: its id, version and the SHA-256 of its resolved form."""

    id: str
    version: int
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Review:
    """Every decision on one document, in reading order, none overlapping. Quotes no text.

    `source` is the SHA-256 of the document's text. `file` is that of the bytes it was read from; empty in reviews that
    were made before they were pinned.
    """

    source: str
    policy: PolicyReference
    decisions: tuple[Decision, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def __post_init__(self) -> None:
        for before, after in pairwise(self.decisions):
            if after.span.start < before.span.end:
                raise ValueError(f"decisions overlap at {after.span}")

    def only(self, action: Action) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions if decision.action is action)

    @property
    def holds_work(self) -> bool:
        """Tell whether people have put anything into this review: a decision, a note, a signature."""
        return bool(self.notes or self.signatures) or any(decision.by for decision in self.decisions)

    def is_of(self, document: Document) -> bool:
        """Tell whether this is a review of a document: of its text and, where they are pinned, of its bytes."""
        return self.is_of_text(document) and self.file in ("", document.source.sha256)

    def is_of_text(self, document: Document) -> bool:
        """Tell whether this is a review of a document's text, whatever bytes that was read from."""
        beyond = any(decision.span.end > len(document.text) for decision in self.decisions)
        return self.source == document.digest and not beyond

    def require(self, document: Document) -> None:
        """Raise StaleReview, with the way to keep people's decisions, unless this is a review of a document."""
        name = document.name
        if not self.is_of_text(document):
            raise StaleReview(
                f"{name}: its review is of another text; to keep what people decided, find the text that they read and "
                f"run: redact propose {name} --from {name}.review.json --from-text EARLIER-TEXT; where that text is "
                f"lost, move {name}.review.json away and decide anew: redact propose {name}"
            )
        if not self.is_of(document):
            raise StaleReview(
                f"{name}: the file is another than the one that was reviewed, though its text reads the same; look at "
                f"what changed in it, then run, which keeps what people decided: redact propose {name}"
            )

    def touching(self, span: Span) -> tuple[Decision, ...]:
        """Return the decisions that a span touches, in order."""
        first = bisect.bisect_right(self.decisions, span.start, key=lambda decision: decision.span.end)
        beyond = bisect.bisect_left(self.decisions, span.end, key=lambda decision: decision.span.start)
        return self.decisions[first:beyond]
