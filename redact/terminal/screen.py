"""The review in a terminal: one screen a subject, drawn anew after each key. Works over ssh and in 80 by 24."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from redact.errors import InputError
from redact.reviewing.session import Session
from redact.showing.cards import Card, card, look_again, progress, why
from redact.showing.diff_lines import STYLES, Line
from redact.showing.wording import foot, keys
from redact.terminal.prompts import Prompt
from redact.terminal.reviewer import Reviewer
from redact.text.characters import printable

if TYPE_CHECKING:
    from prompt_toolkit.data_structures import Size
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output
    from rich.text import Text

LABEL = 11
MEMBERS = 5
"""How many lines the members of a group have at least."""


def run(session: Session) -> None:
    """Let a person at a terminal review until they leave."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("a review needs a terminal; line by line works without one: redact review PATH --plain")
    import asyncio

    from redact.terminal.keys import raw_terminal

    reviewer = Reviewer(session)
    with raw_terminal() as (source, output):
        asyncio.run(_review(reviewer, source, output))
    sys.stdout.write(f"{session.path}: saved; {progress(session)}\n")


async def _review(reviewer: Reviewer, source: Input, output: Output) -> None:
    """Press what is typed, and draw after it and when the window has got another size."""
    from redact.terminal.keys import presses

    drawn = _draw(reviewer, output)
    async for names in presses(source):
        for name in names:
            reviewer.press(name)
            if reviewer.done:
                return
        if names or drawn != output.get_size():
            drawn = _draw(reviewer, output)
        elif not sys.stdin.isatty():
            return  # the terminal is gone


def _draw(reviewer: Reviewer, output: Output) -> Size:
    """Draw the screen, and return which size it was drawn for."""
    from rich.console import Console

    size = output.get_size()  # the window itself: COLUMNS and LINES, where they are set, are not told of a new size
    console = Console(highlight=False, width=size.columns, height=size.rows, legacy_windows=False)
    with console.capture() as drawn:
        for line in frame(reviewer, size.columns, size.rows):
            console.print(line, end="\n", no_wrap=True, overflow="crop", soft_wrap=False)
    body = drawn.get().rstrip("\n").replace("\n", "\x1b[K\r\n")
    output.write_raw(f"\x1b[H{body}\x1b[K\x1b[J")
    output.flush()
    return size


