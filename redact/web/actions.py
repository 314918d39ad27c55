"""The sitting behind the page: one action at a time, each on the revision that the person was looking at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, cast, get_args

from redact.errors import ChangedMeanwhile, RedactError
from redact.model import How, Show, Span
from redact.reviewing.session import Session, Where
from redact.web import views
from redact.web.views import Values

LONGEST = 20_000
"""How many characters a note, a reason or a term may have."""


class Malformed(RedactError):
    """A request that the page would not make."""


class Behind(RedactError):
    """A request made on an older revision than the review has now; `state` is how it stands."""

    def __init__(self, message: str, state: Values) -> None:
        super().__init__(message)
        self.state = state


@dataclass(frozen=True, slots=True)
class Said:
    """What a request says, read with care: every value has its type, or the request is Malformed."""

    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        if not isinstance(value, str) or len(value) > LONGEST:
            raise Malformed(f"{name} should be a text of at most {LONGEST} characters")
        # A lone half of a surrogate pair can be written in JSON and in no file.
        return value.encode("utf-8", "replace").decode("utf-8")

    def number(self, name: str) -> int:
        value = self.values.get(name, 0)
        if type(value) is not int or abs(value) > 10**9:
            raise Malformed(f"{name} should be a whole number")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise Malformed(f"{name} should be true or false")
        return value

    def codes(self) -> tuple[str, ...]:
        value = self.values.get("exemptions", [])
        if not isinstance(value, list) or len(value) > 9 or not all(isinstance(code, str) for code in value):
            raise Malformed("exemptions should be a short list of codes")
        return tuple(dict.fromkeys(value))

    def span(self, name: str = "where") -> Span:
        value = self.values.get(name)
        if not isinstance(value, list) or len(value) != 2 or any(type(offset) is not int for offset in value):
            raise Malformed(f"{name} should be a start and an end")
        try:
            return Span(*value)
        except ValueError:
            raise Malformed(f"{name} should be a start and a later end") from None

    def where(self) -> Where:
        value = self.values.get("where")
        return value if isinstance(value, str) else self.span()

    def show(self) -> Show | None:
        if "how" not in self.values:
            return None
        how, what = self.text("how"), self.text("what")
        if how not in get_args(How):
            raise Malformed("how is one of the ways for a hole to look")
        if how == "mask" and not (len(what) <= 2 and what.isdecimal() and int(what) <= 12):
            raise Malformed("a mask keeps from 0 to 12 characters")
        if how == "generalise" and what not in ("year", "outward-postcode"):
            raise Malformed("what is left is a year or an outward postcode")
        if set(what) & set("[]"):
            raise Malformed("square brackets are put round the words by the program: leave them out")
        return Show(cast(How, how), what)


def _show(session: Session, said: Said) -> None:
    show = said.show()
    if show is None:
        raise Malformed("how should say how the hole looks")
    session.set_show(said.where(), show)


# One line an action: what the page may ask for, and the sitting's own verb for it.
ACTIONS: dict[str, Callable[[Session, Said], None]] = {
    "withhold": lambda s, a: s.withhold(a.where(), a.codes(), a.show(), a.text("reason")),
    "disclose": lambda s, a: s.disclose(a.where(), a.text("reason")),
    "ask": lambda s, a: s.ask(a.where(), a.text("reason")),
    "exemption": lambda s, a: s.set_exemption(a.where(), a.codes(), a.text("reason")),
    "show": _show,
    "edge": lambda s, a: s.move_edge(a.span(), start=a.number("start"), end=a.number("end"), reason=a.text("reason")),
    "sentence": lambda s, a: s.whole_sentence(a.span(), a.codes(), a.text("reason")),
    "paragraph": lambda s, a: s.whole_paragraph(a.span(), a.codes(), a.text("reason")),
    "term": lambda s, a: s.withhold_term(
        a.text("text"), a.codes(), whole_words=a.flag("whole_words", True), show=a.show(), reason=a.text("reason")
    ),
    "repeat": lambda s, a: s.repeat(a.span(), a.text("reason")),
    "note": lambda s, a: s.note(a.text("exemption"), a.text("kind"), a.text("text")),
    "undo": lambda s, a: s.undo(),
    "redo": lambda s, a: s.redo(),
}


class Desk:
    """One sitting, one request at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._lock = Lock()
        self._told = views.subjects(session)

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

    def act(self, action: str, said: Said, revision: int) -> Values:
        """Carry out an action and return what changed. Raises Behind, Malformed, and what the sitting refuses with."""
        if action not in ACTIONS:
            raise Malformed("there is no such action")
        with self._lock:
            if revision != self.revision:
                raise Behind(
                    "This review was changed in another tab. Your last action was not carried out; "
                    "what you see now is how the review stands.",
                    self._state(),
                )
            try:
                ACTIONS[action](self.session, said)
            except ChangedMeanwhile:
                self._reload()
                raise Behind(
                    "Somebody else changed this review, in another window or program. Your last action was not carried "
                    "out; what you see now is how the review stands.",
                    self._state(),
                ) from None
            return self._changes()

    def why(self, key: str) -> Values:
        with self._lock:
            return views.why(self.session, key)

    def count(self, text: str, whole_words: bool) -> Values:
        with self._lock:
            return views.count(self.session, text, whole_words=whole_words)

    def _reload(self) -> None:
        self.session.reload()
        self._told = views.subjects(self.session)

    def _state(self) -> Values:
        return {
            **views.footing(self.session),
            "order": list(self._told),
            "subjects": self._told,
            "cautions": views.cautions(self.session),
        }

    def _changes(self) -> Values:
        """Return only what is new since the last answer: a key must be answered at once, however long the letter."""
        before, after = self._told, views.subjects(self.session)
        self._told = after
        changes: Values = {
            **views.footing(self.session),
            "subjects": {key: value for key, value in after.items() if before.get(key) != value},
        }
        if list(before) != list(after):
            changes["order"] = list(after)
        return changes
