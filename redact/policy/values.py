"""Small pieces that forms are made of: words, looks, expressions. Errors say what to write instead."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from redact.model import How, Show
from redact.policy.expressions import runaway

Then: TypeAlias = Literal["withhold", "disclose", "ask"]

Unit: TypeAlias = Literal["finding", "sentence", "paragraph", "page"]

GENERALISE = ("year", "outward-postcode")


def as_tuple(value: Any) -> Any:
    """Return one word or a list of them as a tuple."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else value


def as_show(value: Any) -> Any:
    """Return how a hole looks, from `box`, `label` or a map of one key such as `{replace: Junior official}`."""
    if value in ("box", "label"):
        return Show(value)
    ways: dict[str, How] = {"replace": "replace", "pseudonym": "pseudonym", "mask": "mask", "generalise": "generalise"}
    if isinstance(value, dict) and len(value) == 1:
        (how, what), *_ = value.items()
        if how in ways:
            if how == "mask" and (not isinstance(what, int) or isinstance(what, bool) or not 0 <= what <= 12):
                raise ValueError("`mask` says how many letters and digits stay: a number from 0 to 12")
            if how == "generalise" and what not in GENERALISE:
                raise ValueError(f"`generalise` is one of {', '.join(GENERALISE)}")
            if how in ("replace", "pseudonym") and (not isinstance(what, str) or not what.strip()):
                raise ValueError(f"`{how}` needs the words to print, such as `{{{how}: Official}}`")
            if isinstance(what, str) and set(what) & set("[]\n"):
                raise ValueError("square brackets are put round by the program: leave them out")
            return Show(ways[how], str(what))
    if isinstance(value, Show):
        return value
    raise ValueError(
        "`show` is box, label, or one of {replace: words}, {pseudonym: word}, {mask: 4}, {generalise: year}"
    )


def compiling(text: str) -> str:
    """Return a regular expression that compiles and cannot run away; ValueError says what is wrong with it."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        at = getattr(error, "pos", None)
        where = f" at character {at + 1}" if at is not None else ""
        raise ValueError(f"not a regular expression: {getattr(error, 'msg', 'too large')}{where}") from None
    if trap := runaway(text):
        raise ValueError(f"may take for ever on some texts: {trap}")
    return text


Words: TypeAlias = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(as_tuple, json_schema_input_type=str | list[str])
]


class Form(BaseModel):
    """A piece of a file in which nothing may stand that is not named here."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ShowForm(Form):
    """One way for a hole to look."""

    replace: str | None = Field(default=None, description="Words to print in square brackets.")
    pseudonym: str | None = Field(
        default=None, description="A word to print with a number, the same for the same subject."
    )
    mask: int | None = Field(default=None, description="How many letters and digits at the end stay.")
    generalise: Literal["year", "outward-postcode"] | None = Field(default=None, description="What is left of it.")


Looks: TypeAlias = Annotated[Show, BeforeValidator(as_show, json_schema_input_type=Literal["box", "label"] | ShowForm)]
