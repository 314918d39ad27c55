"""Measure a sitting over a long letter: 300 people, 300 numbers, 60 kB: opening it, and answering a key.

    uv run python benchmarks/reviewing.py

The aim is a key answered (saved, and the screen drawn anew) in under 200 ms. Finding is not part of it: the findings
are given, as many as such a letter has.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from redact import review as reviews
from redact.model import Document, Finding, Source, Span
from redact.policy import load_policy
from redact.proposal import propose
from redact.reviewing.session import Session
from redact.segmentation.lines import blocks_of
from redact.terminal.reviewer import Reviewer
from redact.terminal.screen import frame

PARAGRAPH = (
    "Thank you for the note of {name} about the case. We have spoken with {name} and found that all is in order with "
    "the file as it was kept. The number is 020 7946 0{number:03d}. Nothing else is needed of us.\n\n"
)


def letter(people: int) -> tuple[Document, tuple[Finding, ...]]:
    text, findings = "", []
    for number in range(people):
        name = f"Jo Sample{number:03d}"
        paragraph = PARAGRAPH.format(name=name, number=number)
        for at in (paragraph.index(name), paragraph.rindex(name)):
            span = Span(len(text) + at, len(text) + at + len(name))
            findings.append(Finding(span, "PERSON", 0.85, ("model",), frozenset({"in-body"}), f"person-{number}"))
        at = len(text) + paragraph.index("020")
        findings.append(Finding(Span(at, at + 13), "PHONE_NUMBER", 0.8, ("pattern",), frozenset(), f"phone-{number}"))
        text += paragraph
    return Document(Source("letter.txt"), text, blocks_of(text)), tuple(findings)


def main() -> None:
    policy = load_policy("foi-uk")
    document, findings = letter(300)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.txt.review.json"
        reviews.write(path, propose(document, findings, policy))
        start = time.perf_counter()
        reviewer = Reviewer(Session(document, findings, policy, path, "Ada Reviewer"))
        frame(reviewer, 80, 24)
        print(f"{len(document.text) // 1000} kB, {len(reviewer.subjects)} subjects, {len(findings)} findings")
        print(f"open and draw   {1000 * (time.perf_counter() - start):6.0f} ms")
        taken = []
        for key in "yyyynyyuyjkjyyyyunyyy":
            start = time.perf_counter()
            reviewer.press(key)
            frame(reviewer, 80, 24)
            taken.append(1000 * (time.perf_counter() - start))
        print(f"a key           {statistics.median(taken):6.0f} ms   ({min(taken):.0f} to {max(taken):.0f})")


if __name__ == "__main__":
    main()
