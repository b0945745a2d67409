"""What a batch comes to: counts over its tables, as one JSON object and as a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringback.app.batch import FIELDS, Asked
from ringback.app.batch_tables import TABLES
from ringback.store.errors import files_at
from ringback.store.files import write_atomically

if TYPE_CHECKING:
    import duckdb

    from ringback.core.catalogue import Catalogue

SCHEMA = "ringback/batch/1"
JSON, PAGE = "summary.json", "summary.html"
COUNTED = (
    *("kind", "status", "verdict", "damage", "repair_worth", "advised_action", "concern", "stage"),
    *("decision_rule", "outcome"),
)
"""The columns of the reports that are counted by value."""
CAUSES = 12
"""So many causes of errors are told; the inputs that have another are counted."""
CHANCES = ("untouched", "repaired")


def write(folder: Path, record: Mapping[str, Any]) -> None:
    """Put the summary beside the tables, for programs and for people."""
    from ringback.batch.page import page

    with files_at(str(folder)):
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        write_atomically(folder / JSON, text.encode())
        write_atomically(folder / PAGE, page(record).encode())


def summarise(folder: Path, asked: Asked, catalogue: Catalogue) -> dict[str, Any]:
    """The summary of the tables in a folder."""
    import duckdb

    sql = duckdb.connect()
    for name in TABLES:
        file = str(folder / f"{name}.parquet").replace("'", "''")
        sql.execute(f"CREATE VIEW {name} AS SELECT * FROM '{file}'")
    rows = {name: _one(sql, f"SELECT count(*) FROM {name}") for name in TABLES}
    sql.execute("CREATE VIEW heard AS FROM reports WHERE unread IS DISTINCT FROM true")
    errors = _errors(sql)
    return {
        "schema": SCHEMA,
        "made": asked.around.now.isoformat(),
        "catalogue": catalogue.version,
        "inputs": rows["reports"] + rows["errors"],
        "words": _one(sql, "SELECT coalesce(sum(words), 0)::BIGINT FROM reports"),
        "tables": rows,
        "unused": _unused(sql),
        "unread": rows["reports"] - _one(sql, "SELECT count(*) FROM heard"),
        "counts": {column: _counted(sql, column) for column in COUNTED},
        "found": _found(sql, catalogue),
        "chances": {name: _chances(sql, name) for name in CHANCES},
        "errors": errors,
        "other_errors": rows["errors"] - sum(one["count"] for one in errors),
    }


def _one(sql: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(sql.execute(query).fetchall()[0][0])


def _counted(sql: duckdb.DuckDBPyConnection, column: str) -> dict[str, int]:
    """How many of what was read have each value, the commonest first."""
    query = f"SELECT {column}, count(*) FROM heard WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    return dict(sql.execute(query).fetchall())


def _found(sql: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each kind of finding: in how many inputs, and in how many of them probably noticed; commonest first."""
    titles = {rule.id: rule.title for rule in (*catalogue.mistakes.values(), *catalogue.faults.values())}
    found = sql.execute(
        "SELECT coalesce(label, rule), mode(rule ORDER BY rule), count(DISTINCT id),"
        " count(DISTINCT id) FILTER (WHERE noticed = 'likely') FROM findings"
        " SEMI JOIN heard USING (id) GROUP BY 1 ORDER BY 3 DESC, 1"
    ).fetchall()
    return [
        {"label": label, "title": titles.get(rule, label), "inputs": inputs, "noticed": noticed}
        for label, rule, inputs, noticed in found
    ]


def _unused(sql: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The fields of rows that nothing was made of, the most frequent first, each with the one it may mean."""
    found = sql.execute(
        "SELECT field, count(*) FROM (SELECT unnest(string_split(unused, ', ')) AS field FROM reports)"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {CAUSES}"
    ).fetchall()
    return [
        {
            "field": field,
            "inputs": inputs,
            "near": next(iter(get_close_matches(field.lower(), FIELDS, 1)), None),
        }
        for field, inputs in found
    ]


def _chances(sql: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    """In how many reports a chance is told, with its 10th, 50th and 90th percentile over them."""
    column = f"chance_{name}"
    count, low, median, high = sql.execute(
        f"SELECT count({column}), quantile_cont({column}, 0.1), median({column}),"
        f" quantile_cont({column}, 0.9) FROM heard"
    ).fetchall()[0]
    return {"count": count, "low": low, "median": median, "high": high}


def _errors(sql: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The causes, what is held back first, then the most frequent: how often, the remedy, the first input."""
    query = (
        "SELECT code, count(*) AS count, remedy, message, min(id) AS first FROM errors"
        " GROUP BY code, message, remedy ORDER BY code <> 'held_back', count DESC, code, first"
        f" LIMIT {CAUSES}"
    )
    found: list[dict[str, Any]] = sql.sql(query).to_arrow_table().to_pylist()
    return found
