"""A worker: what is known is loaded into it once, then it answers inputs by the handful."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import daft
import pyarrow as pa

from ringback.app.batch import Asked, Given, Rows, failed, work_through
from ringback.batch.inputs import is_object, opened_at
from ringback.batch.tables import ROWS
from ringback.catalogue import load
from ringback.core.errors import RingbackError
from ringback.telling.fault import place_of

HANDFUL = 16
"""Inputs handed to a worker at a time."""


class Told(RingbackError):
    """An error that was told before the worker had its input, with the code that it had then."""

    code = "unreadable"

    def __init__(self, record: dict[str, Any]) -> None:
        super().__init__(record["message"], record["remedy"], record.get("place"))
        self.code = record["code"]


class Broken(RingbackError):
    """A fault of ours at one input. It names the place in our code, never a word of the input."""

    code = "unexpected"

    def __init__(self, error: Exception, place: str) -> None:
        super().__init__(
            f"Something in Ringback itself went wrong ({type(error).__name__} at {place_of(error)}).",
            "Please report this line where you got Ringback from; it holds nothing of the input.",
            place,
        )


class Worker:
    """Answers inputs. `catalogue_folder` is the user's own, laid over the catalogue."""

    def __init__(self, asked: Asked, catalogue_folder: Path | None) -> None:
        self.asked, self.catalogue = asked, load(catalogue_folder)

    @daft.method.batch(return_dtype=daft.DataType.from_arrow_type(ROWS), batch_size=HANDFUL)
    def answer(self, *columns: daft.Series) -> pa.Array:
        """The rows of each input."""
        given = zip(*(column.to_pylist() for column in columns), strict=True)
        return self.all([(Given(*row[:5]), *row[5:]) for row in given])

    def all(self, inputs: Sequence[tuple[Given, str, str | None]]) -> pa.Array:
        """The rows of each input; where they can't be written down, the row that says so."""
        rows = [self.one(*one) for one in inputs]
        try:
            return pa.array(rows, type=ROWS)
        except (ValueError, TypeError, OverflowError):  # some of them are none that a table takes
            kept = [self._storable(one, *of) for one, of in zip(rows, inputs, strict=True)]
            return pa.array(kept, type=ROWS)

    def _storable(self, rows: Rows, given: Given, *_: object) -> Rows:
        try:
            pa.array([rows], type=ROWS)
        except (ValueError, TypeError, OverflowError) as error:
            return failed(given, Broken(error, given.place), words=self.asked.words)
        return rows

    def one(self, given: Given, digest: str, fault: str | None) -> Rows:
        """The rows of one input, or the one that says why there are none."""
        words = self.asked.words
        if fault is not None:
            return failed(given, Told(json.loads(fault)), words=words)
        try:
            with _at_hand(given) as there:
                return work_through(there, self.asked, digest, self.catalogue)
        except RingbackError as error:
            return failed(given, error, words=words)
        except Exception as error:  # noqa: BLE001 - one input's fault is not the next one's
            return failed(given, Broken(error, given.place), words=words)


@contextmanager
def _at_hand(given: Given) -> Iterator[Given]:
    """The input with its recording on this machine; an object's is copied here, and goes at once."""
    place = os.fsdecode(given.content) if given.form == "sound" else ""
    if not is_object(place):
        yield given
        return
    with tempfile.NamedTemporaryFile(prefix="ringback-") as copy, opened_at(place) as source:
        while block := source.read(1_000_000):
            copy.write(block)
        copy.flush()
        yield replace(given, content=os.fsencode(copy.name))
