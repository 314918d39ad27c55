"""Undoing: the versions of one review file, as one person writes them and takes them back.

Nothing is written over what somebody else has written in the meantime, and nothing is written that is not on record.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from redact import review as reviews
from redact.errors import ChangedMeanwhile, Refused, ReviewError
from redact.model import Review, Span
from redact.review import log

# What is put on record without being an action, and what no undoing reaches past.
_STILL = ("open", "leave")
_FINAL = ("sign", "propose", log.TAKEN_OVER)


@dataclass(frozen=True, slots=True)
class Version:
    """A review as it lies on the disk, and which places the action that made it was about."""

    review: Review
    data: bytes
    touched: tuple[Span, ...] = ()

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


class UndoableReview:
    """One review file as one person changes it: every change is saved at once and can be taken back.

    Undoing reaches back into this person's earlier sessions, as far as the record leads without another hand in
    between. `path` and `by` do not change; `revision` counts up with everything that happens, undoing too.
    """

    def __init__(self, path: Path, by: str, clock: Callable[[], datetime] = log.now) -> None:
        self.path = path
        self.by = by
        self.revision = 0
        self._clock = clock
        self._log = log.path_for(path)
        self._done: list[Version] = []
        self._undone: list[Version] = []
        self._begin()

    def check(self, review: Review) -> None:
        """Raise where a review does not belong here."""

    @property
    def review(self) -> Review:
        """Return the review as it lies on the disk."""
        return self._now.review

    @property
    def touched(self) -> tuple[Span, ...]:
        """Return the places that the last action was about."""
        return self._now.touched

    @property
    def can_undo(self) -> bool:
        return len(self._done) > 1

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last action; the file becomes what it was, byte for byte."""
        if not self.can_undo:
            raise Refused("there is nothing left to undo")
        self._write("undo", self._done[-2])
        self._undone.append(self._done.pop())

    def redo(self) -> None:
        """Take back the last undoing."""
        if not self.can_redo:
            raise Refused("there is nothing to do again")
        self._write("redo", self._undone[-1])
        self._done.append(self._undone.pop())

    def save(self) -> None:
        """See that the file is what was last written here; ChangedMeanwhile where somebody else has written it."""
        with log.locked(self._log):
            self._require_unchanged()

    def reload(self) -> None:
        """Take up the file as somebody else has left it; what was done before can no longer be undone."""
        self._begin()
        self.revision += 1

    def leave(self, span: Span) -> None:
        """Put on record where this person stopped, for `place` to find next time."""
        with log.locked(self._log):
            log.append(self._log, log.Event("leave", self.by, self._time(), self._now.digest, place=span.start))

    @property
    def place(self) -> Span | None:
        """Return where this person last was in this review, in this session or an earlier one."""
        events = reversed(log.read(self._log))
        start = next((event.place for event in events if event.by == self.by and event.place is not None), None)
        return None if start is None else Span(start, start + 1)

    @property
    def _now(self) -> Version:
        return self._done[-1]

    def _time(self) -> str:
        """Return the time as it is put on record."""
        return log.stamp(self._clock())

    def _push(self, did: str, review: Review, touched: Iterable[Span]) -> None:
        """Save a review as the next version; the same decisions and notes again are no version."""
        if (review.decisions, review.notes) == (self.review.decisions, self.review.notes):
            return
        version = Version(review, reviews.dump(review).encode("utf-8"), tuple(touched))
        self._write(did, version)
        self._done.append(version)
        self._undone = []

    def _begin(self) -> None:
        """Read the file, and put on record that a session begins and whether the file is as the record left it."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise ReviewError(f"{self.path}: cannot be read: {error.strerror}") from None
        now = Version(reviews.read(self.path), data)
        self.check(now.review)
        events = log.read(self._log) if self._log.exists() else ()
        did = log.opening(events, data)
        with log.locked(self._log):
            for stray in self.path.parent.glob(f".{glob.escape(self.path.name)}.*"):
                stray.unlink(missing_ok=True)  # half-written when a session was killed; whoever writes holds the lock
            log.append(self._log, log.Event(did, self.by, self._time(), now.digest))
        self._done, self._undone = _remembered(events, now, self.by) if did == "open" else ([now], [])

    def _require_unchanged(self) -> None:
        try:
            data = self.path.read_bytes()
        except OSError:
            data = b""
        if data != self._now.data:
            raise ChangedMeanwhile(
                f"{self.path}: somebody else has changed it since it was read here, so this change was not saved; "
                "everything before it was. Load the file again, and decide again"
            )

    def _write(self, did: str, version: Version) -> None:
        with log.locked(self._log):
            self._require_unchanged()
            log.record(
                self.path,
                self.review,
                version.review,
                did=did,
                by=self.by,
                at=self._time(),
                data=version.data,
                place=next((span.start for span in version.touched or self.touched), None),
            )
        self.revision += 1


def _remembered(events: Iterable[log.Event], now: Version, by: str) -> tuple[list[Version], list[Version]]:
    """Return this person's versions up to the one at hand, and those they had undone, as the record tells them."""
    done: list[tuple[log.Event, str]] = []  # what was done, and the digest of the file before it
    undone: list[tuple[log.Event, str]] = []
    digest = ""
    for event in events:
        if event.by != by or (event.review != digest and event.did.startswith("open")) or event.did in _FINAL:
            done, undone = ([], []) if event.review != digest or event.did not in _STILL else (done, undone)
        elif event.did == "undo" and done:
            undone.append(done.pop())
        elif event.did == "redo" and undone:
            done.append(undone.pop())
        elif event.did not in _STILL:
            done.append((event, digest))
            undone = []
        digest = event.review
    behind, ahead = [now], [now]
    for event, earlier in reversed(done):
        version = _swapped(behind[-1], event.after, event.before, earlier)
        if version is None:
            break
        behind[-1] = replace(behind[-1], touched=_touched(event))
        behind.append(version)
    for event, _ in reversed(undone):
        version = _swapped(ahead[-1], event.before, event.after, event.review)
        if version is None:
            break
        ahead.append(replace(version, touched=_touched(event)))
    return behind[::-1], ahead[:0:-1]


def _swapped(version: Version, out: Iterable[Any], in_: Iterable[Any], digest: str) -> Version | None:
    """Return a version with lines taken out and others put in, if that is the file of this digest."""
    try:
        review = reviews.swapped(version.review, out, in_)
    except (ReviewError, ValueError):
        return None
    other = Version(review, reviews.dump(review).encode("utf-8"))
    return other if other.digest == digest else None


def _touched(event: log.Event) -> tuple[Span, ...]:
    spans = [Span(*entry["span"]) for entry in event.after if "span" in entry]
    return tuple(sorted(spans, key=lambda span: event.place is None or not span.start <= event.place < span.end))
