"""Redact documents for disclosure under Freedom of Information law: the verbs, and nothing else.

Each name is imported when it is first used, so that `import redact` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redact.detection import detect as detect
    from redact.finding import find as find
    from redact.loaders import load as load
    from redact.people import identify as identify
    from redact.policy import list_policies as list_policies
    from redact.policy import load_policy as load_policy
    from redact.proposal import propose as propose
    from redact.publishing import publish as publish
    from redact.redaction import apply as apply
    from redact.renderers import render as render
    from redact.showing.hunks import diff as diff
    from redact.verification import verify as verify

_PLACES = {
    "apply": "redact.redaction",
    "detect": "redact.detection",
    "diff": "redact.showing.hunks",
    "find": "redact.finding",
    "identify": "redact.people",
    "list_policies": "redact.policy",
    "load": "redact.loaders",
    "load_policy": "redact.policy",
    "propose": "redact.proposal",
    "publish": "redact.publishing",
    "render": "redact.renderers",
    "verify": "redact.verification",
}

__all__ = [
    "apply",
    "detect",
    "diff",
    "find",
    "identify",
    "list_policies",
    "load",
    "load_policy",
    "propose",
    "publish",
    "render",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'redact' has no attribute {name!r}")
