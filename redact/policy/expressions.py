"""The regular expressions of policies: judged before they are used, and stopped where they do not end.

They stand in rules, in terms and in an authority's own files of recognizers, and are run by `regex`, as Presidio's
patterns are, since it can be told when to stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex  # type: ignore[import-untyped]

from redact.errors import PolicyError
from redact.policy.yaml import Fault, Key, YamlFile

PATIENCE = 60.0  # seconds that one expression may take over one text
TRIAL = 0.3  # seconds that it may take over one of the texts it is tried on; a harmless one takes a hundredth
LONG = 1000  # characters in each of them
_REPEATED_GROUP = re.compile(r"\)\s*(?:[*+]|\{\d*,?\d*\})")
_PLAIN = "aA0é -,.'"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as written, and the name by which a message speaks of it: an expression may hold a name."""

    text: str
    name: str
    ignore_case: bool = False

    def search(self, words: str) -> bool:
        """Tell whether the expression is found in some words."""
        return next(self.finditer(words), None) is not None

    def finditer(self, text: str) -> Iterator[Any]:
        """Yield each match in a text; PolicyError where the expression does not come to an end."""
        try:
            yield from _compiled(self.text, self.ignore_case).finditer(text, timeout=PATIENCE)
        except TimeoutError:
            raise PolicyError(
                f"the expression of {self.name} was stopped after {PATIENCE:.0f} seconds; write it so that it cannot "
                "match the same characters in two ways, then run redact policy check"
            ) from None


@lru_cache(maxsize=4096)
def _compiled(text: str, ignore_case: bool) -> Any:
    return regex.compile(text, regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0))


@lru_cache(maxsize=4096)
def fault_of(text: str) -> str:
    """Return what is wrong with an expression, or nothing.

    An expression that repeats a group is tried on long texts made of its own letters, each with an end that nothing
    matches: `(a+)+$` shares "aaaa" out in so many ways that it is stopped. What passes may still be slow on a text
    that was not tried; it is stopped then.
    """
    try:
        compiled = _compiled(text, False)
    except (regex.error, RecursionError, OverflowError) as error:
        at = getattr(error, "pos", None)
        where = f" at character {at + 1}" if at is not None else ""
        return f"not a regular expression: {getattr(error, 'msg', 'too large')}{where}"
    if not _REPEATED_GROUP.search(text):
        return ""
    letters = [c for c in dict.fromkeys(re.sub(r"\\.", "", text)) if c.isalnum()]
    pairs = [a + b for a, b in pairwise(text) if a.isalnum()]
    for unit in dict.fromkeys((*letters, *_PLAIN, *pairs, "ab", "a ", "a,")):
        try:
            compiled.search(unit * (LONG // len(unit)) + "\0" + text, timeout=TRIAL)
        except TimeoutError:
            return (
                "may take for ever on some texts: a repeated group can match the same characters in two ways, such as "
                "(a+)+ or (a|a)*; bound it, such as (a{1,20})+, or take out what its parts share"
            )
    return ""


def pattern_faults(source: YamlFile) -> list[Fault]:
    """Return what is wrong with the recognizers of a file in Presidio's form, and which expressions do not end."""
    listed = source.data.get("recognizers")
    if not isinstance(listed, list) or not listed:
        return [source.fault(("recognizers",), "no `recognizers:` list, as Presidio's own files have", key=True)]
    faults: list[Fault] = []
    for i, recognizer in enumerate(listed):
        at: Key = ("recognizers", i)
        if not isinstance(recognizer, dict):
            faults.append(source.fault(at, "should be made of `key: value` lines: name, supported_entity, patterns"))
        elif recognizer.get("type") != "predefined":
            faults.extend(_recognizer_faults(source, at, recognizer))
    return faults


def _recognizer_faults(source: YamlFile, at: Key, recognizer: dict[str, Any]) -> Iterator[Fault]:
    for key in ("name", "supported_entity"):
        if not isinstance(recognizer.get(key), str):
            yield source.fault((*at, key), f"`{key}:` is missing or no word")
    patterns = recognizer.get("patterns")
    if not patterns and not recognizer.get("deny_list"):
        yield source.fault(at, "neither `patterns:` nor a `deny_list:`: it finds nothing")
    for j, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        place: Key = (*at, "patterns", j)
        if not isinstance(pattern, dict) or not isinstance(pattern.get("regex"), str):
            yield source.fault(place, "a pattern has `name:`, `regex:` and `score:`")
            continue
        score = pattern.get("score")
        if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
            yield source.fault((*place, "score"), "`score:` is a number from 0 to 1")
        if wrong := fault_of(pattern["regex"]):
            yield source.fault((*place, "regex"), wrong)
