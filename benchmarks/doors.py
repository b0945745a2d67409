# ruff: noqa: INP001 (run by name, from the checkout)
"""What the open doors cost: `import ringback`, and `ringback mcp` from its start to an answered call.

Usage: .venv/bin/python -m benchmarks doors

Processor time of an import is that of a process that does nothing else, less that of one that imports
nothing. The server is started by the SDK's own client, on an empty data folder; its time runs from the start
of the process to the end of the handshake, its processor time to its end. So do those of its peer, a server
of the same SDK without a tool; the two are started in turn. A call's time is the client's, from asking to the
whole answer, which it checks against its schema; beside it stands the same work by the Python function in
this process, so that the difference is what the protocol and the other process cost.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import anyio
from benchmarks.figures import Figure, of_runs
from benchmarks.start import seconds
from mcp import Client, StdioServerParameters

import ringback

ACCOUNT = (
    "Phone interview with Corrib Freight on Tuesday, for the dispatcher job. I blanked when he asked how I'd"
    " reroute a lorry. It was well below my normal standard. They have asked me to come in next Thursday."
)
DRAFT = "Dear Mr Boyle,\n\nI am so sorry about Tuesday. Again, I am really sorry.\n\nFiadh\n"
PEER = (
    "import anyio\n"
    "from mcp.server.lowlevel import Server\n"
    "from mcp.server.stdio import stdio_server\n"
    "async def main():\n"
    "    server = Server('peer')\n"
    "    async with stdio_server() as (reads, writes):\n"
    "        await server.run(reads, writes, server.create_initialization_options())\n"
    "anyio.run(main)\n"
)
RUNS = 10
CALLS: tuple[tuple[str, dict[str, Any], Callable[[], object]], ...] = (
    ("recover", {"text": ACCOUNT}, lambda: ringback.recover(ACCOUNT).as_record()),
    ("review", {"text": DRAFT}, lambda: ringback.review(DRAFT).as_record()),
    ("evidence", {"id": "silence_days"}, lambda: ringback.evidence("silence_days").as_record()),
)


def milliseconds(value: float) -> str:
    """A time as it is shown."""
    return f"{value:.3g} ms"


def spent() -> float:
    """Seconds of processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processor(code: str) -> float:
    """Milliseconds of processor time of a process that runs this code."""
    before = spent()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own
    return 1000 * (spent() - before)


def took(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes here."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


async def started(arguments: list[str], home: str) -> tuple[float, float]:
    """(seconds from the start of a server to the end of the handshake, its seconds of processor time)."""
    parameters = StdioServerParameters(
        command=sys.executable, args=arguments, env={**os.environ, "RINGBACK_HOME": home}
    )
    before, begun = spent(), time.perf_counter()
    async with Client(parameters, mode="legacy"):
        initialised = time.perf_counter() - begun
    return initialised, spent() - before


async def called(times: int, home: str) -> dict[str, list[float]]:
    """Milliseconds of each call of each tool, in the order in which they were made."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "ringback", "mcp"], env={**os.environ, "RINGBACK_HOME": home}
    )
    found: dict[str, list[float]] = {}
    async with Client(parameters) as client:
        await client.list_tools()
        for name, arguments, _ in CALLS:
            for _n in range(times + 1):
                begun = time.perf_counter()
                answer = await client.call_tool(name, arguments)
                assert not answer.is_error  # noqa: S101 - a figure of a refusal would be none
                found.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    return found


def figures(share: float) -> Iterator[Figure]:
    """The import, the server's start beside an empty one, and its calls beside the same work here."""
    times = max(2, round(RUNS * share))
    bare = median(processor("pass") for _ in range(times))
    imports = [max(processor("import ringback") - bare, 0.0) for _ in range(times)]
    yield of_runs("`import ringback`, processor time above a bare Python", imports, milliseconds)
    with tempfile.TemporaryDirectory() as home:
        pairs = [
            (anyio.run(started, ["-m", "ringback", "mcp"], home), anyio.run(started, ["-c", PEER], home))
            for _ in range(times)
        ]
        calls = anyio.run(called, 5 * times, home)
    for n, what in enumerate(("by the clock", "processor time to its end")):
        ours, peers = ([pair[who][n] for pair in pairs] for who in (0, 1))
        beside = f"the SDK's server without a tool: {seconds(median(peers))}"
        yield of_runs(f"`ringback mcp`, start to initialised, {what}", ours, seconds, beside=beside)
    yield Figure("The first call of all, recover", milliseconds(calls["recover"][0]), "1")
    for name, _, work in CALLS:
        work()
        alone = median(took(work) for _ in range(5 * times))
        beside = f"the same work in Python: {milliseconds(alone)}"
        yield of_runs(f"A call of {name}", calls[name][1:], milliseconds, beside=beside)