def frame(reviewer: Reviewer, width: int, height: int) -> list[Text]:
    """Return the screen as exactly `height` lines of at most `width` columns."""
    width = max(width, 20)
    top = _header(reviewer, width)
    bottom = _prompt(reviewer.prompt, width, max(4, height // 2)) if reviewer.prompt else _footer(reviewer, width)
    room = max(0, height - len(top) - len(bottom))
    if reviewer.overlay and not reviewer.prompt:
        middle = list(_overlay(reviewer, width))
        if len(middle) > room:
            middle = [*middle[: room - 1], text((("quiet", "… make the window taller to see the rest"),))]
    else:
        middle = _middle(reviewer, width, room)
    blank = [text(())] * (room - len(middle))
    lines = [*top, *middle[:room], *blank, *bottom][:height]
    for line in lines:
        line.truncate(width)
    return lines


def text(line: Line) -> Text:
    """Return a line with its looks."""
    from rich.text import Text

    made = Text(no_wrap=True, end="")
    for look, words in line:
        made.append(words, STYLES.get(look, look or None))
    return made


def wrapped(line: Line, width: int, most: int = 99, indent: int = 0) -> list[Text]:
    """Return a line as several, cut between words; what goes beyond `most` lines ends in a sign."""
    from rich.console import Console

    made = text(line)
    made.no_wrap = False
    lines = list(made.wrap(Console(width=width), max(8, width - indent)))
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].truncate(max(8, width - indent) - 1)
        lines[-1].append("…")
    pad = text((("", " " * indent),))
    return [_joined(pad, each) for each in lines] if indent else lines


def _joined(*parts: Text) -> Text:
    made = text(())
    for part in parts:
        made.append_text(part)
    made.rstrip()
    return made


def _header(reviewer: Reviewer, width: int) -> list[Text]:
    session = reviewer.session
    name = printable(session.document.name)
    right = f"  {progress(session)} "
    left = text((("", f" {name}   {session.policy.reference}"),))
    left.truncate(max(0, width - len(right)), overflow="ellipsis", pad=True)
    bar = text((("bold reverse", left.plain + right),))
    bar.truncate(width, pad=True)
    return [bar]


def _footer(reviewer: Reviewer, width: int) -> list[Text]:
    message = wrapped((("strong", printable(reviewer.message)),), width, 2) if reviewer.message else [text(())]
    if reviewer.overlay:
        return [text((("quiet", "─" * width),)), text((("quiet", "any key goes back"),))]
    return [text((("quiet", "─" * width),)), *message, *(text((("quiet", row),)) for row in foot(width))]


def _prompt(prompt: Prompt, width: int, most: int) -> list[Text]:
    lines = [text((("quiet", "─" * width),)), *wrapped((("strong", printable(prompt.title)),), width, 2)]
    ticked = f"[{', '.join(prompt.ticked)}] " if prompt.ticked else ""
    typed = printable(prompt.text)[-max(8, width - 8 - len(ticked)) :]
    lines.append(text((("strong", "> "), ("undecided", ticked), ("", typed), ("reverse", " "))))
    if not prompt.choices:
        return [*lines, text((("quiet", "enter: take it   escape: leave it"),))]
    choices, room = prompt.matching, most - len(lines) - 1
    first = max(0, min(prompt.at - room // 2, len(choices) - room))
    for i, (value, message) in enumerate(choices[first : first + room], first):
        mark = "▸ " if i == prompt.at else "  "
        line = text((("strong" if i == prompt.at else "", f"{mark}{value}"), ("quiet", f"  {message}")))
        line.truncate(width, overflow="ellipsis")
        lines.append(line)
    several = "   tab: take several" if prompt.several else ""
    lines.append(
        text((("quiet", f"{len(choices)} found   up down: choose   enter: take it{several}   escape: leave it"),))
    )
    lines[-1].truncate(width)
    return lines


def _overlay(reviewer: Reviewer, width: int) -> Iterator[Text]:
    subject, lines = reviewer.subject, list[Line]()
    if reviewer.overlay == "help":
        yield text((("strong", "Keys"),))
        lines = _help(width)
    elif reviewer.overlay == "look again":
        yield text((("strong", "Look at this again before publishing"),))
        lines = list(look_again(reviewer.session))
    elif subject is not None:
        yield text((("strong", "Why"),))
        lines = list(why(reviewer.session, subject))
    for line in lines:
        yield from wrapped(tuple((look, printable(words)) for look, words in line), width)


def _help(width: int) -> list[Line]:
    """Return the keys, in two columns where they fit."""
    cells = [(("strong", f" {key.key:4}"), ("", key.in_terminal)) for key in keys("terminal")]
    if width < 80:
        return list(cells)
    half = (len(cells) + 1) // 2
    rows: list[Line] = []
    for i in range(half):
        gap = 40 - sum(len(words) for _, words in cells[i])
        rows.append((*cells[i], ("", " " * max(1, gap)), *(cells[i + half] if i + half < len(cells) else ())))
    return rows


def _middle(reviewer: Reviewer, width: int, room: int) -> list[Text]:
    subject = reviewer.subject
    if subject is None:
        return [
            *_gap(),
            *wrapped((("", "Nothing was found in this document. / searches for words to withhold."),), width),
        ]
    shown = card(reviewer.session, subject, reviewer.mention)
    count = len(reviewer.subjects)
    scope = (("warning", f"  {reviewer.scope_words}"),) if reviewer.scope_words else ()
    lines = [*_gap(), *wrapped((("quiet", f"{reviewer.number}/{count}  "), *shown.title, *scope), width, 2), *_gap()]
    line = reviewer.session.document.place(reviewer.here.start).line if reviewer.here else 1
    if shown.members:
        lines += [*_members(shown, width, max(MEMBERS, room // 2 - len(lines))), *_gap()]
        most = 2
    else:
        lines += _labelled(f"line {line}", shown.original, width, 4)
        most = 4
    lines += _labelled("Published", shown.printed, width, most)
    lines += _gap()
    for label, row in shown.rows:
        lines += _labelled(label, row, width, min(3, most))
    left = room - len(lines)
    if shown.others and left > 0:
        listed = [_cut(line, width) for line in shown.others]
        more = len(listed) - left
        lines += listed if more <= 0 else [*listed[: left - 1], text((("quiet", f"and {more + 1} more mentions"),))]
    return lines


def _members(shown: Card, width: int, most: int) -> list[Text]:
    """Return the members of a group, the one that is shown in full marked; of many, those round it."""
    listed = [
        _cut((("strong", "▸ " if nth == shown.at else "  "), *line), width) for nth, line in enumerate(shown.members)
    ]
    if len(listed) <= most:
        return listed
    room = most - 1
    first = max(0, min(shown.at - room // 2, len(listed) - room))
    return [
        *listed[first : first + room],
        text((("quiet", f"  {first + 1} to {first + room} of {len(listed)}; . and , go through them"),)),
    ]


def _labelled(label: str, line: Iterable[tuple[str, str]], width: int, most: int) -> list[Text]:
    """Return a line with its label in a column of its own; above it where the window is narrow."""
    if width < 50:
        return [*([text((("quiet", label),))] if label else []), *wrapped(tuple(line), width, most)]
    lines = wrapped(tuple(line), width, most, LABEL)
    head = text((("quiet", f"{label:{LABEL}}"),))
    return [_joined(head, lines[0][LABEL:]), *lines[1:]] if lines else []


def _cut(line: Line, width: int) -> Text:
    made = text(line)
    made.truncate(width, overflow="ellipsis")
    return made


def _gap() -> list[Text]:
    return [text(())]
