"""Bars that are as wide as what they hide."""

from __future__ import annotations

from collections.abc import Iterator

from redact.verification.drawn.gaps import CLOSE
from redact.verification.inspection import Inspection
from redact.verification.report import Leak

_TELLING = 0.1  # of the names: what more of them share tells little


def check_widths(inspection: Inspection) -> Iterator[Leak]:
    """Say what each bar's width gives away; with the words known, whether it gives away one of them."""
    for gap, width in inspection.bar_widths:
        fitting = f"{width.fit} of {width.names} common names"
        alike = [
            number
            for number, entry in enumerate(inspection.entries, 1)
            if abs(gap.measure(entry) - gap.width) <= CLOSE and number not in inspection.allowed
        ]
        if alike and width.fit <= _TELLING * width.names:
            detail = f"the bar is as wide as withheld entry {alike[0]}, and {fitting}"
            yield Leak("bar width", gap.page, width.place, detail)
        else:
            yield Leak("bar width", gap.page, width.place, f"{fitting} are as wide as the bar", "note")
