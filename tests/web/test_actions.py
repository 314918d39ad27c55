"""The sitting behind the page: one action at a time, on what the person was looking at, and nothing lost."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact import review as reviews
from redact.errors import RedactError, Refused
from redact.model import Action
from redact.reviewing.session import Session
from redact.web.actions import ACTIONS, Behind, Desk, Malformed, Said
from tests.sessions import LETTER, POLICY, at, findings, open_session
from tests.web.serving import NOON


@pytest.fixture
def desk(letter):
    return Desk(open_session(letter))


def where(words, nth=0):
    span = at(LETTER, words, nth)
    return [span.start, span.end]


def do(desk, action, **said):
    return desk.act(action, Said(said), desk.revision)


def test_the_state_says_all_and_an_answer_says_only_what_changed(desk):
    whole = desk.state()
    changes = do(desk, "withhold", where="person-3")

    assert set(whole["order"]) == set(whole["subjects"])
    assert ["person-3"] == list(changes["subjects"])
    assert "order" not in changes
    assert {**whole["subjects"], **changes["subjects"]} == desk.state()["subjects"]


def test_a_new_subject_is_told_with_the_new_order(desk):
    changes = do(desk, "term", text="privileged", exemptions=["s.42(1)"])

    (key,) = changes["subjects"]
    assert key in changes["order"]
    assert desk.state()["order"] == changes["order"]


def test_every_action_of_the_sitting_can_be_asked_for(desk):
    mention = where("Mr Sample")
    do(desk, "withhold", where=mention, exemptions=["s.38(1)(a)"], reason="He was threatened.")
    do(desk, "exemption", where=mention, exemptions=["s.40(2)"], reason="A name.")
    do(desk, "show", where=mention, how="replace", what="A clerk")
    do(desk, "edge", where=mention, end=2)
    do(desk, "sentence", where=where("Counsel's advice"), exemptions=["s.42(1)"])
    do(desk, "paragraph", where=where("It is privileged"), exemptions=["s.42(1)"])
    do(desk, "ask", where="person-3", reason="Is this the director?")
    do(desk, "disclose", where="phone-1", reason="The switchboard.")
    do(desk, "note", exemption="s.42(1)", kind="public interest test", text="Weighed.")
    do(desk, "term", text="the figures", exemptions=["s.43(2)"], whole_words=True)
    with pytest.raises(Refused):  # this passage has no copy
        do(desk, "repeat", where=where("Ms Example"))
    before = desk.session.path.read_bytes()
    do(desk, "undo")
    assert before != desk.session.path.read_bytes()
    do(desk, "redo")

    assert before == desk.session.path.read_bytes()
    assert {
        "undo",
        "redo",
        "withhold",
        "exemption",
        "show",
        "edge",
        "sentence",
        "paragraph",
        "ask",
        "disclose",
        "note",
        "term",
        "repeat",
    } == set(ACTIONS)


def test_undoing_everything_restores_the_file_byte_for_byte(desk):
    before = desk.session.path.read_bytes()
    do(desk, "withhold", where="person-3")
    do(desk, "term", text="the figures", exemptions=["s.43(2)"])
    do(desk, "disclose", where="person-1")
    while desk.session.can_undo:
        do(desk, "undo")

    assert before == desk.session.path.read_bytes()


def test_of_two_tabs_the_later_is_told_and_nothing_is_lost(desk):
    first = desk.revision
    desk.act("withhold", Said({"where": "person-3"}), first)
    before = desk.session.path.read_bytes()
    with pytest.raises(Behind) as told:
        desk.act("disclose", Said({"where": "person-3", "reason": "No."}), first)

    assert before == desk.session.path.read_bytes()
    assert "withhold" == told.value.state["subjects"]["person-3"]["state"]
    assert desk.revision == told.value.state["revision"]


def test_what_another_program_wrote_is_never_overwritten(letter, desk):
    colleague = Session.open(letter, POLICY, by="Bo Colleague", findings=findings(), clock=lambda: NOON)
    colleague.disclose("person-3", "In public office.")
    before = desk.session.path.read_bytes()
    with pytest.raises(Behind) as told:
        do(desk, "withhold", where="person-3")

    assert before == desk.session.path.read_bytes()
    assert "disclose" == told.value.state["subjects"]["person-3"]["state"]
    do(desk, "withhold", where="person-1")
    assert {"Ada Reviewer", "Bo Colleague"} == {d.by for d in desk.session.review.decisions if d.by}


def test_a_look_at_the_state_sees_what_another_program_wrote(letter, desk):
    known = desk.revision
    assert {"revision": known} == desk.state(known)
    Session.open(letter, POLICY, by="Bo Colleague", findings=findings()).disclose("person-3", "In office.")

    assert "disclose" == desk.state(known)["subjects"]["person-3"]["state"]


def test_a_page_is_told_what_would_be_printed_for_each_place(desk):
    do(desk, "show", where="person-2", how="pseudonym", what="Person")
    do(desk, "show", where="phone-1", how="mask", what="4")
    told = desk.state()["subjects"]

    assert [["[Person 1]", "[Person 1]"], ["[…0018]"], ["s.40(2)"]] == [
        [hole["text"] for place in told[key]["places"] for hole in place["holes"]]
        for key in ("person-2", "phone-1", "person-1")
    ]
    assert [True] == [hole["bar"] for place in told["person-1"]["places"] for hole in place["holes"]]


def test_the_letter_is_told_in_blocks_that_hold_all_its_text(desk):
    told = desk.letter()

    for block in told["blocks"]:
        assert LETTER[block["start"] : block["start"] + len(block["text"])] == block["text"]
    assert "".join(LETTER.split()) == "".join("".join(block["text"] for block in told["blocks"]).split())


def test_notes_that_are_needed_are_told_until_they_are_written(desk):
    do(desk, "withhold", where=where("Counsel's advice"), exemptions=["s.42(1)"])
    needed = [
        (note["exemption"], note["kind"], note["done"])
        for note in desk.state()["notes"]
        if note["exemption"] == "s.42(1)"
    ]
    do(desk, "note", exemption="s.42(1)", kind="public interest test", text="Weighed.")

    assert [("s.42(1)", "public interest test", False)] == needed
    assert [] == [note for note in desk.state()["missing"] if note.startswith("s.42(1)")]


def test_why_tells_rule_findings_and_what_people_did(desk):
    do(desk, "withhold", where="person-3", reason="A private person.")
    told = desk.why("person-3")

    assert told["because"] == POLICY.because(told["rule"])
    assert [["model"]] == [finding["found_by"] for finding in told["findings"]]
    assert [("withhold", "Ada Reviewer")] == [(event["did"], event["by"]) for event in told["events"]]


@pytest.mark.parametrize(
    ("text", "whole", "places"),
    [("sample", True, 2), ("sampl", True, 0), ("sampl", False, 2), (" \n", True, 0), ("the  figures", True, 1)],
)
def test_a_term_is_counted_before_it_is_withheld(desk, text, whole, places):
    assert places == desk.count(text, whole)["places"]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("nothing", {}),
        ("__class__", {}),
        ("withhold", {}),
        ("withhold", {"where": None}),
        ("withhold", {"where": [1, "2"]}),
        ("withhold", {"where": [5, 5]}),
        ("withhold", {"where": [True, False]}),
        ("withhold", {"where": [1, 2], "exemptions": "s.40(2)"}),
        ("withhold", {"where": [1, 2], "exemptions": [1]}),
        ("withhold", {"where": "person-3", "reason": ["x"]}),
        ("withhold", {"where": "person-3", "reason": "x" * 30_000}),
        ("show", {"where": "person-3"}),
        ("show", {"where": "person-3", "how": "vanish"}),
        ("show", {"where": "person-3", "how": "mask", "what": "99"}),
        ("show", {"where": "person-3", "how": "mask", "what": "9" * 5000}),
        ("show", {"where": "person-3", "how": "generalise", "what": "everything"}),
        ("show", {"where": "person-3", "how": "replace", "what": "a] [b"}),
        ("edge", {"where": "person-3", "end": 1}),
        ("edge", {"where": [1, 2], "end": 10**30}),
        ("term", {"text": "x", "whole_words": "yes"}),
    ],
)
def test_what_the_page_would_never_say_is_refused(desk, action, said):
    before = desk.session.path.read_bytes()
    with pytest.raises(Malformed):
        do(desk, action, **said)

    assert before == desk.session.path.read_bytes()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from(["person-1", "s.40(2)", "mask", "replace"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)
offsets = st.lists(st.integers(-2, len(LETTER) + 5), min_size=2, max_size=2)
names = ["exemptions", "how", "what", "reason", "text", "kind", "exemption", "start", "end", "whole_words"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(ACTIONS)),
            offsets | values,
            st.dictionaries(st.sampled_from(names), values, max_size=4),
        ),
        max_size=6,
    )
)
def test_whatever_is_asked_the_review_stays_whole(tmp_path_factory, asked):
    """Nothing but this program's own errors, a valid file after each step, and the way back open."""
    source = tmp_path_factory.mktemp("asked") / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    desk = Desk(open_session(source))
    before = desk.session.path.read_bytes()
    for action, place, said in asked:
        with suppress(RedactError):
            json.dumps(desk.act(action, Said({"where": place, **said}), desk.revision))
        assert desk.session.review == reviews.read(desk.session.path)
        assert all(d.span.end <= len(LETTER) for d in desk.session.review.decisions)
        assert all(d.exemptions for d in desk.session.review.only(Action.WITHHOLD))
    while desk.session.can_undo:
        do(desk, "undo")
    assert before == desk.session.path.read_bytes()
