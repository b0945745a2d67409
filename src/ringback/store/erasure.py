"""Erasing: the list of every place where text of a case or an employer can lie, and the walk through them.

What lies elsewhere isn't reached: a finished export belongs to its owner, and a disk may keep old
blocks, which is what disk encryption is for.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Table, and_, delete, insert, select
from sqlalchemy.sql.elements import ColumnElement

from ringback.core.errors import RingbackError
from ringback.store import cases, employers, recalls, recordings, tables
from ringback.store.database import PATIENCE, Store, refusals_at
from ringback.store.errors import StoreBusy, files_at
from ringback.store.files import parts_in, remove_export, remove_left
from ringback.store.numbers import keep_given
from ringback.store.times import zone_name

MARKER = "erasing"  # an empty file that stands in the data folder until an erasure is complete
Kind = Literal["case", "employer", "posterior"]
ABANDONED = timedelta(hours=1)  # an export that is older was killed


@dataclass(frozen=True)
class Erased:
    """What is gone, by name; whether every trace is; the folders of killed exports that were left."""

    cases: tuple[str, ...]
    complete: bool = True
    left: tuple[str, ...] = ()


BY_ANOTHER = {
    tables.answers: (tables.recalls, "recall_id"),
    tables.recording_parts: (tables.recordings, "recording_id"),
}
"""Tables whose rows belong to a case by a row of another, and the column that says which."""


@dataclass(frozen=True)
class Rows:
    """A table with text of a case or an employer, or of a posterior; its rows are deleted."""

    table: Table
    columns: tuple[str, ...]
    of: Kind = "case"

    @property
    def where(self) -> str:
        """The table's name."""
        return self.table.name

    def delete(self, connection: Connection, owner: str, name: str) -> None:
        """Delete the rows of that case, employer or parameter."""
        theirs: ColumnElement[bool]
        if self.table in BY_ANOTHER:
            other, column = BY_ANOTHER[self.table]
            of_case = and_(other.c.owner == owner, other.c.case_id == name)
            theirs = self.table.c[column].in_(select(other.c.id).where(of_case))
        else:
            key = {tables.cases: "id", tables.employers: "id", tables.posteriors: "parameter"}
            theirs = self.table.c[key.get(self.table, f"{self.of}_id")] == name
        connection.execute(delete(self.table).where(and_(self.table.c.owner == owner, theirs)))


