"""What an authority may choose about how a publication looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Paper = Literal["a4", "letter"]
Label = Literal["code", "title", "word", "plain"]
Mark = Literal["bar", "bracket"]

# Points, width by height.
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}

# What a template leaves for somebody to fill in.
_PLACEHOLDER = re.compile(
    r"\{[^}]*\}|<[^>]+>|_{3,}|\.{4,}|\b(?:TBC|TBA|TODO|XX+)\b"
    r"|\[(?:insert|enter|add|your|name|date|address|e-?mail|phone|to be)\b[^\]]*\]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a publication is laid out and marked. The defaults suit a letter released by a British authority.

    label      what a mark says: the `code`, the code and its `title`, the `word` Redacted, or nothing (`plain`)
    mark       a black `bar`, or square `bracket`s
    numbered   whether a mark starts with its number in the schedule
    head, foot markings printed on every page, such as `Released under the Freedom of Information Act 2000`
    publisher, reference, date
               who releases it, under which reference of theirs, and when; without a date the file carries none, for
               the clock is never read
    cover      paragraphs of a note that goes before the record on a page of its own, with the legend
    review, regulator
               what a reader who disagrees may do: ask for an internal review, then complain to the regulator
               (Freedom of Information Act 2000, s.17(7); the code of practice under s.45)
    schedule   whether the schedule follows as an appendix
    internal   a copy for the file, marked INTERNAL on every page; see `renderers.marked`

    A text that still holds a placeholder such as `{address}` or `[insert date]` raises ValueError.
    """

    paper: Paper = "a4"
    label: Label = "code"
    mark: Mark = "bar"
    numbered: bool = False
    head: str = ""
    foot: str = ""
    publisher: str = ""
    reference: str = ""
    date: date | None = None
    cover: tuple[str, ...] = ()
    review: str = ""
    regulator: str = ""
    schedule: bool = False
    internal: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "cover", tuple(self.cover))
        for name in ("head", "foot", "publisher", "reference", "cover", "review", "regulator"):
            value = getattr(self, name)
            for text in (value,) if isinstance(value, str) else value:
                if found := _PLACEHOLDER.search(text):
                    raise ValueError(f"{name}: the placeholder {found[0]} has not been filled in")
        if self.regulator and not self.review:
            raise ValueError("regulator: say first how to ask for an internal review")

    @property
    def appeal(self) -> tuple[str, ...]:
        """Return what a reader who disagrees may do, in the order in which it is done."""
        return tuple(filter(None, (self.review, self.regulator)))
