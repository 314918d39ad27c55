"""The start-up link, which no other user of the machine may read.

The token stands in the link, and the arguments of every process can be read by everybody on a machine. So the browser
is told to open a file that only its owner can read, and the file sends it on, as Jupyter's servers do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import webbrowser
from collections.abc import Callable
from html import escape
from pathlib import Path

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={link}">
<title>Opening the review</title>
<p><a href="{link}">Open the review</a></p>
</html>
"""


class Link:
    """A file, in a folder, both their owner's alone, that leads to the page; gone once it has been used."""

    def __init__(self, url: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="redact-"))  # mode 0700
        self.path = self.folder / "review.html"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self.path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(PAGE.format(link=escape(url, quote=True)))

    def open(self, opener: Callable[[str], bool] = webbrowser.open) -> bool:
        """Ask the browser to open the file; tell whether one could be asked."""
        try:
            return opener(self.path.as_uri())
        except (OSError, webbrowser.Error):
            return False

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
