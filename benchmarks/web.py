# ruff: noqa: INP001, T201 (run by hand, to print)
"""How quickly the web app answers, and how much a page weighs.

Usage: .venv/bin/python -m benchmarks.web [SECONDS]

A real `ringback serve` is started on a data folder of its own with the invented case in it. Times are those
of the client, from sending a request to its last byte, on connections that are kept open; the client is a
process of its own and takes its share of the machine.

Closed loop: 20 readers, each asking for the case's page again as soon as they have it. That is as fast as the
server can go, so the time holds the wait for the other nineteen.
Open loop: readers come at a set rate, whether the last one has been served or not; the time counts from when
they came. 20 readers who each look once in 2 seconds come at 10 a second; 50 a second is five times that.
Both ask for the page at one address, which is kept once rendered, and at another address each time, so that
it has to be read from the store and rendered.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, repeat
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from tests.web.asking import word_in
from tests.web.browser.serving import Server, serving

READERS = 20
RATES = (10, 50)
STARTS = 10
SCRIPTS = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IMPORTS = re.compile(r'(?:from|import)\s*"\./([^"]+)"')


class Browser:
    """One that came in by the link: its cookie, and what it asks for outside the measured loops."""

    def __init__(self, server: Server) -> None:
        self.base = server.base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.get(server.link.removeprefix(server.base))

    @property
    def cookie(self) -> str:
        """What it sends with every request."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def get(self, path: str) -> bytes:
        """One page or file."""
        with self.opener.open(f"{self.base}{path}") as answer:
            got: bytes = answer.read()
        return got

    def post(self, path: str, source: str, **fields: str) -> str:
        """Send a form of the page `source`; gives the path of the page that it leads to."""
        word = word_in(self.get(source).decode())
        data = urlencode({"form_word": word, **fields}).encode()
        with self.opener.open(f"{self.base}{path}", data) as answer:
            shown: str = answer.url
        return shown.removeprefix(self.base)


