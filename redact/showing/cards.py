"""What a person sees of one subject before deciding: its words in their line, what would be printed, why, whose word.

Made of plain pieces, each with the name of its look, so that a terminal, a line of text and a test show the same. All
of it is safe to print: control and direction characters have become what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redact.model import Action, Decision, Document, Span
from redact.review import missing, needs, note_key
from redact.reviewing.session import Session
from redact.reviewing.subjects import Subject
from redact.showing.diff_lines import LOOKS, Line
from redact.showing.preview import holes
from redact.showing.wording import GROUPS, MARKS, STATES, found_by
from redact.text.characters import printable

MARGIN = 110
"""How many characters of its surroundings are shown on each side of a mention."""


@dataclass(frozen=True, slots=True)
class Card:
    """One subject, ready to be shown: `rows` are a label and a line each; `original` and `printed` one mention.

    `others` are its other mentions. A group has its `members` instead, of which the one `at` is shown in full.
    """

    title: Line
    original: Line
    printed: Line
    rows: tuple[tuple[str, Line], ...]
    others: tuple[Line, ...] = ()
    members: tuple[Line, ...] = ()
    at: int = 0


def card(session: Session, subject: Subject, mention: int = 0) -> Card:
    """Return what a person needs to decide on a subject, with one of its mentions in full."""
    document = session.document
    decisions = subject.decisions
    current = decisions[mention % len(decisions)]
    state = subject.state
    about = "" if subject.members else f"  {printable(subject.key)}  {_mentions(subject)}"
    title: Line = (
        (state if state != "mixed" else "warning", " ".join(STATES[state])),
        ("", "  "),
        ("strong", kind(subject)),
        ("quiet", about),
    )
    return Card(
        title,
        original(document, current.span),
        published(session, current.span),
        tuple(_rows(session, subject, current)),
        tuple(_listed(document, decision) for decision in decisions if decision is not current and not subject.members),
        tuple(_member(document, each) for each in subject.members),
        subject.members.index(member_at(subject, current.span)) if subject.members else 0,
    )


def kind(subject: Subject) -> str:
    """Return what a subject is, in words; a group with its count, such as `12 bodies a name model guessed`."""
    if subject.members:
        guessed = " a name model guessed" if subject.found_by == ("model",) else ""
        return f"{len(subject.members)} {GROUPS[subject.entity]}{guessed}"
    return plain_entity(subject.entity)


def member_at(subject: Subject, span: Span) -> Subject:
    """Return the member of a group that is decided on at a place; what is no group is its own only member."""
    members = (member for member in subject.members if any(d.span == span for d in member.decisions))
    return next(members, subject)


def _mentions(subject: Subject) -> str:
    count = len(subject.decisions)
    return f"{count} mention{'s' if count > 1 else ''}"


def all_of(subject: Subject) -> str:
    """Return all members of a group in words: `both`, `all 8`."""
    count = len(subject.members)
    return "both" if count == 2 else f"all {count}"


def plain_entity(entity: str) -> str:
    """Return an entity's name as a person says it: `EMAIL_ADDRESS` is an e-mail address."""
    words = entity.replace("_", " ").lower().replace("email", "e-mail").replace("uk ", "UK ").replace("nhs", "NHS")
    return (words[:1].upper() + words[1:]).removesuffix(" cue") or "Words picked by a person"


def _rows(session: Session, subject: Subject, current: Decision) -> Iterator[tuple[str, Line]]:
    policy = session.policy
    codes = current.exemptions
    if subject.members:
        member = member_at(subject, current.span)
        words = printable(member.words[0])
        yield "This one", (("strong", words), ("quiet", f"  {_mentions(member)}  (s answers it apart)"))
        yield from _looks(subject)  # before the rest, which a small window cuts
    known = [policy.exemption(code) for code in codes if code in policy.exemptions]
    for exemption in known:
        kind = "" if exemption.kind == "none" else f" ({exemption.kind})"
        yield "Code", (("strong", exemption.code), ("", f"  {exemption.title}{kind}"))
        yield "", (("quiet", exemption.plain),)
    if not known and current.action:
        yield "Code", (("warning", ", ".join(map(printable, codes)) or "none yet: withholding asks for one"),)
    if subject.because:
        yield "Because", (("", subject.because), ("quiet", f"  (rule {subject.rule})"))
    if subject.found_by:
        yield "Found by", (("", found_by(subject.found_by)),)
    if told := [trait for trait in subject.traits if not trait.startswith("in-")]:
        yield "Known", (("", ", ".join(told).replace("-", " ")),)
    if current.by:
        words = f": {printable(current.reason)}" if current.reason else ""
        yield "Decided", (("", f"by {printable(current.by)}, {printable(current.at)}{words}"),)
    elif current.action is not Action.UNDECIDED:
        yield "Decided", (("quiet", "by the policy; nobody has looked yet"),)
    written = dict(session.review.notes)
    wanted = [note_key(e.code, kind) for e in known for kind in needs(e)] if current.action else []
    if wanted := [key for key in wanted if not written.get(key, "").strip()]:
        yield "Needs", (("warning", ", ".join(wanted)), ("quiet", "  (w writes it)"))
    if not subject.members:
        yield from _looks(subject)


def _looks(subject: Subject) -> Iterator[tuple[str, Line]]:
    for warning in subject.warnings:
        yield "Look", (("warning", f"! {warning}"),)


