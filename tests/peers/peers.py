"""Ask other people's checkers about a PDF. They live in environments of their own: see install.sh."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parents[2] / ".peers"
X_RAY = HERE / "x-ray" / "bin" / "xray"
REDACTION_CHECK = HERE / "pdf-redaction-check" / "bin" / "pdf-redaction-check"


def missing(program: Path) -> str:
    """Return why a peer cannot be asked here; empty if it can."""
    return "" if program.exists() else f"{program.name} is not installed (bash tests/peers/install.sh)"


def ask_x_ray(path: Path) -> int:
    """Return how many bad redactions x-ray sees. Its exit code is 0 either way: its answer must be read."""
    done = subprocess.run([str(X_RAY), str(path)], capture_output=True, text=True, check=True, timeout=300)
    return sum(len(found) for found in json.loads(done.stdout).values())


def ask_redaction_check(path: Path) -> list[str]:
    """Return what pdf-redaction-check found worse than information, by the name of its check."""
    done = subprocess.run(
        [str(REDACTION_CHECK), "--json", str(path)], capture_output=True, text=True, check=False, timeout=300
    )
    answer = json.loads(done.stdout)
    findings = answer["findings"] if isinstance(answer, dict) else answer
    return [str(f.get("check") or f.get("category")) for f in findings if str(f.get("severity", "")).lower() != "info"]
