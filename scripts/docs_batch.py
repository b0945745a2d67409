"""The tables of a batch, as its page lists them."""

from __future__ import annotations

import re
from pathlib import Path

from ringback.app.batch_tables import TABLES, Column

PAGE = "docs/batch.md"
_BETWEEN = re.compile(r"(?<=<!-- tables -->\n).*?(?=<!-- end of tables -->)", re.DOTALL)


def page(root: Path) -> str:
    """The page with its tables as the program has them."""
    told = "".join(f"\n{_table(name, columns)}" for name, columns in TABLES.items())
    return _BETWEEN.sub(f"{told}\n", (root / PAGE).read_text(encoding="utf-8"))


def _table(name: str, columns: tuple[Column, ...]) -> str:
    rows = "".join(f"| `{one.name}` | {one.type} | {_says(one)} |\n" for one in columns)
    return f"### {name}\n\n| column | type | holds |\n|---|---|---|\n{rows}"


def _says(column: Column) -> str:
    return f"*words*: {column.says}" if column.words else column.says
