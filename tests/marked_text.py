"""Text marked with what must be found in it: `Call me on <PHONE_NUMBER>020 7946 0958</>.`"""

import re

from redact.detection import detect
from redact.model import Document, Finding, Source
from redact.people import identify
from redact.policy import load_policy
from redact.segmentation.lines import blocks_of

Mark = tuple[int, int, str]
_MARK = re.compile(r"<(?P<entity>[A-Z_]+)>(?P<words>.*?)</>", re.S)


def document(text: str) -> Document:
    return Document(Source("letter.txt"), text, blocks_of(text))


def read(text: str) -> tuple[str, list[Mark]]:
    """Return the bare text and the (start, end, entity) of each mark."""
    plain, marks, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        marks.append((len(plain), len(plain) + len(match["words"]), match["entity"]))
        plain += match["words"]
        end = match.end()
    return plain + text[end:], marks


def bare(text: str) -> str:
    return read(text)[0]


def find(text: str, *models: str) -> tuple[Finding, ...]:
    """Return what is found without any model, unless one is named; with subjects, traits and spread."""
    policy = load_policy("foi-uk")
    page = document(text)
    return identify(page, detect(page, policy, models or ("none",)), policy)


def marked(text: str, findings: tuple[Finding, ...], *entities: str) -> str:
    """Return the text with marks around findings of these entities."""
    parts, end = [], 0
    for finding in findings:
        if finding.entity in entities:
            words = text[finding.span.start : finding.span.end]
            parts += [text[end : finding.span.start], f"<{finding.entity}>{words}</>"]
            end = finding.span.end
    return "".join([*parts, text[end:]])


def check(text: str, *entities: str, models: tuple[str, ...] = ()) -> None:
    """Assert that exactly what is marked is found, of the entities that are marked or named."""
    wanted = entities or tuple(sorted({match["entity"] for match in _MARK.finditer(text)}))
    plain = bare(text)
    assert text == marked(plain, find(plain, *models), *wanted)
