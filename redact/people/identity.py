"""Identity: which findings are about the same person, body or value, told by the subject they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from redact.model import Document, Finding
from redact.people.persons import Persons
from redact.policy import Office, Organisation, Policy
from redact.text.lists import words

_KINDS = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "JOB_TITLE": "post"}


def assign_subjects(document: Document, findings: Sequence[Finding], policy: Policy) -> list[Finding]:
    """Return findings with their subjects, such as `person-1`; numbers count up in reading order and quote nothing."""
    persons = Persons(document, [finding for finding in findings if finding.entity == "PERSON"])
    official = _official_names(policy)
    full_names = _full_names(document, findings)
    subjects: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    assigned: list[Finding] = []
    for finding in findings:
        kind = _KINDS.get(finding.entity, finding.entity.lower().replace("_", "-"))
        text = document[finding.span]
        person = None
        if finding.entity == "PERSON":
            person = persons.person_of(finding)
        elif finding.entity == "EMAIL_ADDRESS":
            person = persons.owner_of(text)
        if person is not None:
            kind, value = "person", str(person.number)
        else:
            value = _value(text, finding.entity, official, full_names)
        if (kind, value) not in subjects:
            counts[kind] = counts.get(kind, 0) + 1
            subjects[kind, value] = f"{kind}-{counts[kind]}"
        assigned.append(replace(finding, subject=subjects[kind, value]))
    return assigned


def _official_names(policy: Policy) -> dict[str, str]:
    """Return the one name of each listed office and body, by every writing of it."""
    listed: tuple[Office | Organisation, ...] = (*policy.offices, *policy.organisations)
    return _by_writing(tuple((each.name, *each.aliases) for each in listed))


@lru_cache(maxsize=8)
def _by_writing(listed: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    return {_letters(writing): writings[0] for writings in listed for writing in writings}


def _value(text: str, entity: str, official: dict[str, str], full_names: dict[str, str]) -> str:
    """Return what is the same for every writing of a value: `+44 20 7946 0958` and `020 7946 0958`."""
    if entity in ("ORGANIZATION", "JOB_TITLE"):
        letters = _letters(text)
        name = official.get(letters) or official.get(letters.removesuffix("s"))
        return _letters(name) if name else full_names.get(letters, letters)
    if entity == "PHONE_NUMBER":
        digits = re.sub(r"\D", "", text.replace("(0)", ""))
        return re.sub(r"^(?:0044|44)(?=\d{9,10}$)", "0", digits)
    if entity == "EMAIL_ADDRESS":
        return text.casefold()
    return _letters(text)


def _letters(text: str) -> str:
    text = re.sub(r"['’]s\b", "s", text.casefold().replace("&", " and "))
    return re.sub(r"^the ", "", " ".join(re.findall(r"[^\W_]+", text)))


def _full_names(document: Document, findings: Iterable[Finding]) -> dict[str, str]:
    """Return the full names of bodies by the initials that stand for them in the same document."""
    known = {_letters(document[finding.span]) for finding in findings if finding.entity == "ORGANIZATION"}
    full_names: dict[str, str] = {}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        parts = name.split()
        if len(parts) > 1:
            large = [part for part in parts if part not in words("bodies/small_words")]
            for initials in ("".join(part[0] for part in parts), "".join(part[0] for part in large)):
                if len(initials) > 1 and initials in known:
                    full_names.setdefault(initials, name)
    return full_names
