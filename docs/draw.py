"""Draw the pictures of the reviewing pages: uv run python docs/draw.py

Each is the program's own output on the invented letter, as an SVG that fetches nothing.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from redact.reviewing.session import Session
from redact.showing.diff_lines import diff_lines, write
from redact.terminal.reviewer import Reviewer
from redact.terminal.screen import frame

DOCS = Path(__file__).parent
LETTER = DOCS.parent / "seeds" / "synthetic-letter.txt"
# rich's own frame asks a content network for its font; any monospace font will do, since each line's length is given.
SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def save(console: Console, name: str, title: str) -> None:
    path = DOCS / f"{name}.svg"
    drawn = console.export_svg(title=title, code_format=SVG, unique_id=name)
    path.write_text(re.sub(r"[ \t]+$", "", drawn, flags=re.MULTILINE), encoding="utf-8")
    print(f"{path}: {path.stat().st_size // 1024} KiB")


def recorder(width: int) -> Console:
    return Console(
        record=True, width=width, force_terminal=True, color_system="truecolor", highlight=False, file=_Nowhere()
    )


class _Nowhere:
    """Swallows what is drawn: the console keeps its own record."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Have nothing to do."""


def screen(reviewer: Reviewer, name: str) -> None:
    console = recorder(80)
    for line in frame(reviewer, 80, 24):
        console.print(line, no_wrap=True, overflow="crop")
    save(console, name, "redact review synthetic-letter.txt")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / LETTER.name
        shutil.copy(LETTER, source)
        clock = iter(datetime(2026, 3, 2, 9, minute, tzinfo=UTC) for minute in range(60))
        session = Session.open(source, "foi-uk", by="Ada Reviewer", clock=lambda: next(clock))
        reviewer = Reviewer(session)
        screen(reviewer, "review-subject")
        reviewer.press_all(["e", *"lawyer"])
        screen(reviewer, "review-code")
        reviewer.press_all(["escape", "y", "y"])
        console = recorder(100)
        write(diff_lines(session.document, session.review, session.policy, reveal=True), console)
        save(console, "diff", "redact diff synthetic-letter.txt")


if __name__ == "__main__":
    main()
