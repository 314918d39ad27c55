"""The generator of training documents: what it marks is what stands there, whatever noise was added."""

import random
import re
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from generator import Builder, Generator, noise, recased, swapped  # noqa: E402
from marked import NOTHING, Mark, Marked, allowed, bits  # noqa: E402
from people import Names, written  # noqa: E402
from silver import agreed  # noqa: E402

from redact.detection.name_model.pieces import Words  # noqa: E402


@pytest.fixture(scope="module")
def generator() -> Generator:
    return Generator(TRAINING / "patterns", TRAINING / "lists")


@pytest.mark.parametrize("seed", range(60))
def test_marks_lie_in_order_in_the_text_and_no_slot_is_left(generator: Generator, seed: int):
    made = generator.document(random.Random(seed))
    end = 0
    for mark in made.marks:
        assert end <= mark.start < mark.end <= len(made.text)
        end = mark.end
    assert not re.search(r"\{(?:p\d|address|town|org|job|ref|date)\b|<<|>>", made.text)


def test_a_given_name_and_a_surname_in_two_slots_are_one_person(generator: Generator):
    builder = Builder()
    generator.write(builder, "Ask {p1.given} {p1.surname}, {p1.given} {p2.surname}.", {}, random.Random(1))
    groups = [mark.group for mark in builder.marked("").marks]

    assert groups == [1, 1, 2, 3]


def test_the_same_seed_makes_the_same_document(generator: Generator):
    one, other = (generator.document(random.Random(5)).text for _ in range(2))

    assert one == other


def test_every_tenth_pattern_is_kept_apart(generator: Generator):
    apart = Generator(TRAINING / "patterns", TRAINING / "lists", apart=True)

    assert not set(generator.documents) & set(apart.documents)
    assert len(apart.documents) > 10


def test_no_invented_person_bears_a_name_of_a_test():
    names = Names(TRAINING / "lists", without=["Siân", "Llewellyn"])

    assert "Siân" not in names.given["welsh"]
    assert "Llewellyn" not in names.surnames["welsh"]


@pytest.mark.parametrize("seed", range(40))
def test_noise_moves_marks_with_their_words(seed: int):
    text = "Ask " + "Siobhan Ekwueme about the boiler in Ashby. " * 12
    marks = [Mark(m.start(), m.end(), ("GIVEN",), i) for i, m in enumerate(re.finditer("Siobhan Ekwueme", text))]
    made = noise(Marked(text, marks), random.Random(seed))

    assert len(made.marks) == len(marks)
    for mark in made.marks:
        assert abs(len(made.text[mark.start : mark.end]) - 15) <= 3
        assert mark.start == 0 or not made.text[mark.start - 1].isalnum()


def test_capitals_change_no_length():
    text = "Straße and İzmir\nAda Specimen"

    assert {len(recased(text, random.Random(seed))) for seed in range(50)} == {len(text)}


@pytest.mark.parametrize("seed", range(20))
def test_a_swapped_person_is_the_same_person_all_through(generator: Generator, seed: int):
    text = "Ada Specimen wrote. Mr Specimen and Ada agree; Cy Sample does not."
    spans = [(0, 12), (23, 31), (36, 39), (47, 56)]
    marks = [Mark(s, e, ("GIVEN", "SURNAME", "INITIALS"), i) for i, (s, e) in enumerate(spans)]
    made = swapped(Marked(text, marks, people=spans), generator.names, random.Random(seed))
    words = [made.text[m.start : m.end] for m in made.marks]

    assert "Specimen" not in made.text
    assert words[1] == words[2]
    assert words[0] == words[3]


def test_parts_of_a_person_are_one_and_the_next_person_begins():
    marked = Marked(
        "SMITH, Ada Bo",
        [Mark(0, 5, ("SURNAME",), 1), Mark(7, 10, ("GIVEN",), 1), Mark(11, 13, ("GIVEN",), 2)],
    )

    assert allowed(marked, Words(marked.text)) == [
        bits(("SURNAME",), begins=True),
        bits(("SURNAME",), begins=False),
        bits(("GIVEN",), begins=False),
        bits(("GIVEN",), begins=True),
    ]


def test_what_one_teacher_sees_may_be_nothing_and_a_title_tells_a_person():
    text = "MS OAKLEAF: I asked Acme about it."
    marked = agreed(text, [[20, 24, "ORG"]], [], "covid")

    assert [(text[m.start : m.end], m.maybe) for m in marked.marks] == [("OAKLEAF", False), ("Acme", True)]
    assert allowed(marked, Words("MS"))[0] & NOTHING


@pytest.mark.parametrize("form", "full given surname nick titled titledfull initials short inverted upper".split())
def test_every_form_of_a_name_marks_its_parts(generator: Generator, form: str):
    for seed in range(30):
        rng = random.Random(seed)
        parts = written(generator.names.person(rng), form, rng)
        assert any(kind in ("GIVEN", "SURNAME", "INITIALS") for _, kind in parts)
        assert all(words for words, _ in parts)
