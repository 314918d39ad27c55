"""Reads YAML into plain data that remembers where everything stood. The only door to ruamel.yaml.

YAML 1.2, so that `no` is a word. The file's events are walked with a stack of our own: no recursion to exhaust, no
alias to multiply, no tag to construct an object from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from redact.policy.faults import Fault

LARGEST = 1_000_000
DEEPEST = 24
# Control characters, and the marks that turn the direction of text round: what is read must be what is shown.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,3})?")
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
REMEDIES = {
    "mapping values are not allowed": "a colon and a space inside a sentence: put the sentence in quotation marks",
    "could not find expected ':'": "a line without a `key:`: add the key, or indent the line under its sentence",
    "found character '\\t'": "a tab: indent with spaces",
    "but found": "the indentation or the brackets do not match the lines above",
    "found unexpected end of stream": "a quotation mark that is never closed",
    "found unknown escape character": "a backslash in double quotation marks: use single ones",
}

Key = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Source:
    """A YAML file as plain data, with the line and column of each key and value."""

    path: Path
    text: str = field(repr=False)
    data: dict[str, Any] = field(repr=False)
    keys: dict[Key, Mark] = field(repr=False)
    values: dict[Key, Mark] = field(repr=False)

    def fault(self, at: Key, what: str, *, key: bool = False) -> Fault:
        """Return a fault at a key or a value; at the nearest thing around it where it does not stand in the file."""
        for end in range(len(at), -1, -1):
            mark = (self.keys if key else self.values).get(at[:end]) or self.values.get(at[:end])
            if mark:
                return fault_at(self.path, self.text, mark, what)
        return fault_at(self.path, self.text, (1, 1), what)


def fault_at(path: Path, text: str, mark: Mark, what: str) -> Fault:
    """Return a fault with the line it stands on."""
    line, column = mark
    lines = text.split("\n")
    return Fault(path, line, column, what, lines[line - 1].rstrip("\r") if line <= len(lines) else "")


def read(path: Path, kind: str = "policy") -> tuple[Source | None, tuple[Fault, ...]]:
    """Return a file's contents and everything wrong with it as YAML; no contents if nothing can be made of it.

    What is returned may be shared: a file that has not changed is read once.
    """
    try:
        stat = path.stat()
    except (OSError, ValueError) as error:
        return None, (Fault(path, 1, 1, f"cannot be read: {getattr(error, 'strerror', None) or 'no such path'}"),)
    return _read(path, kind, stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=256)
def _read(path: Path, kind: str, *_state: int) -> tuple[Source | None, tuple[Fault, ...]]:
    try:
        if path.is_dir():
            return None, (Fault(path, 1, 1, f"a folder, where a {kind} file is meant"),)
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        return None, (Fault(path, 1, 1, f"cannot be read: {error.strerror or 'unknown reason'}"),)
    if len(raw) > LARGEST:
        return None, (Fault(path, 1, 1, f"larger than {LARGEST // 1_000_000} MB: no {kind} is; is it the right file?"),)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (Fault(path, 1, 1, "in UTF-16: save it as UTF-8"),)
    if b"\0" in raw:
        return None, (Fault(path, 1, 1, "not a text file: is it the right one?"),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return None, (Fault(path, line, column, "not UTF-8 text: save it as UTF-8; is it the right file?"),)
    return parse(path, text, kind)


def parse(path: Path, text: str, kind: str = "policy") -> tuple[Source | None, tuple[Fault, ...]]:
    """Return a text's contents and everything wrong with it as YAML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if unseen := UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        column = unseen.start() - text.rfind("\n", 0, unseen.start())
        what = f"a character that cannot be seen, U+{ord(unseen.group()):04X}: delete it"
        return None, (fault_at(path, text, (line, column), what),)
    quick = _Walk(path, text, kind, pure=False).result()
    # libyaml's own words about a fault are others, and its places too: the slow parser says what is wrong.
    return quick if quick[0] is not None and not quick[1] else _Walk(path, text, kind, pure=True).result()


@dataclass
class _Frame:
    """A mapping or list that is still open."""

    at: Key
    held: dict[Any, Any] | list[Any]
    key: str | int | None = None
    skip: bool = False


