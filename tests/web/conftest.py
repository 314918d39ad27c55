"""What the tests of the review page share: a page that is served, and a real Chromium to open it in."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from redact.web import pages
from tests.sessions import LETTER, findings
from tests.web.serving import FLAGS, Served, open_page, serving

CI = Path(__file__).parent.parent / ".ci"
AXE = CI / "node_modules/axe-core/axe.min.js"


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
def axe() -> str:
    """The text of axe-core, installed from npm the first time."""
    if not AXE.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is missing: axe-core cannot be installed")
        done = subprocess.run(
            [npm, "install", "--prefix", str(CI), "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"],
            capture_output=True,
            check=False,
        )
        if done.returncode or not AXE.exists():
            pytest.skip("axe-core could not be installed from npm")
    return AXE.read_text(encoding="utf-8")
