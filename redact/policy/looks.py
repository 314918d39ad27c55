"""How publications look, as a policy may write it: each hole, and the pages around them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, field_validator

from redact.model import How, Show
from redact.policy.forms import Form, Words


def as_show(value: Any) -> Any:
    """Return how a hole looks, from `box`, `label` or a map of one key such as `{replace: Junior official}`."""
    if value in ("box", "label"):
        return Show(value)
    ways: dict[str, How] = {"replace": "replace", "pseudonym": "pseudonym", "mask": "mask", "generalise": "generalise"}
    if isinstance(value, dict) and len(value) == 1:
        (how, what), *_ = value.items()
        if how in ways:
            number = isinstance(what, int) and not isinstance(what, bool)
            return Show(ways[how], str(what) if isinstance(what, str) or number else "").require()
    if isinstance(value, Show):
        return value
    raise ValueError(
        "`show` is box, label, or one of {replace: words}, {pseudonym: word}, {mask: 4}, {generalise: year}"
    )


class ShowForm(Form):
    """One way for a hole to look."""

    replace: str | None = Field(default=None, description="Words to print in square brackets.")
    pseudonym: str | None = Field(
        default=None, description="A word to print with a number, the same for the same subject."
    )
    mask: int | None = Field(default=None, description="How many letters and digits at the end stay.")
    generalise: Literal["year", "outward-postcode"] | None = Field(default=None, description="What is left of it.")


Looks: TypeAlias = Annotated[Show, BeforeValidator(as_show, json_schema_input_type=Literal["box", "label"] | ShowForm)]


PLACEHOLDER = re.compile(
    r"\{[^}]*\}|<[^>]+>|_{3,}|\.{4,}|\b(?:TBC|TBA|TODO|XX+)\b"
    r"|\[(?:insert|enter|add|your|name|date|address|e-?mail|phone|to be)\b[^\]]*\]",
    re.IGNORECASE,
)


class PresentationForm(Form):
    """What an authority chooses about how its publications look; `renderers.Presentation` adds what one release needs.

    A text that still holds a placeholder such as `{address}` or `[insert date]` raises ValueError.
    """

    paper: Literal["a4", "letter"] = "a4"
    label: Literal["code", "title", "word", "plain"] = Field(default="code", description="What a mark says.")
    mark: Literal["bar", "bracket"] = "bar"
    numbered: bool = Field(default=False, description="Whether a mark starts with its number in the schedule.")
    schedule: bool = Field(default=False, description="Whether the schedule follows as an appendix.")
    head: str = Field(default="", description="Printed at the top of every page.")
    foot: str = Field(default="", description="Printed at the foot of every page.")
    publisher: str = Field(default="", description="Who releases it.")
    cover: Words = Field(default=(), description="Paragraphs of a note that goes before the record.")
    review: str = Field(default="", description="How to ask for an internal review.")
    regulator: str = Field(default="", description="How to complain after that.")

    @field_validator("*")
    @classmethod
    def _filled_in(cls, value: Any) -> Any:
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and (placeholder := PLACEHOLDER.search(text)):
                raise ValueError(f"the placeholder {placeholder[0]} has not been filled in")
        return value
