"""How far a plan has come: what is still to do, and when it has run out with nobody told what came of it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ringback.core import days
from ringback.core.due import moment
from ringback.core.outcome import Outcome, newest

Record = Mapping[str, Any]

OVER = ("offer", "rejected", "withdrew", "cancelled")
"""What leaves nothing to do."""


def key_of(step: Record) -> str:
    """What a step is called from report to report; in reports older than keys, what it says."""
    return str(step.get("key") or step["does"])


def day_of(step: Record) -> date | None:
    """The day of a step, where it has one."""
    return _day(step["when"])


def done_in(record: Record, marks: Collection[tuple[str, str]]) -> frozenset[str]:
    """The keys of a report's steps that are marked; a mark is a key with what the step said then."""
    return frozenset(
        key_of(step) for step in record["plan"]["steps"] if (key_of(step), step["does"]) in marks
    )


def to_come(record: Record, today: date, done: Container[str] = ()) -> Iterator[Record]:
    """The steps of a report's plan that still have their time and aren't done, in their order."""
    for step in record["plan"]["steps"]:
        day = day_of(step)
        if day is not None and day >= today and key_of(step) not in done:
            yield step


def last_day(record: Record) -> date | None:
    """The day that a report's plan runs up to, the day that means no among them."""
    told = [step["when"] for step in record["plan"]["steps"]] + [record["plan"]["silence_by"]]
    return max((day for words in told if (day := _day(words))), default=None)


def run_out(record: Record, told: Sequence[tuple[datetime, Outcome]], today: date) -> date | None:
    """The last day of a plan that is over with nobody told since what came of it; None for all others.

    `told` are the outcomes with the time at which each was told.
    """
    last = last_day(record)
    if last is None or last >= today or is_over(told) or told_since(record, told):
        return None
    return last


def is_over(told: Sequence[tuple[datetime, Outcome]]) -> bool:
    """Whether the newest outcome leaves nothing to do."""
    return bool(told) and newest_of(told).happened in OVER


def newest_of(told: Sequence[tuple[datetime, Outcome]]) -> Outcome:
    """The outcome that counts, of those that are told with the time at which each was."""
    return newest(outcome for _, outcome in told)


def told_since(record: Record, told: Sequence[tuple[datetime, Outcome]]) -> bool:
    """Whether an outcome was told after the report was made."""
    made = datetime.fromisoformat(record["made"])
    return any(when >= made for when, _ in told)


def told_after(record: Record, told: Sequence[tuple[datetime, Outcome]], today: date) -> bool:
    """Whether a plan is over and somebody has told since its report what came of it."""
    last = last_day(record)
    return last is not None and last < today and told_since(record, told)


def _day(words: str | None) -> date | None:
    when = moment(words)
    return days.day_of(when) if when else None
