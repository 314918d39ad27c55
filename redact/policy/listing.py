"""Words and people that a policy or a case lists by name, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from redact.model import Show, Span
from redact.policy.values import Form, Looks, Words, compiling
from redact.text.writings import literal


class Term(Form):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    text: str = Field(default="", description="The words, as they are written.")
    regex: str = Field(default="", description="Or a regular expression.")
    whole_words: bool = Field(default=True, description="Not within a longer word.")
    case: Literal["any", "exact"] = Field(default="any", description="Whether capitals matter.")
    because: str = Field(min_length=1, description="The reason.")

    @field_validator("regex")
    @classmethod
    def _compiles(cls, text: str) -> str:
        return compiling(text)

    @model_validator(mode="after")
    def _one_of_both(self) -> Term:
        if bool(self.text.strip()) == bool(self.regex):
            raise ValueError("a term has either `text:` or `regex:`")
        return self

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the term: any spacing between its words, line ends included."""
        core = self.regex or literal(self.text)
        if self.whole_words:
            core = rf"(?<!\w)(?:{core})(?!\w)"
        return re.compile(core, re.IGNORECASE if self.case == "any" else 0)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the term stands in a text that is read plainly."""
        yield from (Span(*match.span()) for match in self.pattern.finditer(text) if match.group())


class Withheld(Term):
    """A term that is always withheld."""

    exemption: Words = Field(default=(), description="The ground in law.")
    show: Looks = Show()


class Released(Term):
    """A term that is always disclosed: what is found within its words is too."""

    source: str = Field(default="", description="Where it was made public.")


class Terms(Form):
    """Terms always withheld and terms always released. Where both meet, withholding wins and a warning says so."""

    withhold: tuple[Withheld, ...] = ()
    release: tuple[Released, ...] = ()


class DataSubject(Form):
    """Whose data was asked for: every name they go by, and the posts they hold."""

    names: Words = Field(min_length=1)
    posts: Words = ()
    contacts: Words = Field(default=(), description="Their own addresses and numbers.")


class Official(Form):
    """Somebody known to this case, and on which side of the seniority line they stand."""

    names: Words = Field(min_length=1)
    seniority: Literal["senior", "junior"] = "senior"
    because: str = ""


class Case(Form):
    """What is known of one request: never part of a policy, and never of its digest."""

    id: str = Field(default="", description="The case's reference.")
    data_subject: DataSubject | None = None
    officials: tuple[Official, ...] = ()
    terms: Terms = Terms()
