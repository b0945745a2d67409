"""Every route of the site, so that what holds of all of them is held against a new one too."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from tests.web.asking import PORT

SAFE = ("GET", "HEAD", "OPTIONS")
STANDING_IN = {
    "family": "mistakes",
    "entry_id": "mistakes/answers/blanked",
    "number": "1",
    "recall_id": "1",
    "case_id": "a-case",
}


def routes(app: FastAPI, **given: str) -> Iterator[tuple[str, str]]:
    """(method, path) of every route, with what is given, or something that fits, for its parts."""
    parts = {**STANDING_IN, **given}
    for route in iter_route_contexts(app.routes):
        path = re.sub(r"\{(\w+)[^}]*\}", lambda found: parts.get(found[1], "1"), route.path or "")
        for method in sorted(route.methods or ()):
            yield method, path


def pages(app: FastAPI, **given: str) -> list[str]:
    """The paths that are looked at in a browser, and the files that are fetched by hand."""
    paths = [path for method, path in routes(app, **given) if method == "GET"]
    return [path for path in paths if not path.startswith("/api/v1/")]


@dataclass
class Raw:
    """An answer as the server would send it on."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    kinds: list[str] = field(default_factory=list)


def ask_raw(
    app: FastAPI,
    path: str,
    headers: Mapping[str, str | bytes],
    *,
    method: str = "GET",
    query: bytes = b"",
    kind: str = "http",
) -> Raw:
    """Ask as no well-behaved client would; there is no `state` in the scope, and no body."""
    given = {"host": f"127.0.0.1:{PORT}", **headers}
    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [
            (k.lower().encode(), v if isinstance(v, bytes) else v.encode()) for k, v in given.items()
        ],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
        "root_path": "",
    }
    found = Raw()

    asked: list[bool] = []

    async def receive() -> dict[str, Any]:
        if asked:
            await asyncio.Event().wait()  # it stays connected, and says no more
        asked.append(True)
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request", "body": b""}

    async def send(message: Any) -> None:
        found.kinds.append(message["type"])
        if message["type"] == "http.response.start":
            found.status = message["status"]
            found.headers = {k.decode().lower(): v.decode("latin-1") for k, v in message["headers"]}
        found.body += message.get("body", b"")

    with ThreadPoolExecutor(1) as apart:  # a browser's test may have a loop of its own in this thread
        apart.submit(asyncio.run, app(scope, receive, send)).result()
    return found
