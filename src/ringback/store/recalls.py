"""Guided recall as rows: kept answer by answer, so that it can be taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, and_, delete, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from ringback.store.numbers import next_number
from ringback.store.records import Answer, Recall
from ringback.store.tables import answers, recalls
from ringback.store.times import told_in, zone_name


def unfinished(connection: Connection, owner: str) -> Recall | None:
    """The recall that was begun last, isn't finished and belongs to no case."""
    open_ones = and_(recalls.c.owner == owner, recalls.c.finished.is_(None), recalls.c.case_id.is_(None))
    newest = select(recalls).where(open_ones).order_by(recalls.c.id.desc()).limit(1)
    return _one(connection, owner, newest)


def of_case(connection: Connection, owner: str, case_id: str) -> tuple[Recall, ...]:
    """The recalls of a case, the first begun first."""
    there = and_(recalls.c.owner == owner, recalls.c.case_id == case_id)
    rows = connection.execute(select(recalls).where(there).order_by(recalls.c.id)).mappings().all()
    given = _answers(connection, owner, [row["id"] for row in rows])
    return tuple(_recall(row, given[row["id"]]) for row in rows)


def read(connection: Connection, owner: str, recall_id: int) -> Recall | None:
    """The recall of that number; None when there is none."""
    return _one(connection, owner, select(recalls).where(_is(owner, recall_id)))


def under_way(connection: Connection, owner: str, recall_id: int) -> Recall | None:
    """The recall of that number, where it isn't finished and belongs to no case."""
    open_one = and_(_is(owner, recall_id), recalls.c.finished.is_(None), recalls.c.case_id.is_(None))
    return _one(connection, owner, select(recalls).where(open_one))


def write(connection: Connection, owner: str, case_id: str | None, recall: Recall) -> Recall:
    """Put a recall with its answers into the store under the next number, and say which."""
    number = next_number(connection, owner, recalls)
    row = {"owner": owner, "id": number, "case_id": case_id}
    times = {"started": recall.started, "zone": zone_name(recall.started), "finished": recall.finished}
    zone = {"finished_zone": recall.finished and zone_name(recall.finished)}
    connection.execute(insert(recalls).values(**row, **times, **zone))
    for answer in recall.answers:
        put_answer(connection, owner, number, answer)
    return Recall(number, recall.started, recall.finished, recall.answers)


def put_answer(connection: Connection, owner: str, recall_id: int, answer: Answer) -> None:
    """Keep an answer, in place of an earlier one to the same question."""
    mine = and_(answers.c.owner == owner, answers.c.recall_id == recall_id)
    last = connection.execute(select(func.max(answers.c.position)).where(mine)).scalar() or 0
    told = {"answer": answer.answer, "answered": answer.at, "zone": zone_name(answer.at)}
    again = update(answers).where(and_(mine, answers.c.question == answer.question)).values(**told)
    if not connection.execute(again).rowcount:
        row = {"owner": owner, "recall_id": recall_id, "question": answer.question, "position": last + 1}
        connection.execute(insert(answers).values(**row, **told))


def finish(connection: Connection, owner: str, recall_id: int, now: datetime) -> None:
    """Mark a recall as finished."""
    done = update(recalls).where(_is(owner, recall_id))
    connection.execute(done.values(finished=now, finished_zone=zone_name(now)))


def give_to_case(connection: Connection, owner: str, recall_id: int, case_id: str) -> bool:
    """Let a recall belong to a case; False where it belongs to one already, or isn't there."""
    free = and_(_is(owner, recall_id), recalls.c.case_id.is_(None))
    return bool(connection.execute(update(recalls).where(free).values(case_id=case_id)).rowcount)


def case_of(connection: Connection, owner: str, recall_id: int) -> str | None:
    """The case that a recall belongs to; None where there is none."""
    return connection.execute(select(recalls.c.case_id).where(_is(owner, recall_id))).scalar()


def remove(connection: Connection, owner: str, recall_id: int) -> None:
    """Take a recall and its answers out of the store."""
    mine = and_(answers.c.owner == owner, answers.c.recall_id == recall_id)
    connection.execute(delete(answers).where(mine))
    connection.execute(delete(recalls).where(_is(owner, recall_id)))


def _is(owner: str, recall_id: int) -> ColumnElement[bool]:
    return and_(recalls.c.owner == owner, recalls.c.id == recall_id)


def _one(connection: Connection, owner: str, asked: Select[tuple[object, ...]]) -> Recall | None:
    row = connection.execute(asked).mappings().one_or_none()
    if row is None:
        return None
    return _recall(row, _answers(connection, owner, [row["id"]])[row["id"]])


def _answers(connection: Connection, owner: str, ids: Sequence[int]) -> Mapping[int, Sequence[Answer]]:
    """The answers of these recalls, in the order given, by recall."""
    found: dict[int, list[Answer]] = {number: [] for number in ids}
    if ids:
        theirs = and_(answers.c.owner == owner, answers.c.recall_id.in_(ids))
        for told in connection.execute(select(answers).where(theirs).order_by(answers.c.position)).mappings():
            answer = Answer(told["question"], told["answer"], told_in(told["answered"], told["zone"]))
            found[told["recall_id"]].append(answer)
    return found


def _recall(row: RowMapping, given: Sequence[Answer]) -> Recall:
    finished = row["finished"] and told_in(row["finished"], row["finished_zone"] or "UTC")
    return Recall(row["id"], told_in(row["started"], row["zone"]), finished, tuple(given))
