"""Who may ask the review page, and what every answer forbids: one test for each line of the design."""

import json
import socket
from pathlib import Path

import pytest

from redact import web
from redact.web.guard import HEADERS
from redact.web.server import Server
from tests.sessions import LETTER, findings
from tests.web.serving import serving

FILES = sorted(f"/{path.name}" for path in (Path(web.__file__).parent / "static").iterdir() if path.suffix != ".html")
PATHS = [
    "/",
    *FILES,
    "/api/letter",
    "/api/state",
    "/api/pages/0",
    "/nothing",
    "/api/nothing",
    "/favicon.ico",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One server for all: nothing that is asked here changes anything."""
    source = tmp_path_factory.mktemp("guard") / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    with serving(source, findings()) as running:
        yield running


def said(served):
    return served.session.path.read_bytes()


def test_it_listens_on_loopback_alone_at_a_port_the_system_picks(served):
    assert "127.0.0.1" == served.server._socket.getsockname()[0]
    assert served.server.port > 1023
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        if address.startswith("127."):
            continue
        with pytest.raises((ConnectionRefusedError, TimeoutError)):
            socket.create_connection((address, served.server.port), timeout=2).close()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_every_protection_once_and_no_cookie(served, path):
    for headers in (served.own(), served.own(X_Redact_Token=None), served.own(Sec_Fetch_Site="cross-site")):
        answer = served.raw("GET", path, headers)

        assert {name: [value] for name, value in HEADERS.items()} == {
            name: answer.headers.get(name) for name in HEADERS
        }
        assert not {"set-cookie", "server", "access-control-allow-origin", "etag", "last-modified"} & set(
            answer.headers
        )


def test_the_policy_for_content_allows_the_page_its_own_files_and_nothing_else():
    rules = dict(rule.partition(" ")[::2] for rule in HEADERS["content-security-policy"].split("; "))

    assert {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "blob:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    } == rules


@pytest.mark.parametrize("path", ["/", "/review.js", "/api/letter"])
@pytest.mark.parametrize(
    "name", ["evil.test", "evil.test:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.test:{port}", ""]
)
def test_it_answers_to_no_other_name(served, path, name):
    """A page that makes its own name point to this machine (DNS rebinding) sends that name."""
    headers = [("Host", name.format(port=served.server.port)), *served.own()]

    assert 400 == served.raw("GET", path, headers, host=False).status


def test_two_names_at_once_are_no_name(served):
    assert 400 == served.raw("GET", "/api/letter", [("Host", "evil.test"), *served.own()]).status


def test_it_answers_the_page_by_either_name_of_loopback(served):
    for name in ("127.0.0.1", "localhost"):
        headers = [("Host", f"{name}:{served.server.port}"), *served.own()]
        assert 200 == served.raw("GET", "/api/letter", headers, host=False).status


@pytest.mark.parametrize("path", ["/api/letter", "/api/state", "/api/pages/0", "/api/pages/0/1"])
@pytest.mark.parametrize("token", [None, "", "x", "x" * 43, "é" * 43])
def test_nothing_is_told_without_the_token(served, path, token):
    headers = served.own(X_Redact_Token=None)
    if token is not None:
        headers.append(("X-Redact-Token", token))
    answer = served.raw("GET", path, headers)

    assert 403 == answer.status
    assert b"Sample" not in answer.body


def test_the_token_counts_in_its_header_alone(served):
    bare = served.own(X_Redact_Token=None)
    token = served.server.token

    assert 403 == served.raw("GET", f"/api/letter?token={token}", bare).status
    assert 403 == served.raw("GET", "/api/letter", [*bare, ("Cookie", f"token={token}")]).status
    assert 403 == served.raw("GET", "/api/letter", [*bare, ("Authorization", f"Bearer {token}")]).status
    assert 403 == served.raw("GET", "/api/letter", [*served.own(), ("X-Redact-Token", "x")]).status
    assert 200 == served.raw("GET", "/api/letter", served.own()).status


def test_tokens_are_long_and_never_the_same(served):
    other = Server(served.session)
    other._socket.close()

    assert served.server.token != other.token
    assert len(served.server.token) == 43  # 256 bits


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", None])
def test_nothing_is_told_to_another_origin_even_with_the_token(served, site):
    """Other ports of this machine are `same-site`."""
    assert 403 == served.raw("GET", "/api/letter", served.own(Sec_Fetch_Site=site)).status


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_nothing_is_done_for_another_origin_even_with_the_token(served, origin):
    before = said(served)
    headers = served.own(Content_Type="application/json", Origin=origin)
    body = json.dumps({"action": "withhold", "where": "person-3", "revision": 0}).encode()

    assert 403 == served.raw("POST", "/api/act", headers, body).status
    assert before == said(served)


def test_no_preflight_is_ever_granted(served):
    headers = [
        ("Origin", "http://evil.test"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "x-redact-token, content-type"),
    ]
    answer = served.raw("OPTIONS", "/api/act", headers)

    assert 405 == answer.status
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD"])
def test_only_two_methods_are_known(served, method):
    assert 405 == served.raw(method, "/api/act", served.own()).status


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_form_can_send_is_not_taken(served, kind):
    before = said(served)
    body = json.dumps({"action": "withhold", "where": "person-3", "revision": 0}).encode()

    assert 415 == served.raw("POST", "/api/act", served.own(Content_Type=kind), body).status
    assert before == said(served)


@pytest.mark.parametrize("dest", ["iframe", "frame", "object", "embed", "image", "script"])
def test_the_page_is_shown_in_no_frame(served, dest):
    assert 403 == served.raw("GET", "/", [("Sec-Fetch-Dest", dest)]).status


def test_a_link_to_the_page_from_anywhere_opens_it_and_tells_nothing(served):
    headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "navigate")]
    answer = served.raw("GET", "/", headers)

    assert 200 == answer.status
    assert (Path(web.__file__).parent / "static/review.html").read_bytes() == answer.body


@pytest.mark.parametrize("path", FILES)
def test_its_files_are_given_to_no_other_page(served, path):
    assert 403 == served.raw("GET", path, [("Sec-Fetch-Site", "cross-site")]).status
    assert 403 == served.raw("GET", path, [("Sec-Fetch-Site", "same-site")]).status
    answer = served.raw("GET", path, [("Sec-Fetch-Site", "same-origin")])

    kind = {".js": "text/javascript", ".css": "text/css"}[Path(path).suffix]
    assert (200, [f"{kind}; charset=utf-8"]) == (answer.status, answer.headers["content-type"])
    assert (Path(web.__file__).parent / f"static{path}").read_bytes() == answer.body


@pytest.mark.parametrize(
    "path",
    ["/../server.py", "/static/review.js", "/%2e%2e/server.py", "//etc/passwd", "/review.js/..", "/api/../server.py"],
)
def test_there_is_no_way_to_other_files(served, path):
    assert served.raw("GET", path, served.own()).status in (403, 404)


def test_a_socket_is_not_opened(served):
    headers = [
        ("Connection", "Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]

    assert 101 != served.raw("GET", "/api/state", headers).status


def test_a_request_without_end_is_cut_off(served):
    body = b'{"action": "' + b"x" * 300_000 + b'"}'
    answer = served.raw("POST", "/api/act", served.own(Content_Type="application/json"), body)

    assert 400 == answer.status
