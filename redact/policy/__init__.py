"""Policies: what an authority has decided, as data, written in YAML and checked like code.

A policy is loaded in three steps, each of which looks only at those before it: `read` finds the files, `resolve` makes
one policy of them and of their forms, `check` says what makes no sense.
"""

from pathlib import Path

from redact.errors import PolicyError
from redact.policy.case import Case, load_case, make_case
from redact.policy.catalogue import Exemption, Office, Organisation
from redact.policy.check import check_sense
from redact.policy.examples import Trial, try_examples
from redact.policy.explain import Explanation, explain, explain_line, show
from redact.policy.looks import PresentationForm
from redact.policy.policy import Policy
from redact.policy.read import POLICIES, find_policy, policy_names, read_all
from redact.policy.resolve import resolve
from redact.policy.schema import Rule, When
from redact.policy.validate import catalogue_schema, json_schema
from redact.policy.yaml import Fault, list_faults

__all__ = [
    "POLICIES",
    "Case",
    "Exemption",
    "Explanation",
    "Fault",
    "Office",
    "Organisation",
    "Policy",
    "PresentationForm",
    "Rule",
    "Trial",
    "When",
    "catalogue_schema",
    "check",
    "explain",
    "explain_line",
    "json_schema",
    "list_policies",
    "load_case",
    "load_policy",
    "make_case",
    "policy_names",
    "show",
    "try_examples",
]


def load_policy(name: str | Path) -> Policy:
    """Return a shipped policy by its id, or one from a path; PolicyError lists the faults of all it rests on."""
    resolved = resolve(read_all(find_policy(name)))
    faults = [fault for fault in check_sense(resolved) if fault.severe]
    if resolved.policy is None or faults:
        raise PolicyError(list_faults(faults))
    return resolved.policy


def check(name: str | Path) -> tuple[Fault, ...]:
    """Return everything wrong with a policy, named by id or path, and with every file it rests on."""
    return check_sense(resolve(read_all(find_policy(name))), thorough=True)


def list_policies() -> tuple[Policy, ...]:
    """Return every shipped policy that can be used, the abstract ones left out."""
    return tuple(policy for policy in map(load_policy, policy_names()) if not policy.abstract)