@dataclass(frozen=True)
class Outside:
    """A place outside the data folder that the store has noted; gives what it could not empty."""

    where: str
    empty: Callable[[Connection, str, tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True)
class Trace:
    """A place beside the rows; it is emptied of all that isn't a living row."""

    where: str
    empty: Callable[[Store], None]


def _parts(store: Store) -> None:
    for part in parts_in(store.home) if store.home else ():
        remove_left(part)


def _copies(store: Store) -> None:
    if store.home:
        there = recordings.copies_in(store.home)
        with store.reading() as connection:
            named = recordings.copies(connection)
        for copy in there:
            if copy.name not in named:
                remove_left(copy)


def _free_pages(store: Store) -> None:
    if store.file:
        with _plainly(store.file) as plain:
            plain.execute("VACUUM")
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables.metadata.sorted_tables:
            connection.exec_driver_sql(f"VACUUM (FULL) {table.name}")


def _write_ahead_log(store: Store) -> None:
    if store.file:
        with _plainly(store.file) as plain:
            [busy, _, _] = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreBusy(store.place)


@contextmanager
def _plainly(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as plain:
        plain.execute("PRAGMA secure_delete = ON")
        plain.execute("PRAGMA temp_store = MEMORY")
        yield plain


def _killed_exports(connection: Connection, owner: str, case_ids: tuple[str, ...]) -> tuple[str, ...]:
    exports = tables.unfinished_exports
    theirs = and_(exports.c.owner == owner, exports.c.case_id.in_(case_ids))
    folders = connection.execute(select(exports.c.folder).where(theirs)).scalars().all()
    return tuple(folder for folder in folders if not remove_export(Path(folder)))


PLACES: tuple[Outside | Rows | Trace, ...] = (
    Outside("what an export that was killed left beside its target", _killed_exports),
    Rows(tables.unfinished_exports, ("owner", "case_id", "folder", "zone")),
    Rows(tables.recording_parts, ("owner", "words")),
    Rows(tables.recordings, recordings.TEXTS),
    Rows(tables.given_numbers, ("owner", "case_id", "kind")),
    Rows(tables.answers, ("owner", "question", "answer", "zone")),
    Rows(tables.recalls, ("owner", "case_id", "zone", "finished_zone")),
    Rows(tables.outcomes, ("owner", "case_id", "happened", "words", "zone")),
    Rows(tables.notes, ("owner", "case_id", "text", "zone")),
    Rows(
        tables.facts,
        ("owner", "case_id", "kind", "text", "provenance", "quote", "source", "origin", "state"),
    ),
    Rows(tables.denials, ("owner", "case_id", "rule", "source", "zone")),
    Rows(tables.edits, ("owner", "case_id", "kind", "writer", "state", "text", "zone")),
    Rows(tables.done_steps, ("owner", "case_id", "key", "does", "zone")),
    Rows(tables.takes, ("owner", "case_id", "question", "kind", "text", "audio", "zone")),
    Rows(tables.corrections, ("owner", "case_id", "source", "kind", "was", "became", "zone")),
    Rows(tables.reports, ("owner", "case_id", "text", "zone")),
    Rows(tables.materials, ("owner", "case_id", "kind", "name", "text", "zone")),
    Rows(tables.cases, ("owner", "id", "employer", "title", "zone", "updated_zone", "deleted_zone")),
    Rows(
        tables.employer_texts,
        ("owner", "employer_id", "origin", "name", "source", "text", "zone"),
        of="employer",
    ),
    Rows(
        tables.employers,
        ("owner", "id", "name", "link", "place", "zone", "updated_zone", "deleted_zone"),
        of="employer",
    ),
    Rows(tables.posteriors, ("owner", "parameter", "method", "catalogue", "zone"), of="posterior"),
    Trace("files half written in the data folder", _parts),
    Trace("copies of recordings in the data folder", _copies),
    Trace("free pages of the database", _free_pages),
    Trace("the write-ahead log", _write_ahead_log),
)


def erase(store: Store, names: Iterable[str], kind: Kind = "case") -> Erased:
    """Erase these cases, employers or posteriors (by their parameters) from every place.

    What can't be emptied now goes at the next start.
    """
    ids = tuple(names)
    if not ids:
        return Erased(())
    _mark(store)
    with store.writing() as connection:
        left = [_erase_at(place, connection, store.owner, ids, kind) for place in PLACES]
    return Erased(ids, _empty_traces(store), tuple(itertools.chain(*left)))


def erase_due_employers(store: Store, until: datetime) -> Erased:
    """Erase the employers that were put into the bin at `until` or before."""
    with store.reading() as connection:
        ids = employers.due(connection, store.owner, until)
    return erase(store, ids, "employer")


def erase_recall(store: Store, recall_id: int) -> bool:
    """Erase a recall that belongs to no case; True when every trace is gone."""
    _mark(store)
    with store.writing() as connection:
        recalls.remove(connection, store.owner, recall_id)
    return _empty_traces(store)


def erase_recordings(store: Store, numbers: Iterable[int]) -> bool:
    """Erase recordings with their copies and what was heard of them; True when every trace is gone."""
    ids = tuple(numbers)
    if not ids:
        return True
    _mark(store)
    with store.writing() as connection:
        for number in ids:
            recordings.remove(connection, store.owner, number)
    return _empty_traces(store)


def forget_sound(store: Store, number: int) -> bool:
    """Erase the copy of a recording and the shape of its sound, and keep what was heard of it.

    A file of its owner's own is let alone. True when every trace is gone.
    """
    _mark(store)
    with store.writing() as connection:
        recordings.change(connection, store.owner, number, ("done", "failed"), file="", peaks="[]")
    return _empty_traces(store)


def erase_row(store: Store, case_id: str, table: Table, number: int) -> bool:
    """Erase one row of a case: a take, a note, an outcome. True when every trace is gone.

    Its number isn't given again.
    """
    _mark(store)
    with store.writing() as connection:
        keep_given(connection, store.owner, table, case_id)
        cases.remove(connection, store.owner, case_id, table, id=number)
    return _empty_traces(store)


def finish_erasing(store: Store) -> None:
    """Empty the traces that an earlier erasure was kept from emptying, or was killed before."""
    if store.home and (store.home / MARKER).exists():
        _empty_traces(store)


def begin_export(connection: Connection, owner: str, case_id: str, folder: Path, now: datetime) -> None:
    """Note where an export is being written, so that it can be removed should it be killed."""
    begun = {"folder": str(folder), "started": now, "zone": zone_name(now)}
    connection.execute(insert(tables.unfinished_exports).values(owner=owner, case_id=case_id, **begun))


def end_export(connection: Connection, owner: str, folder: Path) -> None:
    """Strike the note of an export that has ended."""
    _strike(connection, owner, str(folder))


def remove_abandoned_exports(store: Store, now: datetime) -> None:
    """Remove what exports left that were killed more than an hour ago."""
    exports = tables.unfinished_exports
    since = now.astimezone(UTC) - ABANDONED  # on a local clock an hour can be missing
    old = and_(exports.c.owner == store.owner, exports.c.started < since)
    with store.reading() as connection:
        folders = connection.execute(select(exports.c.folder).where(old)).scalars().all()
    gone = [folder for folder in folders if remove_export(Path(folder))]
    if gone:
        with store.writing() as connection:
            for folder in gone:
                _strike(connection, store.owner, folder)


def _erase_at(
    place: Outside | Rows | Trace, connection: Connection, owner: str, names: tuple[str, ...], kind: Kind
) -> tuple[str, ...]:
    if isinstance(place, Outside) and kind == "case":
        return place.empty(connection, owner, names)
    if isinstance(place, Rows) and place.of == kind:
        for name in names:
            place.delete(connection, owner, name)
    return ()


def _strike(connection: Connection, owner: str, folder: str) -> None:
    exports = tables.unfinished_exports
    connection.execute(delete(exports).where(and_(exports.c.owner == owner, exports.c.folder == folder)))


def _mark(store: Store) -> None:
    if store.home:
        with files_at(str(store.home)):
            (store.home / MARKER).touch(mode=0o600)


def _empty_traces(store: Store) -> bool:
    try:
        with files_at(store.place), refusals_at(store.place):
            for place in PLACES:
                if isinstance(place, Trace):
                    place.empty(store)
            if store.home:
                (store.home / MARKER).unlink(missing_ok=True)
    except RingbackError:
        _mark(store)  # another erasure may have ended meanwhile, and taken the mark away
        return False
    return True
