"""The record of who did what to a review, and when: a chain of lines, each with the hash of the one before it.

It lies beside the review as NAME.review.log and holds offsets, grounds and names of reviewers, never a word of the
source. Section 46 code of practice (FOIA) and the ICO's audit framework ask for who, when and why of every redaction.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from redact import locks
from redact import review as reviews
from redact.errors import OutputError, ReviewError
from redact.model import Review
from redact.review import SUFFIX

LOG = ".review.log"
START = "0" * 64
UNSAVED = "open, the last change unsaved"
OUTSIDE = "open, changed outside"
BROKEN = (
    "Keep this record and its review as they are and ask who changed them; to go on with what the review says, copy "
    "the source into another folder and run there: redact propose SOURCE --from REVIEW"
)
TAKEN_OVER = "take over"
"""What was done where a review file is taken over as it stands, on the word of whoever does it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did.

    `review` is the SHA-256 of the review file afterwards. `before` and `after` are the lines that the change took out
    of the file and put in, as values; undoing an event swaps them. `place` is the offset looked at.
    """

    did: str
    by: str
    at: str
    review: str
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    place: int | None = None


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """Return a time as it is put on record: to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def path_for(review: Path) -> Path:
    """Return where the record of a review lies: beside it."""
    return review.with_name(review.name.removesuffix(SUFFIX) + LOG)


def append(path: Path, event: Event) -> None:
    """Add an event to the end of a record, whole, and see it safely on the disk."""
    values: dict[str, Any] = {"did": event.did, "by": event.by, "at": event.at, "review": event.review}
    values |= {key: value for key, value in (("before", event.before), ("after", event.after)) if value}
    values |= {} if event.place is None else {"place": event.place}
    try:
        lines = lines_of(path)
        if lines and not lines[-1].endswith(b"\n"):
            # The machine stopped in the middle of this line: its event never took place.
            os.truncate(path, sum(map(len, lines[:-1])))
            lines.pop()
        previous = sha256(lines[-1].rstrip(b"\n")).hexdigest() if lines else START
        line = json.dumps({**values, "previous": previous}, ensure_ascii=False).encode() + b"\n"
        with open(path, "ab", opener=_for_its_owner) as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; nothing was changed") from None


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write(path: Path, review: Review, *, did: str, by: str) -> None:
    """Write a review file whole; where it has a record, or anybody's work in it, the event stands in that first."""
    log = path_for(path)
    if not log.exists() and not review.holds_work:
        reviews.write(path, review)
        return
    with locked(log):
        before = reviews.read(path) if path.exists() else None
        at = stamp(now())
        if before is not None and log.exists() and (opened := opening(read(log), path.read_bytes())) != "open":
            append(log, Event(opened, by, at, sha256(path.read_bytes()).hexdigest()))
        record(path, before if did != TAKEN_OVER else None, review, did=did, by=by, at=at)


def opening(events: Sequence[Event], data: bytes) -> str:
    """Return how a review file is found: as its record left it, without the last change of it, or changed outside."""
    digest = sha256(data).hexdigest()
    if not events or events[-1].review == digest:
        return "open"
    # Killed between the record and the file, or changed by another hand.
    return UNSAVED if digest in [event.review for event in events[-2:-1]] else OUTSIDE


def record(
    path: Path,
    before: Review | None,
    after: Review,
    *,
    did: str,
    by: str,
    at: str,
    data: bytes | None = None,
    place: int | None = None,
) -> None:
    """Write a review file, its event first, so that no change is without one. Whoever calls this holds the lock.

    `data` are the bytes to write where they are to be others than those that `after` is written in by itself.
    """
    data = reviews.dump(after).encode("utf-8") if data is None else data
    changes = reviews.compared(before or replace(after, decisions=(), notes=(), signatures=()), after)
    append(path_for(path), Event(did, by, at, sha256(data).hexdigest(), *changes, place))
    reviews.replace_file(path, data, private=True)


def read(path: Path) -> tuple[Event, ...]:
    """Return every event of a record; ReviewError says in which line the chain is broken."""
    events: list[Event] = []
    previous = START
    try:
        lines = lines_of(path)
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
            before = values.pop("previous")
            event = Event(
                str(values["did"]),
                str(values["by"]),
                str(values["at"]),
                str(values["review"]),
                before=tuple(values.get("before", ())),
                after=tuple(values.get("after", ())),
                place=values.get("place"),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            if number == len(lines) and not line.endswith(b"\n"):
                break  # the machine stopped in the middle of a line: the event never took place
            raise ReviewError(f"{path}:{number}: not a line of a record. {BROKEN}") from None
        if before != previous:
            raise ReviewError(
                f"{path}:{number}: does not follow from the line before it: a line was changed, taken out or put in. "
                + BROKEN
            )
        events.append(event)
        previous = sha256(line.rstrip(b"\n")).hexdigest()
    return tuple(events)


def verify(review: Path) -> tuple[Event, ...]:
    """Return the events behind a review file; ReviewError if the chain is broken or does not end in this file."""
    path = path_for(review)
    events = read(path)
    try:
        digest = sha256(review.read_bytes()).hexdigest()
    except OSError as error:
        raise ReviewError(f"{review}: cannot be read: {error.strerror}") from None
    if not events or events[-1].review != digest:
        raise ReviewError(f"{review}: was changed outside `redact review` after the last line of its record")
    return events


def locked(path: Path) -> AbstractContextManager[None]:
    """Keep other processes from writing the review of this record while the body runs.

    The lock is a hidden, empty file beside the record.
    """
    return locks.locked(path.with_name(f".{path.name}.lock"), path)


def lines_of(path: Path) -> list[bytes]:
    """Return the lines of a record, each with its end; none where there is no record."""
    return path.read_bytes().splitlines(keepends=True) if path.exists() else []
