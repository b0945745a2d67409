# ruff: noqa: INP001 (run by name, from the checkout)
"""How quickly the web app answers, and how much a page weighs.

Usage: .venv/bin/python -m benchmarks web

A real `ringback serve` is started on a data folder of its own with the invented case in it. Times are those
of the client, from sending a request to its last byte, on connections that are kept open; the client is a
process of its own and takes its share of the machine.

Closed loop: 20 readers, each asking for the case's page again as soon as they have it. That is as fast as the
server can go, so the time holds the wait for the other nineteen.
Open loop: readers come at a set rate, whether the last one has been served or not; the time counts from when
they came. 20 readers who each look once in 2 seconds come at 10 a second; 50 a second is five times that.
Both ask for the page at one address, which is kept once rendered, and at another address each time, so that
it has to be read from the store and rendered. "p95" is the time that 95 in 100 readers waited at most.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import re
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from benchmarks.figures import Figure, of_runs
from tests.web.asking import word_in
from tests.web.browser.serving import Server, serving

READERS = 20
RATES = (10, 50)
STARTS = 10
SECONDS = 3.0
TURNS = 60
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


def milliseconds(times: Sequence[float]) -> tuple[str, str]:
    """The median and the 95th in a hundred, as they are shown."""
    parts = quantiles(times, n=100, method="inclusive")
    return f"{1e3 * parts[49]:.0f} ms", f"{1e3 * parts[94]:.0f} ms"


async def loads(
    server: Server, browser: Browser, paths: Iterator[str], seconds: float
) -> tuple[list[float], float, dict[int, list[float]]]:
    """Both loops on these pages: times and rate of the closed one, times of the open ones by their rate."""
    lines = [await Line.to(server, paths, browser.cookie) for _ in range(READERS)]
    await asyncio.gather(*(line.ask() for line in lines))
    times, rate = await closed(lines, seconds)
    opened = {each: await arriving(lines, seconds, each) for each in RATES}
    for line in lines:
        line.writer.close()
    return times, rate, opened


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


def weight(browser: Browser, path: str) -> tuple[int, int]:
    """Bytes and requests of a first look at a page; nothing is compressed on this machine."""
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
    return len(text) + sum(files.values()), 1 + len(files)


def starts(count: int) -> list[float]:
    """Seconds from starting the process to the line that it prints, on a data folder that is there."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder) / "ringback"):
            pass
        for _ in range(count):
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


def figures(share: float) -> Iterator[Figure]:
    """The start, what pages weigh, both loops on three pages, and the odds with other answers."""
    seconds = max(0.2, SECONDS * share)
    yield of_runs("Start to its line", starts(max(1, round(STARTS * share))), "{:.1f} s".format)
    with invented_case() as (server, browser, path):
        pages = {"A case's page": (path, "120 KB"), "The first page": ("/", ""), "All cases": ("/cases", "")}
        for name, (place, most) in pages.items():
            size, requests = weight(browser, place)
            what = f"{name} with its style and scripts, in {requests} requests"
            yield Figure(what, f"{size / 1e3:.0f} KB", "1", asked=most)
        for name, paths, most in (
            ("A case's page", repeat(path), "60 ms"),
            ("A case's page, made anew each time", anew(path), ""),
            ("The first page", repeat("/"), ""),
        ):
            yield from _loops(name, run(loads(server, browser, paths, seconds)), most)
        for name, place, most in (
            ("The odds with other answers, while a slider moves", f"{path}/chances/points", "100 ms"),
            ("The same, once it is let go", f"{path}/chances", ""),
        ):
            times = run(in_turn(server, browser, moved(place), max(3, round(TURNS * share))))
            middle, most_wait = milliseconds(times)
            yield Figure(f"{name}, p95", most_wait, f"{len(times)}", f"median {middle}", asked=most)


def _loops(
    name: str, found: tuple[list[float], float, dict[int, list[float]]], most: str
) -> Iterator[Figure]:
    times, rate, opened = found
    middle, p95 = milliseconds(times)
    loop = f"{READERS} readers each asking again at once"
    yield Figure(f"{name}, {loop}, p95", p95, f"{len(times):,}", f"median {middle}", asked=most)
    yield Figure(f"{name}, {loop}: answers a second", f"{rate:.0f}", f"{len(times):,}")
    for each, waited in opened.items():
        middle, p95 = milliseconds(waited)
        what = f"{name}, readers coming at {each} a second, p95"
        yield Figure(what, p95, f"{len(waited):,}", f"median {middle}")


def run(work: Awaitable[Any]) -> Any:
    """One thing after another."""

    async def whole() -> Any:
        return await work

    return asyncio.run(whole())
