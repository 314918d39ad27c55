"""File names that every system takes, and files that appear all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from redact import review as reviews
from redact.errors import OutputError

# Device names of Windows, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 200
"""In bytes of UTF-8: with the longest ending, what every file system takes."""


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


def write_all(public: Mapping[Path, bytes], internal: Mapping[Path, bytes]) -> None:
    """Write every file, or none: all under temporary names first, then each under its own.

    Those that are `internal` are for their owner alone.
    """
    files = {**internal, **public}
    written: list[Path] = []
    try:
        for path in files:
            if path.is_dir():
                raise OutputError(f"{path}: is a folder; choose another --name")
            path.parent.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            temporary = path.with_name(f".{path.name}.part")
            written.append(temporary)
            reviews.replace_file(temporary, data, private=path in internal)
        for path in files:
            path.with_name(f".{path.name}.part").replace(path)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be written: {error.strerror}; nothing was published") from None
    finally:
        for temporary in written:
            temporary.unlink(missing_ok=True)
