"""Whatever was hidden, the same is published: any other secrets, any other clock, the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from redact import redaction, schedule
from redact.model import Action, Block, Decision, Document, PolicyReference, Review, Show, Source, Span
from redact.policy import load_policy
from redact.renderers import RENDERERS, render, typeset
from tests.renderers.samples import letter

LETTERS = 100
POLICY = load_policy("foi-uk")
OPEN = (
    "Dear ",
    ", thank you for your letter. ",
    " has looked into it and will write to ",
    " by Friday. ",
    "\n",
    " and ",
)
SECRETS = (
    "Jo",
    "Ada Example",
    "Bartholomew Longname-Placeholder",
    "020 7946 0123",
    "a.b@example.org",
    "Ó Ŵ Жук",
    "x" * 300,
)
SHOWS = (Show(), Show(), Show("label"), Show("replace", "Junior official"), Show("pseudonym", "Person"))


def write(chance: random.Random, secrets: random.Random) -> tuple[Document, Review]:
    """Return a letter and its review: what is open comes from one chance, what is withheld from another."""
    text, spans, decisions, start = "", [], [], 0
    for paragraph in range(chance.randint(1, 6)):
        for _ in range(chance.randint(1, 8)):
            text += chance.choice(OPEN).replace("\n", " ")
            at, secret = len(text), secrets.choice(SECRETS)
            text += secret
            subject = f"person-{chance.randint(1, 3)}"
            show = chance.choice(SHOWS)
            decisions.append(
                Decision(
                    Span(at, len(text)), Action.WITHHOLD, "PERSON", subject, ("s.40(2)",), show, f"rule-{paragraph}"
                )
            )
        text += "."
        spans.append(Span(start, len(text)))
        text += "\n"
        start = len(text)
    document = Document(Source("letter.txt"), text, tuple(Block(span) for span in spans))
    return document, Review(document.digest, PolicyReference("foi-uk", 1), tuple(decisions))


def publish(seed: int, secrets: int) -> str:
    """Return the digest of everything that would be released of a letter."""
    document, review = write(random.Random(seed), random.Random(secrets))
    publication = redaction.apply(document, review, POLICY, title="A letter")
    pages = typeset(publication).pages
    parts = [render(publication, form) for form in RENDERERS]
    parts += [schedule.public(publication, pages).encode(), schedule.public_json(publication, pages).encode()]
    return sha256(b"\0".join(parts)).hexdigest()


@pytest.mark.slow
def test_any_other_secrets_give_the_same_bytes():
    for seed in range(LETTERS):
        assert publish(seed, 1) == publish(seed, 2)


def test_other_open_words_give_other_bytes():
    """The digest is of something."""
    assert publish(1, 1) != publish(2, 1)


CODE = """
import sys, time
sys.path.insert(0, sys.argv[1])
real = time.time
time.time = lambda: real() + 98765432
from hashlib import sha256
from pathlib import Path
from redact.renderers import render
from tests.renderers.samples import letter
print(sha256(render(letter())).hexdigest())
"""


def test_another_clock_and_another_place_give_the_same_bytes():
    root = Path(__file__).parents[2]
    here = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", CODE, root], capture_output=True, text=True, check=True, env=here)
    assert run.stdout.strip() == sha256(render(letter())).hexdigest()
