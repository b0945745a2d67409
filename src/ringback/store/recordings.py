"""Recordings that are listened to: a row for each, its copy in the data folder, and the parts heard so far.

    asked -> queued -> running -> done | failed

A row is made before its copy is written, so that a copy which no row names can always go. What was heard of
a recording lies in its parts until all is heard, and then in `result`, never both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from ringback.store.errors import files_at
from ringback.store.files import alone_at
from ringback.store.numbers import next_number
from ringback.store.tables import recording_parts, recordings
from ringback.store.times import zone_name

FOLDER = "recordings"
LOCK = "listening.lock"
OPEN = ("queued", "running")
TEXTS = (
    *("owner", "case_id", "name", "file", "state", "place", "me", "texts", "result"),
    *("code", "message", "remedy", "zone", "peaks"),
)
"""The columns of a recording with text in them."""
_BLOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording. `file` is its copy by name, or its owner's own file by its whole path, "" once that is
    gone; `peaks` is the shape of its sound, as JSON; `at` how many seconds of it are heard, and `took` in
    how many; `place` is where the call's ends were, a line for each; `texts` is what was given with it and
    `result` what was heard, both as JSON; `tries` is how often it was taken up since its last part was
    finished.
    """

    id: int
    name: str
    file: str
    added: datetime
    state: str = "asked"
    case_id: str | None = None
    place: str = ""
    me: str = ""
    texts: str = "[]"
    result: str = ""
    code: str = ""
    message: str = ""
    remedy: str = ""
    seconds: float = 0.0
    at: float = 0.0
    took: float = 0.0
    channels: int = 0
    parts: int = 0
    tries: int = 0
    peaks: str = "[]"

    @property
    def is_own_file(self) -> bool:
        """Whether its sound is its owner's own file, wherever that lies."""
        return Path(self.file).is_absolute()

    def copy_in(self, home: Path) -> Path:
        """Where its copy lies, or its owner's own file."""
        return home / FOLDER / self.file


_COLUMNS = tuple(field.name for field in fields(Recording))


def add(connection: Connection, owner: str, name: str, file: str, now: datetime) -> Recording:
    """A new row, under the next number; its copy is written after it."""
    made = Recording(next_number(connection, owner, recordings), name, file, now)
    connection.execute(insert(recordings).values(owner=owner, zone=zone_name(now), **asdict(made)))
    return made


def write_copy(home: Path, file: str, source: BinaryIO) -> None:
    """Put a recording into the data folder. Raises DiskFull and its like."""
    with new_copy(home, file) as copy:
        while block := source.read(_BLOCK):
            copy.write(block)


@contextmanager
def new_copy(home: Path, file: str) -> Iterator[BinaryIO]:
    """A new file in the data folder, open to its owner alone, to be written. Raises DiskFull and its like."""
    folder = home / FOLDER
    with files_at(str(folder)):
        folder.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(folder / file, flags, 0o600), "wb") as copy:
            yield copy
            copy.flush()
            os.fsync(copy.fileno())


def copies_in(home: Path) -> list[Path]:
    """The copies in the data folder, and what was made of them; to be listed before asking what rows name."""
    folder = home / FOLDER
    return [copy for copy in folder.glob("*") if not copy.name.startswith(LOCK)]


def copies(connection: Connection) -> tuple[str, ...]:
    """The copies that some row names, whosever it is."""
    return tuple(connection.execute(select(recordings.c.file)).scalars())


def read(connection: Connection, owner: str, number: int) -> Recording | None:
    """The recording of that number; None when there is none."""
    found = list(_chosen(connection, _is(owner, number)))
    return found[0] if found else None


def in_states(connection: Connection, owner: str, states: Sequence[str]) -> tuple[Recording, ...]:
    """The recordings in one of these states, the first handed over first."""
    return tuple(_chosen(connection, and_(recordings.c.owner == owner, recordings.c.state.in_(states))))


def of_case(connection: Connection, owner: str, case_id: str) -> tuple[Recording, ...]:
    """The recordings kept with a case, the first handed over first."""
    return tuple(_chosen(connection, and_(recordings.c.owner == owner, recordings.c.case_id == case_id)))


def change(connection: Connection, owner: str, number: int, states: Sequence[str], **values: Any) -> bool:
    """Change a recording that is in one of these states; False where it isn't, and nothing is changed."""
    there = and_(_is(owner, number), recordings.c.state.in_(states))
    return bool(connection.execute(update(recordings).where(there).values(**values)).rowcount)


def give_to_case(connection: Connection, owner: str, number: int, case_id: str) -> bool:
    """Let a recording belong to the case made of it, which has its words and texts from now on.

    False where it belongs to one already, or isn't there.
    """
    free = and_(_is(owner, number), recordings.c.case_id.is_(None))
    values = {"case_id": case_id, "state": "done", "texts": "[]", "result": ""}
    remove_parts(connection, owner, number)
    return bool(connection.execute(update(recordings).where(free).values(**values)).rowcount)


def case_of(connection: Connection, owner: str, number: int) -> str | None:
    """The case that a recording belongs to; None where there is none."""
    return connection.execute(select(recordings.c.case_id).where(_is(owner, number))).scalar()


def take_up(connection: Connection, owner: str, number: int) -> bool:
    """Mark a recording as being listened to, once more; False where it was stopped meanwhile."""
    there = and_(_is(owner, number), recordings.c.state.in_(OPEN))
    again = update(recordings).where(there).values(state="running", tries=recordings.c.tries + 1)
    return bool(connection.execute(again).rowcount)


def keep_part(
    connection: Connection, owner: str, number: int, part: int, words: str, at: float, took: float
) -> bool:
    """Keep a part that was heard; False where the recording was stopped meanwhile."""
    there = and_(_is(owner, number), recordings.c.state == "running")
    values = {"at": at, "took": recordings.c.took + took, "tries": 0}
    if not connection.execute(update(recordings).where(there).values(**values)).rowcount:
        return False
    connection.execute(insert(recording_parts).values(owner=owner, recording_id=number, id=part, words=words))
    return True


def parts(connection: Connection, owner: str, number: int) -> dict[int, str]:
    """What was heard so far, by part."""
    there = and_(recording_parts.c.owner == owner, recording_parts.c.recording_id == number)
    return {row.id: row.words for row in connection.execute(select(recording_parts).where(there))}


def remove_parts(connection: Connection, owner: str, number: int) -> None:
    """Let go of the parts, as when they are put together."""
    there = and_(recording_parts.c.owner == owner, recording_parts.c.recording_id == number)
    connection.execute(delete(recording_parts).where(there))


def remove(connection: Connection, owner: str, number: int) -> None:
    """Take a recording and its parts out of the store; its copy goes with the next sweep."""
    remove_parts(connection, owner, number)
    connection.execute(delete(recordings).where(_is(owner, number)))


@contextmanager
def only_one(home: Path) -> Iterator[bool]:
    """Whether this process may listen: one at a time may. What was killed lets go at that moment."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with alone_at(folder / LOCK) as alone:
        yield alone


def _is(owner: str, number: int) -> ColumnElement[bool]:
    return and_(recordings.c.owner == owner, recordings.c.id == number)


def _chosen(connection: Connection, which: ColumnElement[bool]) -> Iterator[Recording]:
    for row in connection.execute(select(recordings).where(which).order_by(recordings.c.id)).mappings():
        yield Recording(**{name: row[name] for name in _COLUMNS})
