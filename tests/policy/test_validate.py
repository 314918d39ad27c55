"""Editors check policies by the same form as the program."""

import json
from pathlib import Path

import pytest

from redact.policy import POLICIES, catalogue_schema, json_schema, policy_names


def test_the_committed_schema_is_current() -> None:
    """To renew it: python -c "from redact.policy import *; (POLICIES / 'policy.schema.json').write_text(json_schema())".

    In the same way `catalogue_schema` writes `exemptions/catalogue.schema.json`.
    """
    assert json_schema() == (POLICIES / "policy.schema.json").read_text(encoding="utf-8")
    assert catalogue_schema() == (POLICIES / "exemptions" / "catalogue.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_names_its_schema_first(name: str) -> None:
    first = (POLICIES / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert "# yaml-language-server: $schema=policy.schema.json" == first


@pytest.mark.parametrize("path", sorted((POLICIES / "exemptions").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_catalogue_names_its_schema_first(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert "# yaml-language-server: $schema=catalogue.schema.json" == first


def test_unknown_keys_are_refused_and_known_words_offered() -> None:
    schema = json.loads(json_schema())
    assert schema["additionalProperties"] is False
    assert all(form["additionalProperties"] is False for form in schema["$defs"].values())
    assert "PERSON" in schema["$defs"]["When"]["properties"]["entity"]["anyOf"][0]["enum"]
    assert "foi-uk" in schema["properties"]["extends"]["anyOf"][0]["enum"]
