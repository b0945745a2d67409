"""The folder that a batch writes: parts as they are made, and the tables put together of them.

    DIR/run.json            marks the folder as ours; when the first run began, which later ones count from
    DIR/parts/000001/       the rows of some inputs, one file a table; a part is there whole or not at all
    DIR/reports.parquet ... the tables, once every input is done
    DIR/.working/           what a run needs only while it goes on

For each input the newest part counts; the tables themselves count as the oldest.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ringback.app.batch_tables import TABLES
from ringback.batch.errors import FolderBusy, NotABatch, SameId
from ringback.store.errors import files_at
from ringback.store.files import alone_at, write_atomically, write_folder

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

RUN, PARTS, DONE, WORKING = "run.json", "parts", ".parts-done", ".working"
SCHEMA = "ringback/batch-run/1"
MEMORY = "400MB"
"""What the index may take; beyond it, the disk is used."""
STRETCHES, STRETCH = 256, 1_024
"""Ids are sorted in stretches of so many, or of more where too many files would be open."""
_ORDER = {"reports": ("id",), "errors": ("id", "source", "place", "code")}


@contextmanager
def opened(out: Path) -> Iterator[Folder]:
    """The folder, made where it is missing, for this run alone. Raises NotABatch, FolderBusy, StoreFault."""
    with files_at(str(out)):
        _take(out)
        (out / WORKING).mkdir(mode=0o700, exist_ok=True)
        out.chmod(0o700)
    with alone_at(out / WORKING / "lock") as alone:
        if not alone:
            raise FolderBusy(str(out))
        with files_at(str(out)):
            folder = Folder(out)
            folder.sweep()
        import duckdb

        try:
            with closing(duckdb.connect(str(out / WORKING / "index.duckdb"))) as folder.sql:
                folder.sql.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 1")
                folder.sql.execute(f"SET temp_directory = '{_quoted(out / WORKING / 'spill')}'")
                yield folder
        finally:
            folder.leave()


def _take(out: Path) -> None:
    """Mark a new or empty folder as a batch's before anything else is done in it. Raises NotABatch."""
    if out.exists() and not (out.is_dir() and (_ours(out) or _bare(out))):
        raise NotABatch(str(out))
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError), (out / RUN).open("x", encoding="utf-8") as file:
        file.write(json.dumps({"schema": SCHEMA}))


def _ours(out: Path) -> bool:
    """Whether a run marked the folder as its own."""
    try:
        marked = json.loads((out / RUN).read_bytes())
    except (FileNotFoundError, IsADirectoryError, ValueError):
        return False
    return isinstance(marked, dict) and marked.get("schema") == SCHEMA


def _bare(out: Path) -> bool:
    """Whether nothing is in a folder but what a run leaves that was killed at once."""
    return all(
        not any(one.iterdir()) if one.name in (WORKING, PARTS) and one.is_dir() else _empty_mark(one)
        for one in out.iterdir()
    )


def _empty_mark(file: Path) -> bool:
    return file.name == RUN and file.is_file() and not file.stat().st_size


