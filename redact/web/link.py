"""The start-up link, in a file that is its owner's alone.

The token stands in the link, and the arguments of every process can be read by everybody on a machine. So the browser
is told to open a file, and the file sends it on, as Jupyter's servers do.

On Linux and macOS the file and its folder have modes that keep other users out (0600 and 0700). Windows has no such
modes: there the folder lies in the user's own profile (%LOCALAPPDATA%), which Windows lets nobody read but that user,
administrators and the system; a profile that somebody has opened to others is not made safe. A browser that still
holds the file can keep Windows from deleting it at once; it goes when the review ends, and the token is worthless then.
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
    """A file that leads to the page, gone once it has been used. `modes` tells whether files have modes that count."""

    def __init__(self, url: str, *, modes: bool = os.name == "posix") -> None:
        parent = None if modes else os.environ.get("LOCALAPPDATA") or Path.home()
        self.folder = Path(tempfile.mkdtemp(prefix="redact-", dir=parent))  # mode 0700
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
