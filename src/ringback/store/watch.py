"""Whether anything in the database has changed since one looked: for those who keep what they made of it."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

from ringback.store.database import PATIENCE, refusals_at

if TYPE_CHECKING:
    from ringback.store.database import Store


class Watch:
    """Looks at a store on a connection of its own that never writes, so that it sees everybody's changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def state(self) -> int | None:
        """A number that stays only while nothing is changed, by whomever; None where that can't be told."""
        file = self._store.file
        if file is None:
            return None
        with self._lock, refusals_at(self._store.place):
            if self._connection is None:
                self._connection = sqlite3.connect(file, timeout=PATIENCE, check_same_thread=False)
            [version] = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        """Look no more."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
