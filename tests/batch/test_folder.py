"""The folder of a batch: however its parts came about, the tables are the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringback.app.batch_tables import TABLES
from ringback.batch.errors import FolderBusy, NotABatch
from ringback.batch.folder import Folder, opened
from ringback.batch.tables import ROWS, SCHEMAS, tables_of

Inputs = Mapping[str, str]
"""Digests by id; one that begins with "bad" fails."""


def answer(id_: str, digest: str) -> dict[str, list[dict[str, Any]]]:
    if digest.startswith("bad"):
        return {"errors": [{"id": id_, "code": digest}]}
    moments = [{"id": id_, "number": n, "kind": digest} for n in (1, 2)]
    return {"reports": [{"id": id_, "digest": digest}], "moments": moments}


def index(folder: Folder, inputs: Iterable[tuple[str, str]]) -> None:
    rows = [
        {"id": id_, "source": "calls", "number": n, "digest": digest}
        for n, (id_, digest) in enumerate(inputs, 1)
    ]
    schema = pa.schema(
        {"id": pa.string(), "source": pa.string(), "number": pa.int64(), "digest": pa.string()}
    )
    folder.index(iter([pa.RecordBatch.from_pylist(rows, schema=schema)]))


def add(folder: Folder, inputs: Inputs, ids: Sequence[str]) -> None:
    if ids:
        rows = [{name: answer(one, inputs[one]).get(name, []) for name in TABLES} for one in ids]
        folder.add(tables_of([pa.array(rows, type=ROWS)]))


def left(folder: Folder, inputs: Inputs) -> list[str]:
    done = {row["number"] for row in folder.skip().to_pylist()}
    return [id_ for n, id_ in enumerate(inputs, 1) if n not in done]


def run(out: Path, inputs: Inputs, parts: int = 1, until: int | None = None) -> None:
    """A run that writes so many parts, and is broken off before one of them if `until` says so."""
    with opened(out) as folder:
        folder.begin("2026-03-12T20:50")
        index(folder, inputs.items())
        ids = left(folder, inputs)
        for n in range(parts):
            if n == until:
                return
            add(folder, inputs, ids[n::parts])
        folder.put_together()


def bytes_of(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


@pytest.mark.full
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["one", "bad"]), min_size=1),
    after=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["one", "two", "bad"]), min_size=1),
    parts=st.integers(1, 4),
    until=st.none() | st.integers(0, 3),
)
def test_runs_broken_off_and_gone_on_with_end_as_one_run_does(tmp_path, before, after, parts, until):
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    for folder in (out, fresh):
        shutil.rmtree(folder, ignore_errors=True)
    run(out, before)
    run(out, after, parts, until)
    run(out, after, 2)
    run(fresh, after)
    assert bytes_of(out) == bytes_of(fresh)
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*(f"{t}.parquet" for t in TABLES), "run.json"]
    )


def test_what_is_done_is_not_done_again_and_what_failed_is(tmp_path):
    inputs = {"a": "one", "b": "bad", "c": "one"}
    run(tmp_path / "out", inputs)
    with opened(tmp_path / "out") as folder:
        index(folder, {**inputs, "c": "changed", "d": "new"}.items())
        assert left(folder, {**inputs, "c": "changed", "d": "new"}) == ["b", "c", "d"]


@pytest.mark.full
def test_a_kill_while_the_tables_are_replaced_costs_nothing(tmp_path, monkeypatch):
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    run(out, {"a": "one", "b": "one"})
    after = {"a": "two", "c": "one"}
    replaced: list[Path] = []

    def killed_at_the_third(self: Path, target: Path) -> Path:
        if target.suffix == ".parquet" and len(replaced) == 3:
            raise KeyboardInterrupt
        replaced.append(target)
        shutil.copy(self, target)
        self.unlink()
        return target

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            run(out, after)
    run(out, after)
    run(fresh, after)
    assert bytes_of(out) == bytes_of(fresh)


def test_of_two_inputs_with_one_id_the_first_counts_and_the_other_is_named(tmp_path):
    for _ in range(2):
        with opened(tmp_path / "out") as folder:
            folder.begin("2026-03-12T20:50")
            index(folder, [("a", "one"), ("a", "two")])
            if len(folder.skip()) < 2:
                add(folder, {"a": "one"}, ["a"])
            folder.put_together()
        assert pq.read_table(tmp_path / "out" / "reports.parquet")["digest"].to_pylist() == ["one"]
        [error] = pq.read_table(tmp_path / "out" / "errors.parquet").to_pylist()
        assert (error["code"], error["place"]) == ("same_id", "line 2")


def test_the_tables_have_the_columns_and_types_that_are_promised_even_with_no_rows(tmp_path):
    run(tmp_path / "out", {"a": "bad"})
    for name, schema in SCHEMAS.items():
        assert pq.read_schema(tmp_path / "out" / f"{name}.parquet").equals(schema)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotABatch), opened(tmp_path):
        pass
    with pytest.raises(NotABatch), opened(tmp_path / "letter.txt"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["parts", ".working", "parts/000001", "run.json"])
def test_a_folder_of_ones_own_that_is_called_as_ours_are_is_left_alone(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    (folder / "chapter.txt").write_text("mine")
    with pytest.raises(NotABatch), opened(tmp_path):
        pass
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()] == [
        Path(name, "chapter.txt")
    ]


def test_a_run_json_of_another_program_is_left_alone(tmp_path):
    (tmp_path / "run.json").write_text('{"schema": "theirs", "now": "2026"}')
    (tmp_path / "parts").mkdir()
    with pytest.raises(NotABatch), opened(tmp_path):
        pass


def test_a_run_killed_at_once_or_while_it_wrote_a_part_is_gone_on_with(tmp_path):
    for name in ("parts", ".working"):
        (tmp_path / "out" / name).mkdir(parents=True)
    (tmp_path / "out" / "run.json").touch()
    run(tmp_path / "out", {"a": "one"}, until=0)
    (tmp_path / "out" / "parts" / ".ringback-export-000001").mkdir(parents=True)
    run(tmp_path / "out", {"a": "one"})
    run(tmp_path / "fresh", {"a": "one"})
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_two_runs_never_write_into_one_folder(tmp_path):
    with opened(tmp_path / "out"), pytest.raises(FolderBusy), opened(tmp_path / "out"):
        pass


def test_the_folder_is_its_owners_alone(tmp_path):
    run(tmp_path / "out", {"a": "one"})
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0
