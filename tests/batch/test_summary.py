"""The summary of a batch: each cause with its own count, on screen and on the page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ringback.app.batch import Asked
from ringback.app.circumstances import Circumstances
from ringback.batch.page import page
from ringback.batch.summary import summarise
from ringback.batch.tables import SCHEMAS
from ringback.catalogue import load
from ringback.cli.batch import told

ASKED = Asked(Circumstances(datetime(2026, 3, 12, 20, 50, tzinfo=UTC), "Europe/London"))


def summary(folder: Path, kinds: list[str], errors: list[str]) -> dict[str, Any]:
    """The summary of reports of these kinds, and of bad lines with these messages."""
    said = {"code": "bad_line", "remedy": "Mend it."}
    rows = {
        "reports": [{"id": f"r{n}", "kind": kind, "words": 1} for n, kind in enumerate(kinds)],
        "errors": [{"id": f"e{n:03}", "message": message, **said} for n, message in enumerate(errors)],
    }
    for name, schema in SCHEMAS.items():
        pq.write_table(pa.Table.from_pylist(rows.get(name, []), schema), folder / f"{name}.parquet")
    return summarise(folder, ASKED, load())


def test_each_cause_is_counted_by_itself_the_commonest_first(tmp_path: Path) -> None:
    record = summary(tmp_path, [], ["No text.", "No zone.", "No zone.", "No zone."])
    assert [(one["message"], one["count"], one["first"]) for one in record["errors"]] == [
        ("No zone.", 3, "e001"),
        ("No text.", 1, "e000"),
    ]
    assert record["other_errors"] == 0


def test_of_many_causes_a_dozen_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    record = summary(tmp_path, ["transcript"], [f"Cause {n:02}." for n in range(20)])
    assert (len(record["errors"]), record["other_errors"]) == (12, 8)
    assert "17 not, for other causes." in "\n".join(told(record, tmp_path))
    assert '<td>Other causes</td><td></td><td></td><td class="n">8</td>' in page(record)


def test_one_of_a_kind_is_one(tmp_path: Path) -> None:
    shown = " ".join(page(summary(tmp_path, ["transcript", "draft", "draft"], [])).split())
    assert "2 drafts, 1 transcript." in shown
