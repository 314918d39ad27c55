"""The session behind the page: one action at a time, on what the person was looking at, and nothing lost."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact import review as reviews
from redact.errors import RedactError, Refused
from redact.model import Action, Show
from redact.reviewing.session import Session
from redact.web.actions import ACTIONS, Malformed, Outdated, Request, SharedSession
from tests.groups import grouped_session
from tests.sessions import LETTER, POLICY, at, findings, open_session
from tests.web.serving import NOON


@pytest.fixture
def shared(letter):
    return SharedSession(open_session(letter))


def where(words, nth=0):
    span = at(LETTER, words, nth)
    return [span.start, span.end]


def do(shared, action, **said):
    return shared.act(action, Request(said), shared.revision)


def test_the_state_says_all_and_an_answer_says_only_what_changed(shared):
    whole = shared.state()
    changes = do(shared, "withhold", where="person-3")

    assert set(whole["order"]) == set(whole["subjects"])
    assert ["person-3"] == list(changes["subjects"])
    assert "order" not in changes
    assert {**whole["subjects"], **changes["subjects"]} == shared.state()["subjects"]


def test_a_new_subject_is_told_with_the_new_order(shared):
    changes = do(shared, "term", text="privileged", exemptions=["s.42(1)"])

    (key,) = changes["subjects"]
    assert key in changes["order"]
    assert shared.state()["order"] == changes["order"]


def test_every_action_of_the_session_can_be_asked_for(shared):
    mention = where("Mr Sample")
    do(shared, "withhold", where=mention, exemptions=["s.38(1)(a)"], reason="He was threatened.")
    do(shared, "exemption", where=mention, exemptions=["s.40(2)"], reason="A name.")
    do(shared, "show", where=mention, how="replace", what="A clerk")
    do(shared, "edge", where=mention, end=2)
    do(shared, "sentence", where=where("Counsel's advice"), exemptions=["s.42(1)"])
    do(shared, "paragraph", where=where("It is privileged"), exemptions=["s.42(1)"])
    do(shared, "ask", where="person-3", reason="Is this the director?")
    do(shared, "disclose", where="phone-1", reason="The switchboard.")
    do(shared, "note", exemption="s.42(1)", kind="public interest test", text="Weighed.")
    do(shared, "term", text="the figures", exemptions=["s.43(2)"], whole_words=True)
    with pytest.raises(Refused):  # this passage has no copy
        do(shared, "repeat", where=where("Ms Example"))
    before = shared.session.path.read_bytes()
    do(shared, "undo")
    assert before != shared.session.path.read_bytes()
    do(shared, "redo")

    assert before == shared.session.path.read_bytes()
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


def test_undoing_everything_restores_the_file_byte_for_byte(shared):
    before = shared.session.path.read_bytes()
    do(shared, "withhold", where="person-3")
    do(shared, "term", text="the figures", exemptions=["s.43(2)"])
    do(shared, "disclose", where="person-1")
    while shared.session.can_undo:
        do(shared, "undo")

    assert before == shared.session.path.read_bytes()


def test_of_two_tabs_the_later_is_told_and_nothing_is_lost(shared):
    first = shared.revision
    shared.act("withhold", Request({"where": "person-3"}), first)
    before = shared.session.path.read_bytes()
    with pytest.raises(Outdated) as told:
        shared.act("disclose", Request({"where": "person-3", "reason": "No."}), first)

    assert before == shared.session.path.read_bytes()
    assert "withhold" == told.value.state["subjects"]["person-3"]["state"]
    assert shared.revision == told.value.state["revision"]


def test_what_another_program_wrote_is_never_overwritten(letter, shared):
    colleague = Session.open(letter, POLICY, by="Bo Colleague", findings=findings(), clock=lambda: NOON)
    colleague.disclose("person-3", "In public office.")
    before = shared.session.path.read_bytes()
    with pytest.raises(Outdated) as told:
        do(shared, "withhold", where="person-3")

    assert before == shared.session.path.read_bytes()
    assert "disclose" == told.value.state["subjects"]["person-3"]["state"]
    do(shared, "withhold", where="person-1")
    assert {"Ada Reviewer", "Bo Colleague"} == {d.by for d in shared.session.review.decisions if d.by}


def test_a_look_at_the_state_sees_what_another_program_wrote(letter, shared):
    known = shared.revision
    assert {"revision": known} == shared.state(known)
    Session.open(letter, POLICY, by="Bo Colleague", findings=findings()).disclose("person-3", "In office.")

    assert "disclose" == shared.state(known)["subjects"]["person-3"]["state"]


def test_a_page_is_told_what_would_be_printed_for_each_place(shared):
    do(shared, "show", where="person-2", how="pseudonym", what="Person")
    do(shared, "show", where="phone-1", how="mask", what="4")
    told = shared.state()["subjects"]

    assert [["[Person 1]", "[Person 1]"], ["[…0018]"], ["s.40(2)"]] == [
        [place["hole"]["text"] for place in told[key]["places"]] for key in ("person-2", "phone-1", "person-1")
    ]
    assert [True] == [place["hole"]["bar"] for place in told["person-1"]["places"]]


def test_the_letter_is_told_in_blocks_that_hold_all_its_text(shared):
    told = shared.letter()

    for block in told["blocks"]:
        assert LETTER[block["start"] : block["start"] + len(block["text"])] == block["text"]
    assert "".join(LETTER.split()) == "".join("".join(block["text"] for block in told["blocks"]).split())


def test_notes_that_are_needed_are_told_until_they_are_written(shared):
    do(shared, "withhold", where=where("Counsel's advice"), exemptions=["s.42(1)"])
    needed = [
        (note["exemption"], note["kind"], note["done"])
        for note in shared.state()["notes"]
        if note["exemption"] == "s.42(1)"
    ]
    do(shared, "note", exemption="s.42(1)", kind="public interest test", text="Weighed.")

    assert [("s.42(1)", "public interest test", False)] == needed
    assert [] == [note for note in shared.state()["missing"] if note.startswith("s.42(1)")]


def test_why_tells_rule_findings_and_what_people_did(shared):
    do(shared, "withhold", where="person-3", reason="A private person.")
    told = shared.why("person-3")

    assert told["because"] == POLICY.because(told["rule"])
    assert [["model"]] == [finding["found_by"] for finding in told["findings"]]
    assert [("withhold", "Ada Reviewer")] == [(event["did"], event["by"]) for event in told["events"]]


@pytest.mark.parametrize(
    ("text", "whole", "places"),
    [("sample", True, 2), ("sampl", True, 0), ("sampl", False, 2), (" \n", True, 0), ("the  figures", True, 1)],
)
def test_a_term_is_counted_before_it_is_withheld(shared, text, whole, places):
    assert places == shared.count(text, whole)["places"]


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
        ("edge", {"where": "person-3", "end": 1}),
        ("edge", {"where": [1, 2], "end": 10**30}),
        ("term", {"text": "x", "whole_words": "yes"}),
    ],
)
def test_what_the_page_would_never_say_is_refused(shared, action, said):
    before = shared.session.path.read_bytes()
    with pytest.raises(Malformed):
        do(shared, action, **said)

    assert before == shared.session.path.read_bytes()


@pytest.mark.parametrize(
    ("how", "what", "says"),
    [
        ("mask", "99", "a number from 0 to 12"),
        ("mask", "9" * 5000, "a number from 0 to 12"),
        ("mask", "abc", "a number from 0 to 12"),
        ("mask", "", "a number from 0 to 12"),
        ("generalise", "everything", "is one of year, outward-postcode"),
        ("replace", "", "say which words to print"),
        ("replace", "a] [b", "leave them out"),
    ],
)
def test_a_look_that_cannot_be_is_refused_in_the_same_words_as_in_the_terminal(shared, how, what, says):
    before = shared.session.path.read_bytes()
    with pytest.raises(Refused, match=says) as on_page:
        do(shared, "show", where="person-3", how=how, what=what)
    with pytest.raises(Refused) as in_terminal:
        shared.session.set_show("person-3", Show(how, what))

    assert str(in_terminal.value) == str(on_page.value)
    assert before == shared.session.path.read_bytes()


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
    shared = SharedSession(open_session(source))
    before = shared.session.path.read_bytes()
    for action, place, said in asked:
        with suppress(RedactError):
            json.dumps(shared.act(action, Request({"where": place, **said}), shared.revision))
        assert shared.session.review == reviews.read(shared.session.path)
        assert all(d.span.end <= len(LETTER) for d in shared.session.review.decisions)
        assert all(d.exemptions for d in shared.session.review.only(Action.WITHHOLD))
    while shared.session.can_undo:
        do(shared, "undo")
    assert before == shared.session.path.read_bytes()


def test_a_group_is_answered_in_one_action_and_undone_in_one(tmp_path):
    shared = SharedSession(grouped_session(tmp_path))
    before = shared.session.path.read_bytes()
    changes = do(shared, "disclose", where="group:place-1")

    assert ["group:place-1"] == list(changes["subjects"])
    assert "disclose" == changes["subjects"]["group:place-1"]["state"]
    do(shared, "undo")
    assert before == shared.session.path.read_bytes()


def test_a_member_of_a_group_is_answered_apart(tmp_path):
    shared = SharedSession(grouped_session(tmp_path))
    changes = do(shared, "withhold", where="place-1")

    assert {"place-1", "group:place-2"} == set(changes["subjects"])
    assert ["place-2", "place-3"] == [member["key"] for member in changes["subjects"]["group:place-2"]["members"]]