def original(document: Document, span: Span, margin: int = MARGIN) -> Line:
    """Return a mention in its surroundings, in braces."""
    first, last = _window(document, span, margin)
    return (
        ("", _flat(document, first, span.start, "…" if _more_before(document, first) else "")),
        ("mention", f"{{{printable(_one_line(document[span]))}}}"),
        ("", _flat(document, span.end, last) + ("…" if _more_after(document, last) else "")),
    )


def published(session: Session, span: Span, margin: int = MARGIN) -> Line:
    """Return the same surroundings as they would be printed, with what is open shown as if it were withheld."""
    document = session.document
    first, last = _window(document, span, margin)
    pieces: list[tuple[str, str]] = []
    at = first
    for hole in holes(document, session.review, session.policy):
        if hole.span.end <= first or hole.span.start >= last:
            continue
        if hole.span.start > at:
            pieces.append(("", _flat(document, at, hole.span.start)))
        if not hole.goes_on:
            pieces.append((LOOKS[hole.decision.action], printable(str(hole))))
        at = hole.span.end
    if at < last:
        pieces.append(("", _flat(document, at, last)))
    before = (("", "…"),) if _more_before(document, first) else ()
    after = (("", "…"),) if _more_after(document, last) else ()
    return (*before, *pieces, *after)


def _listed(document: Document, decision: Decision, often: str = "", margin: int = 30) -> Line:
    """Return a mention in a line of its own, with how often what it is a mention of stands in the document."""
    line = document.place(decision.span.start).line
    return (
        (LOOKS[decision.action], f"{MARKS[decision.action]} "),
        ("quiet", f"line {line}{often}: "),
        *original(document, decision.span, margin),
    )


def _member(document: Document, member: Subject) -> Line:
    often = f", {_mentions(member)}" if len(member.decisions) > 1 else ""
    return _listed(document, member.decisions[0], often)


def progress(session: Session) -> str:
    """Return how much is left: questions to decide, a group being one, and notes to write."""
    subjects = session.subjects()
    left = sum(subject.state == "undecided" for subject in subjects)
    notes = len(missing(session.review, session.policy))
    alone = sum(not any(decision.by for decision in subject.decisions) for subject in subjects)
    words = f"{left} of {len(subjects)} left to decide" if left else f"all {len(subjects)} decided"
    words += f", {alone} by the policy alone" if alone and not left else ""
    return words + (f"; {notes} note{'s' if notes > 1 else ''} to write" if notes else "")


def look_again(session: Session) -> tuple[Line, ...]:
    """Return what deserves another look before publishing, in the document and about the whole of it."""
    lines = tuple((("warning", "! "), ("", str(warning))) for warning in session.warnings())
    return lines or ((("", "nothing: no warning about what is withheld or left open"),),)


def why(session: Session, subject: Subject) -> tuple[Line, ...]:
    """Return everything that led to the proposal on a subject: rule, findings, what is known, the law."""
    lines: list[Line] = []
    if subject.rule:
        lines += [(("strong", "Rule  "), ("", subject.rule)), (("", f"      {subject.because}"),)]
    else:
        lines.append((("", "No rule: a person picked these words."),))
    for code in subject.exemptions:
        if code in session.policy.exemptions:
            exemption = session.policy.exemption(code)
            lines += [
                (("strong", "Law   "), ("", f"{code}  {exemption.title}. {exemption.law}")),
                (("", f"      {exemption.plain}"),),
            ]
            if wanted := needs(exemption):
                lines.append((("", f"      needs: {', '.join(wanted)}"),))
    spans = [decision.span for decision in subject.decisions]
    for finding in session.findings:
        if any(finding.span.overlaps(span) for span in spans):
            seen = f"{finding.entity}, {finding.score:.2f}, by {found_by(finding.found_by)}"
            traits = "; " + ", ".join(sorted(finding.traits)) if finding.traits else ""
            lines.append((("strong", "Seen  "), ("", f"{session.document.place(finding.span.start)}: {seen}{traits}")))
    lines.append((("strong", "Policy "), ("", str(session.policy.reference))))
    return tuple(lines)


def _window(document: Document, span: Span, margin: int) -> tuple[int, int]:
    """Return the characters shown round a span: its blocks, short ones with their neighbours, cut between words."""
    blocks = document.paragraph(span)
    if len(blocks) < margin // 2:
        near = document.blocks_in(Span(max(0, blocks.start - 3), blocks.end + 3))
        blocks = Span(near[0].span.start, near[-1].span.end)
    first, last = max(blocks.start, span.start - margin), min(blocks.end, span.end + margin)
    if first > blocks.start:
        first = min((i + 1 for i in range(first, span.start) if document.text[i].isspace()), default=first)
    if last < blocks.end:
        last = max((i for i in range(span.end, last) if document.text[i].isspace()), default=last)
    return first, last


_SPACES = re.compile(r"\s+")


def _more_before(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is not None and block.span.start < at


def _more_after(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is not None and block.span.start < at < block.span.end


def _flat(document: Document, start: int, end: int, before: str = "") -> str:
    """Return a piece of the document as one line: white space as one space, and a stroke between blocks."""
    pieces: list[str] = []
    at = start
    for run in _SPACES.finditer(document.text, start, end):
        between = document.block_at(run.start()) is None and run.start() > 0
        pieces += [document.text[at : run.start()], " / " if between and "\n" in run.group() else " "]
        at = run.end()
    return before + printable("".join([*pieces, document.text[at:end]]))


def _one_line(text: str) -> str:
    return " ".join(text.split())
