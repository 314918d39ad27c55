"""The form of a policy: which keys may be written, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from redact.model import Finding, FoundBy, How, Part, Show, Span
from redact.policy.expressions import Expression, fault_of
from redact.text.writings import literal

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


class ShowForm(Form):
    """One way for a hole to look."""

    replace: str | None = Field(default=None, description="Words to print in square brackets.")
    pseudonym: str | None = Field(
        default=None, description="A word to print with a number, the same for the same subject."
    )
    mask: int | None = Field(default=None, description="How many letters and digits at the end stay.")
    generalise: Literal["year", "outward-postcode"] | None = Field(default=None, description="What is left of it.")


Looks: TypeAlias = Annotated[Show, BeforeValidator(as_show, json_schema_input_type=Literal["box", "label"] | ShowForm)]


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


def as_otherwise(value: Any) -> Any:
    """Return what happens when no rule applies, from one word or a map."""
    return {"then": value} if isinstance(value, str) else value


class Otherwise(Form):
    """What happens to a finding that no rule applies to."""

    then: Then = "ask"
    exemption: Words = ()
    show: Looks = Show()
    because: str = "No rule of the policy speaks about this."


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
    otherwise: Annotated[Otherwise, BeforeValidator(as_otherwise, json_schema_input_type=Then | Otherwise)] | None = (
        Field(default=None, description="What happens when no rule applies.")
    )
    model_alone: Then | None = Field(
        default=None, description="What becomes of a withholding that only a name model supports."
    )
    review_by: Day = Field(default="", description="When this policy must be looked at again.")
