"""The ways one name or term can be written in the plain reading of a text."""

from __future__ import annotations

import re

from redact.text.reading import read

_HYPHEN = re.compile(r"(?P<within>(?<=[^\W\d_])(?:\\-|[‐‑–])(?=[^\W\d_]))|\\-|[‐‑–]")


def literal(words: str) -> str:
    """Return an expression that finds words in a plain reading, whatever spaces, apostrophes and hyphens hold them.

    A hyphen between two letters may be missing: at a line's end the reading takes it for a break.
    """
    expression = r"\s+".join(re.escape(word) for word in read(words).text.split())
    expression = re.sub("['’‘]", "['’‘]", expression)
    return _HYPHEN.sub(lambda hyphen: "[-‐‑–]?" if hyphen["within"] else "[-‐‑–]", expression)
