"""The review file: one decision a line, so that a change of mind is a one-line diff. It quotes no text."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from redact.errors import OutputError, ReviewError
from redact.model import Action, Decision, FoundBy, How, PolicyReference, Review, Show, Span

FORMATS = ("redact-review/1", "redact-review/2")
"""What is read and written: the second pins the bytes of the source too. A review without them stays as it was."""
SUFFIX = ".review.json"
_KEYS = ("span", "action", "entity", "subject", "exemptions", "show", "rule", "found_by", "by", "at", "reason")
_ACTIONS = {action.name.lower(): action for action in Action}


def path_for(source: str | Path) -> Path:
    """Return where the review of a source lies: beside it, under its full name."""
    source = Path(source)
    return source.with_name(source.name + SUFFIX)


def source_of(review: Path) -> Path:
    """Return where the source of a review lies: beside it."""
    if not review.name.endswith(SUFFIX):
        raise ReviewError(
            f"{review}: is not named like a review file (NAME{SUFFIX}), so its text is not known; name it"
        )
    return review.with_name(review.name.removesuffix(SUFFIX))


def dump(review: Review) -> str:
    """Return a review as text: the same review, the same characters."""
    policy = {"id": review.policy.id, "version": review.policy.version, "digest": review.policy.digest}
    lines = [
        f'  "format": {_json(FORMATS[bool(review.file)])}',
        *([f'  "file": {_json(review.file)}'] if review.file else []),
        f'  "source": {_json(review.source)}',
        f'  "policy": {_json(policy)}',
        f'  "decisions": {_listed(map(_decision_line, review.decisions))}',
        f'  "notes": {_listed(_json(list(note)) for note in review.notes)}',
        f'  "signatures": {_listed(_json(list(signature)) for signature in review.signatures)}',
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def parse(text: str, name: str) -> Review:
    """Return the review that `text` holds; ReviewError says in which line it goes wrong."""
    try:
        data = json.loads(text, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as error:
        raise ReviewError(
            f"{name}:{error.lineno}:{error.colno}: not a whole review file ({error.msg}); "
            "take the last good version from your backup or from git"
        ) from None
    except (ValueError, RecursionError) as error:
        raise ReviewError(f"{name}: {error}") from None
    if not isinstance(data, dict) or "format" not in data:
        raise ReviewError(f"{name}: is not a review file; make one with: redact propose SOURCE")
    if data["format"] not in FORMATS:
        raise ReviewError(
            f"{name}: has the format {str(data['format'])[:40]!r} and this program reads {' and '.join(FORMATS)}; "
            "use the version of redact that wrote it, or a newer one"
        )
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines, 1) if line.lstrip().startswith('"decisions"')), 0)
    try:
        policy = data["policy"]
        decisions = tuple(
            _decision(entry, f"{name}:{first + i}" if first else f"{name}: decision {i}")
            for i, entry in enumerate(_list(data["decisions"]), 1)
        )
        return Review(
            _text(data["source"]),
            PolicyReference(_text(policy["id"]), int(policy["version"]), _text(policy.get("digest", ""))),
            decisions,
            tuple((_text(key), _text(value)) for key, value in _list(data.get("notes", []))),
            tuple((_text(key), _text(value)) for key, value in _list(data.get("signatures", []))),
            _text(data["file"]) if data["format"] == FORMATS[1] else "",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        fault = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise ReviewError(f"{name}: {fault}; mend the file or take the last good version") from None


def read(path: Path) -> Review:
    """Read a review file."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))  # Notepad puts a mark before it
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ReviewError(f"{path}: is not a review file: not UTF-8") from None


def write(path: Path, review: Review) -> None:
    """Write a review file, whole or not at all."""
    replace_file(path, dump(review).encode("utf-8"), private=True)


