"""A real `ringback serve`: its process, the address it printed, and its end by force."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.web.asking import NOW, ZONE


@dataclass
class Server:
    """One server on its own data folder. `link` is the address it printed, with the word that lets in."""

    home: Path
    link: str = ""
    process: subprocess.Popen[str] | None = None

    @property
    def base(self) -> str:
        """Its address without a path."""
        parts = urlsplit(self.link)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def port(self) -> int:
        """Where it listens."""
        found = urlsplit(self.link).port
        assert found is not None
        return found

    def start(self, port: int = 0) -> None:
        """Start it, and wait for the line that says where."""
        words = ["--port", str(port), "--no-browser", "--now", NOW, "--zone", ZONE, "--locale", "en-GB"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from ringback.cli import main; main()", "serve", *words],
            env={**os.environ, "RINGBACK_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.link = self.process.stdout.readline().strip()
        if not self.link:
            why = self.process.stderr.read() if self.process.stderr else ""
            raise AssertionError(f"the server didn't start: {why}")

    def kill(self) -> None:
        """SIGKILL: no chance to put anything away."""
        assert self.process
        self.process.kill()
        self.process.communicate()

    def start_again(self) -> None:
        """The same data folder and the same port, as after a crash."""
        self.start(self.port)


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """A server for as long as this lasts."""
    server = Server(home)
    server.start()
    try:
        yield server
    finally:
        server.kill()
