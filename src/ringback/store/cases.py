"""Cases as rows: reading and writing them on a connection that the caller holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, and_, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from ringback.core.outcome import Outcome
from ringback.store import recalls, tables
from ringback.store.records import (
    Case,
    CaseFile,
    Correction,
    Denial,
    DoneStep,
    Edit,
    Material,
    Note,
    StoredFact,
    StoredOutcome,
    StoredReport,
    StoredTake,
)
from ringback.store.times import told_in, zone_name

Dated = Material | StoredReport | Note | Denial | Edit | DoneStep | StoredTake | Correction
"""What has the time of its keeping as its last field."""
Row = TypeVar("Row", bound=Dated)


def read_case(connection: Connection, owner: str, case_id: str) -> Case | None:
    """The case of that name, in the bin or not; None when there is none."""
    found = connection.execute(select(tables.cases).where(_is(tables.cases, owner, case_id)))
    row = found.mappings().one_or_none()
    return None if row is None else _case(row)


def list_cases(connection: Connection, owner: str) -> tuple[Case, ...]:
    """All cases, those in the bin too, the newest first."""
    cases = tables.cases
    asked = select(cases).where(cases.c.owner == owner).order_by(cases.c.updated.desc(), cases.c.id)
    return tuple(_case(row) for row in connection.execute(asked).mappings())


def read_file(connection: Connection, owner: str, case: Case) -> CaseFile:
    """All that is kept of a case."""
    return CaseFile(
        case,
        materials=_dated(connection, owner, case.id, tables.materials, Material),
        reports=_dated(connection, owner, case.id, tables.reports, StoredReport),
        facts=tuple(_fact(row) for row in _rows(connection, owner, case.id, tables.facts)),
        notes=_dated(connection, owner, case.id, tables.notes, Note),
        outcomes=tuple(_outcome(row) for row in _rows(connection, owner, case.id, tables.outcomes)),
        recalls=recalls.of_case(connection, owner, case.id),
        denials=_dated(connection, owner, case.id, tables.denials, Denial),
        edits=_dated(connection, owner, case.id, tables.edits, Edit),
        done=_dated(connection, owner, case.id, tables.done_steps, DoneStep),
        takes=_dated(connection, owner, case.id, tables.takes, StoredTake),
        corrections=_dated(connection, owner, case.id, tables.corrections, Correction),
    )


def write_file(connection: Connection, owner: str, file: CaseFile) -> None:
    """Put a whole case into the store; its name must be free."""
    _insert(connection, tables.cases, [{"owner": owner, **_case_values(file.case)}])
    write_parts(connection, owner, file)


def write_parts(connection: Connection, owner: str, file: CaseFile) -> None:
    """Add all that the file holds beside the case itself to the case of its name."""
    dated: Mapping[Table, Sequence[Dated]] = {
        tables.materials: file.materials,
        tables.reports: file.reports,
        tables.notes: file.notes,
        tables.denials: file.denials,
        tables.edits: file.edits,
        tables.done_steps: file.done,
        tables.takes: file.takes,
        tables.corrections: file.corrections,
    }
    for table, rows in dated.items():
        _insert(connection, table, [_dated_values(owner, file.case.id, row) for row in rows])
    _add_facts(connection, owner, file.case.id, file.facts)
    for outcome in file.outcomes:
        _add_outcome(connection, owner, file.case.id, outcome)
    for recall in file.recalls:
        recalls.write(connection, owner, file.case.id, recall)


def remove(connection: Connection, owner: str, case_id: str, table: Table, **which: object) -> None:
    """Take the rows of a case out of `table`; only those with these values, where some are given."""
    there = [table.c[name] == value for name, value in which.items()]
    connection.execute(table.delete().where(and_(_belongs(table, owner, case_id), *there)))


def rewrite_case(connection: Connection, owner: str, case: Case) -> None:
    """Put the fields of a case in place of those kept under its name."""
    there = _is(tables.cases, owner, case.id)
    connection.execute(update(tables.cases).where(there).values(**_case_values(case)))


def newest_reports(connection: Connection, owner: str) -> dict[str, str]:
    """The JSON of the current report of each case, by case."""
    reports = tables.reports
    newest = (
        select(reports.c.case_id, func.max(reports.c.id).label("id"))
        .where(reports.c.owner == owner)
        .group_by(reports.c.case_id)
        .subquery()
    )
    both = and_(reports.c.owner == owner, reports.c.case_id == newest.c.case_id, reports.c.id == newest.c.id)
    asked = select(reports.c.case_id, reports.c.text).join(newest, both)
    return {row.case_id: row.text for row in connection.execute(asked)}


def newest_report(connection: Connection, owner: str, case_id: str) -> str | None:
    """The JSON of the current report of a case; None where it has none."""
    reports = tables.reports
    asked = select(reports.c.text).where(_belongs(reports, owner, case_id)).order_by(reports.c.id.desc())
    return connection.execute(asked.limit(1)).scalar()


def read_edits(connection: Connection, owner: str, case_id: str) -> tuple[Edit, ...]:
    """The own versions of drafts of a case, by kind and id."""
    return _dated(connection, owner, case_id, tables.edits, Edit)


def read_done(connection: Connection, owner: str, case_id: str) -> tuple[DoneStep, ...]:
    """The steps of a case's plans that are done, by key."""
    return _dated(connection, owner, case_id, tables.done_steps, DoneStep)


