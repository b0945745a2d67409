"""The numbers of rows: one that was given never means another row, also once its own is erased."""

from __future__ import annotations

from sqlalchemy import Connection, Table, and_, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from ringback.store.tables import given_numbers

NO_CASE = ""


def next_number(connection: Connection, owner: str, table: Table, case_id: str = NO_CASE) -> int:
    """The number for the next row of `table`, from 1; of that case, where one is named."""
    number = _highest(connection, owner, table, case_id) + 1
    _note(connection, owner, table, case_id, number)
    return number


def keep_given(connection: Connection, owner: str, table: Table, case_id: str) -> None:
    """Note the highest number there is, before its row goes: one that came by an import isn't noted yet."""
    _note(connection, owner, table, case_id, _highest(connection, owner, table, case_id))


def _highest(connection: Connection, owner: str, table: Table, case_id: str) -> int:
    """The highest number that was given, as far as is known."""
    kept = and_(table.c.owner == owner, *([table.c.case_id == case_id] if case_id else []))
    newest = connection.execute(select(func.max(table.c.id)).where(kept)).scalar() or 0
    given = select(given_numbers.c.last).where(_given(owner, table, case_id))
    return max(newest, connection.execute(given).scalar() or 0)


def _note(connection: Connection, owner: str, table: Table, case_id: str, number: int) -> None:
    again = update(given_numbers).where(_given(owner, table, case_id)).values(last=number)
    if not connection.execute(again).rowcount:
        row = {"owner": owner, "case_id": case_id, "kind": table.name, "last": number}
        connection.execute(insert(given_numbers).values(row))


def _given(owner: str, table: Table, case_id: str) -> ColumnElement[bool]:
    return and_(
        given_numbers.c.owner == owner,
        given_numbers.c.case_id == case_id,
        given_numbers.c.kind == table.name,
    )
