"""The tables as Arrow types, and the tables of many inputs' rows."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ringback.app.batch_tables import TABLES

TYPES = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "day": pa.date32(),
}
SCHEMAS = {
    name: pa.schema([(column.name, TYPES[column.type]) for column in columns])
    for name, columns in TABLES.items()
}
ROWS = pa.struct([(name, pa.list_(pa.struct(list(schema)))) for name, schema in SCHEMAS.items()])
"""The rows of one input, as a worker gives them."""


def tables_of(answers: Sequence[pa.Array]) -> dict[str, pa.Table]:
    """The tables of the answers of many inputs, each answer an array of ROWS."""
    return {
        name: pa.Table.from_batches([_rows(answer, name, schema) for answer in answers], schema)
        for name, schema in SCHEMAS.items()
    }


def _rows(answer: pa.Array, name: str, schema: pa.Schema) -> pa.RecordBatch:
    rows = answer.cast(ROWS).field(name).flatten()
    return pa.RecordBatch.from_arrays([rows.field(n) for n in range(len(schema))], schema=schema)
