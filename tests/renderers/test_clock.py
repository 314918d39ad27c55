"""Any other clock, any other place: the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from redact.renderers import render
from tests.renderers.samples import letter

CODE = """
import sys, time
sys.path.insert(0, sys.argv[1])
real = time.time
time.time = lambda: real() + 98765432
from hashlib import sha256
from pathlib import Path
from redact.renderers import render
from tests.renderers.samples import letter
print(sha256(render(letter())).hexdigest())
"""


def test_another_clock_and_another_place_give_the_same_bytes():
    root = Path(__file__).parents[2]
    here = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", CODE, root], capture_output=True, text=True, check=True, env=here)
    assert run.stdout.strip() == sha256(render(letter())).hexdigest()
