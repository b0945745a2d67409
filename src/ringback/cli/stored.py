"""What several commands need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.store.database import Store


class NothingKept(RingbackError):
    """There is no case."""

    code = "nothing_kept"


def newest_name(store: Store) -> str:
    """The name of the case last touched. Raises NothingKept."""
    from ringback.app import cases

    kept = cases.list_cases(store)
    if not kept:
        raise NothingKept("No case is kept yet.", "Begin with one: ringback recover my-account.txt")
    return kept[0].case.id


def report_of(store: Store, name: str) -> dict[str, Any]:
    """The current report of a case. Raises NoReport or NoSuchCase."""
    from ringback.app import cases, keep

    return keep.report_of(cases.show(store, name))
