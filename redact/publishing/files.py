"""File names that every system takes, and that tell nothing."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from redact.errors import OutputError

# Device names of Windows, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 200
"""In bytes of UTF-8: with the longest ending, what every file system takes."""
_LONGEST_REFERENCE = 60


def check_name(name: str) -> str:
    """Return a name for files that every system takes, Windows too; OutputError for any other."""
    fault = ""
    if not name.strip():
        fault = "names nothing"
    elif character := re.search(r'[<>:"|?*/\\\x00-\x1f\x7f]', name):
        fault = f"holds {character[0]!r}"
    elif name[-1] in ". ":
        fault = "ends with a dot or a space"
    elif _DEVICE.match(name):
        fault = "is the name of a device"
    elif len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        fault = f"is longer than {_LONGEST_NAME} bytes"
    if fault:
        raise OutputError(f"{name[:40]!r} {fault}, and not every system takes such a file name; choose another: --name")
    return name


def check_stem(name: str) -> str:
    """Return a name for what is published, to which endings are added; OutputError for one with a dot, or as above."""
    if "." in name and name.strip(". "):
        raise OutputError(f"{name[:40]!r} holds '.', and endings are added by the program; choose another: --name")
    return check_name(name)


def stem_of(reference: str) -> str:
    """Return a case's reference as a name that every system takes; nothing where none is left of it."""
    stem = (
        re.sub(r"[^\w-]+", "-", reference).strip("-_").encode()[:_LONGEST_REFERENCE].decode(errors="ignore").strip("-_")
    )
    return "" if _DEVICE.match(stem) else stem


def neutral_stem(reference: str, *folders: Path) -> str:
    """Return a name that tells nothing of the source and that nothing in these folders has yet.

    That is the case's reference, then with `-2` and so on; without a reference `disclosure-1`, `disclosure-2`.
    """
    base = stem_of(reference)
    taken = {
        path.name.casefold()
        for folder in folders
        for pattern in ("*", ".redact-*/*")  # what a killed run left is still to be put in its place
        for path in folder.glob(pattern)
    }
    numbered = (f"{base}-{number}" if number > 1 else base for number in count(1))
    for stem in numbered if base else (f"disclosure-{number}" for number in count(1)):
        if not any(name.startswith(f"{stem}.".casefold()) for name in taken):
            return stem
    raise AssertionError("numbers do not end")
