"""What can be wrong with the tables of a cohort: one class for each cause."""

from __future__ import annotations

from collections.abc import Sequence

from ringback.core.errors import RingbackError

UNFINISHED = "The batch isn't finished: run the same `ringback batch` again."
_ANEW = "Write them anew: ringback batch INPUT --out DIR"


class NoTables(RingbackError):
    """A folder that holds no tables of a batch, or isn't there."""

    code = "no_tables"

    def __init__(self, folder: str, missing: Sequence[str], *, unfinished: bool = False) -> None:
        names = ", ".join(f"{name}.parquet" for name in missing)
        remedy = UNFINISHED if unfinished else "Name the folder that `ringback batch` wrote."
        super().__init__(f"It holds no {names}.", remedy, folder)


class OlderTables(RingbackError):
    """Tables without columns that are needed, as another version wrote them."""

    code = "older_tables"

    def __init__(self, table: str, missing: Sequence[str]) -> None:
        says = f"Another version wrote this table; it lacks {', '.join(missing)}."
        super().__init__(says, _ANEW, table)


class BrokenTables(RingbackError):
    """A table that can't be read."""

    code = "broken_tables"

    def __init__(self, place: str) -> None:
        super().__init__("A table is broken, or holds something else than it should.", _ANEW, place)
