"""The plan's steps as things to do: which of the current plan are done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ringback.app.cases import refuse_unfit, touched
from ringback.core.errors import RingbackError
from ringback.store import cases, tables
from ringback.store.database import Store
from ringback.store.errors import NoReport
from ringback.store.records import CaseFile, DoneStep


class NoSuchStep(RingbackError):
    """A step that the current plan doesn't have."""

    code = "no_such_step"

    def __init__(self, key: str, known: Sequence[str]) -> None:
        remedy = f"It has these: {', '.join(known)}." if known else "It has nothing to do."
        super().__init__(f'The plan has no step "{key}".', remedy, key)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step of the current plan, numbered from 1. `when` is in ISO form, as in the report.

    `done` is when it was marked; a mark under its key in a plan that said something else doesn't count.
    """

    number: int
    key: str
    does: str
    when: str | None
    words: str
    done: datetime | None


def listed(file: CaseFile) -> tuple[PlanStep, ...]:
    """The steps of a case's current plan; none where it has no report."""
    marks = {(mark.key, mark.does): mark.done for mark in file.done}
    steps = _steps(file.report.text if file.report else "{}")
    return tuple(
        PlanStep(number, key, step["does"], step["when"], step["words"], marks.get((key, step["does"])))
        for number, (key, step) in enumerate(steps.items(), 1)
    )


def mark(store: Store, case_id: str, key: str, now: datetime) -> DoneStep:
    """Mark a step of the current plan as done; marked already, it keeps its time.

    Raises NoSuchCase, NoReport or NoSuchStep.
    """
    with store.writing() as connection:
        case = touched(connection, store.owner, case_id, now)
        steps = _current(cases.newest_report(connection, store.owner, case_id), case_id)
        if key not in steps:
            raise NoSuchStep(key, list(steps))
        new = DoneStep(key, steps[key]["does"], now)
        kept = next(
            (one for one in cases.read_done(connection, store.owner, case_id) if one.key == key), None
        )
        if kept and kept.does == new.does:
            return kept
        cases.remove(connection, store.owner, case_id, tables.done_steps, key=key)
        addition = CaseFile(case, done=(new,))
        refuse_unfit(addition)
        cases.write_parts(connection, store.owner, addition)
    return new


def unmark(store: Store, case_id: str, key: str, now: datetime) -> None:
    """Take the mark off a step; one that isn't done stays so. Raises NoSuchCase, NoReport or NoSuchStep."""
    with store.writing() as connection:
        touched(connection, store.owner, case_id, now)
        steps = _current(cases.newest_report(connection, store.owner, case_id), case_id)
        marked = {one.key for one in cases.read_done(connection, store.owner, case_id)}
        if key not in {*steps, *marked}:
            raise NoSuchStep(key, list(steps))
        cases.remove(connection, store.owner, case_id, tables.done_steps, key=key)


def _current(report: str | None, case_id: str) -> dict[str, Any]:
    if report is None:
        raise NoReport(case_id)
    return _steps(report)


def _steps(report: str) -> dict[str, Any]:
    """The steps of a report's plan by their keys; in reports that are older than keys, by what they say."""
    steps = json.loads(report).get("plan", {}).get("steps", ())
    return {step.get("key") or step["does"]: step for step in steps}
