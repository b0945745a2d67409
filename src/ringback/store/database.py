"""Opening the store: one SQLite file in the user's folder, or a PostgreSQL database by its address."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from ringback.store import glance
from ringback.store.errors import StoreForeign, StoreNewer, files_at, of_database
from ringback.store.records import OWNER

FILE = glance.FILE
SCHEMA = 9  # the number of migrations; SQLite's user_version says how many a file has seen
PROGRAM = 0x52494E47  # SQLite's application_id: "RING"
PATIENCE = 5.0  # seconds to wait for another writer
PAUSE = 0.02  # seconds between two tries, where SQLite itself doesn't wait
_PRAGMAS = ("foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY", "synchronous = FULL")


@dataclass(frozen=True)
class Store:
    """An open store. `place` is what errors name; `home` is the data folder (None on a server)."""

    engine: Engine
    place: str
    home: Path | None = None
    owner: str = OWNER

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with refusals_at(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all kept, or, on an error or a crash, none."""
        writer = self.engine.execution_options(writes=True)
        with refusals_at(self.place), writer.begin() as connection:
            yield connection

    @property
    def file(self) -> Path | None:
        """The database file, where there is one."""
        return self.home and self.home / FILE

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


@contextmanager
def refusals_at(place: str) -> Iterator[None]:
    """Within it, what the database refuses is raised as an error with a remedy, and no row is quoted."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise of_database(error.orig or error, place) from None
    except sqlite3.Error as error:
        raise of_database(error, place) from None


def open_file(home: Path, owner: str = OWNER) -> Store:
    """The store in the folder `home`, made or brought up to date when needed; RingbackError if it can't."""
    home = home.absolute()
    file = home / FILE
    with files_at(str(home)):
        _make_private(home, file)
    with refusals_at(str(file)):
        version = _version(file)
    if version > SCHEMA:
        raise StoreNewer(str(file), version, SCHEMA)
    store = Store(_sqlite(file), str(file), home, owner)
    if version < SCHEMA:
        _bring_up_to_date(store, file)
    return store


def open_server(address: str, owner: str = OWNER) -> Store:
    """The store in the PostgreSQL database at `address`, brought up to date when needed."""
    engine = create_engine(address, hide_parameters=True)
    store = Store(engine, engine.url.render_as_string(hide_password=True), None, owner)
    from alembic.util import CommandError

    try:
        with store.writing() as connection:
            migrate(connection)
    except CommandError:
        raise StoreNewer(store.place, "unknown here", f"{SCHEMA:04}") from None
    return store


def migrate(connection: Connection) -> None:
    """Run the migrations that the database hasn't seen, within the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _make_private(home: Path, file: Path) -> None:
    if not home.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not any(home.iterdir()):
        home.chmod(0o700)
    os.close(os.open(file, os.O_RDONLY | os.O_CREAT, 0o600))
    if file.stat().st_mode & 0o077:
        file.chmod(file.stat().st_mode & 0o700)


def _version(file: Path) -> int:
    """How many migrations the file has seen; read without Alembic, and without writing where that will do."""
    try:
        return _version_seen(file, "ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    return _version_seen(file, "rw")  # a writer was killed and SQLite has to undo what it began


def _version_seen(file: Path, mode: str) -> int:
    address = f"{file.as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        [version] = connection.execute("PRAGMA user_version").fetchone()
        [program] = connection.execute("PRAGMA application_id").fetchone()
        [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and program != PROGRAM:
        raise StoreForeign(str(file))
    return int(version)


def _sqlite(file: Path) -> Engine:
    address = URL.create("sqlite", database=str(file))
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, so that DDL is within them too
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(store: Store, file: Path) -> None:
    with refusals_at(store.place), closing(sqlite3.connect(file, timeout=PATIENCE)) as plain:
        _write_ahead(plain)
    with store.writing() as connection:
        [version] = connection.exec_driver_sql("PRAGMA user_version").one()
        if version < SCHEMA:
            migrate(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {PROGRAM}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def _write_ahead(plain: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; for this alone SQLite doesn't wait itself while another writes."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            plain.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(PAUSE)
        else:
            return
