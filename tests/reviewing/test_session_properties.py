"""Whatever people do, in whatever order: the review stays valid, and undoing all of it restores the file."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact import review as reviews
from redact.errors import Refused
from redact.model import Action, Show, Span
from redact.review import log
from redact.reviewing.session import Session
from tests.sessions import LETTER, NOON, POLICY, findings

KEYS = ("person-1", "person-2", "person-3", "phone-1", "term-1", "nobody")
spans = st.tuples(st.integers(0, len(LETTER) - 1), st.integers(1, 60)).map(
    lambda p: Span(p[0], min(p[0] + p[1], len(LETTER)))
)
where = st.one_of(st.sampled_from(KEYS), spans)
codes = st.sampled_from([(), ("s.40(2)",), ("s.42(1)",), ("s.42(1)", "s.40(2)"), ("s.none",)])
reasons = st.sampled_from(["", "Because."])
words = st.integers(-3, 3)
acts = st.one_of(
    st.tuples(st.just("withhold"), where, codes, st.none(), reasons),
    st.tuples(st.just("disclose"), where, reasons),
    st.tuples(st.just("ask"), where, reasons),
    st.tuples(st.just("set_exemption"), where, codes, reasons),
    st.tuples(
        st.just("set_show"), where, st.sampled_from([Show("box"), Show("replace", "Official"), Show("mask", "4")])
    ),
    st.tuples(st.just("move_edge"), spans, words, words, reasons),
    st.tuples(st.just("whole_sentence"), spans, codes, reasons),
    st.tuples(st.just("whole_paragraph"), spans, codes, reasons),
    st.tuples(st.just("withhold_term"), st.sampled_from(["Sample", "the", "e", "zzz"]), codes, st.booleans()),
    st.tuples(st.just("note"), st.sampled_from(["s.42(1)", ""]), st.just("harm"), reasons),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def do(session: Session, act: tuple) -> None:
    name, *given_ = act
    try:
        if name == "move_edge":
            session.move_edge(given_[0], start=given_[1], end=given_[2], reason=given_[3])
        elif name == "withhold_term":
            session.withhold_term(given_[0], given_[1], whole_words=given_[2])
        else:
            getattr(session, name)(*given_)
    except Refused:
        pass


def open_session(folder: str) -> Session:
    source = Path(folder) / "letter.txt"
    if not source.exists():
        source.write_text(LETTER, encoding="utf-8")
    return Session.open(source, POLICY, by="Ada Reviewer", findings=findings(), clock=lambda: NOON)


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(st.lists(acts, max_size=12), st.booleans())
def test_any_actions_leave_a_valid_review_and_undoing_them_restores_the_file(done, comes_back):
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(folder)
        first = session.path.read_bytes()
        for act in done:
            do(session, act)
            assert session.review == reviews.read(session.path)
            assert {d.span for s in session.subjects() for d in s.decisions} == {
                d.span for d in session.review.decisions
            }
        if comes_back:
            session = open_session(folder)
        while session.can_undo:
            session.undo()

        assert first == session.path.read_bytes()
        log.verify(session.path)


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(st.lists(acts, max_size=8))
def test_nothing_the_policy_withholds_is_opened_without_a_person_and_a_reason(done):
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(folder)
        for act in done:
            do(session, act)
        for proposed in session.proposed.only(Action.WITHHOLD):
            for i in range(proposed.span.start, proposed.span.end):
                if not LETTER[i].isalnum():
                    continue
                (now,) = [d for d in session.review.decisions if d.span.start <= i < d.span.end]
                assert now.action is not Action.DISCLOSE or (now.by and now.reason)


@settings(deadline=None, max_examples=30)
@given(st.lists(acts, max_size=8))
def test_stopping_and_coming_back_finds_the_same_review_and_the_same_list(done):
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(folder)
        for act in done:
            do(session, act)
        again = open_session(folder)

        assert (session.review, session.subjects()) == (again.review, again.subjects())


_ENDLESS = """
import sys
from pathlib import Path
from redact.reviewing.session import Session
from tests.sessions import findings
session = Session.open(Path(sys.argv[1]), "foi-uk", by="Ada Reviewer", findings=findings())
count = 0
while True:
    session.withhold("person-1") if count % 2 == 0 else session.disclose("person-1")
    count += 1
    print(count, flush=True)
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_at_most_the_last_action(tmp_path):
    source = tmp_path / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    for wait in (0.0, 0.003, 0.011, 0.023):
        process = subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(source)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        done = 1 + len(process.stdout.read().splitlines())
        process.wait()
        process.stdout.close()

        session = Session.open(source, "foi-uk", by="Ada Reviewer", findings=findings())
        # The last action told of, or the one after it that was never told of.
        told = Action.WITHHOLD if done % 2 else Action.DISCLOSE
        decided = session.subject("person-1").first
        events = [e for e in log.verify(session.path) if e.did in ("withhold", "disclose")]
        assert decided.by == "Ada Reviewer"
        assert decided.action is told or len(events) > done
        session.disclose("person-1")
        session.withhold("person-1")
        os.remove(log.path_for(session.path))
        session.path.unlink()
        assert [source] == [path for path in tmp_path.iterdir() if path.suffix != ".lock"]
