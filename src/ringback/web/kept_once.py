"""The case that was made of a form, kept in mind so that a second click on its button makes no other."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringback.store.records import Case

MOST = 64
"""Forms; nothing of what they held is kept here."""


class KeptOnce:
    """The names of cases, each by the form that it was made of, for as long as the server runs."""

    def __init__(self) -> None:
        self._cases: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, form: Hashable, keep: Callable[[], Case], is_there: Callable[[str], bool]) -> Case:
        """What `keep` gives. Raises AlreadyKept where the same form made a case that is still there."""
        from ringback.app.cases import AlreadyKept

        with self._lock:
            made = self._cases.get(form)
            if made is not None and is_there(made):
                raise AlreadyKept(made)
            case = keep()
            self._cases[form] = case.id
            while len(self._cases) > MOST:
                self._cases.popitem(last=False)
            return case
