"""What is left of a span, which word holds, how redactions are numbered."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from redact.model import Action, Block, Decision, Document, PolicyReference, Review, Source, Span
from redact.spans import minus, settle, stretches

LENGTH = 8  # so short that spans often share an edge, or both


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, LENGTH - 1))
    return Span(start, draw(st.integers(start + 1, LENGTH)))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return Decision(
        draw(spans()),
        draw(st.sampled_from(Action)),
        exemptions=("s.40(2)",),
        rule=draw(st.sampled_from(["a", "b"])),
        by=draw(st.sampled_from(["", "Jo"])),
    )


def strictest(at: int, said: list[Decision]) -> tuple[bool, Action] | None:
    """What each character is due: people's strictest word, else the policy's strictest."""
    last: dict[tuple[Span, bool], Decision] = {}
    for decision in said:  # a person's later word on the same span replaces the earlier one
        key = (decision.span, bool(decision.by))
        if key not in last or decision.by or decision.action >= last[key].action:
            last[key] = decision
    return max((d.rank for d in last.values() if d.span.start <= at < d.span.end), default=None)


@given(st.lists(decisions(), max_size=12))
def test_each_character_gets_the_strictest_word(said: list[Decision]):
    settled = settle(said)

    for at in range(LENGTH):
        holding = [d for d in settled if d.span.start <= at < d.span.end]
        assert len(holding) <= 1
        assert strictest(at, said) == (holding[0].rank if holding else None)


@given(st.lists(decisions(), max_size=12))
def test_settling_twice_changes_nothing(said: list[Decision]):
    once = settle(said)

    assert once == settle(once)


def test_a_weaker_span_is_cut_and_never_dropped():
    dr_john_smith = Decision(Span(0, 13), Action.UNDECIDED, rule="name")
    smith = Decision(Span(8, 13), Action.WITHHOLD, exemptions=("s.40(2)",), rule="term")

    assert [(Span(0, 8), "name"), (Span(8, 13), "term")] == [(d.span, d.rule) for d in settle([smith, dr_john_smith])]


def test_the_strictest_of_two_rules_on_one_span_holds_in_whatever_order_they_speak():
    opened = Decision(Span(0, 5), Action.DISCLOSE, rule="open")
    asked = Decision(Span(0, 5), Action.UNDECIDED, rule="ask")
    closed = Decision(Span(0, 5), Action.WITHHOLD, exemptions=("s.40(2)",), rule="close")

    for said in permutations((opened, asked, closed)):
        assert (closed,) == settle(said)


def test_of_two_equal_words_on_one_span_the_last_given_holds():
    rules = [Decision(Span(0, 5), Action.UNDECIDED, rule=rule) for rule in "ab"]
    people = [Decision(Span(0, 5), action, by="Jo", reason="") for action in (Action.UNDECIDED, Action.DISCLOSE)]

    assert (rules[1],) == settle(rules)
    assert (people[1],) == settle(people)


def test_between_equals_that_start_together_the_longest_keeps_the_ground():
    short = Decision(Span(0, 3), Action.UNDECIDED, rule="short")
    long = Decision(Span(0, 6), Action.UNDECIDED, rule="long")

    assert (long,) == settle([short, long]) == settle([long, short])


def test_people_come_before_the_policy():
    policy = Decision(Span(0, 5), Action.WITHHOLD, exemptions=("s.40(2)",))
    person = Decision(Span(0, 5), Action.DISCLOSE, by="Jo", reason="Signed in public.")

    assert (person,) == settle([policy, person]) == settle([person, policy])


@given(spans(), st.lists(spans(), max_size=4))
def test_minus_leaves_exactly_the_characters_outside(span: Span, others: list[Span]):
    left = list(minus(span, sorted(others)))

    kept = {at for piece in left for at in range(piece.start, piece.end)}
    cut = {at for other in others for at in range(other.start, other.end)}
    assert kept == set(range(span.start, span.end)) - cut


@given(st.lists(decisions(), max_size=12), spans())
def test_a_review_finds_the_decisions_that_a_span_touches(said: list[Decision], span: Span):
    review = Review("", PolicyReference("p", 1), settle(said))

    assert review.touching(span) == tuple(d for d in review.decisions if d.span.overlaps(span))


@given(st.lists(decisions(), max_size=12), st.text("a \n", min_size=LENGTH, max_size=LENGTH))
def test_stretches_are_the_words_of_the_decisions_joined(said: list[Decision], text: str):
    settled = settle(said)
    document = Document(Source("a.txt"), text, (Block(Span(0, LENGTH)),))
    found = stretches(document, settled)

    held = [at for decision in settled for at in range(decision.span.start, decision.span.end)]
    kept = [at for span, _ in found for at in range(span.start, span.end)]
    assert [at for at in held if not text[at].isspace()] == [at for at in kept if not text[at].isspace()]
    assert set(kept) <= set(held)
    assert all(document[span] == document[span].strip() for span, _ in found)
    for (one, before), (other, after) in pairwise(found):
        assert one.end < other.start or before.ground != after.ground
    for span, decision in found:
        assert all(d.ground == decision.ground for d in settled if d.span.overlaps(span))


def test_words_over_two_blocks_are_one_stretch():
    document = Document(Source("a.txt"), "one\n\ntwo", (Block(Span(0, 3)), Block(Span(5, 8))))
    decision = Decision(Span(1, 6), Action.WITHHOLD, exemptions=("s.40(2)",))

    assert [Span(1, 6)] == [span for span, _ in stretches(document, [decision])]
