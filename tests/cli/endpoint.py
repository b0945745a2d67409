"""An endpoint on this machine that says what a test chooses, over real HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Model:
    """An endpoint that answers every question with `says`, and keeps what it was asked."""

    def __init__(self) -> None:
        self.says, self.code, self.asked = "[]", 200, []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                model.asked.append((self.path, json.loads(self.rfile.read(size))))
                body = json.dumps({"choices": [{"message": {"content": model.says}}]}).encode()
                self.send_response(model.code)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@contextmanager
def serving() -> Iterator[Model]:
    """The endpoint, for as long as it is needed."""
    model = Model()
    threading.Thread(target=model.server.serve_forever, args=(0.01,), daemon=True).start()
    yield model
    model.server.shutdown()
    model.server.server_close()
