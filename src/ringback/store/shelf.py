"""What is asked of all cases at once, in a few queries however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, and_, select

from ringback.core.outcome import Outcome
from ringback.store import tables
from ringback.store.times import told_in


def outcomes(connection: Connection, owner: str) -> dict[str, list[tuple[datetime, Outcome]]]:
    """The outcomes of each case in the order told, each with its time, by case."""
    table = tables.outcomes
    asked = select(table).where(table.c.owner == owner).order_by(table.c.case_id, table.c.id)
    found: dict[str, list[tuple[datetime, Outcome]]] = {}
    for row in connection.execute(asked).mappings():
        outcome = Outcome(**{name: row[name] for name in Outcome.__slots__})
        found.setdefault(row["case_id"], []).append((told_in(row["added"], row["zone"]), outcome))
    return found


def done(connection: Connection, owner: str) -> dict[str, set[tuple[str, str]]]:
    """The steps that are done, by case: the key of each, and what it said then."""
    table = tables.done_steps
    asked = select(table.c.case_id, table.c.key, table.c.does).where(table.c.owner == owner)
    found: dict[str, set[tuple[str, str]]] = {}
    for row in connection.execute(asked):
        found.setdefault(row.case_id, set()).add((row.key, row.does))
    return found


def texts(connection: Connection, owner: str) -> Iterator[tuple[str, str]]:
    """Every text that was given with a case or written beside it, with the case's name."""
    for table, names in (
        (tables.materials, ("name", "text")),
        (tables.notes, ("text",)),
        (tables.outcomes, ("words",)),
    ):
        columns = [table.c[name] for name in names]
        for case_id, *words in connection.execute(
            select(table.c.case_id, *columns).where(table.c.owner == owner)
        ):
            for text in words:
                yield case_id, text
    yield from _answers(connection, owner)


def _answers(connection: Connection, owner: str) -> Iterator[tuple[str, str]]:
    recalls, answers = tables.recalls, tables.answers
    theirs = and_(recalls.c.owner == answers.c.owner, recalls.c.id == answers.c.recall_id)
    asked = select(recalls.c.case_id, answers.c.answer).join(answers, theirs).where(recalls.c.owner == owner)
    for row in connection.execute(asked):
        if row.case_id and row.answer:
            yield row.case_id, row.answer
