"""The form of a policy: which keys may be written, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, field_validator, model_validator

from redact.model import Finding, FoundBy, Part, Show, Span
from redact.policy.expressions import Expression
from redact.policy.forms import Day, Form, Id, Pattern, Words, as_tuple
from redact.policy.looks import Looks, PresentationForm
from redact.text.search import find_words
from redact.text.writings import literal

Then: TypeAlias = Literal["withhold", "disclose", "ask"]

Unit: TypeAlias = Literal["finding", "sentence", "paragraph", "page"]


class When(Form):
    """What a finding must be for a rule to apply: everything named here must hold."""

    entity: Words = Field(default=(), description="What was found: any of these.")
    traits: Words = Field(default=(), description="Facts about it: all of these hold.")
    without: Words = Field(default=(), description="Facts about it: none of these holds.")
    part: Annotated[tuple[Part, ...], BeforeValidator(as_tuple, json_schema_input_type=Part | list[Part])] = Field(
        default=(), description="Where in the letter it stands: any of these."
    )
    text: Pattern = Field(
        default="", description="A regular expression searched for in the words found; (?i) ignores case."
    )
    score: float = Field(default=0.0, ge=0, le=1, description="How sure the finding is, at least.")
    found_by: Annotated[
        tuple[FoundBy, ...], BeforeValidator(as_tuple, json_schema_input_type=FoundBy | list[FoundBy])
    ] = Field(default=(), description="What saw it: any of these.")
    found_only_by: Annotated[
        tuple[FoundBy, ...], BeforeValidator(as_tuple, json_schema_input_type=FoundBy | list[FoundBy])
    ] = Field(default=(), description="What saw it: these and nothing else.")

    def applies(self, finding: Finding, words: str) -> bool:
        """Tell whether a finding, whose words are given, is what this asks for."""
        return not self.lacking(finding, words)

    def lacking(self, finding: Finding, words: str) -> str:
        """Return the first thing asked for that does not hold, as a clause, or nothing where all holds."""
        if self.entity and finding.entity not in self.entity:
            return f"it is about {' or '.join(self.entity)}"
        if not finding.traits.issuperset(self.traits):
            absent = [trait for trait in self.traits if trait not in finding.traits]
            return f"it asks for the trait {' and '.join(absent)}, which this has not"
        if not finding.traits.isdisjoint(self.without):
            present = [trait for trait in self.without if trait in finding.traits]
            return f"it asks for no {' or '.join(present)}, which this is"
        if self.part and finding.traits.isdisjoint(f"in-{part}" for part in self.part):
            return f"it is about the {' or '.join(self.part)}"
        if finding.score < self.score:
            return f"it asks for a score of {self.score:.2f}"
        if self.found_by and set(finding.found_by).isdisjoint(self.found_by):
            return f"it asks for something found by {' or '.join(self.found_by)}"
        if self.found_only_by and not set(finding.found_by).issubset(self.found_only_by):
            return f"it is about what was found by {' or '.join(self.found_only_by)} alone"
        if self.text and not Expression(self.text, "a rule's `text:`").search(words):
            return "the words do not match its `text:`"
        return ""


class Examples(Form):
    """Words a rule applies to, and words it passes over: tested by `redact policy test`."""

    applies: Words = ()
    passes: Words = ()


class Rule(Form):
    """When a finding looks like this, then do this, because."""

    id: Id = Field(description="Names what it matches, never what is done.")
    when: When = When()
    then: Then
    exemption: Words = Field(default=(), description="The ground in law; on `ask`, what withholding would use.")
    show: Looks = Field(default=Show(), description="How the hole looks.")
    unit: Unit = Field(default="finding", description="How much goes with it.")
    notice: bool = Field(default=False, description="Disclosed, and shown once to the person reviewing.")
    because: str = Field(min_length=1, description="The reason, in a sentence that a requester could be sent.")
    review_by: Day = Field(default="", description="When this rule must be looked at again.")
    examples: Examples = Examples()


def as_outcome(value: Any) -> Any:
    """Return what happens, from one word or a map."""
    return {"then": value} if isinstance(value, str) else value


class Otherwise(Form):
    """What happens to a finding that no rule applies to."""

    then: Then = "ask"
    exemption: Words = ()
    show: Looks = Show()
    because: str = "No rule of the policy speaks about this."


class ModelAlone(Form):
    """What becomes of a withholding that only a name model supports."""

    then: Then = Field(default="ask", description="What becomes of it.")
    withhold_from: float | None = Field(
        default=None,
        ge=0.5,
        le=1,
        strict=True,
        description="How probable it must be, from 0.5 to 1, for the rule's own word to stand instead.",
    )

    @field_validator("withhold_from", mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("write a number from 0.5 to 1, such as 0.95, or delete the key")
        return value

    @model_validator(mode="after")
    def _makes_a_difference(self) -> ModelAlone:
        if self.withhold_from is not None and self.then == "withhold":
            raise ValueError("`withhold_from` changes nothing beside `then: withhold`: delete one of them")
        return self

    def outcome(self, score: float) -> Then:
        """Return what becomes of a withholding of a finding of this score."""
        return "withhold" if self.withhold_from is not None and score >= self.withhold_from else self.then

    def __str__(self) -> str:
        """Return it as a policy writes it."""
        if self.withhold_from is None:
            return self.then
        then = "" if self.then == "ask" else f"then: {self.then}, "
        return f"{{{then}withhold_from: {self.withhold_from:g}}}"


class Seniority(Form):
    """Where an authority draws the line between posts that are named and posts that are not: its own choice."""

    senior: Words = Field(default=(), description="Titles and grades whose holders are named.")
    junior: Words = Field(default=(), description="Titles and grades whose holders are not.")


class Term(Form):
    id: Id
    text: str = Field(default="", description="The words, as they are written.")
    regex: Pattern = Field(default="", description="Or a regular expression.")
    whole_words: bool = Field(default=True, description="Not within a longer word.")
    case: Literal["any", "exact"] = Field(default="any", description="Whether capitals matter.")
    because: str = Field(min_length=1, description="The reason.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Term:
        if bool(self.text.strip()) == bool(self.regex):
            raise ValueError("a term has either `text:` or `regex:`")
        return self

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the term stands in a text that is read plainly, whatever spaces stand between its words."""
        core = self.regex or literal(self.text)
        if self.whole_words:
            core = rf"(?<![\p{{L}}\p{{N}}_])(?:{core})(?![\p{{L}}\p{{N}}_])"
        expression = Expression(core, f"the term '{self.id}'", self.case == "any")
        yield from (Span(*match.span()) for match in expression.finditer(text) if match.group())


