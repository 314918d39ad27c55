"""How many faults put into the code on purpose the tests notice: applying, settling, gates, signing, writing, search.

    uv run --group mutation python benchmarks/mutation.py             every module below, half an hour and more
    uv run --group mutation python benchmarks/mutation.py settling    one of them
    ... --show                                                        with each fault that was not noticed

Works in a copy of the tree. What survives is explained in mutation.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
COPIED = ("redact", "policies", "seeds", "docs", "benchmarks", "tests", "README.md", "LICENSE", "pyproject.toml")
# What is mutated, and the tests that ought to notice.
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "settling": (("redact/spans.py",), ("tests/test_spans.py",)),
    "applying": (("redact/redaction.py",), ("tests/test_redaction.py", "tests/test_swap.py")),
    "the record": (("redact/review/standing.py",), ("tests/test_record.py",)),
    "signing": (
        ("redact/review/requirements.py", "redact/reviewing/signing.py"),
        ("tests/reviewing/test_signing.py", "tests/review/test_signatures.py", "tests/test_record.py"),
    ),
    "the gates": (
        ("redact/publishing/preparation.py", "redact/publishing/release.py"),
        ("tests/test_publishing.py", "tests/test_half_withheld.py", "tests/test_gates.py"),
    ),
    "writing": (
        ("redact/publishing/sets.py", "redact/publishing/files.py"),
        ("tests/test_sets.py", "tests/test_publishing.py"),
    ),
    "withheld writings": (
        ("redact/text/search.py", "redact/text/folding.py", "redact/text/writings.py"),
        ("tests/text/test_search.py", "tests/text/test_folding.py", "tests/test_half_withheld.py"),
    ),
}


def mutate(sources: tuple[str, ...], tests: tuple[str, ...], children: int) -> tuple[Counter[str], list[str]]:
    """Return how many mutants of some modules came to which end, and the difference that each survivor makes."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (HERE / name).is_dir() else shutil.copyfile
            copy(HERE / name, work / name)
        settings = {
            "source_paths": [*sources],
            "also_copy": [*COPIED],
            "pytest_add_cli_args": ["-n0", "-p", "no:cacheprovider", "-m", "not browser and not vera"],
            "pytest_add_cli_args_test_selection": [*tests],
        }
        with (work / "pyproject.toml").open("a") as file:
            file.write("\n[tool.mutmut]\n")
            file.writelines(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
        command = [sys.executable, "-m", "mutmut"]
        subprocess.run([*command, "run", "--max-children", str(children)], cwd=work, stdout=sys.stderr, check=False)
        listed = subprocess.run([*command, "results", "--all", "true"], cwd=work, capture_output=True, text=True).stdout
        ends = dict(line.strip().split(": ", 1) for line in listed.splitlines() if "__mutmut_" in line)
        left = [name for name, end in ends.items() if end in ("survived", "no tests", "suspicious")]
        shown: list[str] = []
        for name in left:
            text = subprocess.run([*command, "show", name], cwd=work, capture_output=True, text=True).stdout
            shown.append(f"{ends[name]}: {name}\n{_changed(text)}")
        return Counter(ends.values()), shown


def _changed(difference: str) -> str:
    lines = (line for line in difference.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---"))
    return "\n".join(f"    {line}" for line in lines)


def main() -> None:
    """Print a table of the modules asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", metavar="WHAT", help=f"any of {', '.join(ROOMS)}; all of them by default")
    parser.add_argument("--children", type=int, default=2, help="how many mutants are tried at a time")
    parser.add_argument("--show", action="store_true", help="print each mutant that was not noticed")
    asked = parser.parse_args()
    print(f"{'':14}{'mutants':>8}{'killed':>8}{'survived':>10}{'no test':>9}{'share':>8}")
    for room in asked.rooms or ROOMS:
        ends, survivors = mutate(*ROOMS[room], asked.children)
        total = sum(ends.values())
        noticed = ends["killed"] + ends["timeout"] + ends["segfault"]
        share = noticed / total if total else 0.0
        print(f"{room:14}{total:8}{noticed:8}{ends['survived']:10}{ends['no tests']:9}{share:8.3f}", flush=True)
        if asked.show:
            print("\n".join(survivors))


if __name__ == "__main__":
    main()