def newest_outcomes(connection: Connection, owner: str) -> dict[str, Outcome]:
    """The outcome that counts of each case, the newest by its day, by case."""
    outcomes = tables.outcomes
    asked = select(outcomes).where(outcomes.c.owner == owner).order_by(outcomes.c.on, outcomes.c.id)
    return {row["case_id"]: _outcome(row).outcome for row in connection.execute(asked).mappings()}


def _dated_values(owner: str, case_id: str, row: Dated) -> dict[str, Any]:
    *names, when = row.__slots__
    values = {name: getattr(row, name) for name in names}
    return _key(owner, case_id) | values | _when(when, getattr(row, when))


def _add_facts(connection: Connection, owner: str, case_id: str, facts: Sequence[StoredFact]) -> None:
    rows = [_key(owner, case_id) | {name: getattr(row, name) for name in row.__slots__} for row in facts]
    _insert(connection, tables.facts, rows)


def _add_outcome(connection: Connection, owner: str, case_id: str, row: StoredOutcome) -> None:
    outcome = {name: getattr(row.outcome, name) for name in row.outcome.__slots__}
    values = _key(owner, case_id) | {"id": row.id} | outcome | _when("added", row.added)
    _insert(connection, tables.outcomes, [values])


def _case(row: RowMapping) -> Case:
    deleted = row["deleted_at"] and told_in(row["deleted_at"], row["deleted_zone"] or "UTC")
    return Case(
        id=row["id"],
        employer=row["employer"],
        title=row["title"],
        created=told_in(row["created"], row["zone"]),
        updated=told_in(row["updated"], row["updated_zone"]),
        deleted_at=deleted,
    )


def _case_values(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "employer": case.employer,
        "title": case.title,
        **_when("created", case.created),
        "updated": case.updated,
        "updated_zone": zone_name(case.updated),
        "deleted_at": case.deleted_at,
        "deleted_zone": case.deleted_at and zone_name(case.deleted_at),
    }


def _fact(row: RowMapping) -> StoredFact:
    return StoredFact(**{name: row[name] for name in StoredFact.__slots__})


def _outcome(row: RowMapping) -> StoredOutcome:
    outcome = Outcome(**{name: row[name] for name in Outcome.__slots__})
    return StoredOutcome(row["id"], outcome, told_in(row["added"], row["zone"]))


def _dated(
    connection: Connection, owner: str, case_id: str, table: Table, kind: type[Row]
) -> tuple[Row, ...]:
    """Rows in the order of their keys; by code points, whatever order the database has for texts."""
    *names, when = kind.__slots__
    keys = [name for name in names if table.c[name].primary_key]
    rows = sorted(_rows(connection, owner, case_id, table), key=lambda row: [row[name] for name in keys])
    return tuple(
        kind(*(row[name] for name in names), told_in(row[when], row["zone"]))  # type: ignore[call-arg]
        for row in rows
    )


def _rows(connection: Connection, owner: str, case_id: str, table: Table) -> Sequence[RowMapping]:
    asked = select(table).where(_belongs(table, owner, case_id)).order_by(*table.primary_key.columns)
    return connection.execute(asked).mappings().all()


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _is(table: Table, owner: str, case_id: str) -> ColumnElement[bool]:
    return and_(table.c.owner == owner, table.c.id == case_id)


def _belongs(table: Table, owner: str, case_id: str) -> ColumnElement[bool]:
    return and_(table.c.owner == owner, table.c.case_id == case_id)


def _key(owner: str, case_id: str) -> dict[str, Any]:
    return {"owner": owner, "case_id": case_id}


def _when(name: str, moment: datetime) -> dict[str, Any]:
    return {name: moment, "zone": zone_name(moment)}
