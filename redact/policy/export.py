"""The form of a policy as JSON Schema, so that editors complete and check what officers write."""

from __future__ import annotations

import json
from typing import Any

from redact.policy.annexes import POLICIES
from redact.policy.checks import vocabulary
from redact.policy.resolution import policy_names
from redact.policy.schema import PolicyFile


def json_schema() -> str:
    """Return the JSON Schema of a policy file: `policies/policy.schema.json`, which a test keeps as it is.

    Entities and traits are offered, not required: registers and recognizers add their own.
    """
    schema: dict[str, Any] = PolicyFile.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A policy of redact"
    known = vocabulary()
    when = schema["$defs"]["When"]["properties"]
    _offer(when["entity"], [*known.entities, *known.patterns])
    _offer(when["traits"], list(known.traits))
    _offer(when["without"], list(known.traits))
    _offer(schema["properties"]["extends"], list(policy_names()))
    _offer(schema["properties"]["exemptions"], sorted(path.stem for path in (POLICIES / "exemptions").glob("*.yaml")))
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _offer(held: dict[str, Any], words: list[str]) -> None:
    """Make an editor offer these words wherever a string may stand, other words allowed."""
    offered = [{"enum": words}, {"type": "string"}]
    if held.get("type") == "string":
        del held["type"]
        held["anyOf"] = offered
        return
    for choice in list(held["anyOf"]):
        if choice.get("type") == "array":
            choice["items"] = {"anyOf": offered}
        elif choice.get("type") == "string":
            held["anyOf"].insert(0, offered[0])
