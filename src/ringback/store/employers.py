"""Employers as rows: reading and writing them on a connection that the caller holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, bindparam, delete, insert, select, update

from ringback.store.records import Employer, EmployerText
from ringback.store.tables import employer_texts, employers
from ringback.store.times import told_in, zone_name


def read(connection: Connection, owner: str) -> tuple[Employer, ...]:
    """All employers with their texts, those in the bin too, by name."""
    texts: dict[str, list[EmployerText]] = {}
    asked = select(employer_texts).where(employer_texts.c.owner == owner).order_by(employer_texts.c.id)
    for row in connection.execute(asked).mappings():
        texts.setdefault(row["employer_id"], []).append(_text(row))
    rows = connection.execute(select(employers).where(employers.c.owner == owner)).mappings()
    found = [_employer(row, tuple(texts.get(row["id"], ()))) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def add(connection: Connection, owner: str, new: Sequence[Employer]) -> None:
    """Put employers with their texts into the store; their short names must be free."""
    _insert(connection, employers, [{"owner": owner, **_employer_values(one)} for one in new])
    _add_texts(connection, owner, new)


def replace(connection: Connection, owner: str, changed: Sequence[Employer]) -> None:
    """Put employers with their texts in place of those kept under their short names."""
    if not changed:
        return
    keys = [{"this_owner": owner, "this_id": one.id} for one in changed]
    connection.execute(delete(employer_texts).where(_this(employer_texts, "employer_id")), keys)
    values = [_employer_values(one) for one in changed]
    columns: dict[str, Any] = {name: bindparam(name) for name in values[0] if name != "id"}
    connection.execute(
        update(employers).where(_this(employers, "id")).values(columns),
        [key | {name: row[name] for name in columns} for key, row in zip(keys, values, strict=True)],
    )
    _add_texts(connection, owner, changed)


def due(connection: Connection, owner: str, until: datetime) -> tuple[str, ...]:
    """The short names of the employers that have been in the bin since `until` or longer."""
    binned = and_(employers.c.owner == owner, employers.c.deleted_at <= until)
    return tuple(connection.execute(select(employers.c.id).where(binned)).scalars())


def _this(table: Table, key: str) -> Any:
    return and_(table.c.owner == bindparam("this_owner"), table.c[key] == bindparam("this_id"))


def _add_texts(connection: Connection, owner: str, of: Iterable[Employer]) -> None:
    rows = [{"owner": owner, "employer_id": one.id, **_text_values(text)} for one in of for text in one.texts]
    _insert(connection, employer_texts, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _employer(row: RowMapping, texts: tuple[EmployerText, ...]) -> Employer:
    return Employer(
        id=row["id"],
        name=row["name"],
        link=row["link"],
        place=row["place"],
        added=told_in(row["added"], row["zone"]),
        updated=told_in(row["updated"], row["updated_zone"]),
        deleted_at=row["deleted_at"] and told_in(row["deleted_at"], row["deleted_zone"] or "UTC"),
        texts=texts,
    )


def _employer_values(one: Employer) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "link": one.link,
        "place": one.place,
        "added": one.added,
        "zone": zone_name(one.added),
        "updated": one.updated,
        "updated_zone": zone_name(one.updated),
        "deleted_at": one.deleted_at,
        "deleted_zone": one.deleted_at and zone_name(one.deleted_at),
    }


def _text(row: RowMapping) -> EmployerText:
    names = [name for name in EmployerText.__slots__ if name != "added"]
    return EmployerText(**{name: row[name] for name in names}, added=told_in(row["added"], row["zone"]))


def _text_values(one: EmployerText) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in EmployerText.__slots__}
    return values | {"zone": zone_name(one.added)}
