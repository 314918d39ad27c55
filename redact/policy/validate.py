"""Files held against their forms, by the program and, as JSON Schema, by editors.

What pydantic says of a file becomes faults that name a place and a remedy.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from redact.policy.catalogue import Catalogue
from redact.policy.read import POLICIES, policy_names, vocabulary
from redact.policy.schema import PolicyFile
from redact.policy.yaml import Fault, Key, YamlFile, nearest

Form = TypeVar("Form", bound=BaseModel)
# What to say of an error by its kind, after the key's name.
_REMEDIES = {
    "string_too_short": "is empty: write it, or delete the key",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), "should be a whole number, such as 1"),
    **dict.fromkeys(("tuple_type", "list_type"), "should be one word or a list of words"),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type", "dataclass_type"),
        "should be made of `key: value` lines",
    ),
}
_WRITTEN = {
    "id": "small letters, digits and hyphens only, such as junior-official",
    "review_by": "a date such as 2026-04-01",
}


def validate(
    form: type[Form], file: YamlFile, at: Key = (), data: Any = None, *, naming: bool = True
) -> tuple[Form | None, tuple[Fault, ...]]:
    """Return what stands at a place of a file as a form, or its faults; without `naming` none of them quotes it."""
    try:
        return form.model_validate(file.data if data is None and at == () else data), ()
    except ValidationError as error:
        return None, tuple(_fault(form, file, at, details, naming) for details in error.errors(include_url=False))


@lru_cache(maxsize=128)
def validate_once(form: type[Any], file: YamlFile) -> tuple[Any, tuple[Fault, ...]]:
    """Return what `validate` does for a whole file, made once for each file that has not changed."""
    return validate(form, file)


def _fault(form: type[BaseModel], file: YamlFile, base: Key, details: ErrorDetails, naming: bool) -> Fault:
    at = base + tuple(details["loc"])
    kind, written = details["type"], details["input"]
    name = str(at[-1]) if at else ""
    named = [at[:end] for end in range(len(at), 0, -1) if isinstance(at[end - 1], str)]
    label = next((each[-1] for each in named if each in file.values), named[0][-1] if named else "the file")
    if kind == "extra_forbidden":
        known = _keys_at(form, tuple(details["loc"][:-1]))
        near = nearest(name, known) or f"; known here: {', '.join(known)}"
        return file.fault(at, f"unknown key '{name}'{near}" if naming else f"unknown key{near}", key=True)
    if kind == "missing":
        return file.fault(at[:-1], f"`{name}:` is missing: add it")
    if kind == "literal_error":
        expected = str(details.get("ctx", {}).get("expected", ""))
        words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",") if word.strip()]
        quoted = f"'{str(written)[:40]}'" if naming else "this"
        return file.fault(at, f"`{label}` cannot be {quoted}{nearest(written, words)}; one of {', '.join(words)}")
    if kind == "string_pattern_mismatch":
        return file.fault(at, f"`{label}`: {_WRITTEN.get(name, 'not written as it should be, such as en-GB')}")
    if kind == "value_error":
        return file.fault(at, f"`{label}`: {details['msg'].removeprefix('Value error, ')}")
    if kind == "string_type":
        remedy = "is empty" if written is None else "should be words: put quotation marks round it"
    else:
        message = details["msg"].removeprefix("Input ")
        remedy = _REMEDIES.get(kind, f"{message[:1].lower()}{message[1:]}")
    return file.fault(at, f"`{label}` {remedy}")


def _keys_at(form: type[BaseModel], loc: Key) -> tuple[str, ...]:
    """Return the keys that may stand where `loc` leads."""
    current: Any = form
    for part in loc:
        if isinstance(part, str):
            fields = getattr(current, "model_fields", {})
            if part not in fields:
                return ()
            current = fields[part].annotation
        current = _form_in(current)
    return tuple(getattr(current, "model_fields", {}))


def _form_in(annotation: Any) -> Any:
    """Return the form that an annotation such as `tuple[Rule, ...]` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        inside = _form_in(inner)
        if isinstance(inside, type) and issubclass(inside, BaseModel):
            return inside
    return annotation


def json_schema() -> str:
    """Return the JSON Schema of a policy file: `policies/policy.schema.json`, which a test keeps as it is.

    Entities and traits are offered, not required: registers and recognizers add their own.
    """
    schema = _schema(PolicyFile, "A policy of redact")
    known = vocabulary()
    when = schema["$defs"]["When"]["properties"]
    _offer(when["entity"], [*known.entities, *known.patterns])
    _offer(when["traits"], list(known.traits))
    _offer(when["without"], list(known.traits))
    _offer(schema["properties"]["extends"], list(policy_names()))
    _offer(schema["properties"]["exemptions"], sorted(path.stem for path in (POLICIES / "exemptions").glob("*.yaml")))
    return _written(schema)


def catalogue_schema() -> str:
    """Return the JSON Schema of a catalogue: `policies/exemptions/catalogue.schema.json`, kept by the same test."""
    return _written(_schema(Catalogue, "A catalogue of exemptions of redact"))


def _schema(form: type[BaseModel], title: str) -> dict[str, Any]:
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {**form.model_json_schema(), "$schema": draft, "title": title}


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _offer(field: dict[str, Any], words: list[str]) -> None:
    """Make an editor offer these words wherever a string may stand, other words allowed."""
    offered = [{"enum": words}, {"type": "string"}]
    if field.get("type") == "string":
        del field["type"]
        field["anyOf"] = offered
        return
    for choice in list(field["anyOf"]):
        if choice.get("type") == "array":
            choice["items"] = {"anyOf": offered}
        elif choice.get("type") == "string":
            field["anyOf"].insert(0, offered[0])
