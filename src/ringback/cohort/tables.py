"""The tables of a batch, opened in DuckDB with the views over them, and read as the calls of a cohort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ringback.batch.errors import need
from ringback.batch.folder import PARTS, RUN
from ringback.cohort.errors import BrokenTables, NoTables, OlderTables
from ringback.core.cohort_report import Calls, Groups
from ringback.telling.said import printable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ringback.core.disclosure import Bools

NEEDED: Mapping[str, tuple[str, ...]] = {
    "reports": (
        *("id", "kind", "role", "stage", "employer", "channel", "decision_rule", "status", "verdict"),
        *("damage", "repair_worth", "advised_action", "concern", "noticed", "words", "unread"),
        *("chance_untouched", "chance_repaired", "repair_made", "outcome", "outcome_day", "version"),
    ),
    "findings": ("id", "rule", "label", "weight", "concern"),
    "errors": ("id", "code"),
}
"""The tables that the views rest on, with the columns that they take."""
LIBRARIES = ("duckdb", "altair", "vl_convert")
"""What the extra brings: the tables' reader, and what draws the charts."""
BESIDE = ("moments", "stages", "drafts")
"""Tables that stand beside them for whoever queries."""
OFTEN = 30
"""So many kinds of mistake are read, the most frequent."""
_OFFLINE = "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false"
_ROWS = """
SELECT id, coalesce(stage, 'unknown') AS stage, coalesce(role, 'not told') AS role,
    coalesce(employer, 'not told') AS employer, coalesce(verdict, 'unknown') AS verdict,
    coalesce(damage, 'unknown') AS damage, coalesce(repair_made::INTEGER, -1) AS made,
    coalesce(went_on::INTEGER, -1) AS went_on, coalesce(offer::INTEGER, -1) AS offer,
    coalesce(chance, 'nan'::DOUBLE) AS chance
FROM calls ORDER BY id
"""
_HAD = """
WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM calls),
often AS (SELECT mistake, count(*) AS calls FROM mistakes GROUP BY ALL ORDER BY calls DESC, mistake LIMIT ?)
SELECT mistake, list(number) AS numbers
FROM often JOIN mistakes USING (mistake) JOIN numbered USING (id)
GROUP BY mistake, calls ORDER BY calls DESC, mistake
"""


class About(NamedTuple):
    """What else is known of the tables: the catalogues that made them, how many inputs failed or weren't
    read, and whether a batch that was broken off, or goes on, has more than they hold.
    """

    versions: int
    failed: int
    unread: int = 0
    unfinished: bool = False


def unfinished(folder: Path) -> bool:
    """Whether a batch that was broken off, or goes on, has yet to put its tables into a folder."""
    return (folder / PARTS).is_dir()


def statements(folder: Path) -> list[str]:
    """The SQL that makes the views over the tables of a folder. Raises NoTables."""
    return [*_named(folder), *views()]


def _named(folder: Path) -> list[str]:
    """The SQL that gives each table its name. Raises NoTables."""
    folder = folder.resolve()
    missing = [name for name in NEEDED if not _table(folder, name).exists()]
    if missing:
        raise NoTables(str(folder), missing, unfinished=unfinished(folder) or (folder / RUN).exists())
    here = [name for name in (*NEEDED, *BESIDE) if _table(folder, name).exists()]
    return [f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet({_quoted(folder, name)});" for name in here]


def views() -> list[str]:
    """The SQL of the views themselves, in the order in which they rest on each other."""
    found = sorted((files("ringback.cohort") / "views").iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8").strip() for file in found]


@contextmanager
def opened(folder: Path, database: Path | None = None) -> Iterator[DuckDBPyConnection]:
    """A database, in memory or in a new file, with the views over a folder's tables.

    Raises NoBatchExtra, NoTables, OlderTables or BrokenTables.
    """
    need(LIBRARIES)
    import duckdb

    named = _named(folder)
    with duckdb.connect(str(database or ":memory:")) as connection:
        try:
            connection.execute(_OFFLINE)
            for statement in named:
                connection.execute(statement)
            _check(connection, folder)
            for statement in views():
                connection.execute(statement)
            yield connection
        except duckdb.Error:
            raise BrokenTables(str(folder)) from None


def read_calls(connection: DuckDBPyConnection) -> Calls:
    """The calls in the views, by id."""
    rows = connection.execute(_ROWS).fetchnumpy()
    groups = {name: _groups(rows[name]) for name in ("stage", "role", "employer", "verdict", "damage")}
    count = len(rows["id"])
    had = connection.execute(_HAD, [OFTEN]).fetchall()
    return Calls(
        groups=groups,
        mistakes={printable(name): _marked(numbers, count) for name, numbers in had},
        made=rows["made"].astype("int64"),
        went_on=rows["went_on"].astype("int64"),
        offer=rows["offer"].astype("int64"),
        chance=rows["chance"].astype("float64"),
    )


def read_rules(connection: DuckDBPyConnection) -> dict[str, str]:
    """The rule that found each mistake most often, by the mistake's name."""
    found = connection.execute(
        "SELECT coalesce(label, rule), mode(rule ORDER BY rule) FROM findings GROUP BY 1"
    ).fetchall()
    return {printable(name): rule for name, rule in found}


def read_about(connection: DuckDBPyConnection) -> About:
    """What else is known of the tables."""
    versions = connection.execute("SELECT count(DISTINCT version) FROM calls").fetchone()
    failed = connection.execute("SELECT coalesce(sum(inputs), 0)::BIGINT FROM failures").fetchone()
    unread = connection.execute("SELECT count(*) FROM reports WHERE unread").fetchone()
    return About(versions[0] if versions else 0, failed[0] if failed else 0, unread[0] if unread else 0)


def _table(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _quoted(folder: Path, name: str) -> str:
    """Where a table lies, for SQL; one in parts is a folder of them."""
    table = _table(folder, name)
    place = str(table / "*.parquet") if table.is_dir() else str(table)
    return "'" + place.replace("'", "''") + "'"


def _check(connection: DuckDBPyConnection, folder: Path) -> None:
    for name, columns in NEEDED.items():
        there = {row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()}
        missing = [column for column in columns if column not in there]
        if missing:
            raise OlderTables(str(_table(folder, name)), missing)


def _groups(names: Any) -> Groups:
    import numpy as np

    distinct, of = np.unique(names.astype(str), return_inverse=True)
    return Groups(tuple(map(printable, distinct.tolist())), of.astype(np.int64))


def _marked(numbers: list[int], count: int) -> Bools:
    import numpy as np

    marked = np.zeros(count, dtype=bool)
    marked[numbers] = True
    return marked
