"""What the page on cohorts takes from the program: its commands, the views with their columns, the queries.

The commands and queries run on invented calls. What a view and its columns hold is what the database says.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import docs_console
from tests.cohort.tables import invented, written

from ringback.cohort import tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAGE = "docs/cohort.md"
CALLS = 1_200
VIEWS = re.compile(r"(<!-- views -->\n).*(?=<!-- end of the views -->)", re.DOTALL)
QUERY = re.compile(r"(```sql\n(.*?)```\n\n```text\n).*?(?=```)", re.DOTALL)
_VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_oid"
_COLUMNS = """
SELECT column_name, lower(data_type), comment FROM duckdb_columns()
WHERE table_name = ? ORDER BY column_index
"""


def fresh(page: str) -> str:
    """The page with what the program says today."""
    with tempfile.TemporaryDirectory() as here:
        folder = written(Path(here) / "out", invented(CALLS), ["undecodable"] * 8)
        page = docs_console.fresh(page, Path(here))
        with tables.opened(folder) as database:
            views = "\n".join(("", *_views(database)))
            page = VIEWS.sub(lambda found: found[1] + views, page)
            return QUERY.sub(lambda found: f"{found[1]}{_answer(database, found[2])}", page)


def _views(database: DuckDBPyConnection) -> Iterator[str]:
    """Every view of ours with its columns, in the order in which they are made."""
    for name, says in database.execute(_VIEWS).fetchall():
        if says is None:  # a table as the batch wrote it
            continue
        yield from (
            f"### {name}",
            "",
            f"{says[0].upper()}{says[1:]}.",
            "",
            "| column | type | |",
            "|---|---|---|",
        )
        for column, kind, holds in database.execute(_COLUMNS, [name]).fetchall():
            yield f"| `{column}` | {kind} | {holds} |"
        yield ""


def _answer(database: DuckDBPyConnection, query: str) -> str:
    """What a query gives, in columns."""
    found = database.execute(query)
    rows = [
        [column[0] for column in found.description or ()],
        *(map(_shown, row) for row in found.fetchall()),
    ]
    return _aligned([list(row) for row in rows])


def _shown(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(room) for cell, room in zip(row, wide, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
