"""The words, names and pieces that the forms of files are made of."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from redact.policy.expressions import fault_of


def as_tuple(value: Any) -> Any:
    """Return one word or a list of them as a tuple."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else value


def usable(text: str) -> str:
    """Return an expression that compiles and comes to an end; ValueError says what is wrong with it."""
    if wrong := fault_of(text):
        raise ValueError(wrong)
    return text


Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Day: TypeAlias = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Pattern: TypeAlias = Annotated[str, AfterValidator(usable)]

Words: TypeAlias = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(as_tuple, json_schema_input_type=str | list[str])
]


class Form(BaseModel):
    """A piece of a file in which nothing may stand that is not named here."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
