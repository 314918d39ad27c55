"""The review line by line: one question at a time, for screen readers, dumb terminals and scripts.

The same keys as on the full screen, each on a line of its own; nothing is drawn, nothing rests on colour or place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from redact.reviewing.session import Session
from redact.showing.cards import all_of, card, look_again, progress, why
from redact.showing.diff_lines import Line
from redact.showing.wording import keys
from redact.terminal.prompts import Prompt
from redact.terminal.reviewer import Reviewer
from redact.text.characters import printable

NAMES = ("tab", "shift-tab", "enter", "escape")
MOST = 12
"""How many choices are read out."""


def run(session: Session, lines: Iterable[str], write: Callable[[str], None]) -> None:
    """Ask one question after another until the person leaves or the lines end; everything is saved at once.

    A line is a key, such as `y`; after a question, the answer to it, where an empty line leaves it unanswered.
    """
    reviewer = Reviewer(session)
    say = _Sayer(write)
    say.lines([f"{session.document.name}, policy {session.policy.reference}: {progress(session)}"])
    say.subject(reviewer)
    for line in lines:
        answer = line.strip()
        before = reviewer.subject, reviewer.mention
        if reviewer.prompt is not None:
            _answered(reviewer, reviewer.prompt, answer, say)
        elif answer:
            reviewer.press(answer if answer in NAMES else answer[:1] if len(answer) == 1 else answer)
        if reviewer.overlay:
            say.lines(_overlay(reviewer))
            reviewer.press("escape")
        if reviewer.done:
            break
        if reviewer.message:
            say.lines([_sentence(printable(reviewer.message))])
        if reviewer.prompt is not None:
            say.question(reviewer.prompt)
        elif not answer or before != (reviewer.subject, reviewer.mention):
            say.subject(reviewer)
    if not reviewer.done:
        reviewer.leave()
    say.lines([f"Saved; {progress(session)}."])


def _answered(reviewer: Reviewer, prompt: Prompt, answer: str, say: _Sayer) -> None:
    """Take an answer: words as they are, and of choices the only one that fits or the one named in full."""
    if not answer:
        reviewer.press("escape")
        return
    if prompt.choices:
        prompt.text, prompt.at = answer, 0
        choices = prompt.matching
        if len(choices) > 1 and choices[0][0].lower() != answer.lower():
            say.lines(
                [f"{len(choices)} fit; say more of it:", *(f"  {value}: {what}" for value, what in choices[:MOST])]
            )
            prompt.text = ""
            reviewer.message = ""
            return
    reviewer.answer(answer)


class _Sayer:
    """Says things in lines."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(printable(line.rstrip()) + "\n")

    def question(self, prompt: Prompt) -> None:
        title = printable(prompt.title.split(" (up:")[0].split(" Type to find it")[0])
        self.lines([f"{_sentence(title)} (an empty line leaves it as it is)"])
        if 0 < len(prompt.choices) <= MOST:
            self.lines(f"  {value}: {what}" if what else f"  {value}" for value, what in prompt.choices)

    def subject(self, reviewer: Reviewer) -> None:
        self.lines(["", *_subject(reviewer)])


def _subject(reviewer: Reviewer) -> Iterator[str]:
    subject = reviewer.subject
    if subject is None:
        yield "Nothing was found. / searches for words to withhold, q leaves."
        return
    shown = card(reviewer.session, subject, reviewer.mention)
    scope = f" {reviewer.scope_words}" if reviewer.scope_words else ""
    yield f"{reviewer.number} of {len(reviewer.subjects)}. {_plain(shown.title)}{scope}"
    if reviewer.here is not None:
        yield f"Line {reviewer.session.document.place(reviewer.here.start).line}: {_plain(shown.original)}"
    yield f"Published: {_plain(shown.printed)}"
    for label, line in shown.rows:
        yield f"{label}: {_plain(line)}" if label else f"  {_plain(line)}"
    for line in (*shown.others, *shown.members[: shown.at], *shown.members[shown.at + 1 :]):
        yield f"Also {_plain(line)}"
    grouped = subject.members and reviewer.scope == "all"
    about = f" {all_of(subject)}" if grouped else ""
    apart = " s takes this one apart," if about else ""
    yield f"y withholds{about}, n discloses{about},{apart} o goes on, h tells every key."


def _overlay(reviewer: Reviewer) -> Iterator[str]:
    if reviewer.overlay == "help":
        yield from (f"  {key.key}: {key.in_terminal}" for key in keys("terminal"))
    elif reviewer.overlay == "look again":
        yield from (_plain(line) for line in look_again(reviewer.session))
    elif (subject := reviewer.subject) is not None:
        yield from (_plain(line) for line in why(reviewer.session, subject))


def _plain(line: Line) -> str:
    """Return a line in words: a bar is said, not drawn."""
    return " ".join(printable("".join(words for _, words in line)).replace("████", "[bar]").split())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", ":")) else ".")
