"""The outermost layer: every request is let in or refused here, and every answer leaves with its headers."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ringback.readers.errors import MAX_BYTES
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
OPEN = ("/static/", "/favicon.ico")
_SHUT = (
    "This page belongs to the Ringback that runs on this machine.\n\n"
    "Open the address that `ringback serve` printed when it was started: the word in it lets you in.\n"
)


class Gate:
    """Lets in who came by the link or has its cookie; `api` paths answer in JSON and take the word itself."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._answer(scope)
        await (answer or self.app)(scope, receive, _dressed(send, scope["path"]))

    def _answer(self, scope: Scope) -> Response | None:
        """The answer to give at once; None where the request may go on."""
        headers = Headers(scope=scope)
        method, path = scope["method"], scope["path"]
        if refused := self.door.refuses(method, headers):
            return _said(path, 403, "not_from_here", f"{refused} Ringback answers only its own pages.")
        if method not in SAFE and (too_much := _too_much(headers)):
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
            scope["state"]["form_word"] = None
            return None
        value = _cookie(headers, self.door.cookie)
        if not self.door.knows(value):
            return _said(path, 401, "not_let_in", _SHUT)
        scope["state"]["form_word"] = self.door.form_word(value)
        return None

    def _let_in(self, path: str) -> Response:
        answer = RedirectResponse(path, status_code=303)
        answer.set_cookie(self.door.cookie, self.door.stamp(), httponly=True, samesite="strict", path="/")
        return answer


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _too_much(headers: Headers) -> tuple[int, str, str] | None:
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return 411, "no_length", "A request has to say how long it is."
    if int(length) > MOST_SENT:
        most = f"{MOST_SENT // 1_000_000} MB"
        return 413, "too_large", f"That is more than {most} at once. Give less of it, or one file at a time."
    return None


def _said(path: str, status: int, code: str, says: str) -> Response:
    if path.startswith("/api/"):
        remedy = "Send the word of the link as `Authorization: Bearer WORD`." if status == 401 else ""
        return JSONResponse({"error": {"code": code, "message": says.strip(), "remedy": remedy}}, status)
    return PlainTextResponse(says, status)


def _dressed(send: Send, path: str) -> Send:
    """The same sender, with the headers that every answer has."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: Any = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if "cache-control" not in headers:
                headers["cache-control"] = "no-cache" if path.startswith("/static/") else "no-store"
        await send(message)

    return dressed
