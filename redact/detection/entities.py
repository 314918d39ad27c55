"""Entities: which of them are names, and which are of one kin, so that findings of them are of one thing."""

from __future__ import annotations

from redact.model import Finding

NAMES = frozenset({"PERSON", "ORGANIZATION", "JOB_TITLE", "LOCATION", "NRP"})
# What a model may call by another name than a rule does.
_KIN = {
    "ORGANIZATION": "body or place",
    "LOCATION": "body or place",
    "NRP": "body or place",
    "POSTAL_ADDRESS": "address",
    "UK_POSTCODE": "address",
    "DATE_TIME": "date",
    "DATE_OF_BIRTH": "date",
    "AGE": "date",
    "EMAIL_ADDRESS": "contact",
    "URL": "contact",
    "USERNAME": "contact",
    "PERSON": "person",
    "JOB_TITLE": "post",
    "MONEY": "money",
}


def kin(finding: Finding) -> str:
    """Return the kin of a finding; what is nothing else is a number."""
    return _KIN.get(finding.entity, "number")