class Withheld(Term):
    """A term that is always withheld, in whatever writing: `operation_blue_kestrel` is `Operation Blue Kestrel`."""

    exemption: Words = Field(default=(), description="The ground in law.")
    show: Looks = Show()

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the term stands, in any writing of it where capitals do not matter."""
        found = [*super().spans(text)]
        if self.text and self.whole_words and self.case == "any" and re.search(r"\w", self.text):
            found += (Span(*place) for place in find_words(text, [self.text]))
        widest: list[Span] = []
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if not widest or span.end > widest[-1].end:
                widest.append(span)
        yield from widest


class Released(Term):
    """A term that is always disclosed: what is found within its words is too."""

    source: str = Field(default="", description="Where it was made public.")


class Terms(Form):
    """Terms always withheld and terms always released. Where both meet, withholding wins and a warning says so."""

    withhold: tuple[Withheld, ...] = ()
    release: tuple[Released, ...] = ()


class PolicyFile(Form):
    """A policy as written, before its parent is read."""

    id: Id = Field(description="The file's name without `.yaml`.")
    version: int = Field(ge=1, description="Counts up whenever a finding would be decided differently.")
    title: str = Field(min_length=1)
    language: str = Field(
        default="", pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", description="Such as en-GB or cy."
    )
    abstract: bool = Field(default=False, description="Only to be extended; decides nothing itself.")
    extends: str = Field(default="", description="One parent: the id of a shipped policy, or a path ending in .yaml.")
    exemptions: str = Field(default="", description="The catalogue every code must be in.")
    map_exemptions: dict[str, str] = Field(default={}, description="Inherited codes that read otherwise here.")
    requires: Annotated[
        tuple[Literal["data_subject"], ...], BeforeValidator(as_tuple, json_schema_input_type=Literal["data_subject"])
    ] = Field(default=(), description="What a case must say before this policy can be used.")
    seniority: Seniority = Field(
        default=Seniority(), description="The authority's own line; stands before the registers."
    )
    terms: Terms = Field(default=Terms(), description="Words always withheld or always released.")
    amounts: bool | None = Field(
        default=None, description="Whether each mark says how much was taken out, in bands, as 5 U.S.C. 552(b) asks."
    )
    presentation: PresentationForm = Field(
        default=PresentationForm(), description="How publications look; the parent's where not said."
    )
    disable: Words = Field(default=(), description="Inherited rules that do not hold here.")
    registers: Words = Field(default=(), description="Registers to read, besides the parent's.")
    recognizers: Words = Field(default=(), description="Files of patterns in Presidio's form, besides the parent's.")
    models: Words = Field(
        default=(), description="Name models: names-uk, which comes with the program, or spaCy packages."
    )
    rules: tuple[Rule, ...] = Field(
        default=(), description="The first that applies decides; these stand before the parent's."
    )
    otherwise: Annotated[Otherwise, BeforeValidator(as_outcome, json_schema_input_type=Then | Otherwise)] | None = (
        Field(default=None, description="What happens when no rule applies.")
    )
    model_alone: Annotated[ModelAlone, BeforeValidator(as_outcome, json_schema_input_type=Then | ModelAlone)] | None = (
        Field(default=None, description="What becomes of a withholding that only a name model supports.")
    )
    review_by: Day = Field(default="", description="When this policy must be looked at again.")
