"""The table of tools in the page for assistants, as the server lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ringback.mcp.tools import TOOLS, Tool, of_cases

PAGE = "docs/assistants.md"
ROOT = Path(__file__).parent.parent
MARK = "<!-- The table is written by `make docs` from src/ringback/mcp/. -->\n"
TABLE = re.compile(rf"({re.escape(MARK)})(?:\n\|.*)*\n*")


def page() -> str:
    """The page with its table as it is today."""
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    table = "\n".join(_table())
    return TABLE.sub(lambda found: f"{found[1]}\n{table}\n\n", text, count=1)


def _table() -> Iterator[str]:
    yield "| tool | | takes | what it does |"
    yield "|---|---|---|---|"
    yield from (_row(tool, "looks" if tool.asks is None else "asks you first") for tool in TOOLS)
    yield from (_row(tool, "looks, with `--cases`") for tool in of_cases())


def _row(tool: Tool, how: str) -> str:
    fields = sorted(tool.given.model_fields.items(), key=lambda one: not one[1].is_required())
    takes = ", ".join(f"**{name}**" if field.is_required() else name for name, field in fields)
    return f"| `{tool.name}` | {how} | {takes} | {tool.does} |"
