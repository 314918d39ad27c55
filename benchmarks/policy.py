"""Measure policies: one of 200 rules resolved and checked, and the shipped ones loaded cold.

uv run python benchmarks/policy.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

COLD = """
import sys, time
import redact.policy
from redact.policy import {function}
import ruamel.yaml.parser, pydantic_core
start, busy = time.perf_counter(), time.process_time()
{function}({name!r})
print(time.perf_counter() - start, time.process_time() - busy)
"""
RULE = """- id: reference-{number}
  when:
    entity: REFERENCE_NUMBER
    text: '^EX{number:03}/\\d{{4}}$'
    part: [body, subject]
    without: [already-public]
  then: withhold
  exemption: s.40(2)
  show: {{replace: Case {number}}}
  because: A case of series {number} leads to one person.
  examples:
    applies: ['EX{number:03}/2024']
    passes: ['EY{number:03}/2024']
"""


def measure(what: str, function: str, name: str, times: int = 7) -> None:
    """Print the median of several runs, each in a process of its own so that nothing is remembered."""
    program = COLD.format(function=function, name=name)
    runs = [
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(times)
    ]
    wall, busy = ([1000 * float(run[i]) for run in runs] for i in (0, 1))
    spread = f"({min(wall):.0f} to {max(wall):.0f})"
    print(f"{what:45} {statistics.median(wall):6.0f} ms {spread:15} processor {statistics.median(busy):6.0f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.yaml"
        head = "id: large\nversion: 1\ntitle: 200 rules\nextends: foi-uk\nrules:\n"
        large.write_text(head + "".join(RULE.format(number=number) for number in range(200)), encoding="utf-8")
        measure("200 rules on foi-uk: resolved and loaded", "load_policy", str(large))
        measure("200 rules on foi-uk: resolved and checked", "check", str(large))
    for name in ("foi-uk", "full-anonymisation"):
        measure(f"{name}: loaded", "load_policy", name)


if __name__ == "__main__":
    main()
