"""The inputs as rows that Daft reads: lines of JSON and Parquet one by one, other files whole.

A row that can't be read is a row all the same, with its error in `fault`, so that it ends in a table.
"""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from hashlib import file_digest, sha256
from io import BufferedReader
from os import fsencode
from typing import Any, NamedTuple

import daft
import pyarrow as pa
from daft.io.pushdowns import Pushdowns
from daft.io.source import DataSource, DataSourceTask
from daft.recordbatch import RecordBatch

from ringback.app.batch import Form
from ringback.app.stream import BadLine, id_of, is_told, row_of, whole
from ringback.batch.inputs import Found, opened_at
from ringback.batch.sheets import SHEETS, NoRows, is_one_call, rows_in_json, rows_of_csv
from ringback.core.errors import RingbackError
from ringback.readers import MAX_BYTES
from ringback.readers.decode import HEAD, is_sound
from ringback.readers.errors import TooLarge

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("source", pa.string()),
        ("number", pa.int64()),
        ("form", pa.string()),
        ("content", pa.binary()),
        ("digest", pa.string()),
        ("fault", pa.string()),
    ]
)
LINES = (".jsonl", ".ndjson")
TABLE = ".parquet"
FILES, ROWS, BYTES = 32, 64, 4_000_000
"""How much goes into one task, and into one batch of rows."""


class CannotRead(RingbackError):
    """A file that can't be opened, or isn't what its name says."""

    code = "unreadable"


class Row(NamedTuple):
    """An input before it is worked out. `fault` is an error's record as JSON."""

    id: str
    source: str
    number: int
    form: Form
    content: bytes
    digest: str = ""
    fault: str | None = None


class Inputs(DataSource):
    """The files as rows. `made_by` is what makes the answers: it goes into every digest."""

    def __init__(self, files: Sequence[Found], made_by: str) -> None:
        self.files, self.made_by = files, made_by

    @property
    def name(self) -> str:
        """What Daft calls it."""
        return "ringback"

    @property
    def schema(self) -> daft.Schema:
        """The columns of Row."""
        return daft.Schema.from_pyarrow_schema(SCHEMA)

    async def get_tasks(self, pushdowns: Pushdowns) -> AsyncIterator[DataSourceTask]:  # noqa: ARG002 - theirs
        """A file of many inputs by itself; the others by the handful."""
        many = [file for file in self.files if _holds_many(file)]
        for file in many:
            yield Task((file,), self.made_by)
        single = [file for file in self.files if not _holds_many(file)]
        for first in range(0, len(single), FILES):
            yield Task(single[first : first + FILES], self.made_by)


class Task(DataSourceTask):
    """Some of the files."""

    def __init__(self, files: Sequence[Found], made_by: str) -> None:
        self.files, self.made_by = files, made_by

    @property
    def schema(self) -> daft.Schema:
        """The columns of Row."""
        return daft.Schema.from_pyarrow_schema(SCHEMA)

    async def read(self) -> AsyncIterator[RecordBatch]:
        """The rows, a few at a time, so that memory doesn't grow with them."""
        for rows in _in_parts(row for file in self.files for row in rows_of(file, self.made_by)):
            columns = dict(zip(SCHEMA.names, zip(*rows, strict=True), strict=True))
            batch = pa.RecordBatch.from_pydict(columns, schema=SCHEMA)
            yield RecordBatch.from_arrow_record_batches([batch], SCHEMA)


def _in_parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row.content)
        if len(held) >= ROWS or size >= BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _holds_many(file: Found) -> bool:
    return file.source.lower().endswith((*LINES, *SHEETS, TABLE))


def rows_of(file: Found, made_by: str) -> Iterator[Row]:
    """The inputs that one file holds."""
    name = file.source.lower()
    try:
        with opened_at(file.place) as stream:
            if name.endswith(LINES):
                yield from _lines(stream, file, made_by)
            elif name.endswith(TABLE):
                yield from _table(stream, file, made_by)
            elif name.endswith(SHEETS):
                yield from _rows(rows_of_csv(stream, file.source), file, made_by)
            else:
                yield from _whole(stream, file, made_by)
    except NoRows as none:
        yield _faulty(file.source, file, 0, none)
    except UnicodeDecodeError:
        yield _faulty(file.source, file, 0, CannotRead("It isn't UTF-8.", "Save it as UTF-8.", file.source))
    except (pa.ArrowException, csv.Error):
        fault = CannotRead("It is damaged or cut off.", "Get it anew from where it was made.", file.source)
        yield _faulty(file.source, file, 0, fault)
    except OSError as error:
        why = f"It can't be read ({error.strerror or type(error).__name__})."
        fault = CannotRead(why, "Check the file, and that you may read it.", file.source)
        yield _faulty(file.source, file, 0, fault)


