"""Pages kept as they were rendered, for as long as nothing that they show has changed.

A page depends on the database, the settings, the minute and the browser that asks. Any change to the
database, by this server or by another program, lets everything go; the rest is part of its key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 32
"""Pages; one is some 30 KB."""


class KeptPages:
    """The pages kept; `state` gives another value after every change, or None where nothing may be kept."""

    def __init__(self, state: Callable[[], int | None]) -> None:
        self._state = state
        self._at: int | None = None
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The page kept under `key`, or as `make` makes it now.

        The state is read before the page is made: after a change meanwhile it is made again the next time.
        """
        state = self._state()
        if (found := self._kept(key, state)) is not None:
            return found
        made = make()
        self._keep(key, state, made)
        return made

    def _kept(self, key: Hashable, state: int | None) -> bytes | None:
        with self._lock:
            if state is None or state != self._at:
                self._pages.clear()
                self._at = state
                return None
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def _keep(self, key: Hashable, state: int | None, made: bytes) -> None:
        with self._lock:
            if state is None or state != self._at:
                return
            self._pages[key] = made
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
