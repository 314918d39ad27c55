"""What a finished PDF still tells, read as an outsider would.

Trusts nothing of the renderers and imports none of them. The ways out that are searched are those of the ICO's
"How to disclose information safely" and of ISO 32000-1, clause by clause. The readers of PDFs are loaded when the
first file is inspected.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from redact import sandbox
from redact.verification.report import BarWidth, Check, Leak, Report

__all__ = [
    "BarWidth",
    "Check",
    "Leak",
    "Report",
    "check_names",
    "inspect",
    "inspect_apart",
    "verify",
]


def verify(data: bytes, withheld: Sequence[str] = (), *, disclosed: str = "") -> tuple[Leak, ...]:
    """Return every leak in a PDF, in the order of its pages; none means that nothing was found.

    `withheld` are the words that must not be readable, as they stand in the source. `disclosed` is the text that may
    be seen, as the source and its review have it (never as a renderer wrote it): a withheld word that also stands
    there is a leak only where the pages say it more often. Raises InputError for what is not a PDF, or an encrypted
    or damaged one, and ValueError for an empty withheld word.
    """
    return inspect(data, withheld, disclosed=disclosed).leaks


def inspect(
    data: bytes,
    withheld: Sequence[str] = (),
    *,
    disclosed: str = "",
    redacted: bool | None = None,
    without: Collection[str] = (),
) -> Report:
    """Return all that can be said of a PDF: leaks, notes, the checks that were done, and what bars' widths tell.

    `redacted` says whether the file is a redacted one, which is held to more than an ordinary one: None lets the file
    itself show it, by its bars and its words. `without` names checks to leave out.
    """
    from redact.verification.run import run

    return run(data, withheld, disclosed, redacted, frozenset(without))


def inspect_apart(
    data: bytes,
    withheld: Sequence[str] = (),
    *,
    disclosed: str = "",
    redacted: bool | None = None,
    without: Collection[str] = (),
    seconds: float = sandbox.SECONDS,
) -> Report:
    """Do as `inspect` in a process of its own, for a file from anybody.

    Raises InputError also where that takes too long, needs too much memory, or crashes.
    """
    arguments = {"withheld": [*withheld], "disclosed": disclosed, "redacted": redacted, "without": sorted(without)}
    return Report.from_json(sandbox.run("redact.verification.run:run_on_json", data, arguments, seconds=seconds))


def check_names() -> tuple[str, ...]:
    """Return the name of each check, in the order in which they are done."""
    from redact.verification.run import FILE_CHECKS, PAGE_CHECKS

    return (*PAGE_CHECKS, *FILE_CHECKS)
