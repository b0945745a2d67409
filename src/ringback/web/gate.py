"""The outermost layer: every request is let in or refused here, and every answer leaves with its headers."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ringback.readers.errors import MAX_BYTES
from ringback.telling.fault import place_of
from ringback.web.door import SAFE, Door

POLICY = (
    "default-src 'self'; media-src 'self' blob:; img-src 'self' data:; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self)",
}
MOST_SENT = 3 * MAX_BYTES
"""Bytes of one request: the largest text that is read, as a form encodes it."""
MOST_SOUND = 600_000_000
"""Bytes of a request to one of FILES: a recording may be among what is handed over, or it is an export."""
FILES = ("/files", "/tell", "/cases/import")
LONGEST_LENGTH = 12
"""Digits of a length that is still read as a number."""
ONCE = ("host", "origin", "sec-fetch-site", "content-length", "authorization")
"""What tells where a request comes from and goes; said twice, nobody knows which of the two was meant."""
OPEN = ("/static/", "/favicon.ico")
_SHUT = (
    "This page belongs to the Ringback that runs on this machine.\n\n"
    "Open the address that `ringback serve` printed when it was started: the word in it lets you in.\n"
)


_log = logging.getLogger("ringback.web")


class Gate:
    """Lets in who came by the link or has its cookie; `api` paths answer in JSON and take the word itself.

    It stands around everything, so that the page for what broke leaves with the same headers, and what
    broke is noted by its place in our code alone: the text of an error may quote its owner's.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http":
            await self._http(dict(scope), receive, _Leaving(send, scope["method"], scope["path"]))

    async def _http(self, scope: Scope, receive: Receive, leaving: _Leaving) -> None:
        try:
            answer = self._answer(scope)
            if scope["method"] == "HEAD":
                scope["method"] = "GET"  # whose answer it is, without the body
            await (answer or self.app)(scope, receive, leaving)
        except Exception as error:  # noqa: BLE001 - nothing of it may reach the server's own log
            line = f"{type(error).__name__} at {place_of(error)}"
            _log.error("%s", line)
            if not leaving.begun:
                says = f"Something in Ringback itself went wrong ({line})."
                await _said(scope["path"], 500, "unexpected", says)(scope, receive, leaving)

    def _answer(self, scope: Scope) -> Response | None:
        """The answer to give at once; None where the request may go on."""
        headers = Headers(scope=scope)
        method, path = scope["method"], scope["path"]
        twice = any(len(headers.getlist(name)) > 1 for name in ONCE)
        if refused := "It says twice where it goes." if twice else self.door.refuses(method, headers):
            return _said(path, 403, "not_from_here", f"{refused} Ringback answers only its own pages.")
        if "\0" in path:
            return _said(path, 404, "not_found", "There is no such page.")
        if method not in SAFE and (
            too_much := _too_much(headers, MOST_SOUND if path in FILES else MOST_SENT)
        ):
            return _said(path, *too_much)
        if path.startswith(OPEN):
            return None
        return self._login(scope, headers)

    def _login(self, scope: Scope, headers: Headers) -> Response | None:
        word = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        path = scope["path"]
        if word and scope["method"] in SAFE and self.door.opens(word):
            return self._let_in(path)
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if path.startswith("/api/") and kind.lower() == "bearer" and self.door.opens(bearer.strip()):
            scope["state"] = {**scope.get("state", {}), "form_word": None}
            return None
        value = cookie_parser(headers.get("cookie", "")).get(self.door.cookie, "")
        if not self.door.knows(value):
            return _said(path, 401, "not_let_in", _SHUT)
        scope["state"] = {**scope.get("state", {}), "form_word": self.door.form_word(value)}
        return None

    def _let_in(self, path: str) -> Response:
        answer = RedirectResponse(f"/{path.lstrip('/')}", status_code=303)
        answer.set_cookie(self.door.cookie, self.door.stamp(), httponly=True, samesite="strict", path="/")
        return answer


def _too_much(headers: Headers, limit: int) -> tuple[int, str, str] | None:
    """Why a body isn't taken; a request that names no length has none, unless it comes in chunks."""
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdecimal()):
        return 411, "no_length", "A request has to say how long it is."
    if len(length) > LONGEST_LENGTH or int(length) > limit:
        most = f"{limit // 1_000_000} MB"
        return 413, "too_large", f"That is more than {most} at once. Give less of it, or one file at a time."
    return None


_REMEDIES = {
    401: "Send the word of the link as `Authorization: Bearer WORD`.",
    403: "Send it to 127.0.0.1 or localhost with the port of the link, and from no other site's page.",
    404: "GET /api/v1 lists what there is.",
    411: "Send it with Content-Length.",
    413: "Send less at once.",
    500: "Say where it was: the error names the place in the program and nothing of yours.",
}


def for_a_program(path: str) -> bool:
    """Whether a path is answered in JSON; the page that lists the API is for people."""
    return path.startswith("/api/") and path != "/api/v1"


def _said(path: str, status: int, code: str, says: str) -> Response:
    if not for_a_program(path):
        return PlainTextResponse(says, status)
    error = {"code": code, "message": says.strip(), "remedy": _REMEDIES[status]}
    return JSONResponse({"error": error}, status, {"www-authenticate": "Bearer"} if status == 401 else None)


class _Leaving:
    """The same sender, with the headers that every answer has; the answer to HEAD has no body."""

    def __init__(self, send: Send, method: str, path: str) -> None:
        self.send = send
        self.method = method
        self.path = path
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers: Any = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if "cache-control" not in headers:
                kept = "no-cache" if self.path.startswith("/static/") else "no-store"
                headers["cache-control"] = kept
        elif self.method == "HEAD" and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)
