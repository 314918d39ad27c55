"""The routes of the review page, and the life of its server."""

import json
import threading
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import wait

import pytest

from redact import review as reviews
from redact.reviewing.session import Session
from redact.web import pages
from redact.web import server as servers
from redact.web.server import Life
from tests.sessions import LETTER, findings
from tests.web.serving import serving

pytestmark = pytest.mark.slow


def test_an_action_is_on_the_disk_before_it_is_answered(served):
    answer = served.act("withhold", where="person-3")
    lying = reviews.read(served.session.path)

    assert 200 == answer.status
    assert ["Ada Reviewer"] == [d.by for d in lying.decisions if d.subject == "person-3"]


def test_what_lacks_a_reason_or_a_code_says_so(served):
    reason = served.act("disclose", where="person-2")
    code = served.act("withhold", where=[0, 4])

    assert (422, "reason") == (reason.status, reason.json["lacks"])
    assert (422, "exemption") == (code.status, code.json["lacks"])


def test_the_second_of_two_tabs_gets_409_and_how_the_review_stands(served):
    first = served.session.revision
    served.act("withhold", where="person-3", revision=first)
    late = served.act("disclose", where="person-3", reason="No.", revision=first)

    assert 409 == late.status
    assert served.session.revision == late.json["state"]["revision"]
    assert "withhold" == late.json["state"]["subjects"]["person-3"]["state"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b"[" * 20_000,
        b'{"action": 1}',
        b'{"action": "undo", "revision": "0"}',
        b'{"action": "undo", "revision": 1e9}',
    ],
)
def test_what_is_not_a_request_is_refused_with_400(served, body):
    headers = served.own(Content_Type="application/json")

    assert 400 == served.raw("POST", "/api/act", headers, body).status


def test_half_a_surrogate_pair_does_no_harm(served):
    """JSON can say one half of a pair; no file in UTF-8 can hold it."""
    body = json.dumps({"action": "ask", "where": "person-3", "reason": "why \ud800?", "revision": 0}).encode()

    assert 200 == served.raw("POST", "/api/act", served.own(Content_Type="application/json"), body).status
    assert "why ??" == next(d.reason for d in reviews.read(served.session.path).decisions if d.subject == "person-3")


def test_the_pages_are_those_of_the_review_as_it_is_now(served):
    first = served.get("/api/pages/0").json
    picture = served.get("/api/pages/0/1?width=700")
    served.act("withhold", where="person-3")
    second = served.get("/api/pages/1").json

    assert first["page_count"] >= 1
    assert (["image/png"], b"\x89PNG") == (picture.headers["content-type"], picture.body[:4])
    assert 700 == int.from_bytes(picture.body[16:20], "big")
    assert {"moved_on": True} == served.get("/api/pages/0").json
    assert 1 == second["revision"]
    assert picture.body != served.get("/api/pages/1/1?width=700").body


@pytest.mark.parametrize(
    "path", ["/api/pages/0/0", "/api/pages/0/99", "/api/pages/5/1", "/api/pages/0/-1", "/api/pages/x"]
)
def test_a_page_that_is_not_there_is_not_found(served, path):
    served.get("/api/pages/0")

    assert 404 == served.get(path).status


@pytest.mark.slow
def test_the_process_that_draws_is_started_when_wanted_and_ends_with_the_server(letter, monkeypatch):
    started = []

    def start():
        started.append(ProcessPoolExecutor(1, mp_context=get_context("spawn")))
        return started[-1]

    monkeypatch.setattr(pages, "start_process", start)
    with serving(letter, findings()) as served:
        assert [] == started
        assert 1 == served.get("/api/pages/0").json["page_count"]
        (process,) = started
        (worker,) = process._processes.values()

    # Not `worker.join`: the executor's own thread joins it too, and of two who wait the loser takes it for alive.
    assert [worker.sentinel] == wait([worker.sentinel], timeout=60)


@pytest.mark.slow
def test_a_process_that_was_killed_is_started_again(letter, monkeypatch):
    monkeypatch.setattr(pages, "start_process", lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")))
    with serving(letter, findings()) as served:
        served.get("/api/pages/0")
        for worker in served.server._pages._process._processes.values():
            worker.kill()
        served.act("withhold", where="person-3")
        assert 422 == served.get("/api/pages/1").status
        assert 1 == served.get("/api/pages/1").json["page_count"]


def test_a_fault_is_told_without_a_word_of_the_letter(served, monkeypatch, capfd):
    def fail(*_):
        raise ValueError(LETTER)

    monkeypatch.setattr("redact.web.views.why", fail)
    answer = served.post("/api/why", {"key": "person-3"})
    out, err = capfd.readouterr()

    assert 500 == answer.status
    assert "ValueError at test_server.py" in err
    for said in (out, err, answer.body.decode()):
        assert "Sample" not in said


def test_nothing_of_a_request_is_logged(served, capfd):
    served.post("/api/count", {"text": "Bo Sample", "whole_words": True})
    served.act("term", text="the figures", exemptions=["s.43(2)"])
    served.raw("GET", "/api/letter", served.own(X_Redact_Token="x"))

    assert ("", "") == tuple(capfd.readouterr())


def test_stop_ends_the_server_and_its_thread(served):
    assert 200 == served.post("/api/stop", {}).status
    served.thread.join(20)

    assert not served.thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        served.get("/api/state")


def test_a_server_that_nobody_uses_stops(letter):
    with serving(letter, findings(), idle=0.01) as served:
        served.thread.join(20)

        assert not served.thread.is_alive()


def test_only_the_page_itself_keeps_a_server_alive():
    """Time is told by hand here: 60 seconds of idleness are allowed."""
    now = [0.0]
    life = Life(60, clock=lambda: now[0])
    now[0] = 59
    life.use()
    now[0] = 118
    assert not life.over
    now[0] = 120

    assert life.over


def test_a_request_without_the_token_does_not_keep_a_server_alive(served):
    last = served.server.life.last
    served.raw("GET", "/", [])
    served.raw("GET", "/api/state", served.own(X_Redact_Token="x"))

    assert (last, False) == (served.server.life.last, served.server.life.used)
    served.get("/api/state")
    assert served.server.life.used


@pytest.mark.slow
def test_review_in_browser_opens_a_file_and_not_the_link(letter, capfd):
    """The browser's arguments can be read by all users of the machine: the token is not in them."""
    session = Session.open(letter, by="Ada Reviewer", findings=findings())
    opened, said = [], []

    def browser(url):
        opened.append(url)
        page = urllib.request.urlopen(url).read().decode()
        link = page.split("url=")[1].split('"')[0]
        threading.Thread(target=visit, args=(link,)).start()
        return True

    def visit(link):
        origin, token = link.split("/#token=")
        headers = {"X-Redact-Token": token, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        assert 200 == urllib.request.urlopen(urllib.request.Request(f"{origin}/", headers={})).status
        urllib.request.urlopen(urllib.request.Request(f"{origin}/api/stop", b"{}", headers))

    # In a thread of its own: where Playwright runs, the main thread has an event loop already.
    arguments = {"opener": browser, "say": said.append}
    review = threading.Thread(target=servers.review_in_browser, args=(session,), kwargs=arguments)
    review.start()
    review.join(60)

    assert not review.is_alive()
    (url,) = opened
    assert url.startswith("file://")
    assert "token" not in url + "".join(said)
    assert ("", "") == tuple(capfd.readouterr())
