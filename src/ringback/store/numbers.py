"""The numbers of rows: one that was given never means another row, also once its own is erased."""

from __future__ import annotations

from sqlalchemy import Connection, Table, and_, func, insert, select, update

from ringback.store.tables import given_numbers

NO_CASE = ""


def next_number(connection: Connection, owner: str, table: Table, case_id: str = NO_CASE) -> int:
    """The number for the next row of `table`, from 1; of that case, where one is named."""
    kept = and_(table.c.owner == owner, *([table.c.case_id == case_id] if case_id else []))
    given = and_(
        given_numbers.c.owner == owner,
        given_numbers.c.case_id == case_id,
        given_numbers.c.kind == table.name,
    )
    newest = connection.execute(select(func.max(table.c.id)).where(kept)).scalar() or 0
    last = connection.execute(select(given_numbers.c.last).where(given)).scalar() or 0
    number = max(newest, last) + 1
    if not connection.execute(update(given_numbers).where(given).values(last=number)).rowcount:
        row = {"owner": owner, "case_id": case_id, "kind": table.name, "last": number}
        connection.execute(insert(given_numbers).values(row))
    return number
