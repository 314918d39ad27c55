"""The routes, and the life of the server: from the start-up link to the last tab."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import socket
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from redact.errors import RedactError, Refused
from redact.reviewing.session import Session
from redact.web import actions
from redact.web.actions import Malformed, Outdated, SharedSession
from redact.web.guard import Guard
from redact.web.link import Link
from redact.web.pages import Pages

IDLE = 60 * 60.0
"""Seconds without a request after which the server stops. An open, visible page asks once a minute."""
LARGEST = 200_000
"""Bytes that a request may have."""
PAGE = "review.html"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}


@dataclass
class Life:
    """When the server was last used, and whether it has been asked to stop."""

    idle: float
    clock: Callable[[], float] = time.monotonic
    last: float = field(default=0.0)
    used: bool = False
    stopping: bool = False

    def __post_init__(self) -> None:
        self.last = self.clock()

    def use(self) -> None:
        self.last, self.used = self.clock(), True

    @property
    def over(self) -> bool:
        return self.stopping or self.clock() - self.last > self.idle


# What the page posts: the path, and what of the session answers it.
POSTS: dict[str, Callable[[SharedSession, actions.Request], dict[str, Any]]] = {
    "/api/act": lambda session, ask: session.act(ask.text("action"), ask, ask.number("revision")),
    "/api/why": lambda session, ask: session.why(ask.text("key")),
    "/api/count": lambda session, ask: session.count(ask.text("text"), ask.flag("whole_words", True)),
}


class Routes:
    """What the page asks for."""

    def __init__(self, session: SharedSession, pages: Pages, life: Life) -> None:
        self._session, self._pages, self._life = session, pages, life
        self._files = {
            "/" if file.name == PAGE else f"/{file.name}": (file.read_bytes(), KINDS[Path(file.name).suffix])
            for file in (files("redact.web") / "static").iterdir()
        }

    def app(self) -> Starlette:
        routes = [Route(path, self.static) for path in self._files]
        routes += [Route(path, _answered(self.post), methods=["POST"]) for path in POSTS]
        routes += [
            Route("/api/letter", _answered(self.letter)),
            Route("/api/state", _answered(self.state)),
            Route("/api/stop", _answered(self.stop), methods=["POST"]),
            Route("/api/pages/{revision:int}", _answered(self.pages)),
            Route("/api/pages/{revision:int}/{page:int}", _answered(self.page)),
        ]
        return Starlette(routes=routes)

    async def static(self, request: Request) -> Response:
        data, kind = self._files[request.url.path]
        return Response(data, media_type=kind)

    async def letter(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._session.letter))

    async def state(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._session.state, _number(request, "known")))

    async def post(self, request: Request) -> Response:
        answer = POSTS[request.url.path]
        return JSONResponse(await asyncio.to_thread(answer, self._session, actions.Request(await _values(request))))

    async def stop(self, request: Request) -> Response:
        self._life.stopping = True
        return JSONResponse({})

    async def pages(self, request: Request) -> Response:
        revision = request.path_params["revision"]
        printed = await self._pages.printed(revision)
        if printed is None:
            return JSONResponse({"moved_on": True})
        return JSONResponse({"revision": revision, "page_count": printed.page_count, "places": printed.places})

    async def page(self, request: Request) -> Response:
        revision, page = request.path_params["revision"], request.path_params["page"]
        picture = await self._pages.picture(revision, page, _number(request, "width") or 800)
        if picture is None:
            return JSONResponse({"error": "there is no such page now"}, 404)
        return Response(picture, media_type="image/png")


def _number(request: Request, name: str) -> int | None:
    """Return a whole number from a request's address; None where it is not one, or too long."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


async def _values(request: Request) -> dict[str, Any]:
    """Return the values in a request's body; Malformed where it is too long or not a set of named values."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise Malformed("this request is too long")
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("this request is not JSON") from None
    if not isinstance(values, dict):
        raise Malformed("this request should be a set of named values")
    return values


Endpoint = Callable[[Request], Any]


def _answered(endpoint: Endpoint) -> Endpoint:
    """Turn what goes wrong into an answer that the page can show. No answer and no log line quotes the letter."""

    async def answered(request: Request) -> Response:
        try:
            response: Response = await endpoint(request)
        except Outdated as error:
            return JSONResponse({"error": str(error), "state": error.state}, 409)
        except Malformed as error:
            return JSONResponse({"error": str(error)}, 400)
        except Refused as error:
            return JSONResponse({"error": _sentence(error), "lacks": error.lacks}, 422)
        except RedactError as error:
            return JSONResponse({"error": _sentence(error)}, 422)
        except Exception as error:
            print(f"redact: the review page met a fault: {_place(error)}", file=sys.stderr)
            return JSONResponse({"error": "Something went wrong here; the review is as it was before."}, 500)
        return response

    return answered


def _sentence(error: RedactError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _place(error: BaseException) -> str:
    """Return the kind and place of a fault: its message could quote the letter."""
    *_, last = traceback.extract_tb(error.__traceback__, -1)
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


class Server:
    """A review page on this machine's loopback, at a port that the system picks, for whoever holds `url`."""

    def __init__(self, session: Session, *, idle: float = IDLE, port: int = 0) -> None:
        self.life = Life(idle)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if alone := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):  # Windows lets another program share a port otherwise
            self._socket.setsockopt(socket.SOL_SOCKET, alone, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen(64)  # now, so that a browser that is quicker than this program is kept waiting, not refused
        self.port: int = self._socket.getsockname()[1]
        self.token = secrets.token_urlsafe(32)
        shared = SharedSession(session)
        self._pages = Pages(shared)
        routes = Routes(shared, self._pages, self.life)
        app: ASGIApp = Guard(routes.app(), port=self.port, token=self.token, used=self._used)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            ws="none",
            http="h11",
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self.on_first_use: Callable[[], None] = lambda: None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Return the link that opens the page; the token is in the fragment, which no browser sends anywhere."""
        return f"{self.origin}/#token={self.token}"

    def run(self) -> None:
        """Serve until the page says stop, nobody has asked for anything for a while, or Ctrl-C."""
        with self._socket:
            asyncio.run(self._run())

    def stop(self) -> None:
        self.life.stopping = True

    async def _run(self) -> None:
        watch = asyncio.create_task(self._watch())
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            watch.cancel()
            self._pages.close()

    async def _watch(self) -> None:
        while not self.life.over:
            await asyncio.sleep(0.05)
        self._pages.close()
        self._server.should_exit = True

    def _used(self) -> None:
        if not self.life.used:
            self.on_first_use()
        self.life.use()


def review_in_browser(
    session: Session,
    *,
    say: Callable[[str], object] = print,
    opener: Callable[[str], bool] = webbrowser.open,
    idle: float = IDLE,
) -> None:
    """Show a review as a page in the person's own browser, and return when they have done."""
    server = Server(session, idle=idle)
    link = Link(server.url)
    server.on_first_use = link.remove

    def open_page() -> None:
        if not link.open(opener):
            say(f"No browser could be opened. Open this file in yours: {link.path}")

    try:
        say(f"The review is open at {server.origin}, for you alone. Stop it with Ctrl-C; all is saved as you go.")
        # In a thread, since some browsers (those of a terminal) return only when they are closed.
        Thread(target=open_page, daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    finally:
        link.remove()