@dataclass
class Line:
    """One connection that is kept open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    paths: Iterator[str]
    rest: str

    @classmethod
    async def to(cls, server: Server, paths: Iterator[str], cookie: str) -> Line:
        """Open one; it asks for these pages in turn."""
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        return cls(reader, writer, paths, f"Host: 127.0.0.1:{server.port}\r\nCookie: {cookie}\r\n\r\n")

    async def ask(self) -> None:
        """Ask for the next page, and read the answer to its last byte."""
        self.writer.write(f"GET {next(self.paths)} HTTP/1.1\r\n{self.rest}".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head  # noqa: S101 (a figure of errors would be no figure)
        [length] = re.findall(rb"content-length: (\d+)", head)
        await self.reader.readexactly(int(length))


async def closed(lines: list[Line], seconds: float) -> tuple[list[float], float]:
    """Everybody asks again as soon as they are served: the times, and how many were served a second."""
    times: list[float] = []
    began = time.perf_counter()

    async def read(line: Line) -> None:
        while (start := time.perf_counter()) - began < seconds:
            await line.ask()
            times.append(time.perf_counter() - start)

    await asyncio.gather(*(read(line) for line in lines))
    return times, len(times) / (time.perf_counter() - began)


async def arriving(lines: list[Line], seconds: float, rate: float) -> list[float]:
    """Readers come at a set rate: the times from when they came."""
    free: asyncio.Queue[Line] = asyncio.Queue()
    for line in lines:
        free.put_nowait(line)
    times: list[float] = []
    began = time.perf_counter()

    async def read(due: float) -> None:
        line = await free.get()
        await line.ask()
        times.append(time.perf_counter() - due)
        free.put_nowait(line)

    waiting = []
    for number in range(int(seconds * rate)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        waiting.append(asyncio.create_task(read(due)))
    await asyncio.gather(*waiting)
    return times


def shown(times: list[float]) -> str:
    """Median, 95th and 99th in a hundred, in milliseconds."""
    parts = quantiles(times, n=100, method="inclusive")
    return (
        f"p50 {1e3 * parts[49]:.1f}, p95 {1e3 * parts[94]:.1f}, p99 {1e3 * parts[98]:.1f} ms (n {len(times)})"
    )


async def loads(server: Server, browser: Browser, paths: Iterator[str], seconds: float) -> None:
    """Both loops on these pages."""
    lines = [await Line.to(server, paths, browser.cookie) for _ in range(READERS)]
    for line in lines:
        await line.ask()
    times, rate = await closed(lines, seconds)
    print(f"  closed loop, {READERS} readers: {shown(times)}, {rate:.0f} a second")
    for each in RATES:
        print(f"  open loop, {each} a second: {shown(await arriving(lines, seconds, each))}")
    for line in lines:
        line.writer.close()


async def in_turn(server: Server, browser: Browser, paths: Iterator[str], times_asked: int) -> list[float]:
    """One after another."""
    line = await Line.to(server, paths, browser.cookie)
    times = []
    for _ in range(times_asked):
        start = time.perf_counter()
        await line.ask()
        times.append(time.perf_counter() - start)
    line.writer.close()
    return times


def weight(browser: Browser, path: str) -> str:
    """How many bytes and requests a first look at a page costs; nothing is compressed on this machine."""
    text = browser.get(path)
    todo = SCRIPTS.findall(text.decode())
    files: dict[str, int] = {}
    while todo:
        place = todo.pop()
        if place in files:
            continue
        data = browser.get(place)
        files[place] = len(data)
        if place.partition("?")[0].endswith(".js"):
            todo += [f"/static/{name}" for name in IMPORTS.findall(data.decode())]
    total = len(text) + sum(files.values())
    parts = ", ".join(f"{Path(p.partition('?')[0]).name} {s / 1e3:.1f}" for p, s in files.items())
    return f"{total / 1e3:.1f} KB in {1 + len(files)} requests (page {len(text) / 1e3:.1f}, {parts})"


def starts() -> list[float]:
    """Seconds from starting the process to the line that it prints, on a data folder that is there."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder) / "ringback"):
            pass
        for _ in range(STARTS):
            start = time.perf_counter()
            with serving(Path(folder) / "ringback"):
                times.append(time.perf_counter() - start)
    return times


@contextmanager
def invented_case() -> Iterator[tuple[Server, Browser, str]]:
    """A server that keeps the invented case, somebody let in, and the path of its page."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "ringback") as server:
        browser = Browser(server)
        yield server, browser, browser.post("/sample", "/sample")


def anew(path: str) -> Iterator[str]:
    """The page at another address each time, so that none is kept."""
    return (f"{path}?n={n}" for n in count())


def moved(path: str) -> Iterator[str]:
    """The same with other answers to the odds each time."""
    return (f"{path}?bad={n % 11}&noticed={3 * n % 11}&others={1 + n % 12}" for n in count())


def main() -> None:
    """Print every figure with its day."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{datetime.now(UTC):%Y-%m-%d}, {seconds:.0f} s a loop")  # noqa: TID251 (a figure needs its day)
    begun = starts()
    least, most = min(begun), max(begun)
    print(f"start to the line: median {median(begun):.2f} s, {least:.2f} to {most:.2f} (n {STARTS})")
    with invented_case() as (server, browser, path):
        for name, place in (("a case", path), ("the first page", "/"), ("all cases", "/cases")):
            print(f"weight of {name}: {weight(browser, place)}")
        for name, paths in (
            ("a case, as it was", repeat(path)),
            ("a case, made anew", anew(path)),
            ("the first page", repeat("/")),
        ):
            print(f"{name}:")
            run(loads(server, browser, paths, seconds))
        for name, place in (("while it moves", f"{path}/chances/points"), ("once let go", f"{path}/chances")):
            times = run(in_turn(server, browser, moved(place), 60))
            print(f"the odds with other answers, {name}: {shown(times)}")


def run(work: Awaitable[Any]) -> Any:
    """One thing after another."""

    async def whole() -> Any:
        return await work

    return asyncio.run(whole())


if __name__ == "__main__":
    main()