def _whole(stream: BufferedReader, file: Found, made_by: str) -> Iterator[Row]:
    """A file that is one input, but for JSON that holds rows; of a recording only where it lies."""
    head = stream.read(HEAD)
    if is_sound(head):
        stream.seek(0)
        digest = file_digest(stream, "sha256").digest()
        yield Row(
            file.source, file.source, 0, "sound", fsencode(file.place), _digest(made_by, file.source, digest)
        )
        return
    content = head + stream.read(MAX_BYTES + 1 - len(head))
    rows = rows_in_json(content) if file.source.lower().endswith(".json") else []
    if rows:
        yield from _rows(enumerate(rows, 1), file, made_by)
    else:
        yield _file(content, file, made_by)


def _file(content: bytes, file: Found, made_by: str) -> Row:
    return Row(file.source, file.source, 0, "file", content, _digest(made_by, file.source, content))


def _rows(rows: Iterable[tuple[int, Any]], file: Found, made_by: str) -> Iterator[Row]:
    """Rows as inputs, each with its line; one without an id is called by how many rows there are up to it."""
    for count, (number, row) in enumerate(rows, 1):
        place = f"{file.source}:{count}"
        if isinstance(row, BadLine):
            yield _faulty(place, file, number, row)
        else:
            yield _line(json.dumps(row).encode(), file, number, made_by, place)


def _lines(stream: BufferedReader, file: Found, made_by: str) -> Iterator[Row]:
    """An input a line; where the lines are the turns of one call, that call."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) <= MAX_BYTES and is_one_call(content):
        yield _file(content, file, made_by)
        return
    del content
    stream.seek(0)
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            size = len(line) + _rest_of_line(stream)
            yield _faulty(f"{file.source}:{number}", file, number, TooLarge(f"line {number}", size))
        elif line.strip():
            yield _line(line.strip(), file, number, made_by)


def _rest_of_line(stream: BufferedReader) -> int:
    """How many bytes are passed over up to the end of the line."""
    passed = 0
    while part := stream.readline(MAX_BYTES):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed


def _table(stream: BufferedReader, file: Found, made_by: str) -> Iterator[Row]:
    import pyarrow.parquet as pq

    number = 0
    for batch in pq.ParquetFile(stream).iter_batches(batch_size=ROWS):
        for at in range(batch.num_rows):
            number += 1
            try:
                line = _as_line(batch.slice(at, 1), number)
            except BadLine as fault:
                yield _faulty(f"{file.source}:{number}", file, number, fault)
            else:
                yield _line(line, file, number, made_by)


def _as_line(one: pa.RecordBatch, number: int) -> bytes:
    """A table's row as a line of JSON, without what isn't told. Raises BadLine."""
    try:
        [row] = one.to_pylist()
        if isinstance(row.get("text"), bytes):
            row["text"] = row["text"].decode()
    except UnicodeDecodeError:
        raise BadLine("The text is not UTF-8.", "Write the table anew as UTF-8.", f"line {number}") from None
    told = {key: value for key, value in sorted(row.items()) if is_told(value)}
    return json.dumps(told, ensure_ascii=False, default=_plain).encode(errors="surrogatepass")


def _plain(value: object) -> object:
    """What JSON has no form for: bytes as characters, or else as numbers; a day as it is written."""
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return list(value)


def _line(line: bytes, file: Found, number: int, made_by: str, place: str = "") -> Row:
    """One line as an input; its id is its own, or else its place: its number, where none is given."""
    place = place or f"{file.source}:{number}"
    try:
        row = row_of(line, number)
        whole(json.dumps(row, ensure_ascii=False), f"line {number}")
        id_ = id_of(row, number) or place
    except RingbackError as fault:
        return _faulty(place, file, number, fault)
    return Row(id_, file.source, number, "line", line, _digest(made_by, id_, line))


def _faulty(id_: str, file: Found, number: int, error: RingbackError) -> Row:
    return Row(id_, file.source, number, "line", b"", fault=json.dumps(error.as_record()))


def _digest(made_by: str, of: str, content: bytes) -> str:
    """What changes when the input does, or what makes the answer."""
    return sha256(b"\0".join((made_by.encode(), of.encode(errors="surrogatepass"), content))).hexdigest()[:32]
