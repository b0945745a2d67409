"""One table out of many parts, sorted by id, in as much memory as a stretch of ids takes.

The rows of each part are dealt into a file for each stretch of ids; then stretch after stretch is sorted.
(DuckDB's own sort holds whole rows, and gives up where they are long and memory is short.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

STRETCH = "stretch"
"""The column that says which stretch a row belongs to, from 0."""


def gather(
    batches: Iterable[pa.RecordBatch], schema: pa.Schema, keys: Sequence[str], file: Path, scratch: Path
) -> None:
    """Write the rows, each with its stretch, into one Parquet file sorted by `keys`."""
    scratch.mkdir()
    dealt = _deal(batches, schema, scratch)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for one in dealt:
            with pa.OSFile(str(one), "rb") as read:
                table = pa.ipc.open_stream(read).read_all()
            writer.write_table(table.sort_by([(key, "ascending") for key in keys]))
            one.unlink()
    scratch.rmdir()


def _deal(batches: Iterable[pa.RecordBatch], schema: pa.Schema, scratch: Path) -> list[Path]:
    """The rows in a file for each stretch; the files in order."""
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    writers: dict[int, pa.RecordBatchStreamWriter] = {}
    with ExitStack() as open_files:
        for stretch, rows in _by_stretch(batches):
            if stretch not in writers:
                to = open_files.enter_context(pa.OSFile(str(scratch / f"{stretch:06}"), "wb"))
                writers[stretch] = open_files.enter_context(pa.ipc.new_stream(to, schema, options=options))
            writers[stretch].write_batch(rows.select(schema.names).cast(schema))
    return [scratch / f"{stretch:06}" for stretch in sorted(writers)]


def _by_stretch(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, pa.RecordBatch]]:
    for batch in batches:
        column = batch.column(STRETCH)
        for stretch in pc.unique(column).to_pylist():
            yield stretch, batch.filter(pc.equal(column, stretch))
