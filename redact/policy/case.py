"""What is known of one request, from a small file or from the command line.

A case names people. Its faults quote no line of it, its words enter no digest, and it lies with the case's own papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from redact.errors import InputError
from redact.policy.forms import Form, Words
from redact.policy.schema import Terms
from redact.policy.validate import validate
from redact.policy.yaml import list_faults, read


class DataSubject(Form):
    """Whose data was asked for: every name they go by, and the posts they hold."""

    names: Words = Field(min_length=1)
    posts: Words = ()
    contacts: Words = Field(default=(), description="Their own addresses and numbers.")


class Official(Form):
    """Somebody known to this case, and on which side of the seniority line they stand."""

    names: Words = Field(min_length=1)
    seniority: Literal["senior", "junior"] = "senior"
    because: str = ""


class Case(Form):
    """What is known of one request: never part of a policy, and never of its digest."""

    id: str = Field(default="", description="The case's reference.")
    data_subject: DataSubject | None = None
    officials: tuple[Official, ...] = ()
    terms: Terms = Terms()


def load_case(path: str | Path) -> Case:
    """Return a case from its file; InputError lists every fault of it by line and column, and quotes none of it."""
    path = Path(path)
    source, faults = read(path, "case")
    case = None
    if source is not None and not faults:
        case, faults = validate(Case, source, naming=False)
    if case is None:
        raise InputError(list_faults(replace(fault, near="") for fault in faults))
    return case


def make_case(
    data_subject: Sequence[str] = (), posts: Sequence[str] = (), officials: Sequence[str] = (), case: Case | None = None
) -> Case:
    """Return a case from single values, added to those of `case`. Names are given in every way they are written."""
    known = case or Case()
    subject = known.data_subject
    if data_subject:
        before = subject or DataSubject(names=tuple(data_subject))
        names = dict.fromkeys((*(subject.names if subject else ()), *data_subject))
        subject = DataSubject(names=tuple(names), posts=(*before.posts, *posts), contacts=before.contacts)
    named = (*known.officials, *(Official(names=(name,)) for name in officials))
    return known.model_copy(update={"data_subject": subject, "officials": named})
