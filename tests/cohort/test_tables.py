"""The views over a batch's tables: what a call is in them, and what is said of tables that can't be read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.cohort.tables import written

from ringback.cohort import tables
from ringback.cohort.errors import UNFINISHED, BrokenTables, NoTables, OlderTables
from ringback.cohort.report import made
from ringback.core.outcome import HAPPENED


def asked(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with tables.opened(folder) as connection:
        return connection.execute(query).fetchall()


def test_drafts_and_employers_messages_are_no_calls(tmp_path):
    kinds = ("account", "transcript", "audio", "draft", "messages")
    folder = written(tmp_path, [{"kind": kind, "mistakes": ["late"]} for kind in kinds])
    assert asked(folder, "SELECT kind FROM calls ORDER BY id") == [(kind,) for kind in kinds[:3]]
    assert asked(folder, "SELECT count(*) FROM mistakes") == [(3,)]


def test_what_was_not_read_is_no_call_and_told_as_left_out(tmp_path):
    told = [{"mistakes": ["late"]}] * 6 + [{}] * 6 + [{"unread": True}] * 12
    report = made(written(tmp_path, told), 5, 100, datetime(2026, 11, 19, tzinfo=UTC), {}, lambda _: None)
    assert (report["calls"], report["mistakes"]["late"]["share"]) == (12, 0.5)
    assert any(one.startswith("Left out of every count: 12 inputs.") for one in report["missing"])


@pytest.mark.parametrize(
    ("outcome", "went_on", "offer"),
    [
        ("offer", True, True), ("advanced", True, None), ("rejected", False, False),
        ("silence", False, False), ("withdrew", None, None), ("cancelled", None, None),
        ("other", None, None), (None, None, None),
    ],
)  # fmt: skip
def test_what_an_outcome_means(tmp_path, outcome, went_on, offer):
    folder = written(tmp_path, [{"outcome": outcome, "outcome_day": date(2026, 11, 3)}])
    assert outcome in (*HAPPENED, None)
    assert asked(folder, "SELECT went_on, offer FROM calls") == [(went_on, offer)]


@pytest.mark.parametrize(
    ("made", "repaired", "chance"),
    [(True, 0.4, 0.4), (False, 0.4, 0.2), (None, 0.4, 0.3), (True, None, 0.2), (None, None, 0.2)],
)
def test_the_chance_is_that_of_what_was_done(tmp_path, made, repaired, chance):
    told = {"repair_made": made, "chance_untouched": 0.2, "chance_repaired": repaired}
    assert asked(written(tmp_path, [told]), "SELECT chance FROM calls") == [(pytest.approx(chance),)]


def test_names_that_differ_in_capitals_or_spaces_are_one(tmp_path):
    names = ["Tarn Foods", "tarn foods", " Tarn Foods ", "Hartle", " ", None]
    folder = written(tmp_path, [{"employer": name, "role": name} for name in names])
    counted = "SELECT {0}, count(*) FROM calls GROUP BY ALL ORDER BY {0} NULLS LAST"
    for name in ("employer", "role"):
        assert asked(folder, counted.format(name)) == [("Hartle", 1), ("Tarn Foods", 3), (None, 2)]


def test_a_mistake_made_twice_in_a_call_is_counted_once(tmp_path):
    folder = written(tmp_path, [{"mistakes": ["late", "late"], "role": "nurse"}, {"role": "nurse"}])
    assert asked(folder, "SELECT mistake, times FROM mistakes") == [("late", 2)]
    shares = "SELECT name, calls, had, share FROM mistakes_by_group WHERE grouped_by = 'role'"
    assert asked(folder, shares) == [("nurse", 2, 1, 0.5)]


def test_the_calls_are_read_in_the_order_of_their_ids(tmp_path):
    told = [
        {"id": "b", "stage": "panel", "mistakes": ["late"], "outcome": "offer", "repair_made": True},
        {"id": "a", "stage": None, "mistakes": ["late", "rambling"], "chance_untouched": 0.25},
    ]
    with tables.opened(written(tmp_path, told, ["undecodable"])) as connection:
        calls, about = tables.read_calls(connection), tables.read_about(connection)
    stages = calls.groups["stage"]
    assert [stages.names[one] for one in stages.of] == ["unknown", "panel"]
    assert {name: had.tolist() for name, had in calls.mistakes.items()} == {
        "late": [True, True],
        "rambling": [True, False],
    }
    assert calls.made.tolist() == calls.went_on.tolist() == calls.offer.tolist() == [-1, 1]
    assert calls.chance[0] == 0.25
    assert calls.chance[1] != calls.chance[1]
    assert (about.versions, about.failed) == (1, 1)


def test_no_calls_at_all_are_read_as_none(tmp_path):
    with tables.opened(written(tmp_path, [])) as connection:
        assert len(tables.read_calls(connection).made) == 0


def test_a_table_in_parts_is_read_as_one(tmp_path):
    folder = written(tmp_path / "whole", [{"id": "a"}])
    other = written(tmp_path / "other", [{"id": "b"}])
    one = (folder / "reports.parquet").rename(folder / "one")
    (folder / "reports.parquet").mkdir()
    one.rename(folder / "reports.parquet" / "part-1.parquet")
    (other / "reports.parquet").rename(folder / "reports.parquet" / "part-2.parquet")
    assert asked(folder, "SELECT id FROM calls ORDER BY id") == [("a",), ("b",)]


def test_a_folder_with_an_apostrophe_is_read(tmp_path):
    assert asked(written(tmp_path / "Ruth's", [{"id": "a"}]), "SELECT id FROM calls") == [("a",)]


@pytest.mark.parametrize("missing", tables.NEEDED)
def test_a_folder_without_a_table_says_which(tmp_path, missing):
    folder = written(tmp_path, [{}])
    (folder / f"{missing}.parquet").unlink()
    with pytest.raises(NoTables, match=f"no {missing}.parquet") as refused, tables.opened(folder):
        pass
    assert refused.value.place == str(folder)


@pytest.mark.parametrize("left", ["run.json", "parts"])
def test_a_batch_that_was_broken_off_is_to_be_run_again(tmp_path, left):
    (tmp_path / left).mkdir()
    with pytest.raises(NoTables) as refused, tables.opened(tmp_path):
        pass
    assert refused.value.remedy == UNFINISHED


def test_older_tables_beside_unfinished_parts_are_told_as_such(tmp_path):
    folder = written(tmp_path, [{}])
    assert not any(
        UNFINISHED in one
        for one in made(folder, 5, 100, datetime(2026, 11, 19, tzinfo=UTC), {}, lambda _: None)["missing"]
    )
    (folder / "parts").mkdir()
    assert any(
        UNFINISHED in one
        for one in made(folder, 5, 100, datetime(2026, 11, 19, tzinfo=UTC), {}, lambda _: None)["missing"]
    )


def test_a_table_of_another_version_says_what_it_lacks(tmp_path):
    folder = written(tmp_path, [{}])
    file = folder / "reports.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["repair_made", "outcome"]), file)
    with pytest.raises(OlderTables, match="lacks repair_made, outcome"), tables.opened(folder):
        pass


def test_a_broken_table_is_refused_before_anything_is_read(tmp_path):
    folder = written(tmp_path, [{}])
    (folder / "findings.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(BrokenTables), tables.opened(folder):
        pass


def test_a_table_that_holds_something_else_is_refused(tmp_path):
    folder = written(tmp_path, [{}])
    file = folder / "reports.parquet"
    table = pq.read_table(file)
    place = table.schema.get_field_index("repair_made")
    pq.write_table(table.set_column(place, "repair_made", [["perhaps"]]), file)
    with pytest.raises(BrokenTables), tables.opened(folder) as connection:
        tables.read_calls(connection)


def test_every_view_and_every_column_of_it_says_what_it_holds(tmp_path):
    made = [line for sql in tables.views() for line in sql.splitlines() if "CREATE" in line]
    with tables.opened(written(tmp_path, [{}])) as connection:
        names = [line.split()[4] for line in made]
        said = dict(
            connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
        )
        columns = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    assert [name for name in names if not said[name]] == []
    assert [row for row in columns if row[0] in names and not row[2]] == []


def test_the_views_work_in_any_duckdb(tmp_path):
    sql = "\n".join(tables.statements(written(tmp_path, [{"id": "a"}, {"id": "b"}])))
    with duckdb.connect(":memory:") as connection:
        connection.execute(sql)
        assert connection.execute("SELECT count(*) FROM calls").fetchall() == [(2,)]
