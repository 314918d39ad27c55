"""What each key does in a review. Knows no screen: the terminal, the plain mode and the tests press its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from redact.errors import ChangedMeanwhile, RedactError, Refused
from redact.model import Action, Show, Span
from redact.review import editing, missing, note_key, notes_needed
from redact.reviewing.session import Session
from redact.showing.cards import progress
from redact.showing.wording import CHOICES, keys
from redact.terminal.position import Position
from redact.terminal.prompts import Prompt
from redact.text.characters import printable

Act = Callable[[str, Sequence[str]], None]
"""What is done with a reason and with codes, either of which may be empty until it is asked for."""


class Reviewer(Position):
    """One person at the keys: which subject is before them, what they are being asked, what was just said.

    `press` takes one key: a character, or a name (`tab`, `shift-tab`, `enter`, `escape`, `backspace`, `up`, `down`).
    `overlay` is `help`, `why` or `look again` while that is shown. `done` once they have left.
    """

    def __init__(self, session: Session) -> None:
        self.prompt: Prompt | None = None
        self.overlay = ""
        self.done = False
        self._moving: Span | None = None
        self._reasons: list[str] = []
        self._codes: tuple[str, ...] = ()
        super().__init__(session)

    # Keys

    def press(self, key: str) -> None:
        """Do what a key says. Nothing that goes wrong escapes: it is told in `message`, and the review stays whole."""
        self.message = ""
        try:
            if self.prompt is not None:
                self._typed(self.prompt, key)
            elif self.overlay:
                self.overlay = ""
            elif key in _ACTIONS:
                getattr(self, _ACTIONS[key])()
            elif key != "resize":
                self.message = f"{printable(key[:12])}: no such key; h shows the keys"
        except ChangedMeanwhile:
            self.prompt = None
            self.message = (
                "Somebody else changed this review; that key was not saved. R loads their version: decide again"
            )
        except RedactError as error:
            self.message = str(error)

    def press_all(self, keys: Sequence[str]) -> None:
        """Press keys one after another: a string presses its characters."""
        for key in keys:
            self.press(key)

    def answer(self, text: str) -> None:
        """Answer the question that is open with these words, as plain mode and tests do."""
        if self.prompt is not None:
            self.prompt.text, self.prompt.at = text, 0
            self.press("enter")

    def _typed(self, prompt: Prompt, key: str) -> None:
        outcome = prompt.press(key, self._reasons)
        if outcome == "left":
            self.prompt, self.message = None, "nothing changed"
        elif outcome == "entered":
            self.prompt = None
            prompt.then(prompt.answer)
        else:
            self.message = outcome

    # Acting

    def _do(self, act: Act, after: Callable[[], None], reason: str = "", codes: Sequence[str] = ()) -> None:
        """Act; ask for the reason or the codes where one is needed, and act again with them."""
        try:
            act(reason, codes)
        except Refused as refused:
            if refused.lacks == "exemption" and not codes:
                self._ask_codes(lambda chosen: self._do(act, after, reason, chosen))
            elif refused.lacks == "reason" and not reason:
                self.prompt = Prompt(
                    f"{refused} (up: earlier reasons)", lambda words: self._reasoned(act, after, words, codes)
                )
            else:
                raise
            return
        if reason and reason not in self._reasons:
            self._reasons.append(reason)
        after()

    def _reasoned(self, act: Act, after: Callable[[], None], reason: str, codes: Sequence[str]) -> None:
        if reason:
            self._do(act, after, reason, codes)
        else:
            self.message = "nothing changed: this needs a reason"

    def withhold(self) -> None:
        where, before = self.where, self.subject
        self._do(
            lambda reason, codes: self.session.withhold(where, codes, reason=reason), lambda: self._decided(before)
        )

    def disclose(self) -> None:
        where, before = self.where, self.subject
        self._do(lambda reason, _: self.session.disclose(where, reason), lambda: self._decided(before))

    def ask(self) -> None:
        where, before = self.where, self.subject

        def asked(question: str) -> None:
            self.session.ask(where, question)
            self._decided(before)
            self.next_open()

        self.prompt = Prompt("The question to your colleague", asked)

    def change_code(self) -> None:
        where = self.where
        if all(not d.action for d in (self.subject.decisions if self.subject else ())):
            raise Refused("this is disclosed: y withholds it")
        self._do(lambda reason, codes: self.session.set_exemption(where, codes, reason), self._stay)

    def _ask_codes(self, then: Callable[[tuple[str, ...]], None]) -> None:
        def chosen(codes: str) -> None:
            self._codes = tuple(codes.split("\n"))
            then(self._codes)

        known = self.session.policy.exemptions
        proposed = self.subject.exemptions if self.subject else ()
        usual = [code for code in (*proposed, *self._codes) if code in known]
        choices = tuple((code, f"{known[code].title}. {known[code].plain}") for code in [*usual, *known])
        self.prompt = Prompt(
            "Under which code? Type to find it, enter takes it, tab takes several",
            chosen,
            tuple(dict.fromkeys(choices)),
            several=True,
        )

    def change_look(self) -> None:
        where = self.where

        def chosen(name: str) -> None:
            look = next(look for look in CHOICES if look.name == name)
            if look.asks:
                self.prompt = Prompt(
                    f"{look.asks}?", lambda what: shown(replace(look.show, what=what)), text=look.show.what
                )
            else:
                shown(look.show)

        def shown(show: Show) -> None:
            self.session.set_show(where, show)
            self._stay()

        choices = tuple((look.name, look.words) for look in CHOICES)
        self.prompt = Prompt("How shall it look? Type to find it", chosen, choices)

    def start_earlier(self) -> None:
        self._move(start=-1)

    def start_later(self) -> None:
        self._move(start=1)

    def end_earlier(self) -> None:
        self._move(end=-1)

    def end_later(self) -> None:
        self._move(end=1)

    def _move(self, *, start: int = 0, end: int = 0) -> None:
        if (here := self.here) is None:
            return
        again = self._moving == here  # one word after another is given up for one reason

        def moved() -> None:
            self._stay()
            self._moving = self.here

        self._do(
            lambda reason, _: self.session.move_edge(here, start=start, end=end, reason=reason),
            moved,
            self._reasons[-1] if again and self._reasons else "",
        )

    def whole_sentence(self) -> None:
        self._widen(self.session.whole_sentence)

    def whole_paragraph(self) -> None:
        self._widen(self.session.whole_paragraph)

    def _widen(self, widen: Callable[[Span, Sequence[str], str], None]) -> None:
        if (here := self.here) is not None:
            self._do(lambda reason, codes: widen(here, codes, reason), self._stay)

    def repeat(self) -> None:
        if (here := self.here) is not None:
            self._do(lambda reason, _: self.session.repeat(here, reason), self._stay)

    def search(self) -> None:
        def found(text: str) -> None:
            count = len(editing.occurrences(self.session.document, text))
            self._do(
                lambda reason, codes: self.session.withhold_term(text, codes, reason=reason),
                self._stay,
            )
            if self.prompt is not None:
                self.prompt.title = f"{count} place{'s' if count > 1 else ''}. {self.prompt.title}"

        self.prompt = Prompt("Which words are to be withheld wherever they stand?", found)

    def give_reason(self) -> None:
        where, subject = self.where, self.subject
        if subject is None or subject.state == "undecided":
            raise Refused("this is still open: decide first; where a reason is needed you will be asked")

        def reasoned(reason: str) -> None:
            session = self.session
            act = session.disclose if subject.first.action is Action.DISCLOSE else session.withhold
            act(where, reason=reason)
            self._stay()

        self.prompt = Prompt("The reason (up: earlier reasons)", reasoned)

    def write_notes(self) -> None:
        review, policy = self.session.review, self.session.policy
        open_ = missing(review, policy)
        pairs = {note_key(*note): note for note in notes_needed(review, policy, Action.UNDECIDED)}
        if self.session.document.unread:
            pairs["unread"] = ("", "unread")
        if not pairs:
            raise Refused("no exemption used here needs a note")

        def chosen(key: str) -> None:
            code, kind = pairs[key]
            self.prompt = Prompt(
                f"{key}:", lambda text: self._noted(code, kind, text), text=dict(review.notes).get(key, "")
            )

        choices = sorted((key not in open_, key) for key in pairs)
        self.prompt = Prompt(
            "Which note?", chosen, tuple((key, "" if key in dict(review.notes) else "to write") for _, key in choices)
        )

    def _noted(self, code: str, kind: str, text: str) -> None:
        self.session.note(code, kind, text)
        self.message = f"saved; {progress(self.session)}"

    def undo(self) -> None:
        touched = self.session.touched
        self.session.undo()
        self._back_to(touched, "undone")

    def redo(self) -> None:
        self.session.redo()
        self._back_to(self.session.touched, "done again")

    def reload(self) -> None:
        self.session.reload()
        self.message = f"loaded; {progress(self.session)}"

    def leave(self) -> None:
        if self.subject is not None:
            self.session.leave(self.subject.first.span)
        self.done = True

    def here_only_or_all(self) -> None:
        self._next_scope()
        words = {
            "one": "the next decision is for this one of them alone",
            "here": "the next decision is for this place only",
        }
        grouped = self.subject is not None and self.subject.members
        self.message = words.get(self.scope, "the next decision is for all of them" if grouped else "for every mention")

    def why(self) -> None:
        self.overlay = "why"

    def look_again(self) -> None:
        self.overlay = "look again"

    def help(self) -> None:
        self.overlay = "help"


_ACTIONS = {name: key.action for key in keys("terminal") for name in (key.key, *key.also)}
