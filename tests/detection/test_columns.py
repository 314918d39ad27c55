"""Long tables: each column decided from a sample of its rows, and whatever has letters read wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.detection.columns import SAMPLE, decide, sampled
from redact.model import Finding, Span
from tests.marked_text import find

PEOPLE = ["Ada Specimen", "Bo Sample", "Cy Example", "Dee Placeholder", "Ebo Instance"]


def table(rows: int, mark: str = ",") -> str:
    lines = [mark.join(("Who", "Paid", "Note"))]
    lines += [mark.join((PEOPLE[i % 5], str(10 + i), f"ok {i}")) for i in range(rows)]
    return "\n".join(lines)


@given(st.integers(2, 90), st.sampled_from(",\t|;"))
def test_only_what_is_known_or_has_no_letters_is_blank_below_the_sample(rows: int, mark: str):
    text = table(rows, mark)
    read = sampled(text)

    assert len(read) == len(text)
    assert read.count("\n") == text.count("\n")
    assert read.split("\n")[:SAMPLE] == text.split("\n")[:SAMPLE]
    for written, kept in zip(text.split("\n")[SAMPLE:], read.split("\n")[SAMPLE:], strict=True):
        *_, note = written.split(mark)
        assert kept.split() == note.split()


@pytest.mark.parametrize("row", [30, 120, 198])
def test_one_name_among_remarks_far_down_a_table_is_found(row: int):
    text = table(200).replace(f"ok {row}\n", "Siobhan Ekwueme\n")
    start = text.index("Siobhan Ekwueme")

    assert Span(start, start + 15) in {f.span for f in find(text, "names-uk") if f.entity == "PERSON"}


def test_prose_in_a_cell_is_read_wherever_it_stands():
    text = table(60).replace("ok 57", "rang Jo Bloggs who was not in")

    assert "rang Jo Bloggs who was not in" in sampled(text)


def test_a_cell_that_the_sample_showed_is_what_it_was_there():
    text = table(60).replace("ok 3\n", "ask Jo\n").replace("ok 50\n", "ask Jo\n")
    first, last = text.index("Jo\n"), text.rindex("Jo\n")
    guess = Finding(Span(first, first + 2), "PERSON", 0.9, ("model",))

    assert [f.span for f in decide(text, [guess])] == [guess.span, Span(last, last + 2)]


def test_a_column_is_what_most_of_its_sample_is():
    text = table(60)
    starts = [text.index(line) for line in text.split("\n")[1:SAMPLE]]
    guesses = [Finding(Span(s, s + text[s:].index(",")), "PERSON", 0.9, ("model",)) for s in starts]
    found = [text[f.span.start : f.span.end] for f in decide(text, guesses)]

    assert found == [PEOPLE[i % 5] for i in range(60)]


def test_a_column_of_which_less_than_most_is_something_is_left():
    text = table(60).replace("ok 3\n", "ask Jo\n")
    start = text.index("Jo\n")
    guesses = [Finding(Span(start, start + 2), "PERSON", 0.9, ("model",))]

    assert list(decide(text, guesses)) == guesses


def test_a_name_far_down_a_table_without_a_heading_for_names_is_found():
    text = table(200)
    found = {f.span for f in find(text, "names-uk") if f.entity == "PERSON"}
    last = text.rindex("Ebo Instance")

    assert Span(last, last + len("Ebo Instance")) in found
