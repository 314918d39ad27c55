"""YAML files as plain data with places, and faults that show theirs. The only door to ruamel.yaml.

YAML 1.2, so that `no` is a word. The parser's events are read by a descent that goes no deeper than `DEEPEST`: there is
no recursion to exhaust, no alias to multiply, and no tag to make an object from.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from redact.text.characters import CONTROLS, OVERRIDES

WIDTH = 100
LARGEST = 1_000_000
DEEPEST = 24
# Control characters, and the marks that turn the direction of text round: what is read must be what is shown.
UNSEEN = re.compile(f"[{CONTROLS}{OVERRIDES}\ud800-\udfff\ufffe\uffff]")
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


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file; line and column count from 1, and `near` is the line as written."""

    path: Path
    line: int
    column: int
    what: str
    near: str = ""
    severe: bool = True  # else a policy can be used in spite of it

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {'' if self.severe else 'warning: '}{self.what}"
        if not self.near.strip():
            return head
        # A line may be a megabyte long: show a window around the column.
        start = max(0, self.column - WIDTH) if self.column > WIDTH - 20 else 0
        shown = "".join(c if c.isprintable() else " " for c in self.near[start : start + WIDTH])
        gutter = f"{self.line:5} | "
        caret = " " * 5 + " | " + " " * (self.column - 1 - start) + "^"
        return f"{head}\n{gutter}{shown.rstrip()}\n{caret}"


def nearest(word: object, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the closest known word, or nothing when none is close."""
    written = str(word).casefold()
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(written, folded, n=1, cutoff=0.6)
    return f"; did you mean '{folded[close[0]]}'?" if close else ""


def list_faults(faults: Iterable[Fault]) -> str:
    """Return every fault, file by file and line by line, and their number."""
    ordered = sorted(set(faults), key=lambda fault: (str(fault.path), fault.line, fault.column, fault.what))
    count = f"{len(ordered)} fault{'s' if len(ordered) != 1 else ''}"
    return "\n\n".join([*map(str, ordered), f"{count}. Put this right and run it again."])


@dataclass(frozen=True, eq=False)
class YamlFile:
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


def read(path: Path, kind: str = "policy") -> tuple[YamlFile | None, tuple[Fault, ...]]:
    """Return a file's contents and everything wrong with it as YAML; no contents if nothing can be made of it.

    What is returned may be shared: a file that has not changed is read once.
    """
    try:
        stat = path.stat()
    except (OSError, ValueError) as error:
        return None, (Fault(path, 1, 1, f"cannot be read: {getattr(error, 'strerror', None) or 'no such path'}"),)
    return _read(path, kind, stat.st_mtime_ns, stat.st_size, stat.st_ino)


def read_each(kinds: Mapping[Path, str]) -> tuple[dict[Path, YamlFile], tuple[Fault, ...]]:
    """Return the contents of those files that can be read, and the faults of all."""
    results = {path: read(path, kind) for path, kind in kinds.items()}
    files = {path: file for path, (file, _) in results.items() if file}
    return files, tuple(fault for _, faults in results.values() for fault in faults)


@lru_cache(maxsize=256)
def _read(path: Path, kind: str, *_state: int) -> tuple[YamlFile | None, tuple[Fault, ...]]:
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


def parse(path: Path, text: str, kind: str = "policy") -> tuple[YamlFile | None, tuple[Fault, ...]]:
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


class _Stop(Exception):
    """Nothing more can be read; the fault that says why has been noted."""


class _Walk:
    """One pass over a text's YAML events, down into each value and out of it again."""

    def __init__(self, path: Path, text: str, kind: str, *, pure: bool) -> None:
        self.path, self.text, self.kind, self.pure = path, text, kind, pure
        self.faults: list[Fault] = []
        self.keys: dict[Key, Mark] = {}
        self.values: dict[Key, Mark] = {}
        self.depth = 0

    def result(self) -> tuple[YamlFile | None, tuple[Fault, ...]]:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        data: dict[str, Any] | None = None
        try:
            data = self._document()
        except _Stop:
            pass
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = str(error.problem or error.context or "not YAML")
            remedy = next((text for sign, text in REMEDIES.items() if sign in problem), problem)
            self._fault((mark.line + 1, mark.column + 1) if mark else (1, 1), remedy)
        except (YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError):
            # Fuzzing finds inputs on which the parser trips over itself; to the person who wrote them it is one thing.
            self._fault((1, 1), "not YAML that can be read; is it the right file?")
        made = YamlFile(self.path, self.text, data, self.keys, self.values) if data is not None else None
        return made, tuple(self.faults)

    def _document(self) -> dict[str, Any]:
        from ruamel.yaml import YAML

        self.events = iter(YAML(typ="safe", pure=self.pure).parse(self.text))
        data = None
        documents = 0
        for event in self.events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._stop(_mark(event), "a second document after `---`: one file holds one")
            elif name not in ("StreamStartEvent", "DocumentEndEvent", "StreamEndEvent"):
                data = self._value(event, ())
        if data is None:
            self._stop((1, 1), f"empty: a {self.kind} begins with `id:` and `title:`")
        if not isinstance(data, dict):
            what = "a list" if isinstance(data, list) else "a single word or sentence"
            self._stop((1, 1), f"{what}, where a {self.kind} is made of `key: value` lines")
        return data

    def _value(self, event: Any, at: Key) -> Any:
        """Return what an event begins, and note where it stands."""
        name, mark = type(event).__name__, _mark(event)
        self.values[at] = mark
        if name == "AliasEvent":
            self._fault(mark, "an alias (`*name`): write the words out again, so that each rule can be read alone")
            return None
        self._refuse_tag(event, mark)
        if name == "ScalarEvent":
            if event.style:
                return event.value
            if not event.value:  # nothing stands there: point at what it should stand behind
                self.values[at] = self.keys.get(at, mark)
            return _scalar(event.value)
        if self.depth >= DEEPEST:
            self._stop(mark, f"nested more than {DEEPEST} deep: nothing here is")
        self.depth += 1
        inside = self._list(at) if name == "SequenceStartEvent" else self._mapping(at)
        self.depth -= 1
        return inside

    def _list(self, at: Key) -> list[Any]:
        items: list[Any] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*at, len(items))))
        return items

    def _mapping(self, at: Key) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while (name := type(event := next(self.events)).__name__) != "MappingEndEvent":
            mark = _mark(event)
            if name != "ScalarEvent":
                self._stop(mark, "a key that is not a word: write `key: value`")
            self._refuse_tag(event, mark)
            key = str(event.value if event.style else _scalar(event.value))
            place = (*at, key)
            if place in self.keys:
                self._fault(mark, f"'{key}' stands twice; first on line {self.keys[place][0]}. Keep one")
                self._value(next(self.events), (*place, *mark))  # at a place of its own, which nothing asks for
            else:
                self.keys[place] = mark
                mapping[key] = self._value(next(self.events), place)
        return mapping

    def _refuse_tag(self, event: Any, mark: Mark) -> None:
        if event.tag is not None and str(event.tag) != "!":
            what = "a YAML tag (`!name`): delete it; put quotation marks around words that look like numbers"
            self._fault(mark, what)

    def _fault(self, mark: Mark, what: str) -> None:
        self.faults.append(fault_at(self.path, self.text, mark, what))

    def _stop(self, mark: Mark, what: str) -> NoReturn:
        self._fault(mark, what)
        raise _Stop


def _mark(event: Any) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(text: str) -> Any:
    """Return what a plain scalar means in YAML 1.2; dates stay words."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text
