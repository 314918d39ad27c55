"""One piece of work over many sources: what fails is a value, so that one bad letter does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from redact.errors import InputError, RedactError
from redact.loaders import LOADERS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one source: a value, or the error that stopped it."""

    source: Path
    value: T | None = None
    error: RedactError | None = None


def each(work: Callable[[Path], T], sources: Iterable[Path], executor: Executor | None = None) -> Iterator[Outcome[T]]:
    """Do some work for each source, here or by an executor, and yield what became of it, in the order of the sources.

    Only this program's own errors become values. What an executor of processes is to do must be picklable.
    """
    attempt: Callable[[Path], Outcome[T]] = partial(_attempt, work)
    yield from (executor.map if executor else map)(attempt, sources)


def _attempt(work: Callable[[Path], T], source: Path) -> Outcome[T]:
    try:
        return Outcome(source, value=work(source))
    except RedactError as error:
        return Outcome(source, error=error)


def sources_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every file named, and the readable files of every folder named, by name."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(each for each in path.iterdir() if each.is_file() and each.suffix.lower() in _SUFFIXES)
        if not files:
            raise InputError(f"{path}: holds no file that can be read ({', '.join(_SUFFIXES)}); name another folder")
        yield from files


_SUFFIXES = [suffix for suffix in LOADERS if suffix]
