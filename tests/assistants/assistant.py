"""An assistant's program, as the SDK has it, in this process: one call, and what its user says when asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import anyio
import mcp_types as types
from mcp import Client

from ringback.mcp.server import server
from ringback.wiring import World

NOW, ZONE = "2026-03-12T20:50", "Europe/Dublin"
WAYS = ("legacy", "auto")
"""A question in the middle of a call, and a call that is made again with the answer."""
T = TypeVar("T")
Said = Callable[[str], types.ElicitResult]


def world() -> World:
    return World({"zone": ZONE, "locale": "en-GB"}, NOW)


def finished(work: Callable[..., Awaitable[T]], *given: object) -> T:
    """What comes of a piece of work, in a thread of its own: a browser's test may have a loop in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, work, *given).result()


def yes(_question: str) -> types.ElicitResult:
    return types.ElicitResult(action="accept", content={"agreed": True})


def call(
    name: str, arguments: dict[str, Any], says: Said | None = None, *, cases: bool = False, way: str = "auto"
) -> types.CallToolResult:
    """One call of a tool. Without `says` the program can't ask its user."""

    async def ask(_context: Any, asked: Any) -> types.ElicitResult:
        assert says
        return says(asked.message)

    async def done() -> types.CallToolResult:
        made = server(world, cases=cases)
        async with Client(made, mode=way, elicitation_callback=ask if says else None) as client:
            return await client.call_tool(name, arguments)

    return finished(done)


def tools(*, cases: bool = False) -> dict[str, types.Tool]:
    """The tools that are listed, by name."""

    async def listed() -> list[types.Tool]:
        async with Client(server(world, cases=cases)) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in finished(listed)}


def error(result: types.CallToolResult) -> dict[str, Any]:
    """The error of a refused call, which its text tells as well."""
    assert result.is_error
    found: dict[str, Any] = result.structured_content["error"]
    assert found["message"] in text(result)
    assert found["remedy"] in text(result)
    return found


def text(result: types.CallToolResult) -> str:
    [block] = result.content
    assert isinstance(block, types.TextContent)
    return block.text
