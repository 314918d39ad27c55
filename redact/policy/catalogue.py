"""The forms of a catalogue, which holds the grounds of one law, and of a register, which lists what is public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from redact.policy.forms import Form, Words
from redact.policy.yaml import Fault, YamlFile, nearest


class Exemption(Form):
    """A ground in law for withholding, cited as the law cites it."""

    code: str
    title: str
    plain: str = Field(description="One sentence a member of the public understands.")
    law: str = Field(default="", description="The provision in full.")
    kind: Literal["absolute", "qualified", "mandatory", "discretionary", "none"] = "none"
    test: str = Field(default="", description="What must be shown: class, prejudice, adverse effect ...")
    public_interest_test: bool = False
    needs: Words = Field(default=(), description="Records that must be attached before it is relied on.")
    protects: Literal["", "people"] = Field(
        default="", description="`people`: only personal data may be withheld under it; anything else is doubted."
    )
    excludes: Words = Field(
        default=(), description="Codes that cannot be relied on for the same information; s.36 means all of s.36(...)."
    )
    spoken: str = Field(default="", description="How the code is read aloud, if not as the catalogue's `spoken:` says.")

    def excludes_code(self, code: str) -> bool:
        """Tell whether this ground and another cannot both be relied on for the same information."""
        return any(code == other or code.startswith(f"{other}(") for other in self.excludes)


class Catalogue(Form):
    """The exemptions of one law."""

    id: str
    title: str
    law: str
    caution: str = Field(default="", description="What no lawyer has checked.")
    spoken: dict[str, str] = Field(
        default={},
        description="How codes are read aloud, by how they begin: `{s.: section}`.",
    )
    exemptions: tuple[Exemption, ...]

    def entries(self) -> dict[str, Exemption]:
        """Return the exemptions by their codes, each with how its code is read aloud."""
        return {
            entry.code: entry.model_copy(update={"spoken": entry.spoken or self._speak(entry.code)})
            for entry in self.exemptions
        }

    def _speak(self, code: str) -> str:
        for beginning, words in self.spoken.items():
            if code.startswith(beginning):
                return f"{words} {code[len(beginning) :].lstrip()}" if beginning.endswith(".") else f"{words} {code}"
        return code


class Office(Form):
    """A post, never a person."""

    name: str
    aliases: Words = ()
    traits: Words = ()


class Organisation(Form):
    """A body, with the names and initials it is known by."""

    name: str
    aliases: Words = ()
    traits: Words = ()


class Register(Form):
    """What is public: offices, bodies, places and mailboxes. Lists no people."""

    id: str
    title: str
    source: str = ""
    offices: tuple[Office, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: Words = ()
    role_mailboxes: Words = ()
    public_lines: Words = ()
    public_addresses: Words = ()
    collectives: Words = ()
    senior_titles: Words = ()
    junior_titles: Words = ()


def check_catalogue(catalogue: Catalogue, source: YamlFile) -> Iterator[Fault]:
    """Yield codes that a catalogue lists twice, and excluded ones that it lacks."""
    codes = [entry.code for entry in catalogue.exemptions]
    for index, entry in enumerate(catalogue.exemptions):
        if entry.code in codes[:index]:
            yield source.fault(("exemptions", index, "code"), f"the catalogue lists '{entry.code}' twice: keep one")
        for number, code in enumerate(entry.excludes):
            if not any(other == code or other.startswith(f"{code}(") for other in codes):
                what = f"unknown exemption '{code}'{nearest(code, codes)}"
                yield source.fault(("exemptions", index, "excludes", number), what)
