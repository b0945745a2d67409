"""A page that comes in bit by bit is painted once, so that nothing moves under the finger."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from tests.web.browser import chromium
from tests.web.browser.conftest import OpenPage
from tests.web.browser.serving import Server
from tests.web.browser.test_every_page import SHIFTS

pytestmark = pytest.mark.full

PIECE = 40
"""Bytes of a page sent at once."""


@pytest.fixture
def slow(shared_server: Server) -> Iterator[str]:
    """The address of the server's pages as they come in over a bad line."""
    with httpx.Client(base_url=shared_server.base, follow_redirects=True) as client:
        client.get(shared_server.link)

        class BadLine(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                given = client.get(self.path)
                self.send_response(given.status_code)
                self.send_header("Content-Type", given.headers["Content-Type"])
                self.end_headers()
                step = PIECE if "html" in given.headers["Content-Type"] else len(given.content)
                for start in range(0, len(given.content), step):
                    self.wfile.write(given.content[start : start + step])
                    self.wfile.flush()
                    time.sleep(0.01)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        line = ThreadingHTTPServer(("127.0.0.1", 0), BadLine)
        threading.Thread(target=line.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{line.server_port}"
        line.shutdown()
        line.server_close()


@pytest.mark.parametrize(("path", "width"), [("/settings", chromium.NARROW), ("/", chromium.WIDE)])
def test_nothing_moves_while_a_page_comes_in(
    slow: str, path: str, width: int, open_page: OpenPage, shared_server: Server
) -> None:
    page = open_page(shared_server, width=width)
    page.goto(slow + path)
    assert page.locator("h1").is_visible()
    assert page.evaluate(SHIFTS) == 0
