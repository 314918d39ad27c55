"""Words for people: states, looks, ways of finding, and the keys of a review.

Said here once. The diff, the terminal and the line-by-line way read these tables, and the page is sent them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from redact.model import LOOKS, Action, FoundBy, Show
from redact.review.editing import WORD

STATES = {
    "undecided": ("?", "to decide"),
    "withhold": ("■", "withheld"),
    "disclose": ("·", "disclosed"),
    "mixed": ("≠", "some withheld, some disclosed"),
}
"""The mark and the words of each state that a decision or a subject can be in."""
MARKS = {action: STATES[action.name.lower()][0] for action in Action}
WORDS = {action: STATES[action.name.lower()][1] for action in Action}

FOUND_BY: dict[FoundBy, str] = {
    "pattern": "a pattern",
    "structure": "the letter's structure",
    "register": "a register of offices and bodies",
    "model": "the name model",
    "term": "a list of terms",
    "spread": "a mention elsewhere",
}


GROUPS = {
    "ORGANIZATION": "bodies",
    "LOCATION": "places",
    "DATE_TIME": "dates",
    "REFERENCE_NUMBER": "reference numbers",
    "MONEY": "sums of money",
}
"""What the members of a group are called, by their entity."""


def found_by(means: Iterable[FoundBy]) -> str:
    """Return by what something was found, in words."""
    return " and ".join(FOUND_BY[each] for each in means)


@dataclass(frozen=True, slots=True)
class Look:
    """One way for a hole to look, as a person chooses it. `asks` is what they are asked for, if anything."""

    show: Show
    words: str
    asks: str = ""

    @property
    def name(self) -> str:
        return f"{self.show.how}: {self.show.what}" if self.show.how == "generalise" else self.show.how


CHOICES = (
    Look(Show("box"), f"a {LOOKS['box']} with the code"),
    Look(Show("label"), f"{LOOKS['label']}: [Redacted: code]"),
    Look(Show("replace"), f"{LOOKS['replace']}, such as [Junior official]", "Words"),
    Look(Show("pseudonym"), f"{LOOKS['pseudonym']}, the same for the same person: [Person 1]", "Word"),
    Look(Show("mask", "4"), f"{LOOKS['mask']}: […4321]", "How many stay"),
    Look(Show("generalise", "year"), "the year alone: [2016]"),
    Look(Show("generalise", "outward-postcode"), "the first half of the postcode: [SW1P]"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a review: `action` is the method that it calls, `brief` its words at the foot of the screen.

    `also` are names of keys that do the same in the terminal; a page needs those for itself.
    """

    key: str
    action: str
    words: str
    brief: str = ""
    also: tuple[str, ...] = ()
    where: Literal["both", "terminal", "page"] = "both"

    @property
    def in_terminal(self) -> str:
        """Return the words with the keys that do the same in the terminal."""
        return self.words + "".join(f" (or {name})" for name in self.also)


KEYS = (
    Key("y", "withhold", "withhold, as proposed", "withhold"),
    Key("n", "disclose", "disclose", "disclose"),
    Key("u", "undo", "undo, without limit", "undo"),
    Key("U", "redo", "redo"),
    Key("e", "change_code", "change the code", "code"),
    Key("a", "change_look", "change how the hole looks", "look"),
    Key("s", "here_only_or_all", "one of a group apart, here only, or every mention", "apart"),
    Key(".", "next_mention", "next mention"),
    Key(",", "previous_mention", "previous mention"),
    Key("(", "start_earlier", "the start a word earlier"),
    Key(")", "start_later", "the start a word later"),
    Key("[", "end_earlier", "the end a word earlier"),
    Key("]", "end_later", "the end a word later"),
    Key("}", "whole_sentence", "the whole sentence"),
    Key("p", "whole_paragraph", "the whole paragraph", "paragraph"),
    Key("/", "search", "search for words and withhold them", "search"),
    Key("c", "repeat", "the same in copies of this passage"),
    Key("r", "give_reason", "give a reason"),
    Key("w", "write_notes", "write a note an exemption needs", "note"),
    Key("2", "ask", "ask a colleague; it stays open", "ask"),
    Key("o", "next_open", "next that is open", "next open", also=("tab",)),
    Key("O", "previous_open", "previous open", also=("shift-tab",)),
    Key("j", "next_subject", "next of all", "next", also=("down",)),
    Key("k", "previous_subject", "previous of all", "previous", also=("up",)),
    Key("v", "pick_words", "select words with the arrow keys", where="page"),
    Key("Y", "withhold_picked_everywhere", "withhold the selected words everywhere", where="page"),
    Key("m", "change_view", "changes, original or published", where="page"),
    Key("?", "why", "why: rule, findings, law", "why"),
    Key("!", "look_again", "what to look at again", where="terminal"),
    Key("R", "reload", "load what somebody else changed", where="terminal"),
    Key("h", "help", "help: this list", "help"),
    Key("q", "leave", "leave; you return here", "leave", also=("ctrl-c",)),
)
"""Every key of a review, in the order in which help lists them."""


def keys(where: Literal["terminal", "page"]) -> tuple[Key, ...]:
    """Return the keys that there are in the terminal, or on the page."""
    return tuple(key for key in KEYS if key.where in ("both", where))


def foot(width: int, rows: int = 2) -> list[str]:
    """Return the most used keys on at most so many rows; leaving and help come last and are never left out."""
    shown = [f"{key.key} {key.brief}" for key in keys("terminal") if key.brief]
    while len(lines := _packed(shown, width)) > rows and len(shown) > 2:
        del shown[-3]
    return lines[:rows]


def _packed(words: Iterable[str], width: int) -> list[str]:
    lines: list[str] = []
    for each in words:
        if lines and len(lines[-1]) + 2 + len(each) <= width:
            lines[-1] += f"  {each}"
        else:
            lines.append(each)
    return lines


def for_page() -> dict[str, Any]:
    """Return the words and keys that the page shows, as plain values. `word` is JavaScript's expression of a word."""
    return {
        "states": {state: {"mark": mark, "words": words} for state, (mark, words) in STATES.items()},
        "found_by": dict(FOUND_BY),
        "looks": [{**asdict(look.show), "words": look.words, "asks": look.asks} for look in CHOICES],
        "keys": [{"key": each.key, "action": each.action, "words": each.words} for each in keys("page")],
        "word": WORD.pattern.replace(r"\w", r"[\p{L}\p{N}\p{M}_]"),
    }
