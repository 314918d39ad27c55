"""What can go wrong, as a tree; every message says what, where, and what to do next.

RedactError             exit 1
├── InputError          exit 3   a source, PDF or case file that cannot be read
├── PolicyError         exit 3   a policy, catalogue or register with faults: all of them at once
├── ReviewError         exit 3   a review file that cannot be read
│   ├── StaleReview     exit 1   a review of another text
│   └── ChangedMeanwhile  exit 1 a review file that somebody else wrote while it was open here
├── Refused             exit 1   an action that lacks a reason or an exemption, or has nothing to act on
├── Undecided           exit 1   something still waits for a person
├── Unread              exit 1   a part of the source could not be read, and nobody has acknowledged it
├── RenderError         exit 1   a publication that cannot be laid out, such as a letter no font has
├── LeakError           exit 1   withheld words can still be read in the finished file
└── OutputError         exit 3   the place to write to cannot be written

No message quotes the document: places are line and column numbers.
"""

from __future__ import annotations


class RedactError(Exception):
    """Anything this program refuses to do, with its reason and its remedy."""

    exit_code = 1


class InputError(RedactError):
    """A file that cannot be read as what it should be."""

    exit_code = 3


class PolicyError(RedactError):
    """A policy, catalogue or register with faults; the message lists every one."""

    exit_code = 3


class ReviewError(RedactError):
    """A review file that cannot be read."""

    exit_code = 3


class StaleReview(ReviewError):
    """A review of another text than the one at hand."""

    exit_code = 1


class NotOnRecord(ReviewError):
    """A review file that says what neither the policy nor anybody on its record said."""

    exit_code = 1


class ChangedMeanwhile(ReviewError):
    """A review file that is not the one that was read or last written here: somebody else has it open too."""

    exit_code = 1


class Refused(RedactError):
    """An action that cannot be taken; `lacks` says what it wants: `reason`, `exemption` or nothing."""

    def __init__(self, message: str, lacks: str = "") -> None:
        super().__init__(message)
        self.lacks = lacks


class Undecided(RedactError):
    """Something still waits for a person."""


class Unread(RedactError):
    """A part of the source could not be read and nobody has acknowledged it."""


class RenderError(RedactError):
    """A publication that cannot be laid out as asked."""


class LeakError(RedactError):
    """Withheld words can still be read in the finished file.

    `words` are what can be read there, for whoever asks to see them: the message quotes none.
    """

    def __init__(self, message: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.words = words

    def __reduce__(self) -> tuple[type[LeakError], tuple[str, tuple[str, ...]]]:
        return type(self), (str(self), self.words)


class OutputError(RedactError):
    """A place that cannot be written to."""

    exit_code = 3
