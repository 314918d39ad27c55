"""How the time of publishing and verifying grows with the number of withheld values, on the same text.

    uv run python benchmarks/values.py

Prints, for 30, 300 and 3,000 values on the same pages, seconds and the ratio to 30 in the same run.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from redact import load_policy, load_text, publishing, verification
from redact.model import Action, Decision, Review, Span

POLICY = load_policy("foi-uk")
ROWS = 3000


def _name(number: int, first: str) -> str:
    """Return a name that no other number has, and no language."""
    return first + "".join("bdfgklmnpr"[int(digit)] + "aeiou"[int(digit) // 2] for digit in f"{number:04d}")


def letter(withheld: int) -> tuple[str, list[Span]]:
    """Return a text of invented people with their numbers and addresses, and what of it is withheld."""
    text, spans = "Dear Sir\n\n", []
    for number in range(ROWS):
        value = (
            f"020 7946 {number % 1000:04d}{number // 1000}",
            f"{_name(number, 'Zo')} {_name(number, 'Qua')}ky",
            f"w{number:04d}.yx@example.org",
        )[number % 3]
        if number % (ROWS // withheld) == 0:
            spans.append(Span(len(text), len(text) + len(value)))
        text += f"{value} came. " + ("\n\n" if number % 12 == 11 else "")
    return text + "\n", spans


def main() -> None:
    """Measure once each, the least of three for verifying."""
    base: dict[str, float] = {}
    columns = ("values", "prepare", "make", "check", "verify", "pages", "prepare x", "check x", "verify x")
    print("".join(f"{column:>11}" for column in columns))
    pdf = b""
    for count in (30, 300, 3000):
        text, spans = letter(count)
        document = load_text(text)
        kinds = ("PHONE_NUMBER", "PERSON", "EMAIL_ADDRESS")
        decisions = tuple(
            Decision(span, Action.WITHHOLD, kinds[i % 3], f"s-{i}", ("s.40(2)",)) for i, span in enumerate(spans)
        )
        review = Review(document.digest, POLICY.reference, decisions, file=document.source.sha256)
        took = {}
        began = time.perf_counter()
        prepared = publishing.of_review(Path("a.txt"), document, review, POLICY)
        took["prepare"] = time.perf_counter() - began
        began = time.perf_counter()
        release = publishing.make(prepared)
        took["make"] = time.perf_counter() - began
        began = time.perf_counter()
        report = publishing.check(prepared, release)
        took["check"] = time.perf_counter() - began
        pdf = pdf or release.made.data  # the same file for all three
        words = [document[span] for span in spans]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            verification.inspect(pdf, words, disclosed=text, without=["words in pictures"])
            times.append(time.perf_counter() - began)
        took["verify"] = min(times)
        base = base or took
        ratios = [took[step] / base[step] for step in ("prepare", "check", "verify")]
        print(
            f"{len(spans):11}"
            + "".join(f"{seconds:11.2f}" for seconds in took.values())
            + f"{report.pages:11}"
            + "".join(f"{ratio:11.2f}" for ratio in ratios),
            flush=True,
        )


if __name__ == "__main__":
    main()
