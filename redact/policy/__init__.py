"""Policies: what an authority has decided, as data. Read from YAML, checked like code. DESIGN.md, section 6."""

from redact.policy.checks import check
from redact.policy.faults import Fault
from redact.policy.prose import show
from redact.policy.resolution import POLICIES, list_policies, load_policy, policy_names
from redact.policy.resolved import Policy
from redact.policy.schema import Exemption, Office, Organisation, Rule, When

__all__ = [
    "POLICIES",
    "Exemption",
    "Fault",
    "Office",
    "Organisation",
    "Policy",
    "Rule",
    "When",
    "check",
    "list_policies",
    "load_policy",
    "policy_names",
    "show",
]
