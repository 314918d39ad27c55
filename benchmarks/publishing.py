"""Publishers that are killed at every step on the disk, and publishers that race: what stands in the folders then.

    python -m benchmarks.publishing 1000 300      kills, races

A kill strikes at a step by number, or at a moment by chance; then another source is published into the same folders.
A set is mixed where some of its files, or of its records, are of another publication than the rest. Needs os.fork.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from redact import publishing
from redact.publishing import sets
from redact.verification import Report

STEPS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir")
LETTER = "Northmoor Council\n\nDear Sir\n\nMs Orla Fenwick rang on {day}. {more}\n\nYours faithfully\n"
WORD = b"Fenwick"
Ready = tuple[publishing.Prepared, publishing.Release, Report]


def ready(folder: Path, day: str, name: str) -> Ready:
    """Return a letter that is prepared, made and checked."""
    source = folder / f"{day}.txt"
    source.write_text(LETTER.format(day=day, more="It was noted. " * len(day)), encoding="utf-8")
    prepared = publishing.prepare(
        source, "foi-uk-strict", undecided="withhold", models=("none",), name=name, records=True
    )
    release = publishing.make(prepared)
    return prepared, release, publishing.check(prepared, release)


def write(what: Ready, folder: Path) -> publishing.Published:
    return publishing.write(*what, folder / "out", folder / "records")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_a_child(work: Callable[[], object], *, dies_at: int = 0, tell: int = -1) -> int:
    """Fork, do the work, and return the child's number; at its n-th step on the disk it is killed."""
    child = os.fork()
    if child:
        return child
    steps: list[str] = []

    def step(event: str, *_: object) -> None:
        if event in STEPS or event == "fsync":
            steps.append(event)
            if len(steps) == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

    fsync = os.fsync
    os.fsync = lambda handle: (step("fsync"), fsync(handle), step("fsync"))[1]  # type: ignore[assignment]
    sys.addaudithook(step)
    fault = ""
    try:
        work()
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    if tell >= 0:
        os.write(tell, json.dumps({"fault": fault, "steps": steps}).encode() + b"\n")
    os._exit(0)


def told(children: Callable[[int], list[int]]) -> list[dict[str, list[str] | str]]:
    reading, writing = os.pipe()
    started = children(writing)
    os.close(writing)
    with open(reading, "rb") as lines:
        answers = [json.loads(line) for line in lines]
    for child in started:
        os.waitpid(child, 0)
    return answers


def kills(number: int, folder: Path) -> None:
    old, new, other = (
        ready(folder, day, name) for day, name in (("Monday", "released"), ("Tuesday", "released"), ("Friday", "other"))
    )
    expected = {}
    for name, first in (("old", old), ("new", new)):
        write(first, folder / name)
        write(other, folder / name)
        expected[name] = files(folder / name)
    start = folder / "start"
    write(old, start)
    shutil.copytree(start, folder / "counted")
    (counted,) = told(lambda tell: [in_a_child(lambda: write(new, folder / "counted"), tell=tell)])
    steps = list(counted["steps"])
    chance, rows, struck = random.Random(12), Counter[tuple[str, str]](), Counter[str]()
    for each in range(number):
        place = folder / f"kill-{each}"
        shutil.copytree(start, place)
        at = (
            (each // 4 * 3 + each % 4 - 1) % len(steps) + 1 if each % 4 else 0
        )  # every step in turn, and a quarter by chance
        child = in_a_child(lambda place=place: write(new, place), dies_at=at)  # type: ignore[misc]
        if not at:
            time.sleep(chance.uniform(0, 0.05))
            os.kill(child, signal.SIGKILL)
        kind = f"at {steps[at - 1]}" if at else "at a moment"
        struck[kind] += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        seen = files(place)
        public = {key for key, data in seen.items() if key.startswith("out/released.") and data != expected["old"][key]}
        lacking = [
            key
            for key, data in expected["new"].items()
            if key.startswith("records/released.") and seen.get(key) != data and data != expected["old"][key]
        ]
        rows[kind, "released without its records"] += bool(public and lacking)
        write(other, place)
        found = files(place)
        rows[kind, "old" if found == expected["old"] else "new" if found == expected["new"] else "MIXED"] += 1
        rows[kind, "leftovers"] += len(found.keys() - expected["old"].keys())
        rows[kind, "words outside records"] += sum(
            WORD in data for key, data in found.items() if not key.startswith("records/")
        )
        shutil.rmtree(place)
    columns = ("old", "new", "MIXED", "leftovers", "words outside records", "released without its records")
    print(f"{number} kills; {len(steps)} steps on the disk")
    print("| struck | killed | " + " | ".join(columns) + " |\n" + "| --- " * (len(columns) + 2) + "|")
    for kind in sorted(struck):
        print(f"| {kind} | {struck[kind]} | " + " | ".join(str(rows[kind, column]) for column in columns) + " |")


def races(number: int, folder: Path) -> None:
    """Race from two to eight publishers; a set is whole where all of it is what one of them published."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Yesterday")
    alike = [ready(folder, day, "released") for day in days]
    apart = [ready(folder, day, "") for day in days]
    faults, mixed, lost = Counter[str](), 0, 0
    for each in range(number):
        many, same = 2 + each % 7, each % 2 == 0
        place = folder / f"race-{each}"
        field = (alike if same else apart)[:many]
        for answer in told(
            lambda tell, field=field, place=place: [  # type: ignore[misc]
                in_a_child(lambda what=what, place=place: write(what, place), tell=tell)  # type: ignore[misc]
                for what in field
            ]
        ):
            if answer["fault"]:
                faults[str(answer["fault"]).replace(str(place), "")] += 1
        found = files(place)
        wholes = []
        for what in field:
            for stem in {key.split("/")[1].split(".")[0] for key in found}:
                public = publishing.release.announced(what[0], what[1].files, stem)
                inside = {f"{stem}.{ending}": data for ending, data in what[1].records.items()}
                if all(found.get(f"out/{key}") == data for key, data in public.items()) and all(
                    found.get(f"records/{key}") == data for key, data in inside.items()
                ):
                    wholes.append(stem)
        lost += (1 if same else many) - len(set(wholes))
        mixed += len({key.split("/")[1].split(".")[0] for key in found} - set(wholes))
        shutil.rmtree(place)
    print(f"{number} races of 2 to 8: {sum(faults.values())} failed, {mixed} sets mixed, {lost} sets lost", *faults)


if __name__ == "__main__":
    how_many = [int(word) for word in sys.argv[1:]] or [1000, 300]
    assert sets  # imported before the forks, so that what they count is the writing
    with tempfile.TemporaryDirectory() as scratch:
        for work, count in zip((kills, races), how_many, strict=False):
            home = Path(scratch) / work.__name__
            home.mkdir()
            work(count, home)
