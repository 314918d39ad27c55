"""A question to the person at the keys: free words, or some of several choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Prompt:
    """A question to the person: free words, or one (with tab: several) of some choices, found by typing."""

    title: str
    then: Callable[[str], None]
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    text: str = ""
    at: int = 0
    ticked: list[str] = field(default_factory=list)

    @property
    def matching(self) -> tuple[tuple[str, str], ...]:
        """Return the choices that hold every word typed so far, an exact one first."""
        words = self.text.lower().split()
        matching = [c for c in self.choices if all(word in f"{c[0]} {c[1]}".lower() for word in words)]
        return tuple(sorted(matching, key=lambda choice: choice[0].lower() != self.text.strip().lower()))

    def press(self, key: str, remembered: Sequence[str]) -> str:
        """Take a key; return `left` or `entered` when the question is over, and a complaint where nothing fits.

        Up and down choose, or where words are typed freely offer what was `remembered`.
        """
        if key == "escape":
            return "left"
        if key == "enter":
            return self._entered()
        if key == "backspace":
            self.text, self.at = self.text[:-1], 0
        elif key in ("up", "down"):
            self._choose(1 if key == "down" else -1, remembered)
        elif key == "tab" and self.several and self.matching:
            code = self.matching[self.at][0]
            self.ticked = [c for c in self.ticked if c != code] + [code] * (code not in self.ticked)
            self.text, self.at = "", 0
        elif key.startswith("paste:") or len(key) == 1:
            self.text, self.at = self.text + key.removeprefix("paste:"), 0
        return ""

    @property
    def answer(self) -> str:
        """Return what was said: the words, or what was ticked and chosen, one a line."""
        if not self.choices:
            return self.text.strip()
        choices = self.matching
        more = bool(choices) and (not self.ticked or (bool(self.text) and choices[self.at][0] not in self.ticked))
        return "\n".join([*self.ticked, *([choices[self.at][0]] if more else [])])

    def _entered(self) -> str:
        if self.choices and not self.matching and not self.ticked:
            return "no such choice; type less of it, or escape to leave it"
        return "entered"

    def _choose(self, by: int, remembered: Sequence[str]) -> None:
        if self.choices:
            self.at = max(0, min(self.at + by, len(self.matching) - 1))
        elif remembered:
            known = self.text in remembered
            self.text = remembered[(remembered.index(self.text) + by) % len(remembered)] if known else remembered[-1]
