# ruff: noqa: INP001, T201 (run by hand, to print)
"""What the open doors cost: `import ringback`, and `ringback mcp` from its start to an answered call.

Usage: .venv/bin/python -m benchmarks.doors [RUNS]     (10 by default)

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
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

import anyio
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
MCP = "ringback mcp"
CALLS: tuple[tuple[str, dict[str, Any], Callable[[], object]], ...] = (
    ("recover", {"text": ACCOUNT}, lambda: ringback.recover(ACCOUNT).as_record()),
    ("review", {"text": DRAFT}, lambda: ringback.review(DRAFT).as_record()),
    ("evidence", {"id": "silence_days"}, lambda: ringback.evidence("silence_days").as_record()),
)


def row(what: str, command: str, figures: Sequence[float], unit: str) -> None:
    """Print one row of the table of docs/benchmarks.md."""
    day = datetime.now(UTC).date()  # noqa: TID251 - the day of the measurement
    span = f"{min(figures):.3g} to {max(figures):.3g}"
    print(f"| {what} | `{command}` | {median(figures):.3g} {unit} | {len(figures)} | {span} | {day} |")


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


def main(times: int = 10) -> int:
    """Print the rows."""
    bare = [processor("pass") for _ in range(times)]
    imports = [max(processor("import ringback") - median(bare), 0.0) for _ in range(times)]
    row("Processor time of the import, above a bare Python", "import ringback", imports, "ms")
    with tempfile.TemporaryDirectory() as home:
        pairs = [
            (anyio.run(started, ["-m", "ringback", "mcp"], home), anyio.run(started, ["-c", PEER], home))
            for _ in range(times)
        ]
        for what, who in (("ours", 0), ("peer", 1)):
            command = MCP if what == "ours" else "the SDK's empty server"
            row(f"A server, start to initialised ({what})", command, [one[who][0] for one in pairs], "s")
            row(f"The same, processor ({what})", command, [one[who][1] for one in pairs], "s")
        calls = anyio.run(called, 5 * times, home)
    row("The first call of all, recover", MCP, calls["recover"][:1], "ms")
    for name, _, work in CALLS:
        row(f"A call of {name}", MCP, calls[name][1:], "ms")
        work()
        row(
            f"The same work in Python, ringback.{name}",
            f"ringback.{name}",
            [took(work) for _ in range(5 * times)],
            "ms",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
