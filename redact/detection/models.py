"""Name models: the one that comes with the program, and any spaCy package that is installed. Never a download."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from redact.detection import name_model
from redact.detection.capitals import truecase
from redact.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

NONE = "none"  # the word that stands for "no model at all" where models are named
OURS = "names-uk"  # the one that comes with the program

# spaCy's labels as entities, and how often such a guess of `en_core_web_sm` was right on benchmarks/data/letters.jsonl:
# spaCy gives no probability of its own, Presidio a constant 0.85.
_SPACY = {
    "PERSON": ("PERSON", 0.45),
    "PER": ("PERSON", 0.45),
    "ORG": ("ORGANIZATION", 0.4),
    "GPE": ("LOCATION", 0.7),
    "LOC": ("LOCATION", 0.7),
    "FAC": ("LOCATION", 0.7),
    "NORP": ("NRP", 0.7),
}
_OFFICIAL = re.compile(r"[a-z]{2}_(?:core|dep)_\w+_(?:sm|md|lg|trf)\Z")
_UPSTREAM = ("tok2vec", "transformer", "curated_transformer")


# What comes with the program calls things by other names than Presidio does.
_OURS = {
    "PERSON": "PERSON",
    "ADDRESS": "POSTAL_ADDRESS",
    "LOCATION": "LOCATION",
    "ORGANIZATION": "ORGANIZATION",
    "JOB_TITLE": "JOB_TITLE",
    "REFERENCE": "REFERENCE_NUMBER",
    "BIRTH": "DATE_OF_BIRTH",
    "AGE": "AGE",
    "DATE": "DATE_TIME",
    "NRP": "NRP",
}
_CONTACTS = ("EMAIL_ADDRESS", "PHONE_NUMBER", "URL", "USERNAME")


class Guess(NamedTuple):
    """What a model takes a stretch of text for, and how probable that is."""

    start: int
    end: int
    entity: str
    probability: float


class Reader(Protocol):
    """Anything that reads texts and guesses at names in them."""

    entities: tuple[str, ...]

    def read(self, texts: Sequence[str]) -> list[list[Guess]]:
        """Return the guesses in each text, in reading order."""


def load_model(name: str) -> Reader:
    """Return a model by its name; raise InputError with the command that installs it where it is missing."""
    return Ours() if name == OURS else SpacyModel(name)


class Ours:
    """The model that comes with the program; its probabilities are calibrated."""

    entities = (*_OURS.values(), *_CONTACTS)

    def __init__(self) -> None:
        self._model = name_model.load()

    def read(self, texts: Sequence[str]) -> list[list[Guess]]:
        return [[_guess(text, seen) for seen in self._model.read(text)] for text in texts]


def _guess(text: str, seen: name_model.Stretch) -> Guess:
    return Guess(seen.start, seen.end, _entity(seen.thing, text[seen.start : seen.end]), seen.probability)


def _entity(thing: str, words: str) -> str:
    """Return the entity of what the model saw; what reaches somebody is told apart by how it is written.

    One word of an address without a number is a place.
    """
    if thing == "ADDRESS" and words.isalpha():
        return "LOCATION"
    if thing != "CONTACT":
        return _OURS[thing]
    if "@" in words[1:]:
        return "EMAIL_ADDRESS"
    if sum(c.isdigit() for c in words) > len(words) / 2:
        return "PHONE_NUMBER"
    return "URL" if "." in words or "/" in words else "USERNAME"


class SpacyModel:
    """A spaCy package: its entity recognizer, which reads what is written in capitals as if it were not."""

    entities = tuple(sorted({entity for entity, _ in _SPACY.values()}))

    def __init__(self, name: str) -> None:
        self._nlp = _spacy(name)

    def read(self, texts: Sequence[str]) -> list[list[Guess]]:
        docs = self._nlp.pipe([truecase(text) for text in texts], batch_size=16)
        return [
            [Guess(e.start_char, e.end_char, *_SPACY[e.label_]) for e in doc.ents if e.label_ in _SPACY] for doc in docs
        ]


@lru_cache(maxsize=4)
def _spacy(name: str) -> Language:
    """Return a spaCy model with `ner` alone; raise InputError with the command that installs it where it is missing.

    The official models' `ner` has its own token vectors: leaving out `tok2vec`, tagger, parser and lemmatizer keeps
    its findings and more than doubles its speed. `tok2vec` stays where `ner` listens to it.
    """
    import spacy

    if not (spacy.util.is_package(name) or (Path(name) / "config.cfg").is_file()):
        raise InputError(f"the name model {name} is not installed; install it with: {install_command(name)}")
    try:
        config = spacy.util.load_config(_config_path(name))
        pipes = list(config["nlp"]["pipeline"])
    except (OSError, KeyError, ValueError) as error:
        raise InputError(
            f"the name model {name} cannot be read ({type(error).__name__}); "
            f"install it again with: {install_command(name)}"
        ) from None
    if "ner" not in pipes:
        raise InputError(f"the name model {name} has no entity recognizer; name another, such as {OURS}")
    keep = {"ner", *_UPSTREAM}
    nlp: Language = spacy.load(name, exclude=[pipe for pipe in pipes if pipe not in keep])
    heard = {node.name for node in nlp.get_pipe("ner").model.walk()}  # type: ignore[attr-defined]
    for pipe in _UPSTREAM:
        if pipe in nlp.pipe_names and not any("listener" in node for node in heard):
            nlp.remove_pipe(pipe)
    return nlp


def install_command(name: str) -> str:
    """Return what to type to install a model."""
    if _OFFICIAL.match(name):
        return f"python -m spacy download {name}"
    return f"pip install {name.replace('_', '-')}"


def _config_path(name: str) -> Path:
    import spacy

    folder = Path(name) if (Path(name) / "config.cfg").is_file() else Path(spacy.util.get_package_path(name))
    if (folder / "config.cfg").is_file():
        return folder / "config.cfg"
    return next(folder.glob("*/config.cfg"))
