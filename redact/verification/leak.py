"""What the verifier says: leaks by channel and place, never quoting a word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Leak:
    """Something in a finished file that can still be read, or that tells of what was withheld.

    `channel` is the way it gets out, `page` counts from 1, `place` says where in the file. Neither `place` nor
    `detail` quotes the file: words are named by their number among the withheld entries.
    """

    channel: str
    page: int | None
    place: str
    detail: str

    def __str__(self) -> str:
        where = f"page {self.page}, " if self.page is not None else ""
        return f"{self.channel}: {where}{self.place}: {self.detail}"


def name_entries(numbers: tuple[int, ...]) -> str:
    """Say which withheld entries can be read, by number."""
    if len(numbers) == 1:
        return f"withheld entry {numbers[0]} can be read"
    return f"withheld entries {', '.join(map(str, numbers))} can be read"
