"""Name models by name: ours, any spaCy package, none; and what is said where one is missing."""

from pathlib import Path

import pytest

from redact.detection import detect
from redact.errors import InputError
from redact.policy import load_policy
from tests.marked_text import document, find


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a spaCy model to a folder: one that was taught a single name."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    ner.add_label("PERSON")  # type: ignore[attr-defined]
    text = "Yesterday Zorblax Quim came by."
    example = Example.from_dict(nlp.make_doc(text), {"entities": [(10, 22, "PERSON")]})
    nlp.initialize(lambda: [example])
    for _ in range(40):
        nlp.update([example])
    folder = tmp_path_factory.mktemp("model") / "taught"
    nlp.to_disk(folder)
    return str(folder)


def test_any_spacy_model_can_be_named(package: str):
    [finding] = find("Yesterday Zorblax Quim came by.", package)

    assert (finding.entity, finding.span.start, finding.found_by) == ("PERSON", 10, ("model",))


def test_a_spacy_model_without_an_entity_recognizer_is_refused(tmp_path: Path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(InputError, match=r"no entity recognizer; name another, such as names-uk"):
        find("Dear Ada,", str(tmp_path / "empty"))


def test_a_missing_model_is_an_error_with_the_command_that_installs_it():
    with pytest.raises(InputError, match=r"pip install no-such-model"):
        detect(document("Dear Ada,"), load_policy("foi-uk"), ("no_such_model",))
    with pytest.raises(InputError, match=r"python -m spacy download en_core_web_trf"):
        detect(document("Dear Ada,"), load_policy("foi-uk"), ("en_core_web_trf",))
