"""How one publication is laid out and marked: what the policy says of it, and what belongs to this release alone."""

from __future__ import annotations

import datetime
from typing import Any

from redact.policy import PresentationForm

# Points, width by height.
PAPERS = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}


class Presentation(PresentationForm):
    """How a publication is laid out and marked. The defaults suit a letter released by a British authority.

    reference  under which reference of the publisher's it is released
    date       when; without one the file carries none, for the clock is never read
    internal   a copy for the file, marked INTERNAL on every page; see `renderers.marked`

    What a reader who disagrees may do stands in order: an internal review, then the regulator (Freedom of Information
    Act 2000, s.17(7); the code of practice under s.45).
    """

    reference: str = ""
    date: datetime.date | None = None
    internal: bool = False

    def model_post_init(self, _: Any) -> None:
        if self.regulator and not self.review:
            raise ValueError("regulator: say first how to ask for an internal review")

    @property
    def appeal(self) -> tuple[str, ...]:
        """Return what a reader who disagrees may do, in the order in which it is done."""
        return tuple(filter(None, (self.review, self.regulator)))
