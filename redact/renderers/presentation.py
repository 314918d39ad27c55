"""What an authority may choose about how a publication looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Paper = Literal["a4", "letter"]

# Points, width by height.
PAPERS: dict[Paper, tuple[float, float]] = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a publication is laid out and marked. The defaults suit a letter released by a British authority.

    `date` is the day of publication; without one the file carries none, for the clock is never read.
    """

    paper: Paper = "a4"
    date: date | None = None
