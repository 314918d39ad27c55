"""Functions from one review to the next."""

from hypothesis import given
from hypothesis import strategies as st

from redact.model import Action, Decision, Document, PolicyReference, Review, Source, Span
from redact.review.editing import moved, noted, occurrences, overwrite, without
from redact.segmentation.lines import blocks_of
from redact.spans import settle

LENGTH = 60
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 20)).map(lambda p: Span(p[0], min(LENGTH, p[0] + p[1])))
decisions = st.builds(
    Decision, spans, st.sampled_from(list(Action)), st.sampled_from(["A", "B"]), exemptions=st.just(("s.40(2)",))
)
reviews = st.lists(decisions, max_size=8).map(lambda held: Review("0" * 64, PolicyReference("p", 1), settle(held)))


def each(review: Review) -> dict[int, Decision]:
    """Return what is said about each character."""
    return {i: decision for decision in review.decisions for i in range(decision.span.start, decision.span.end)}


@given(reviews, st.lists(decisions, max_size=4).map(settle))
def test_a_new_word_holds_for_its_characters_and_nothing_else_is_lost(review, new):
    before, after = each(review), each(overwrite(review, new))
    said = {i: d for d in new for i in range(d.span.start, d.span.end)}

    assert set(before) | set(said) == set(after)
    for i, decision in after.items():
        expected = said.get(i) or before[i]
        assert (expected.action, expected.entity) == (decision.action, decision.entity)


@given(reviews, st.lists(spans, max_size=4))
def test_without_a_span_nothing_is_said_about_it_and_the_rest_stays(review, cut):
    gone = {i for span in cut for i in range(span.start, span.end)}

    assert {i for i in each(review) if i not in gone} == set(each(without(review, cut)))


TEXT = "Dear Ms O'Neill,\n\nWrite to jo.bloggs@example.org or 020-7946 0018, please.\n\nYours, Di\n"


def letter() -> Document:
    return Document(Source("letter.txt"), TEXT, blocks_of(TEXT))


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.integers(-5, 5), st.integers(-5, 5))
def test_moved_edges_stay_in_their_blocks_and_leave_something(start, length, by_start, by_end):
    document = letter()
    span = Span(start, min(len(TEXT), start + length))
    now = moved(document, span, start=by_start, end=by_end)

    assert now == span or TEXT[now.start : now.end].strip()
    if now != span:
        first, last = document.block_at(span.start), document.block_at(span.end - 1)
        assert now.start >= (first.span.start if first else span.start)
        assert now.end <= (last.span.end if last else span.end)


def test_a_word_is_what_a_person_counts_as_one():
    start = TEXT.index("Write")
    span = Span(start, start + 5)
    ends = [TEXT[span.start : moved(letter(), span, end=n).end] for n in (1, 2, 3, 4, 5)]

    assert ["Write to", "Write to jo.bloggs@example.org", "Write to jo.bloggs@example.org or"] == ends[:3]
    assert ends[3].endswith("020-7946")
    assert ends[4].endswith("0018")


def test_terms_are_found_however_white_space_runs_and_whatever_their_case():
    text = "The Works\n  Office and the works office; not the Works Officer.\n"
    document = Document(Source("letter.txt"), text, blocks_of(text))

    assert 2 == len(occurrences(document, "works office"))
    assert 3 == len(occurrences(document, "works office", whole_words=False))
    assert () == occurrences(document, "  ")


def test_a_note_is_written_changed_and_taken_away():
    review = Review("0" * 64, PolicyReference("p", 1), signatures=(("Bo", "signed"),))
    written = noted(noted(review, "s.42(1) harm", "First."), "s.42(1) harm", "Second.")

    assert ((("s.42(1) harm", "Second."),), ()) == (written.notes, written.signatures)
    assert () == noted(written, "s.42(1) harm", "").notes
