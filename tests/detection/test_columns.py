"""Long tables: each column decided from a sample of its rows, prose in cells read wherever it stands."""

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
def test_only_short_cells_below_the_sample_are_blank(rows: int, mark: str):
    text = table(rows, mark)
    read = sampled(text)

    assert len(read) == len(text)
    assert read.count("\n") == text.count("\n")
    assert read.split("\n")[:SAMPLE] == text.split("\n")[:SAMPLE]
    assert not "".join(read.split("\n")[SAMPLE:]).replace(mark, "").strip()


def test_prose_in_a_cell_is_read_wherever_it_stands():
    text = table(60).replace("ok 57", "rang Jo Bloggs who was not in")

    assert "rang Jo Bloggs who was not in" in sampled(text)


def test_a_column_is_what_most_of_its_sample_is():
    text = table(60)
    starts = [text.index(line) for line in text.split("\n")[1:SAMPLE]]
    guesses = [Finding(Span(s, s + text[s:].index(",")), "PERSON", 0.9, ("model",)) for s in starts]
    found = [text[f.span.start : f.span.end] for f in decide(text, guesses)]

    assert found == [PEOPLE[i % 5] for i in range(60)]


def test_a_column_of_which_less_than_most_is_something_is_left():
    text = table(60)
    guesses = [Finding(Span(text.index("Bo Sample"), text.index("Bo Sample") + 9), "PERSON", 0.9, ("model",))]

    assert list(decide(text, guesses)) == guesses


def test_a_name_far_down_a_table_without_a_heading_for_names_is_found():
    text = table(200)
    found = {f.span for f in find(text, "names-uk") if f.entity == "PERSON"}
    last = text.rindex("Ebo Instance")

    assert Span(last, last + len("Ebo Instance")) in found
