"""Turns what pydantic says about a form into faults with a place and a remedy."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from redact.policy.faults import Fault, nearest
from redact.policy.source import Key, Source

Form = TypeVar("Form", bound=BaseModel)


def validate(
    form: type[Form], source: Source, at: Key = (), data: Any = None, *, naming: bool = True
) -> tuple[Form | None, tuple[Fault, ...]]:
    """Return what stands at a place of a file as a form, or its faults; without `naming` none of them quotes it."""
    try:
        return form.model_validate(source.data if data is None and at == () else data), ()
    except ValidationError as error:
        return None, tuple(_fault(form, source, at, details, naming) for details in error.errors(include_url=False))


def _fault(form: type[BaseModel], source: Source, base: Key, details: ErrorDetails, naming: bool) -> Fault:
    at = base + tuple(details["loc"])
    kind, given = details["type"], details["input"]
    name = str(at[-1]) if at else ""
    if kind == "extra_forbidden":
        known = _keys_at(form, tuple(details["loc"][:-1]))
        near = nearest(name, known) or f"; known here: {', '.join(known)}"
        return source.fault(at, f"unknown key '{name}'{near}" if naming else f"unknown key{near}", key=True)
    if kind == "missing":
        return source.fault(at[:-1], f"`{name}:` is missing: add it")
    if kind == "literal_error":
        words = _literals(details)
        quoted = f"'{_short(given)}'" if naming else "this"
        return source.fault(at, f"`{_label(at)}` cannot be {quoted}{nearest(given, words)}; one of {', '.join(words)}")
    if kind == "string_pattern_mismatch":
        return source.fault(at, f"`{_label(at)}`: {_pattern(name)}")
    if kind == "string_type":
        what = "is empty" if given is None else "should be words: put quotation marks round it"
        return source.fault(at, f"`{_label(at)}` {what}")
    if kind == "string_too_short":
        return source.fault(at, f"`{_label(at)}` is empty: write it, or delete the key")
    if kind == "value_error":
        return source.fault(at, f"`{_label(at)}`: {details['msg'].removeprefix('Value error, ')}")
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return source.fault(at, f"`{_label(at)}` should be a whole number, such as 1")
    if kind in ("tuple_type", "list_type"):
        return source.fault(at, f"`{_label(at)}` should be one word or a list of words")
    if kind in ("model_type", "model_attributes_type", "dict_type", "dataclass_type"):
        return source.fault(at, f"`{_label(at)}` should be made of `key: value` lines")
    message = details["msg"].removeprefix("Input ")
    return source.fault(at, f"`{_label(at)}` {message[:1].lower()}{message[1:]}")


def _label(at: Key) -> str:
    return next((part for part in reversed(at) if isinstance(part, str)), "the file")


def _short(given: Any) -> str:
    return str(given)[:40]


def _literals(details: ErrorDetails) -> list[str]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return [word.strip(" '") for word in expected.replace(" or ", ", ").split(",") if word.strip()]


def _pattern(name: str) -> str:
    if name == "id":
        return "small letters, digits and hyphens only, such as junior-official"
    if name == "review_by":
        return "a date such as 2026-04-01"
    return "not written as it should be, such as en-GB"


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
        found = _form_in(inner)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return annotation
