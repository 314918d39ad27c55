"""Tags that bind what is drawn to the structure tree (ISO 32000-1, 14.6 to 14.8; ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure tree: its kids are elements, or marked content by page and number."""

    tag: str
    kids: list[Node | tuple[int, int]] = field(default_factory=list)
    language: str = ""
    actual: str = ""
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    def add(self, tag: str, attributes: dict[str, str] | None = None) -> Node:
        """Add an element below this one and return it."""
        node = Node(tag, attributes=attributes or {})
        self.kids.append(node)
        return node


class Marks:
    """Open and close marked content as a page is drawn; each piece becomes a kid of its element in drawing order.

    An element that exists for a stretch inside a line (a redaction) is added to the tree only when it is drawn:
    created earlier, it would be read before the words that precede it.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._page = -1
        self._next = 0
        self._open: Node | None = None
        self.counts: list[int] = []

    def begin_page(self) -> None:
        self._page += 1
        self._next = 0

    def end_page(self) -> None:
        self.close()
        self.counts.append(self._next)

    def content(self, node: Node) -> None:
        """Make what follows part of an element."""
        if self._open is node:
            return
        self.close()
        # What goes on over a line's end is said once.
        actual = f" /ActualText {text_string('' if node.kids else node.actual)}" if node.actual else ""
        self._write(f"/{node.tag} <</MCID {self._next}{actual}>> BDC")
        node.kids.append((self._page, self._next))
        self._next += 1
        self._open = node

    @contextmanager
    def reversed_characters(self, reverse: bool) -> Iterator[None]:
        """Say that what is drawn within runs from right to left, but is drawn from left to right (14.8.2.3.3)."""
        if reverse:
            self._write("/ReversedChars BMC")
        yield
        if reverse:
            self._write("EMC")

    def artifact(self, kind: str = "") -> None:
        """Make what follows decoration: bars, rules, footers."""
        self.close()
        self._write(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")

    def end_artifact(self) -> None:
        self._write("EMC")

    def close(self) -> None:
        if self._open is not None:
            self._write("EMC")
            self._open = None


def text_string(text: str) -> str:
    """Return a PDF text string in hexadecimal UTF-16, which needs no escapes."""
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper() + ">"
