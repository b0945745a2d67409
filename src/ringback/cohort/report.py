"""The report on the tables of a folder, and the database over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ringback.cohort import tables, words
from ringback.core.cohort_report import as_record, report_on


def made(
    folder: Path,
    k: int,
    needed: int,
    now: datetime,
    titles: Mapping[str, str],
    on_read: Callable[[int], None],
) -> dict[str, Any]:
    """The report as its record: no group below `k`, chances judged from `needed` calls on.

    `titles` are those of the rules, by id; a mistake gets that of the rule that found it most often.
    `on_read` gets the number of calls before they are worked out, which can take a while.
    Raises NoBatchExtra, NoTables, OlderTables or BrokenTables.
    """
    with tables.opened(folder) as connection:
        calls, about = tables.read_calls(connection), tables.read_about(connection)
        rules = tables.read_rules(connection)
        about = about._replace(unfinished=tables.unfinished(folder))
    on_read(len(calls.made))
    record = as_record(report_on(calls, k, needed))
    named = {name: titles[rules[name]] for name in record["mistakes"] if rules.get(name) in titles}
    return record | {
        "made": now.isoformat(timespec="seconds"),
        "titles": named,
        "missing": words.missing(record, about),
    }


def database(folder: Path) -> tuple[bytes, str]:
    """A DuckDB file with the views over the tables, and the SQL that makes them. Raises as `made` does."""
    with TemporaryDirectory() as here:
        file = Path(here) / "cohort.duckdb"
        with tables.opened(folder, file):
            pass
        return file.read_bytes(), "\n\n".join(tables.statements(folder))
