"""The name model that comes with the program: how it reads, what it finds, and that its files are whole."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.detection import analyzer, models, name_model
from redact.detection.name_model.labels import KINDS, LABELS, THINGS, first, further
from redact.detection.name_model.network import FOLDER, NameModel
from redact.detection.name_model.pieces import FORMS, Vocabulary, Words, plain
from redact.errors import InputError
from tests.marked_text import check, find

OURS = "names-uk"
TEXTS = st.text(st.sampled_from(list("aZé’'-. \n\t|,3İßŁ中́_")), max_size=60)


@given(TEXTS)
def test_words_are_all_that_is_no_space_in_order(text: str):
    words = Words(text)

    assert "".join(text.split()) == "".join("".join(words.texts).split())
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.texts
    assert all(0 <= form < FORMS for form in words.forms)


@given(TEXTS)
def test_every_word_has_pieces_that_the_vocabulary_holds(text: str):
    vocabulary = name_model.load().vocabulary

    for word in Words(text).texts:
        assert all(0 <= number < len(vocabulary) for number in vocabulary.numbers(word))
        assert vocabulary.numbers(word)


def test_pieces_are_the_longest_from_the_start():
    vocabulary = Vocabulary(["[UNK]", "[CLS]", "[SEP]", "ab", "a", "##b", "##bc", "##c"])

    assert vocabulary.numbers("ABC") == (3, 7)
    assert vocabulary.numbers("axe") == (0,)
    assert plain("Łucja Siân") == "lucja sian"


def test_labels_are_numbered_in_pairs():
    assert [LABELS[first(kind)] for kind in KINDS] == [f"B-{kind}" for kind in KINDS]
    assert [LABELS[further(kind)] for kind in KINDS] == [f"I-{kind}" for kind in KINDS]


@given(st.lists(st.sampled_from(["Ada Specimen", "the", "14 Mill Lane", "\n\n", "\t", "said", ",", "MR BO SAMPLE"])))
def test_stretches_lie_in_order_and_begin_and_end_in_words(pieces: list[str]):
    text = " ".join(pieces)
    end = 0
    for seen in name_model.load().read(text):
        assert end <= seen.start < seen.end <= len(text)
        assert text[seen.start].isalnum()
        assert text[seen.end - 1].isalnum()
        assert 0 <= seen.probability <= 1
        assert seen.probability == round(seen.probability, 2)
        assert seen.thing in THINGS
        end = seen.end


def test_a_long_text_is_read_like_a_short_one():
    sentence = "On Tuesday Siobhan Ekwueme told the panel that the boiler had failed. "
    found = [s for s in name_model.load().read(sentence * 60) if s.thing == "PERSON" and s.probability > 0.5]

    assert [s.start for s in found] == [len(sentence) * i + 11 for i in range(60)]


@pytest.mark.parametrize(
    "text",
    [
        "I spoke to <PERSON>Anwen Prydderch</> about it.",
        "Statement of <PERSON>Ngozi Adebisi</>, taken at the hospital.",
        "<PERSON>Wiesława Krawiec</> has not replied to our letter.",
        "We also heard from <PERSON>Nguyen Thi Lan</> and <PERSON>Dimitra Pappa</>.",
        "apologies were received from <PERSON>harjit gill</> and <PERSON>p. macinnes</>",
        "THE LETTER WAS SIGNED BY <PERSON>OLUWASEUN BAKARE</> IN THE OFFICE.",
        "I saw <PERSON>Kathleen</> put the keys on the desk.",
        "<PERSON>Hartwell</> denied that he had seen the file.",
    ],
)
def test_names_of_many_origins_are_found_without_any_rule(text: str):
    check(text, "PERSON", models=(OURS,))


@pytest.mark.parametrize(
    "text",
    [
        "Mark the box if you will pay by cheque. Grace periods apply in May.",
        "TERMS OF REFERENCE\n\nThe Review Team will report by the Summer.",
        "Will you be able to attend? Hope this helps.",
    ],
)
def test_words_that_are_also_names_are_nobody(text: str):
    assert "PERSON" not in {finding.entity for finding in find(text, OURS)}


@pytest.mark.parametrize(
    "around",
    [
        "حضر الاجتماع مع {} في المكتب أمس",
        "Στη συνάντηση ήταν η {} από το γραφείο",
        "На встрече была {} из отдела",
        "会议出席者 {} 在办公室",
    ],
)
def test_where_the_model_cannot_read_a_hint_is_believed(around: str):
    text = around.format("Siobhan Ekwueme")
    start = text.index("Siobhan")

    assert any(f.entity == "PERSON" and f.span.start <= start for f in find(text, OURS))


@pytest.mark.parametrize("name", ["network.onnx", "vocabulary.txt"])
def test_a_file_that_is_not_the_one_that_was_made_is_refused(tmp_path: Path, name: str):
    folder = shutil.copytree(FOLDER, tmp_path / "uk")
    with (folder / name).open("ab") as file:
        file.write(b"\n")

    with pytest.raises(InputError, match=r"not whole.*" + name + r".*--model none"):
        NameModel(folder).load()


def test_a_missing_model_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match=r"install foi-redact again"):
        NameModel(tmp_path).load()


def test_the_settings_name_what_the_code_expects():
    settings = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))

    assert settings["labels"] == list(LABELS)
    assert set(settings["calibration"]) == set(THINGS)
    assert {"CARD.md", "LICENSES"} <= {path.name for path in FOLDER.iterdir()}
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) < 20_000_000


def test_it_stands_behind_presidios_interfaces():
    engine = analyzer.build((), (OURS,))
    results = engine.analyze("Ask Siobhan Ekwueme at the desk.", "en")

    assert [(r.entity_type, r.start, r.end) for r in results if r.score > 0.5] == [("PERSON", 4, 19)]
    assert "model" in {recognizer.name for recognizer in engine.registry.recognizers}
    assert results[0].score == name_model.load().read("Ask Siobhan Ekwueme at the desk.")[0].probability


@pytest.mark.parametrize(
    ("thing", "words", "entity"),
    [
        ("CONTACT", "ada@example.org", "EMAIL_ADDRESS"),
        ("CONTACT", "01632 960 001", "PHONE_NUMBER"),
        ("CONTACT", "www.example.org", "URL"),
        ("CONTACT", "@adaspecimen", "USERNAME"),
        ("ADDRESS", "14 Mill Lane", "POSTAL_ADDRESS"),
        ("ADDRESS", "Ashby", "LOCATION"),
    ],
)
def test_what_the_model_saw_is_told_apart_by_how_it_is_written(thing: str, words: str, entity: str):
    assert models._entity(thing, words) == entity
