"""People's decisions on an earlier text, carried to a revised one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.errors import StaleReview
from redact.model import Action, Decision, Document, PolicyReference, Review, Source, Span
from redact.review.carrying import carry, copies, not_carried
from redact.segmentation.lines import blocks_of
from redact.spans import settle

POLICY = PolicyReference("foi-uk", 1)
OLD = """\
Dear Ms Example,

The bridge was inspected on 3 March 2025 by Bo Sample, who found two cracks in its northern pier.

Bo Sample advises that it should be closed. The council disagrees with Bo Sample about the cost of that.

Yours sincerely,

Cy Model
"""


def document(text: str) -> Document:
    return Document(Source("letter.txt"), text, blocks_of(text))


def decided(text: str, words: str, nth: int = 0, action: Action = Action.WITHHOLD, reason: str = "") -> Decision:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Decision(
        Span(start, start + len(words)),
        action,
        "PERSON",
        "person-7",
        ("s.40(2)",),
        by="Ada",
        at="2026-01-02",
        reason=reason,
    )


def carried(new: str, *decisions: Decision, old: str = OLD, proposal: tuple[Decision, ...] = ()):
    old_document, new_document = document(old), document(new)
    return carry(
        old_document,
        Review(old_document.digest, POLICY, settle(decisions), (("s.42(1) harm", "Weighed."), ("unread", "Seen."))),
        new_document,
        Review(new_document.digest, POLICY, settle(proposal)),
    )


def words(done, new: str) -> list[str]:
    return [new[d.span.start : d.span.end] for d in done.carried]


def test_the_same_words_in_the_same_surroundings_carry_who_when_and_why():
    new = OLD.replace("Dear Ms Example,\n", "Dear Ms Example,\n\nThank you for your letter.\n")
    done = carried(new, decided(OLD, "Bo Sample", reason="Not public."))

    assert ["Bo Sample"] == words(done, new)
    assert ("Ada", "2026-01-02", "Not public.") == (done.carried[0].by, done.carried[0].at, done.carried[0].reason)
    assert done.carried[0].span.start == new.index("Bo Sample")


def test_other_surroundings_are_left_to_a_person_and_listed():
    new = OLD.replace("was inspected on 3 March 2025 by", "was praised by")
    done = carried(new, decided(OLD, "Bo Sample"))

    assert [] == words(done, new)
    assert ("letter.txt: line 3, column 45: PERSON withheld by Ada",) == not_carried(done, document(OLD))


def test_words_that_are_gone_are_listed():
    done = carried(OLD.replace("Cy Model", "Di Figure"), decided(OLD, "Cy Model"))

    assert 1 == len(done.left)


def test_a_line_that_is_only_a_name_is_known_by_its_neighbours():
    done = carried(OLD.replace("northern", "southern"), decided(OLD, "Cy Model"))
    assert ["Cy Model"] == words(done, OLD)

    moved = carried(
        OLD.replace("Yours sincerely,\n\nCy Model", "Cy Model\n\nYours sincerely,"), decided(OLD, "Cy Model")
    )
    assert 1 == len(moved.left)


def test_places_that_cannot_be_told_apart_carry_only_where_all_were_decided_alike():
    line = "Bo Sample attended the meeting of the council on the bridge.\n\n"
    old = line * 3
    places = [decided(old, "Bo Sample", i) for i in (0, 1, 2)]

    assert 3 == len(carried(old, *places, old=old).carried)
    assert 3 == len(carried(line * 2, *places, old=old).left)
    odd = decided(old, "Bo Sample", 1, Action.DISCLOSE)
    together = carried(old, places[0], odd, places[2], old=old)
    assert 3 == len(together.carried) + len(together.left)
    for decision in together.carried:
        assert decision.action is (Action.DISCLOSE if decision.span == odd.span else Action.WITHHOLD)


def test_another_wrapping_of_the_lines_is_the_same_text():
    new = OLD.replace("inspected on 3 March 2025 by Bo Sample,", "inspected on 3 March 2025\nby Bo\nSample,")
    done = carried(new, decided(OLD, "Bo Sample"))

    assert ["Bo\nSample"] == words(done, new)


def test_the_new_texts_proposal_says_whom_a_place_is_about():
    span = decided(OLD, "Bo Sample").span
    proposed = Decision(span, Action.UNDECIDED, "PERSON", "person-2", ("s.40(2)",), rule="other-person")
    done = carried(OLD, decided(OLD, "Bo Sample"), proposal=(proposed,))

    assert ["person-2"] == [d.subject for d in done.review.decisions]
    assert Action.WITHHOLD is done.review.decisions[0].action


def test_notes_come_along_but_not_the_acknowledgement_of_what_was_unread():
    assert (("s.42(1) harm", "Weighed."),) == carried(OLD).review.notes


def test_a_review_of_a_third_text_is_refused():
    old, other = document(OLD), document("Something else entirely.\n")
    with pytest.raises(StaleReview):
        carry(old, Review("0" * 64, POLICY), other, Review(other.digest, POLICY))


def test_quoted_copies_of_a_place_are_found():
    quoted = "".join(f"> {line}\n" for line in OLD.splitlines())
    text = f"{OLD}\nOn 3 May Ada wrote:\n{quoted}"
    span = decided(OLD, "Bo Sample", 1).span
    found = copies(document(text), span)

    assert ["Bo Sample"] == [text[s.start : s.end] for s in found]
    assert found[0].start > len(OLD)


inserted = st.text("ab .\n", max_size=20)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(0, len(OLD)), inserted), max_size=4), st.integers(0, 3))
def test_whatever_is_carried_stands_on_the_same_words(edits, nth):
    new = OLD
    for at, text in sorted(edits, reverse=True):
        new = new[:at] + text + new[at:]
    done = carried(new, *(decided(OLD, "Bo Sample", i) for i in range(3)), decided(OLD, "Cy Model"))

    assert {"Bo Sample", "Cy Model"} >= {" ".join(word.split()) for word in words(done, new)}
    assert 4 == len(done.carried) + len(done.left)
    assert not edits or done.review.source == document(new).digest


def test_the_command_carries_and_lists(tmp_path: Path):
    from click.testing import CliRunner

    from redact.cli import main

    old, new = tmp_path / "one.txt", tmp_path / "two.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text("Thank you.\n\n" + OLD.replace("Cy Model", "Di Figure"), encoding="utf-8")
    lines = "/\nBo Sample\ns.40(2)\nall\n/\nCy Model\ns.40(2)\nall\n"
    runner = CliRunner()
    assert 0 == runner.invoke(main, ["review", str(old), "--plain", "--as", "Ada"], input=lines).exit_code
    shown = runner.invoke(main, ["propose", str(new), "--from", f"{old}.review.json"])

    assert "decisions carried over, 1 not" in shown.output
    assert "not carried: one.txt: line 9" in shown.output
    assert "Cy Model" not in shown.output