class Folder:
    """The folder of one run that goes on."""

    sql: duckdb.DuckDBPyConnection

    def __init__(self, path: Path) -> None:
        self.path = path

    def sweep(self) -> None:
        """Take away what a run that was killed left half done."""
        for one in (self.path / WORKING).iterdir():
            if one.name != "lock":
                shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink()
        for left in (self.path / DONE, *(self.path / PARTS).glob(".ringback-export-*")):
            shutil.rmtree(left, ignore_errors=True)
        (self.path / PARTS).mkdir(mode=0o700, exist_ok=True)

    def leave(self) -> None:
        """Take away what was needed only while the run went on; parts that hold rows stay."""
        shutil.rmtree(self.path / WORKING, ignore_errors=True)
        with suppress(OSError):  # not empty, or put together
            (self.path / PARTS).rmdir()

    def began(self) -> str | None:
        """When the first run began, in ISO form; None where this is the first."""
        now = json.loads((self.path / RUN).read_bytes() or b"{}").get("now")
        return None if now is None else str(now)

    def begin(self, now: str) -> None:
        """Note what later runs count from."""
        with files_at(str(self.path)):
            write_atomically(self.path / RUN, json.dumps({"schema": SCHEMA, "now": now}).encode())

    def index(self, batches: Iterator[pa.RecordBatch]) -> None:
        """Take in every input by id, source, number and digest; of those with one id the first counts."""
        import pyarrow as pa

        columns = "id VARCHAR, source VARCHAR, number BIGINT, digest VARCHAR"
        self.sql.execute(f"CREATE TABLE given ({columns})")
        for batch in batches:
            self.sql.register("batch", pa.Table.from_batches([batch]))
            self.sql.execute("INSERT INTO given SELECT id, source, number, digest FROM batch")
        self.sql.execute(
            "CREATE TABLE wanted AS SELECT *, row_number() OVER (PARTITION BY id ORDER BY source, number)"
            " AS turn FROM given"
        )

    def skip(self) -> pa.Table:
        """The inputs, by source and number, that are done as they are now, or whose id another has."""
        self._newest()
        return self.sql.sql(
            "SELECT w.source, w.number FROM wanted w LEFT JOIN made USING (id)"
            " WHERE w.turn > 1 OR made.digest = w.digest"
        ).to_arrow_table()

    def dropped(self) -> int:
        """How many inputs have a report here and are no longer given."""
        query = "SELECT count(DISTINCT id) FROM every ANTI JOIN wanted USING (id) WHERE digest IS NOT NULL"
        return int(self.sql.execute(query).fetchall()[0][0])

    def counts(self) -> tuple[int, int]:
        """(inputs in all, those that share another's id)."""
        query = "SELECT count(*), count(*) FILTER (WHERE turn > 1) FROM wanted"
        every, same = self.sql.execute(query).fetchall()[0]
        return every, same

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Keep the rows of some inputs: all of them, or, should the machine stop now, none."""
        import pyarrow.parquet as pq

        files = {}
        for name, table in tables.items():
            held = io.BytesIO()
            pq.write_table(table, held, compression="zstd")
            files[f"{name}.parquet"] = held.getvalue()
        numbers = [int(one.name) for one in self._parts()]
        target = self.path / PARTS / f"{max(numbers, default=0) + 1:06}"
        with files_at(str(self.path)):
            write_folder(target.with_name(f".ringback-export-{target.name}"), target, files)

    def put_together(self) -> None:
        """The tables of what is wanted, sorted, in place of the former ones; then the parts go."""
        self._newest()
        new = {name: self._sorted(name) for name in TABLES}
        with files_at(str(self.path)):
            for name, file in new.items():
                file.replace(self.path / f"{name}.parquet")
            (self.path / PARTS).rename(self.path / DONE)
            shutil.rmtree(self.path / DONE)

    def _sorted(self, name: str) -> Path:
        """One table in a file of its own."""
        from ringback.batch.gather import gather
        from ringback.batch.tables import SCHEMAS

        file = self.path / WORKING / f"{name}.parquet"
        keys = _ORDER.get(name, ("id", "number"))
        gather(self._rows(name), SCHEMAS[name], keys, file, self.path / WORKING / "stretches")
        return file

    def _rows(self, name: str) -> Iterator[pa.RecordBatch]:
        """What counts of a table, part by part, each row with the stretch of ids that it belongs to."""
        same = SameId("")
        for part, file in self._files(name):
            but = f" AND t.code <> '{same.code}'" if name == "errors" else ""
            yield from self._streamed(
                f"SELECT t.*, n.stretch FROM read_parquet('{_quoted(file)}') t JOIN newest n USING (id)"
                f" WHERE n.part = {part}{but}"
            )
        if name == "errors":
            yield from self._streamed(
                "SELECT id, source, CASE WHEN number = 0 THEN source ELSE 'line ' || number END AS place,"
                f" '{same.code}' AS code, '{same.message}' AS message, '{same.remedy}' AS remedy, n.stretch"
                " FROM wanted JOIN newest n USING (id) WHERE turn > 1"
            )

    def _streamed(self, query: str) -> Iterator[pa.RecordBatch]:
        yield from self.sql.sql(query).to_arrow_reader(256)

    def _newest(self) -> None:
        """Which part counts for each input that is wanted, and the digests of the reports there."""
        self.sql.execute("CREATE OR REPLACE TEMP TABLE every (id VARCHAR, part BIGINT, digest VARCHAR)")
        for name, digest in (("reports", "digest"), ("errors", "NULL")):
            for part, file in self._files(name):
                self.sql.execute(
                    f"INSERT INTO every SELECT id, {part}, {digest} FROM read_parquet('{_quoted(file)}')"
                )
        self.sql.execute(
            "CREATE OR REPLACE TEMP TABLE newest AS SELECT id, max(part) AS part,"
            " (row_number() OVER (ORDER BY id) - 1)"
            f" // greatest({STRETCH}, count(*) OVER () // {STRETCHES}) AS stretch FROM every"
            " WHERE id IN (SELECT id FROM wanted) GROUP BY id"
        )
        self.sql.execute(
            "CREATE OR REPLACE TEMP TABLE made AS SELECT DISTINCT id, digest FROM every"
            " JOIN newest USING (id, part) WHERE digest IS NOT NULL"
        )

    def _files(self, name: str) -> list[tuple[int, Path]]:
        """(number, file) of a table in each part; the former tables have number 0."""
        before = self.path / f"{name}.parquet"
        former = [(0, before)] if before.exists() else []
        return former + [(int(part.name), part / f"{name}.parquet") for part in self._parts()]

    def _parts(self) -> list[Path]:
        return sorted(one for one in (self.path / PARTS).iterdir() if one.name.isdigit())


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("'", "''")
