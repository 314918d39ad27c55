"""Measure the review page: 300 subjects, 900 places, a letter of 60 kB, in a real Chromium.

    uv run --group browser python benchmarks/web.py

Wall times on a shared machine are rough: the load is printed beside them.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redact.model import Finding, Span
from redact.reviewing.session import Session
from redact.web.server import Server

SUBJECTS, PLACES, SIZE = 300, 3, 60_000
FIRST = "Ada Bo Cy Dee Eve Fay Gus Hal Ivy Jo Kit Lee Mo Nan Oz".split()
PARTS = "bar den fol mer wick ton ham sted lin row gate ley".split()
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def invent() -> tuple[str, tuple[Finding, ...]]:
    """Return a letter, and who is named in it where."""
    chance = random.Random(6)
    names: dict[str, None] = {}
    while len(names) < SUBJECTS:
        names[f"{chance.choice(FIRST)} {''.join(chance.sample(PARTS, 2)).title()}{chance.choice(PARTS)}"] = None
    numbers = {name: i for i, name in enumerate(names, 1)}
    told = [name for name in names for _ in range(PLACES)]
    chance.shuffle(told)
    filler = " said that the works were late, and the panel asked for the figures again"
    filler = filler[: SIZE // len(told) - 12].rsplit(" ", 1)[0]
    text, findings = "", []
    for i, name in enumerate(told):
        text += "\n\n" if i and i % 6 == 0 else " " if i else ""
        span = Span(len(text), len(text) + len(name))
        by = ("model",) if numbers[name] % 3 else ("structure",)
        traits = frozenset({"junior"} if numbers[name] % 2 else ())
        findings.append(Finding(span, "PERSON", 0.85, by, traits, f"person-{numbers[name]}"))
        text += f"{name}{filler}."
    return text, tuple(findings)


def say(what: str, taken: list[float]) -> None:
    most, worst = sorted(taken)[int(len(taken) * 0.95)], max(taken)
    median = statistics.median(taken)
    print(f"{what:52} {median * 1000:7.0f} ms   (95 %: {most * 1000:.0f}, worst: {worst * 1000:.0f})")


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    from playwright.sync_api import sync_playwright

    text, findings = invent()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        source = Path(folder) / "letter.txt"
        source.write_text(text, encoding="utf-8")
        session = Session.open(source, "foi-uk", by="Ada Reviewer", findings=findings)
        server = Server(session)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        print(f"{len(text.encode()) / 1000:.0f} kB, {len(session.subjects())} subjects, {len(findings)} places")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")

        def open_page() -> None:
            page.goto("about:blank")
            page.goto(server.url)
            page.locator("body[data-ready]").wait_for()

        say("the page opens, until it can be worked on", [timed(open_page) for _ in range(5)])
        page.locator("#picture[data-revision]").wait_for(timeout=120_000)

        # From the key to the frame after the redrawing, as the browser's own clock has it.
        page.evaluate(
            """() => {
              window.taken = [];
              let from = 0;
              addEventListener('keydown', () => { from = performance.now(); }, true);
              const drawn = draw;
              const after = () => taken.push(performance.now() - from);
              draw = () => { drawn(); requestAnimationFrame(() => setTimeout(after)); };
            }"""
        )
        for key, name in (("y", "withhold"), ("u", "undo"), ("n", "disclose")):
            before = page.evaluate("taken.length")
            for _ in range(20):
                page.keyboard.press(key)
                page.evaluate("chain.then(() => 0)")
                page.wait_for_timeout(50)
            taken = page.evaluate("taken")[before:]
            say(f"a key is answered, saved and redrawn: {name}", [each / 1000 for each in taken])
        moved = [timed(lambda: (page.keyboard.press("j"), page.evaluate("chain.then(() => 0)"))) for _ in range(40)]
        say("a key is answered: next in the list", moved)

        def preview() -> None:
            page.keyboard.press("y")
            page.evaluate("chain.then(() => 0)")
            page.locator(f"#picture[data-revision='{session.revision}']").wait_for(timeout=60_000)

        say("the published page shows a decision", [timed(preview) for _ in range(6)])
        print(f"load {os.getloadavg()[0]:.1f} at the end")
        browser.close()
        server.stop()
        thread.join(20)


if __name__ == "__main__":
    main()
