"""The one thread of a server that listens to recordings: woken when there is one, gone when there is none."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ringback.app import listening
from ringback.core.errors import RingbackError
from ringback.store.recordings import only_one

if TYPE_CHECKING:
    from ringback.core.catalogue import Catalogue
    from ringback.store.database import Store

AGAIN = 1.0
"""Seconds after which to look whether another server has stopped listening."""
PATIENCE = 1.0


class Listening:
    """Listens in the background, to one recording after another."""

    def __init__(self, store: Store, catalogue: Callable[[], Catalogue]) -> None:
        self._store = store
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._woken = False
        opened, stops = listening.opened_engine, self._stop.is_set
        self._listener = listening.Listener(store, catalogue, opened, time.monotonic, stops)

    def wake(self) -> None:
        """Listen to what there is."""
        with self._lock:
            self._woken = True
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Listen no more; a part that isn't finished is heard again at the next start."""
        self._stop.set()
        thread = self._thread
        if thread is not None:
            thread.join(PATIENCE)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to listen to; whether that came true in so many seconds."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self._thread is None

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                ended = self._once()
            except (RingbackError, OSError):
                ended = False  # a full disk, or a busy store: it is tried again
            if ended:
                return
            self._stop.wait(AGAIN)
        self._thread = None

    def _once(self) -> bool:
        """Listen to what there is, unless another process does; whether nothing is left."""
        home = self._store.home
        if home is None:
            return self._ended()
        with only_one(home) as mine:
            if mine:
                self._listen_to_all()
        return mine and self._ended()

    def _listen_to_all(self) -> None:
        with self._lock:
            self._woken = False
        while not self._stop.is_set() and (found := listening.next_open(self._store)):
            self._listener.listen(found)

    def _ended(self) -> bool:
        with self._lock:
            if self._woken or self._stop.is_set():
                return False
            self._thread = None
            return True
