"""A review page over the letter of tests/sessions.py, served as it is in earnest; and a client with no manners."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redact.model import Finding
from redact.policy import Policy
from redact.reviewing.session import Session
from redact.web.server import Server
from tests.sessions import POLICY

NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
Find = Callable[[str], tuple[Finding, ...]]


@dataclass
class Answer:
    status: int
    headers: dict[str, list[str]]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A server that runs, the session behind it, and ways to ask it."""

    server: Server
    session: Session
    thread: threading.Thread

    def raw(
        self, method: str, path: str, headers: list[tuple[str, str]], body: bytes | None = None, *, host: bool = True
    ) -> Answer:
        """Ask with exactly these headers, and the server's own name unless `host` is false."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host:
            connection.putheader("Host", f"127.0.0.1:{self.server.port}")
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        found: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), []).append(value)
        answer = Answer(response.status, found, response.read())
        connection.close()
        return answer

    def own(self, **changes: str | None) -> list[tuple[str, str]]:
        """Return the headers that the page sends, with some changed, or left out where None."""
        usual: dict[str, str | None] = {
            "X-Redact-Token": self.server.token,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "cors",
            "Sec-Fetch-Dest": "empty",
            **{name.replace("_", "-"): value for name, value in changes.items()},
        }
        return [(name, value) for name, value in usual.items() if value is not None]

    def get(self, path: str) -> Answer:
        return self.raw("GET", path, self.own())

    def post(self, path: str, said: Mapping[str, Any]) -> Answer:
        headers = self.own(Content_Type="application/json", Origin=self.server.origin)
        return self.raw("POST", path, headers, json.dumps(said).encode())

    def act(self, action: str, **said: Any) -> Answer:
        revision = said.pop("revision", self.session.revision)
        return self.post("/api/act", {"action": action, "revision": revision, **said})


@contextmanager
def serving(
    source: Path, findings: tuple[Finding, ...], *, policy: Policy = POLICY, **options: Any
) -> Iterator[Served]:
    session = Session.open(source, policy, by="Ada Reviewer", findings=findings, clock=lambda: NOON)
    server = Server(session, **options)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(server, session, thread)
    finally:
        server.stop()
        thread.join(20)


def open_page(opened: Any, served: Served) -> None:
    opened.goto(served.server.url)
    opened.locator("body[data-ready]").wait_for()
