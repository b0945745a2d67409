"""What several commands need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.store.database import Store


class NothingKept(RingbackError):
    """There is no case, or no report of it."""

    code = "nothing_kept"


def newest_name(store: Store) -> str:
    """The name of the case last touched. Raises NothingKept."""
    from ringback.app import cases

    kept = cases.list_cases(store)
    if not kept:
        raise NothingKept("No case is kept yet.", "Begin with one: ringback recover my-account.txt")
    return kept[0].case.id


def report_of(store: Store, name: str) -> dict[str, Any]:
    """The current report of a case. Raises NothingKept or NoSuchCase."""
    from ringback.app import cases
    from ringback.app.keep import newest_report

    record = newest_report(cases.show(store, name))
    if record is None:
        raise NothingKept(f"{name} has no report yet.", f"Work it out: ringback recover --case {name}")
    return record
