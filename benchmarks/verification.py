"""Measure pages checked a second, and leaks found beside the peers: uv run python benchmarks/verification.py [PAGES]

The peers are asked where they are installed (bash tests/peers/install.sh; uv sync --group peers).
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rendering import publication
from redact.renderers import render
from redact.verification import inspect
from tests.peers import peers
from tests.renderers import vera
from tests.verification.letters import WITHHELD
from tests.verification.planted import PLANTS, redacted

ORDINARY = Path(__file__).resolve().parents[1] / "tests" / "verification" / "ordinary"


def spent() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def measure(name: str, pages: int, work: Callable[[], object]) -> None:
    start, used = perf_counter(), spent()
    work()
    seconds, used = perf_counter() - start, spent() - used
    print(f"{name:34} {pages:5} pages {seconds:7.2f} s {pages / seconds:7.1f} pages/s {pages / used:7.1f} a CPU second")


def measure_speed(pages: int) -> None:
    data = render(publication(pages * 5, 1))
    inspect(redacted(), WITHHELD)  # libraries are loaded once
    count = inspect(data).pages
    measure("verify, words known, no OCR", count, lambda: inspect(data, WITHHELD, without=["words in pictures"]))
    measure("verify, words known", count, lambda: inspect(data, WITHHELD))
    measure("verify, words not known", count, lambda: inspect(data))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(data)
        if reason := vera.why_not():
            print(reason)
        else:
            measure("veraPDF ua1 and 2a", count, lambda: vera.ask({"vera": data}, Path(folder)))
        if not peers.missing(peers.X_RAY):
            measure("x-ray", count, lambda: peers.ask_x_ray(path))
        if not peers.missing(peers.REDACTION_CHECK):
            measure("pdf-redaction-check", count, lambda: peers.ask_redaction_check(path))


def measure_recall() -> None:
    """Count the planted files that each checker finds, without the words; and its alarms on ordinary files."""
    ours = theirs = rays = 0
    blank: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.pdf"
        path.write_bytes(redacted())
        if not peers.missing(peers.REDACTION_CHECK):
            blank = set(peers.ask_redaction_check(path))
        for plant in PLANTS.values():
            data = plant.make()
            path.write_bytes(data)
            ours += bool(inspect(data).leaks)
            rays += not peers.missing(peers.X_RAY) and _asked(lambda: peers.ask_x_ray(path)) > 0
            if not peers.missing(peers.REDACTION_CHECK):
                theirs += bool(set(peers.ask_redaction_check(path)) - blank)
        known = sum(
            bool(inspect(plant.make(), WITHHELD, without=_slow(plant.check)).leaks) for plant in PLANTS.values()
        )
        files = sorted(ORDINARY.glob("*.pdf"))
        alarms = sum(bool(inspect(file.read_bytes()).leaks) for file in files)
    print(f"planted files: {len(PLANTS)}; found with the words {known}, without {ours}")
    print(f"found by x-ray {rays}, by pdf-redaction-check {theirs} (beyond what it says of a clean letter)")
    print(f"ordinary files: {len(files)}; false alarms {alarms}")


def _slow(check: str) -> list[str]:
    return [] if check == "words in pictures" else ["words in pictures"]


def _asked(ask: Callable[[], int]) -> int:
    try:
        return ask()
    except Exception:  # a peer that falls over has found nothing
        return 0


def main() -> None:
    measure_speed(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
    measure_recall()


if __name__ == "__main__":
    main()
