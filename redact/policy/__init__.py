"""Policies: what an authority has decided, as data. Read from YAML, checked like code. DESIGN.md, section 6."""

from redact.policy.annexes import POLICIES
from redact.policy.cases import load_case, make_case
from redact.policy.checks import check
from redact.policy.examples import Trial, try_examples
from redact.policy.explanation import Explanation, explain, explain_line
from redact.policy.export import json_schema
from redact.policy.faults import Fault
from redact.policy.listing import Case
from redact.policy.prose import show
from redact.policy.resolution import list_policies, load_policy, policy_names
from redact.policy.resolved import Policy
from redact.policy.schema import Exemption, Office, Organisation, Rule, When

__all__ = [
    "POLICIES",
    "Case",
    "Exemption",
    "Explanation",
    "Fault",
    "Office",
    "Organisation",
    "Policy",
    "Rule",
    "Trial",
    "When",
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
