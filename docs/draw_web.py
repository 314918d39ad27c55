"""Draw the picture of the review page in docs/reviewing-web.md: the invented letter, in a real Chromium.

uv run --group browser python docs/draw_web.py
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

from redact.reviewing.session import Session
from redact.web.server import Server

ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        source = Path(folder) / "letter.txt"
        shutil.copy(ROOT / "seeds/synthetic-letter.txt", source)
        server = Server(Session.open(source, "foi-uk", by="Ada Reviewer"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.goto(server.url)
        page.locator("body[data-ready]").wait_for()
        page.keyboard.press("y")
        page.locator("#picture[data-revision='1']").wait_for()
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs/review-web.png")
        browser.close()
        server.stop()
        thread.join(20)


if __name__ == "__main__":
    main()
