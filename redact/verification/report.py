"""The report on a file: leaks by channel and place, never quoting a word."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Level = Literal["leak", "strict", "note"]


@dataclass(frozen=True, order=True, slots=True)
class Leak:
    """Something in a finished file that can still be read, or that tells of what was withheld.

    `channel` is the way it gets out, `page` counts from 1, `place` says where in the file. Neither `place` nor
    `detail` quotes the file: words are named by their number among the withheld entries. A `note` is worth a look and
    no leak: what an ordinary document holds, such as its author's name. `strict` is settled by the file: a leak where
    the file shows redactions, a note where it does not.
    """

    channel: str
    page: int | None
    place: str
    detail: str
    level: Level = "leak"

    def __str__(self) -> str:
        where = f"page {self.page}, " if self.page is not None else ""
        return f"{self.channel}: {where}{self.place}: {self.detail}"

    @property
    def entries(self) -> tuple[int, ...]:
        """Return the numbers of the withheld entries that can be read here, as `name_entries` says them."""
        numbers = re.search(r"withheld entr(?:y|ies) ([\d, ]+) can be read", self.detail)
        return tuple(map(int, numbers[1].split(", "))) if numbers else ()

    def settle(self, redacted: bool) -> Leak:
        """Return this as a leak or a note."""
        return replace(self, level="leak" if redacted else "note") if self.level == "strict" else self


@dataclass(frozen=True, slots=True)
class Check:
    """One check: whether it was done, else why not, and how many leaks it found."""

    name: str
    done: bool
    reason: str = ""
    leaks: int = 0


@dataclass(frozen=True, slots=True)
class BarWidth:
    """How much the width of one bar gives away: of `names` common names, `fit` are as wide (in points) as the gap."""

    page: int
    place: str
    gap: float
    fit: int
    names: int

    def __str__(self) -> str:
        return f"page {self.page}, {self.place}: {self.fit} of {self.names} common names fit"


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a file, and all that was looked for."""

    leaks: tuple[Leak, ...]
    notes: tuple[Leak, ...] = ()
    checks: tuple[Check, ...] = ()
    widths: tuple[BarWidth, ...] = ()
    pages: int = 0
    redacted: bool = False

    def to_json(self) -> dict[str, object]:
        """Return this report as plain values for `json.dumps`."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Report:
        """Return the report that `to_json` wrote."""
        kinds = {"leaks": Leak, "notes": Leak, "checks": Check, "widths": BarWidth}
        parts = {key: tuple(kind(**value) for value in values[key]) for key, kind in kinds.items()}
        return cls(**{**values, **parts})


def name_entries(numbers: tuple[int, ...]) -> str:
    """Say which withheld entries can be read, by number."""
    if len(numbers) == 1:
        return f"withheld entry {numbers[0]} can be read"
    return f"withheld entries {', '.join(map(str, numbers))} can be read"


def say_box(box: tuple[float, float, float, float]) -> str:
    """Name a place on a page: points from the left and from the bottom."""
    return f"{box[0]:.0f} pt from the left, {box[1]:.0f} pt from the bottom"
