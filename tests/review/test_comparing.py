"""Where two reviews of one document differ: in what would be published, and on record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.errors import StaleReview
from redact.model import Action, Decision, Document, PolicyReference, Review, Show, Source, Span
from redact.review.comparing import compare
from redact.segmentation.lines import blocks_of
from redact.spans import settle

TEXT = "Dear Ann Sample, ring 020 7946 0018"
DOCUMENT = Document(Source("d.txt"), TEXT, blocks_of(TEXT))


def review(*decisions: Decision) -> Review:
    return Review(DOCUMENT.digest, PolicyReference("p", 1), settle(decisions))


def withheld(start: int, end: int, code: str = "s.40(2)", rule: str = "r") -> Decision:
    return Decision(Span(start, end), Action.WITHHOLD, "PERSON", "person-1", (code,), Show(), rule)


def test_the_same_decisions_under_other_rule_names_make_no_difference() -> None:
    kept = Decision(Span(5, 14), Action.DISCLOSE, "PERSON")
    assert () == compare(DOCUMENT, review(withheld(21, 34), kept), review(withheld(21, 34, rule="x")))


def test_a_difference_says_where_and_what() -> None:
    old, new = review(withheld(5, 14), withheld(21, 34)), review(withheld(5, 8), withheld(21, 34, "s.38(1)(b)"))
    name, phone = compare(DOCUMENT, old, new)
    assert (Span(8, 14), True) == (name.span, name.opens)
    assert (Span(21, 34), False) == (phone.span, phone.opens)
    assert "d.txt:1:9: 6 characters: withheld s.40(2) (r) -> disclosed, as nothing was found" == str(name)


@given(st.lists(st.tuples(st.integers(0, 33), st.integers(1, 8), st.sampled_from("ab")), max_size=6), st.data())
def test_differences_are_exactly_where_two_reviews_differ(
    spans: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    def made(chosen: list[tuple[int, int, str]]) -> Review:
        return review(*(withheld(start, min(34, start + n), code) for start, n, code in chosen if start < 34))

    old, new = made(spans), made(data.draw(st.permutations(spans)) if spans else [])
    other = made(spans[::2])

    def painted(held: Review) -> list[str]:
        letters = [""] * 34
        for decision in held.decisions:
            letters[decision.span.start : decision.span.end] = decision.exemptions * len(decision.span)
        return letters

    for left, right in ((old, new), (old, other), (other, old)):
        expected = {i for i, (a, b) in enumerate(zip(painted(left), painted(right), strict=True)) if a != b}
        found = [i for each in compare(DOCUMENT, left, right) for i in range(each.span.start, each.span.end)]
        assert expected == set(found)
        assert len(found) == len(set(found))


@given(
    st.lists(st.tuples(st.integers(0, 33), st.integers(1, 8), st.sampled_from("ab"), st.booleans()), max_size=6),
    st.integers(0, 6),
)
def test_on_record_each_decision_that_changed_stands_in_one_difference(spans, count):
    """Whatever overlaps stands together; what is the same in both reviews stands nowhere."""
    decisions = [
        replace(withheld(start, min(34, start + n)), by="Ada Reviewer" if by else "", reason=reason)
        for start, n, reason, by in spans
    ]
    old, new = review(*decisions), review(*decisions[:count])
    differences = compare(DOCUMENT, old, new, record=True)

    for side, one, other in (("old", old, new), ("new", new, old)):
        changed = [decision for decision in one.decisions if decision not in other.decisions]
        assert changed == [decision for each in differences for decision in getattr(each, side)]
    for each in differences:
        spans_of = [decision.span for decision in (*each.old, *each.new)]
        assert Span(min(span.start for span in spans_of), max(span.end for span in spans_of)) == each.span


def test_reviews_of_two_texts_are_not_compared():
    with pytest.raises(StaleReview):
        compare(DOCUMENT, review(), replace(review(), source="0" * 64))
