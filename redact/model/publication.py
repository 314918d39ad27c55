"""A publication: text with holes, which hold nothing of what was in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redact.model.decisions import How
from redact.model.positions import BlockKind, Part


@dataclass(frozen=True, slots=True)
class Redaction:
    """A hole in a publication: its number, its ground, how it looks. Never what was in it.

    `text` is what is printed instead, such as `[Junior official]`; empty for a bar. `amount` is how much was taken out,
    in bands (5 U.S.C. 552(b) asks for it at the place of deletion); empty where the policy does not say. `open` while
    a person has still to decide: only `redaction.draft` makes one, and no renderer prints it.
    """

    number: int
    exemptions: tuple[str, ...]
    text: str = ""
    how: How = "box"
    amount: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a publication: text and holes, in order."""

    parts: tuple[str | Redaction, ...]
    kind: BlockKind = "paragraph"
    level: int = 0
    part: Part = "body"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One exemption used in a publication, in plain words. `law` cites it in full; `spoken` is its code read aloud."""

    code: str
    title: str
    plain: str
    law: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be seen: text with holes. Holds no offset, length, digest, file name or text of its source."""

    title: str
    language: str
    policy: str
    passages: tuple[Passage, ...]
    legend: tuple[LegendEntry, ...] = ()

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        return tuple(part for passage in self.passages for part in passage.parts if isinstance(part, Redaction))


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF, and on which page each redaction stands, by number; pages count from 1.

    `frame` holds the words that are not the publication's own, as often as they are printed: notices, legend, labels,
    page numbers. Whoever checks the finished file needs it: somebody called Page is named at the foot of no page.
    """

    data: bytes
    pages: Mapping[int, int]
    page_count: int
    frame: str
