"""Rows that don't come as lines of JSON: those of a CSV file, and those of a JSON file that holds rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from io import BufferedReader
from typing import Any

from ringback.app.stream import BadLine
from ringback.core.errors import RingbackError
from ringback.readers import MAX_BYTES
from ringback.readers.json_layouts import are_one_call, is_turn

SHEETS = (".csv", ".tsv")
_TOLD_OF_CALLS = ("kind", "stage", "employer", "repair_made", "outcome", "outcome_day")
"""What no turn of a transcript has."""
_OF_MANY = ("id", *_TOLD_OF_CALLS)
"""What tells that a line is an input of its own."""
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class NoRows(RingbackError):
    """A CSV file in which no column holds the texts."""

    code = "no_rows"

    def __init__(self, source: str) -> None:
        super().__init__(
            'It is a table without a column "text", or one of a single call.',
            "Name the columns in its first row: text, id, role, outcome and so on. A call is read as lines"
            ' of "Name: words", as .vtt or .srt.',
            source,
        )


def rows_of_csv(stream: BufferedReader, source: str) -> Iterator[tuple[int, dict[str, Any] | BadLine]]:
    """Each row with the line of the file that it begins in, and what it tells.

    Raises NoRows, or UnicodeDecodeError or csv.Error where it is broken.
    """
    csv.field_size_limit(MAX_BYTES)
    with io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
        head = text.readline(MAX_BYTES)
        columns = next(csv.reader([head], delimiter=(mark := max(",;\t", key=head.count))), [])
        if not _are_rows(dict.fromkeys(columns)):
            raise NoRows(source)
        rows, line = csv.reader(text, delimiter=mark), 2
        for cells in rows:
            if cells:
                yield line, _told(columns, cells, line)
            line = rows.line_num + 2


def _told(columns: Sequence[str], cells: Sequence[str], line: int) -> dict[str, Any] | BadLine:
    if len(cells) > len(columns):
        return BadLine(
            "The row has more cells than the first one.",
            'Put a text that holds commas between quotes: "...".',
            f"line {line}",
        )
    row = dict(zip(columns, cells, strict=False))
    told: dict[str, Any] = {key: value for key, value in row.items() if value}
    made = str(told.get("repair_made")).lower()
    return told | ({"repair_made": _TRUTHS[made]} if made in _TRUTHS else {})


def rows_in_json(content: bytes) -> list[Any]:
    """The rows of a JSON file: a list of them, one alone, or one a line; none where it holds other things."""
    try:
        found = json.loads(content)
    except ValueError:
        return _rows_a_line(content)
    except RecursionError:
        return []
    rows = found if isinstance(found, list) else [found]
    return rows if rows and _are_rows(rows[0]) else []


def is_one_call(content: bytes) -> bool:
    """Whether the lines of a file are the turns of one call, and not an input each."""
    lines = content.strip().split(b"\n")
    return bool(_turns(lines[:1])) and are_one_call(_turns(lines))


def _turns(lines: Sequence[bytes]) -> list[dict[str, Any]]:
    """The objects of lines, where each holds one that tells nothing of a whole call; else none."""
    try:
        rows = [json.loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError):
        return []
    of_many = any(not isinstance(row, dict) or any(name in row for name in _OF_MANY) for row in rows)
    return [] if of_many else rows


def _rows_a_line(content: bytes) -> list[Any]:
    lines = [line for line in content.split(b"\n") if line.strip()]
    try:
        rows = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return []
    return rows if rows and _are_rows(rows[0]) else []


def _are_rows(first: object) -> bool:
    if not isinstance(first, dict) or "text" not in first:
        return False
    return any(name in first for name in _TOLD_OF_CALLS) or not is_turn(first)
