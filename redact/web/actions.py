"""What the page may ask of a review: one action at a time, each on the revision that the person was looking at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar

from redact.errors import ChangedMeanwhile, RedactError
from redact.model import Show, Span
from redact.reviewing.deciding import Where
from redact.reviewing.session import Session
from redact.showing.wording import CHOICES
from redact.web import views
from redact.web.views import Values

T = TypeVar("T")
LONGEST = 20_000
"""How many characters a note, a reason or a term may have."""


class Malformed(RedactError):
    """A request that the page would not make."""


class Outdated(RedactError):
    """A request made on an older revision than the review has now; `state` is how it stands."""

    def __init__(self, who: str, state: Values) -> None:
        super().__init__(f"{who} Your last action was not carried out; what you see now is how the review stands.")
        self.state = state


class Request:
    """The named values of a request, each read with care: it has its type, or the request is Malformed."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def _read(self, name: str, default: T, should: str) -> T:
        value: T = self._values.get(name, default)
        if type(value) is not type(default):
            raise Malformed(f"{name} should be {should}")
        return value

    def text(self, name: str) -> str:
        value = self._read(name, "", "a text")
        if len(value) > LONGEST:
            raise Malformed(f"{name} should be a text of at most {LONGEST} characters")
        # A lone half of a surrogate pair can be written in JSON and in no file.
        return value.encode("utf-8", "replace").decode("utf-8")

    def number(self, name: str) -> int:
        value = self._read(name, 0, "a whole number")
        if abs(value) > 10**9:
            raise Malformed(f"{name} should be a smaller number")
        return value

    def flag(self, name: str, default: bool) -> bool:
        return self._read(name, default, "true or false")

    def codes(self) -> tuple[str, ...]:
        codes: list[Any] = self._read("exemptions", [], "a list of codes")
        if len(codes) > 9 or not all(isinstance(code, str) for code in codes):
            raise Malformed("exemptions should be a short list of codes")
        return tuple(dict.fromkeys(codes))

    def span(self) -> Span:
        offsets: list[Any] = self._read("where", [], "a start and an end")
        if len(offsets) != 2 or any(type(offset) is not int for offset in offsets):
            raise Malformed("where should be a start and an end")
        try:
            return Span(*offsets)
        except ValueError:
            raise Malformed("where should be a start and a later end") from None

    def where(self) -> Where:
        value = self._values.get("where")
        return value if isinstance(value, str) else self.span()

    def show(self) -> Show:
        for look in CHOICES:
            if look.show.how == self.text("how"):
                return replace(look.show, what=self.text("what"))
        raise Malformed("how should be a way for a hole to look")


# One line an action: what the page may ask for, and the session's own verb for it.
ACTIONS: dict[str, Callable[[Session, Request], None]] = {
    "withhold": lambda session, ask: session.withhold(ask.where(), ask.codes(), reason=ask.text("reason")),
    "disclose": lambda session, ask: session.disclose(ask.where(), ask.text("reason")),
    "ask": lambda session, ask: session.ask(ask.where(), ask.text("reason")),
    "exemption": lambda session, ask: session.set_exemption(ask.where(), ask.codes(), ask.text("reason")),
    "show": lambda session, ask: session.set_show(ask.where(), ask.show()),
    "edge": lambda session, ask: session.move_edge(
        ask.span(), start=ask.number("start"), end=ask.number("end"), reason=ask.text("reason")
    ),
    "sentence": lambda session, ask: session.whole_sentence(ask.span(), ask.codes(), ask.text("reason")),
    "paragraph": lambda session, ask: session.whole_paragraph(ask.span(), ask.codes(), ask.text("reason")),
    "term": lambda session, ask: session.withhold_term(
        ask.text("text"), ask.codes(), whole_words=ask.flag("whole_words", True), reason=ask.text("reason")
    ),
    "repeat": lambda session, ask: session.repeat(ask.span(), ask.text("reason")),
    "note": lambda session, ask: session.note(ask.text("exemption"), ask.text("kind"), ask.text("text")),
    "undo": lambda session, ask: session.undo(),
    "redo": lambda session, ask: session.redo(),
}


class SharedSession:
    """One person's session, shared by the tabs they have open: one request at a time.

    `subjects` are as the page was last told of them, so that an answer holds only what is new.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._lock = Lock()
        self._subjects = views.subjects(session)

    @property
    def revision(self) -> int:
        return self.session.revision

    def letter(self) -> Values:
        return views.letter(self.session)

    def state(self, known: int | None = None) -> Values:
        """Return the whole state, or only its revision where the page knows it already.

        Looks at the file too, so that what a colleague did is seen before anything is decided on top of it.
        """
        with self._lock:
            try:
                self.session.save()
            except ChangedMeanwhile:
                self._reload()
            return {"revision": self.revision} if known == self.revision else self._state()

    def act(self, action: str, request: Request, revision: int) -> Values:
        """Carry out an action and return what changed.

        Raises Outdated where the revision is not the review's, Malformed, and what the session refuses with.
        """
        if action not in ACTIONS:
            raise Malformed("there is no such action")
        with self._lock:
            if revision != self.revision:
                raise Outdated("This review was changed in another tab.", self._state())
            try:
                ACTIONS[action](self.session, request)
            except ChangedMeanwhile:
                self._reload()
                message = "Somebody else changed this review, in another window or program."
                raise Outdated(message, self._state()) from None
            return self._changes()

    def why(self, key: str) -> Values:
        with self._lock:
            return views.why(self.session, key)

    def count(self, text: str, whole_words: bool) -> Values:
        with self._lock:
            return views.count(self.session, text, whole_words=whole_words)

    def _reload(self) -> None:
        self.session.reload()
        self._subjects = views.subjects(self.session)

    def _state(self) -> Values:
        state = {"order": list(self._subjects), "subjects": self._subjects, "warnings": views.warnings(self.session)}
        return views.footing(self.session) | state

    def _changes(self) -> Values:
        """Return only what is new since the last answer: a key must be answered at once, however long the letter."""
        before, after = self._subjects, views.subjects(self.session)
        self._subjects = after
        changes = views.footing(self.session)
        changes["subjects"] = {key: subject for key, subject in after.items() if before.get(key) != subject}
        if list(before) != list(after):
            changes["order"] = list(after)
        return changes
