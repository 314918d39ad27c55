"""Who may ask, and what every answer forbids the browser to do.

The server listens on this machine's loopback alone. Other users of the machine, and any page open in the same browser,
can still send it requests; so each rule here stands on its own:

    the name it is called by    a page that makes its own name point here (DNS rebinding) is turned away
    where a request comes from  only this page's own, as the browser itself says (Sec-Fetch-Site, Origin)
    a token                     known to nobody but the page; in a header, which no other page can set; never a cookie,
                                since cookies are shared by all ports of a machine
    what an answer allows       no script, style, picture or connection but its own; never in a frame, never stored
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "x-redact-token"  # noqa: S105
API = "/api/"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=()",
    "x-dns-prefetch-control": "off",
    "x-robots-tag": "noindex",
}


class Guard:
    """Let through what the page itself asks for, and nothing else; `used` is called for each request that it made."""

    def __init__(self, app: ASGIApp, *, port: int, token: str, used: Callable[[], None]) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._token = token.encode()
        self._used = used

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal(scope)
        app: ASGIApp = self._app
        if refusal:
            status, message = refusal
            app = JSONResponse({"error": message}, status)
        elif scope["path"].startswith(API):
            self._used()
        await app(scope, receive, _protected(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and reason to turn a request away with, if there is one."""
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 400, "this address is not called by that name"
        if scope["method"] not in ("GET", "POST"):
            return 405, "only GET and POST"
        if any(origin != f"http://{hosts[0]}" for origin in headers.get("origin", [])):
            return 403, "not from this page"
        site = headers.get("sec-fetch-site", [""])
        if scope["path"].startswith(API):
            if site != ["same-origin"]:
                return 403, "not from this page"
            token = headers.get(TOKEN, [])
            if len(token) != 1 or not secrets.compare_digest(token[0].encode("latin-1"), self._token):
                return 403, "open the page by its start-up link: the address alone is not enough"
            if scope["method"] == "POST" and headers.get("content-type") != ["application/json"]:
                return 415, "only JSON"
        elif scope["path"] == "/":
            # Anybody may link here: the page itself holds nothing. But it is a page of its own, in no frame.
            if headers.get("sec-fetch-dest", ["document"]) != ["document"]:
                return 403, "not in a frame"
        elif site[0] not in ("same-origin", "none", ""):
            return 403, "not from this page"
        return None


def _protected(send: Send) -> Send:
    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [h for h in message.get("headers", []) if h[0].decode().lower() not in HEADERS] + own
        await send(message)

    return protected