def compared(before: Review, after: Review) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what stands in one review and not in the other, each way, as the values that the file holds."""
    return _only_in(before, after), _only_in(after, before)


def swapped(review: Review, out: Iterable[Any], in_: Iterable[Any]) -> Review:
    """Return a review with some entries taken out and others put in: `compared`, the other way about."""
    gone, new = _sorted_out(out), _sorted_out(in_)
    return replace(
        review,
        decisions=tuple(sorted({*review.decisions} - {*gone[0]} | {*new[0]}, key=lambda d: d.span)),
        notes=tuple(sorted({*review.notes} - {*gone[1]} | {*new[1]})),
        signatures=(*(each for each in review.signatures if each not in gone[2]), *new[2]),
    )


def _sorted_out(
    entries: Iterable[Any],
) -> tuple[list[Decision], list[tuple[str, str]], list[tuple[str, str]]]:
    decisions: list[Decision] = []
    notes: list[tuple[str, str]] = []
    signatures: list[tuple[str, str]] = []
    for entry in entries:
        if "note" in entry or "signature" in entry:
            key, text = entry.get("note") or entry["signature"]
            (notes if "note" in entry else signatures).append((_text(key), _text(text)))
        else:
            decisions.append(_decision(entry, "an entry of the record"))
    return decisions, notes, signatures


def _only_in(one: Review, other: Review) -> tuple[Any, ...]:
    known = {*other.decisions}, {*other.notes}, {*other.signatures}
    return (
        *(_plain(decision) for decision in one.decisions if decision not in known[0]),
        *({"note": note} for note in one.notes if note not in known[1]),
        *({"signature": signature} for signature in one.signatures if signature not in known[2]),
    )


def replace_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put `data` under a name in one step; OutputError, and the old file untouched, where that fails.

    A `private` file is its owner's alone to read, where the system has modes; one that is there keeps its mode.
    """
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, (path.stat().st_mode & 0o777 if path.exists() else 0o600) if private else 0o644 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        # Windows replaces no file that another program has open.
        remedy = "; close it where it is open" if isinstance(error, PermissionError) and path.exists() else ""
        raise OutputError(f"{path}: cannot be written: {error.strerror}; nothing was changed{remedy}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@lru_cache(maxsize=8192)
def _decision_line(decision: Decision) -> str:
    return _json(_plain(decision))


def _plain(decision: Decision) -> dict[str, Any]:
    show = decision.show
    values: dict[str, Any] = {
        "span": [decision.span.start, decision.span.end],
        "action": decision.action.name.lower(),
        "entity": decision.entity,
        "subject": decision.subject,
        "exemptions": list(decision.exemptions),
        "show": (f"{show.how}: {show.what}" if show.what else show.how) if decision.action or show != Show() else "",
        "rule": decision.rule,
        "found_by": list(decision.found_by),
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
    }
    return {key: value for key, value in values.items() if value}


def _decision(entry: Any, place: str) -> Decision:
    if not isinstance(entry, dict):
        raise ReviewError(f"{place}: a decision is a set of named values in braces")
    if unknown := set(entry) - set(_KEYS):
        raise ReviewError(f"{place}: unknown key {min(unknown)[:40]!r}; the keys are {', '.join(_KEYS)}")
    try:
        start, end = entry["span"]
        if type(start) is not int or type(end) is not int:
            raise ValueError("a span is two whole numbers")
        how, _, what = _text(entry.get("show", "box")).partition(": ")
        if how not in get_args(How):
            raise ValueError(f"show is one of {', '.join(get_args(How))}")
        if entry["action"] not in _ACTIONS:
            raise ValueError(f"action is one of {', '.join(_ACTIONS)}")
        texts = {key: _text(entry.get(key, "")) for key in ("entity", "subject", "rule", "by", "at", "reason")}
        return Decision(
            Span(start, end),
            _ACTIONS[entry["action"]],
            exemptions=tuple(_text(code) for code in _list(entry.get("exemptions", []))),
            show=Show(how, what).require(),  # type: ignore[arg-type]
            found_by=_found_by(entry.get("found_by", [])),
            **texts,
        )
    except KeyError as error:
        raise ReviewError(f"{place}: {error.args[0]!r} is missing") from None
    except (TypeError, ValueError) as error:
        raise ReviewError(f"{place}: {error}") from None


def _found_by(value: Any) -> tuple[FoundBy, ...]:
    if not set(_list(value)) <= set(get_args(FoundBy)):
        raise ValueError(f"found_by holds any of {', '.join(get_args(FoundBy))}")
    return tuple(value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list is expected in square brackets")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected in quotation marks")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)[:40]!r} stands twice in one place")
    return dict(pairs)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(lines: Iterable[str]) -> str:
    inside = ",\n    ".join(lines)
    return f"[\n    {inside}\n  ]" if inside else "[]"
