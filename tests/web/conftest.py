"""What the tests of the review page share: a page that is served, and a real Chromium to open it in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from redact.web import pages
from tests.sessions import LETTER, findings
from tests.web.serving import FLAGS, Served, open_page, serving

CI = Path(__file__).parent.parent / ".ci"


class Lasting(ProcessPoolExecutor):
    """A process that outlives the server that asked for it, so that each test need not start one."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass

    def end(self) -> None:
        super().shutdown(wait=True, cancel_futures=True)


@pytest.fixture(scope="session", autouse=True)
def one_process() -> Iterator[None]:
    """Draw all pages in one process: starting one takes a second, and there are hundreds of tests."""
    process = Lasting(1, mp_context=get_context("spawn"))
    patch = pytest.MonkeyPatch()
    patch.setattr(pages, "start_process", lambda: process)
    yield
    patch.undo()
    process.end()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def served(letter: Path) -> Iterator[Served]:
    with serving(letter, findings()) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is missing: uv sync --group browser")
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with api.sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Any) -> Iterator[Any]:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    """The review page of `served`, opened by its link in a browser that knows nothing else."""
    browsing = chromium.new_context(viewport={"width": 1280, "height": 800})
    opened = browsing.new_page()
    opened.set_default_timeout(20_000)
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda said: opened.faults.append(said.text) if said.type == "error" else None)
    open_page(opened, served)
    yield opened
    browsing.close()
    # Nothing may go wrong in the page itself; that an action was refused (409, 422) is no fault.
    assert [] == [fault for fault in opened.faults if not re.search(r"status of 4(09|22)", fault)]


@pytest.fixture(scope="session")
def npm() -> str:
    """Return the path of npm, with every package of tests/.ci/package.json installed at its version."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing: apt-get install nodejs npm")
    with FileLock(CI / "node_modules.lock"):
        if installed() != wanted():
            flags = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
            subprocess.run([npm, "install", "--prefix", str(CI), *flags], capture_output=True, check=False)
    if installed() != wanted():
        pytest.skip("what tests/.ci/package.json names could not be installed from npm")
    return npm


def wanted() -> dict[str, str]:
    named: dict[str, str] = json.loads((CI / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return named


def installed() -> dict[str, str]:
    files = {name: CI / "node_modules" / name / "package.json" for name in wanted()}
    return {
        name: json.loads(file.read_text(encoding="utf-8"))["version"] for name, file in files.items() if file.exists()
    }


@pytest.fixture(scope="session")
def axe(npm: str) -> str:
    """Return the text of axe-core."""
    return (CI / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