class _Walk:
    """One pass over a text's YAML events."""

    def __init__(self, path: Path, text: str, kind: str, *, pure: bool) -> None:
        self.path, self.text, self.kind, self.pure = path, text, kind, pure
        self.faults: list[Fault] = []
        self.keys: dict[Key, Mark] = {}
        self.values: dict[Key, Mark] = {}
        self.stack: list[_Frame] = []
        self.top: Any = None

    def result(self) -> tuple[Source | None, tuple[Fault, ...]]:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            for event, mark in self._events():
                if not self._take(event, mark):
                    return None, tuple(self.faults)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = str(error.problem or error.context or "not YAML")
            remedy = next((text for sign, text in REMEDIES.items() if sign in problem), problem)
            self._fault(place, remedy)
            return None, tuple(self.faults)
        except (YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError):
            # Fuzzing finds inputs on which the parser trips over itself; to the person who wrote them it is one thing.
            self._fault((1, 1), "not YAML that can be read; is it the right file?")
            return None, tuple(self.faults)
        if self.top is None:
            self._fault((1, 1), f"empty: a {self.kind} begins with `id:` and `title:`")
            return None, tuple(self.faults)
        if not isinstance(self.top, dict):
            found = "a list" if isinstance(self.top, list) else "a single word or sentence"
            self._fault((1, 1), f"{found}, where a {self.kind} is made of `key: value` lines")
            return None, tuple(self.faults)
        return Source(self.path, self.text, self.top, self.keys, self.values), tuple(self.faults)

    def _events(self) -> Iterator[tuple[Any, Mark]]:
        from ruamel.yaml import YAML

        for event in YAML(typ="safe", pure=self.pure).parse(self.text):
            mark = event.start_mark
            yield event, (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def _fault(self, mark: Mark, what: str) -> None:
        self.faults.append(fault_at(self.path, self.text, mark, what))

    def _take(self, event: Any, mark: Mark) -> bool:
        """Add one event to what has been read; tell whether to go on."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and self.top is not None:
            self._fault(mark, "a second document after `---`: one file holds one")
            return False
        waiting = bool(self.stack) and isinstance(self.stack[-1].held, dict) and self.stack[-1].key is None
        if waiting and kind in ("AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
            self._fault(mark, "a key that is not a word: write `key: value`")
            return False
        if kind == "AliasEvent":
            self._fault(mark, "an alias (`*name`): write the words out again, so that each rule can be read alone")
            self._put(None, mark)
        elif kind == "ScalarEvent":
            self._tag(event, mark)
            plain = event.style is None or event.style == ""
            if plain and not event.value:  # nothing stands there: point at what it should stand behind
                mark = self.keys.get(self._next_at(), mark)
            self._put(_scalar(event.value) if plain else event.value, mark)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._tag(event, mark)
            if len(self.stack) >= DEEPEST:
                self._fault(mark, f"nested more than {DEEPEST} deep: nothing here is")
                return False
            held: dict[Any, Any] | list[Any] = {} if kind == "MappingStartEvent" else []
            frame = _Frame(self._next_at(), held, None if isinstance(held, dict) else 0)
            self._put(held, mark, opens=True)
            self.stack.append(frame)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
            self._close()
        return True

    def _tag(self, event: Any, mark: Mark) -> None:
        tag = event.tag
        if tag is not None and str(tag) != "!":
            self._fault(
                mark, "a YAML tag (`!name`): delete it; put quotation marks around words that look like numbers"
            )

    def _next_at(self) -> Key:
        if not self.stack:
            return ()
        frame = self.stack[-1]
        return (*frame.at, frame.key) if frame.key is not None else frame.at

    def _put(self, value: Any, mark: Mark, *, opens: bool = False) -> None:
        if not self.stack:
            self.top, self.values[()] = value, mark
            return
        frame = self.stack[-1]
        if isinstance(frame.held, list):
            assert isinstance(frame.key, int)
            frame.held.append(value)
            self.values[(*frame.at, frame.key)] = mark
            if not opens:
                frame.key += 1
        elif frame.key is None:
            frame.key, frame.skip = str(value), False
            at = (*frame.at, frame.key)
            if at in self.keys:
                self._fault(mark, f"'{frame.key}' stands twice; first on line {self.keys[at][0]}. Keep one")
                frame.skip = True
            else:
                self.keys[at] = mark
        else:
            if not frame.skip:
                frame.held[frame.key] = value
                self.values[(*frame.at, frame.key)] = mark
            if not opens:
                frame.key = None

    def _close(self) -> None:
        if self.stack:
            frame = self.stack[-1]
            if isinstance(frame.held, list):
                assert isinstance(frame.key, int)
                frame.key += 1
            else:
                frame.key = None


def _scalar(text: str) -> Any:
    """Return what a plain scalar means in YAML 1.2; dates stay words."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    return text
