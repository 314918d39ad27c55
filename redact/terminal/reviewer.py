"""What each key does in a review. Knows no screen: the terminal, the plain mode and the tests press its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from redact.errors import ChangedMeanwhile, RedactError, Refused
from redact.model import Action, Show, Span
from redact.review import editing, missing, needs, note_key
from redact.reviewing.session import Session, Where
from redact.reviewing.subjects import Subject
from redact.showing.cards import progress
from redact.showing.wording import CHOICES, keys
from redact.terminal.prompts import Prompt
from redact.text.characters import printable

Act = Callable[[str, Sequence[str]], None]
"""What is done with a reason and with codes, either of which may be empty until it is asked for."""


class Reviewer:
    """One person at the keys: which subject is before them, what they are being asked, what was just said.

    `press` takes one key: a character, or a name (`tab`, `shift-tab`, `enter`, `escape`, `backspace`, `up`, `down`).
    `overlay` is `help`, `why` or `look again` while that is shown. `done` once they have left.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.prompt: Prompt | None = None
        self.overlay = ""
        self.message = ""
        self.done = False
        self.here_only = False
        self.mention = 0
        self._moving: Span | None = None
        self._reasons: list[str] = []
        self._codes: tuple[str, ...] = ()
        self._key = ""
        self._begin()

    # What is before the person

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return self.session.subjects()

    @property
    def subject(self) -> Subject | None:
        """Return the subject before the person; none in a review in which nothing was found."""
        subjects = self.subjects
        return next((s for s in subjects if s.key == self._key), subjects[0] if subjects else None)

    @property
    def number(self) -> int:
        """Return which of the subjects this is, from 1."""
        return 1 + next((i for i, s in enumerate(self.subjects) if s.key == self._key), 0)

    @property
    def here(self) -> Span | None:
        """Return the place of the mention before the person."""
        subject = self.subject
        return subject.decisions[self.mention % len(subject.decisions)].span if subject else None

    @property
    def where(self) -> Where:
        """Return what the next decision is about: every mention, or the one that is shown."""
        if (subject := self.subject) is None or (here := self.here) is None:
            raise Refused("nothing was found; search with / for words to withhold")
        return here if self.here_only else subject.key

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
        said = prompt.press(key, self._reasons)
        if said == "left":
            self.prompt, self.message = None, "nothing changed"
        elif said == "entered":
            self.prompt = None
            prompt.then(prompt.answer)
        else:
            self.message = said

    # Moving

    def _begin(self) -> None:
        place = self.session.place
        try:
            came_back = self.session.subject(place).key if place else ""
        except Refused:
            came_back = ""
        self._key = came_back or next((s.key for s in self.subjects), "")
        if not came_back and self.subject and self.subject.state != "undecided":
            self._to_open(1)
        self.message = f"h shows the keys; {progress(self.session)}"
        if self.session.policy_changed:
            self.message = (
                "the policy has changed since this was proposed; redact propose applies it, people's words stay"
            )

    def _to(self, subject: Subject) -> None:
        self._key, self.mention, self.here_only = subject.key, 0, False

    def next_subject(self, by: int = 1) -> None:
        subjects = self.subjects
        if subjects:
            self._to(subjects[(self.number - 1 + by) % len(subjects)])

    def _to_open(self, by: int) -> bool:
        """Go to the nearest open subject in a direction, round the end."""
        subjects = self.subjects
        at = self.number - 1
        for i in range(1, len(subjects)):
            subject = subjects[(at + by * i) % len(subjects)]
            if subject.state == "undecided":
                self._to(subject)
                return True
        return False

    def next_open(self, by: int = 1) -> None:
        if not self._to_open(by):
            self.message = "no other is open"

    def previous_open(self) -> None:
        self.next_open(-1)

    def previous_subject(self) -> None:
        self.next_subject(-1)

    def previous_mention(self) -> None:
        self.next_mention(-1)

    def next_mention(self, by: int = 1) -> None:
        if (subject := self.subject) is not None:
            self.mention = (self.mention + by) % len(subject.decisions)
            self.message = f"mention {self.mention + 1} of {len(subject.decisions)}"

    def _follow(self) -> None:
        """Stay with what was just changed, whose key may be another now."""
        if touched := self.session.touched:
            subject = self.session.subject(touched[0])
            self._key = subject.key
            self.mention = next((i for i, d in enumerate(subject.decisions) if d.span.overlaps(touched[0])), 0)

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

    def _decided(self) -> None:
        """After a decision: on to the next that is open; where that was not the question, to the next of all."""
        self.message = f"saved; {progress(self.session)}"
        subject = self.subject
        if subject is not None and subject.state == "undecided":
            return  # another mention of it is still open
        if not self._to_open(1):
            self.next_subject()

    def _stay(self) -> None:
        self.message = f"saved; {progress(self.session)}"
        self._follow()

    def withhold(self) -> None:
        where = self.where
        self._do(lambda reason, codes: self.session.withhold(where, codes, reason=reason), self._decided)

    def disclose(self) -> None:
        where = self.where
        self._do(lambda reason, _: self.session.disclose(where, reason), self._decided)

    def ask(self) -> None:
        where = self.where

        def asked(question: str) -> None:
            self.session.ask(where, question)
            self._decided()
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

        def said(reason: str) -> None:
            held = self.session
            act = held.disclose if subject.first.action is Action.DISCLOSE else held.withhold
            act(where, reason=reason)
            self._stay()

        self.prompt = Prompt("The reason (up: earlier reasons)", said)

    def write_notes(self) -> None:
        review, policy = self.session.review, self.session.policy
        open_ = missing(review, policy)
        pairs = {
            note_key(code, kind): (code, kind)
            for d in review.decisions
            if d.action
            for code in d.exemptions
            if code in policy.exemptions
            for kind in needs(policy.exemption(code))
        }
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

    def _back_to(self, touched: Sequence[Span], said: str) -> None:
        for span in touched:
            try:
                subject = self.session.subject(span)
            except Refused:
                continue
            self._to(subject)
            break
        self.message = f"{said}; {progress(self.session)}"

    def reload(self) -> None:
        self.session.reload()
        self.message = f"loaded; {progress(self.session)}"

    def leave(self) -> None:
        if self.subject is not None:
            self.session.leave(self.subject.first.span)
        self.done = True

    def here_only_or_all(self) -> None:
        self.here_only = not self.here_only
        self.message = "the next decision is for this place only" if self.here_only else "for every mention"

    def why(self) -> None:
        self.overlay = "why"

    def look_again(self) -> None:
        self.overlay = "look again"

    def help(self) -> None:
        self.overlay = "help"


_ACTIONS = {name: key.action for key in keys("terminal") for name in (key.key, *key.also)}
