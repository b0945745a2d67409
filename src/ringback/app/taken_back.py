"""What was told or noted by mistake: the outcome told last taken back, a note erased; nothing of it stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table

from ringback.app import cases, memory
from ringback.core.errors import RingbackError
from ringback.store import erasure, tables
from ringback.store.database import Store
from ringback.store.records import StoredOutcome


class NothingToTakeBack(RingbackError):
    """A case of which nobody has told what came of it."""

    code = "nothing_to_take_back"


class NotTheNewest(RingbackError):
    """An outcome that was taken back already, or that another has followed."""

    code = "not_the_newest"


class NoSuchNote(RingbackError):
    """A note that isn't there, or no longer."""

    code = "no_such_note"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The outcome that is gone, and the one that counts now; whether every trace is gone."""

    outcome: StoredOutcome
    now: StoredOutcome | None
    complete: bool


@memory.forgets
def take_back(store: Store, case_id: str, now: datetime, number: int | None = None) -> TakenBack:
    """Erase the outcome of a case that was told last; with `number`, that one, which has to be the last told.

    Raises NoSuchCase, NothingToTakeBack or NotTheNewest.
    """
    told = cases.show(store, case_id).outcomes
    if not told:
        raise NothingToTakeBack(
            f"Nobody has told yet what came of {case_id}.",
            f"When something does: ringback case outcome {case_id} HAPPENED",
        )
    *earlier, last = told
    if number not in (None, last.id):
        raise NotTheNewest(
            "Only the outcome told last can be taken back, and this one isn't it, or no longer.",
            f"The last is number {last.id}.",
        )
    complete = _erase(store, case_id, now, tables.outcomes, last.id)
    counts = max(earlier, key=lambda one: (one.outcome.on, one.id), default=None)
    return TakenBack(last, counts, complete)


@memory.forgets
def forget_note(store: Store, case_id: str, number: int, now: datetime) -> bool:
    """Erase a note; True when no trace is left, False when the rest goes at the next start.

    Raises NoSuchCase or NoSuchNote.
    """
    numbers = [note.id for note in cases.show(store, case_id).notes]
    if number not in numbers:
        there = f"It has these: {', '.join(map(str, numbers))}." if numbers else "It has none."
        raise NoSuchNote(f"{case_id} has no note {number}.", there)
    return _erase(store, case_id, now, tables.notes, number)


def _erase(store: Store, case_id: str, now: datetime, table: Table, number: int) -> bool:
    with store.writing() as connection:
        cases.touched(connection, store.owner, case_id, now)
    return erasure.erase_row(store, case_id, table, number)
