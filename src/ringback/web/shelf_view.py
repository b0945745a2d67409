"""The list of all cases as its page shows it: what is due, what waits, what is put away; a few words each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ringback.app.shelf import OnShelf
from ringback.core import course
from ringback.core.days import day_of
from ringback.core.due import NEXT, silent_from
from ringback.telling import days, said
from ringback.web.came import CAME
from ringback.web.typeset import long_day, long_time, plural

Record = Mapping[str, Any]

NEAR = 1
"""Days ahead that count as due: today and tomorrow."""
STATE: Mapping[str, str] = {"open": "Open.", "awaiting": "Awaiting.", "closed": "Closed."}


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list. `due` is a day that has come or is near, `place` where in its page to go on."""

    id: str
    title: str
    state: str
    due: str
    says: str
    small: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the list with its cases."""

    id: str
    heading: str
    rows: tuple[Row, ...]


def sections(kept: Sequence[OnShelf], now: datetime) -> tuple[Section, ...]:
    """The cases under their headings; a heading without cases is left out."""
    rows: dict[str, list[Row]] = {"due": [], "waiting": [], "away": []}
    for one in kept:
        where, row = _placed(one, now)
        rows[where].append(row)
    headings = {"due": "Due", "waiting": "Waiting", "away": "Put away"}
    return tuple(Section(name, headings[name], tuple(found)) for name, found in rows.items() if found)


def title_of(one: OnShelf) -> str:
    """What a case is called in a list."""
    return said.capital((one.report or {}).get("title") or one.case.title or one.case.id)


def _placed(one: OnShelf, now: datetime) -> tuple[str, Row]:
    if one.report is None:
        says = "Its texts are kept, and nothing is worked out yet."
        return "waiting", _row(one, now, "No report yet.", says=says)
    now = days.there(now, one.report)
    if course.is_over(one.told):
        return "away", _came(one, now)
    if one.report["verdict"] == "closed":
        return "away", _closed(one, one.report, now)
    return _running(one, one.report, now)


def _running(one: OnShelf, record: Record, now: datetime) -> tuple[str, Row]:
    """A case of which something is still to come."""
    today = now.date()
    state = "Not read." if record.get("unread") else STATE[record["verdict"]]
    if course.told_since(record, one.told) and course.newest_of(one.told).happened == "advanced":
        says = "You're through to the next stage since. Add what they wrote, and it gets its plan."
        return "waiting", _row(one, now, "Through to the next stage.", says=says)
    if course.told_after(record, one.told, today):
        return _told_late(one, now, state)
    if gone := course.run_out(record, one.told, today):
        due = f"{long_day(gone)} has passed:"
        return "due", _row(one, now, state, due=due, says="tell what came of it.", place="#outcome")
    step = next(course.to_come(record, today, one.done), None)
    if step is None:
        return "waiting", _row(one, now, state, says=_waits(record))
    when = days.moment(step["when"], now.tzinfo)
    assert when is not None  # noqa: S101 - a step to come has a day
    away = (day_of(when) - today).days
    if away <= NEAR:
        near, hour = ("Tomorrow" if away else "Today"), days.clock(when)
        due = f"{near}, {hour}:" if hour else f"{near}:"
        return "due", _row(one, now, state, due=due, says=said.ended(step["does"]))
    says = f"Nothing to do before {long_day(when)}. Then: {said.ended(step['does'])}"
    return "waiting", _row(one, now, state, says=says)


def _told_late(one: OnShelf, now: datetime, state: str) -> tuple[str, Row]:
    """A case whose plan is over, of which something is told that doesn't end it by itself."""
    outcome = course.newest_of(one.told)
    on = long_day(outcome.on)
    if outcome.happened == "silence":
        return "away", _row(one, now, "No word.", says=f"Nothing had come by {on}; most likely a no.")
    says = f"{said.capital(said.HAPPENED[outcome.happened])}, {on}."
    return "waiting", _row(one, now, state, says=says)


def _waits(record: Record) -> str:
    """What a case waits for, of whose plan no step is left."""
    if until := days.moment(silent_from(record["plan"]), None):
        return f"Waits for their word. None by {long_day(until)} means no, most likely."
    if record["plan"]["silence_by"]:
        return "Waits for their word."
    return said.sentence(record["plan"]["now"]["does"])


def _came(one: OnShelf, now: datetime) -> Row:
    outcome = course.newest_of(one.told)
    return _row(one, now, CAME[outcome.happened], says=f"{said.capital(long_day(outcome.on))}.")


def _closed(one: OnShelf, record: Record, now: datetime) -> Row:
    count = len(record["plan"]["practise"])
    kept = f"{said.capital(plural(count, 'question', 'questions'))} to have ready next time." if count else ""
    return _row(one, now, STATE["closed"], says=kept or "Nothing to do.")


def _row(one: OnShelf, now: datetime, state: str, *, due: str = "", says: str = "", place: str = "") -> Row:
    return Row(one.case.id, title_of(one), state, due, says, _small(one, now), place)


def _small(one: OnShelf, now: datetime) -> str:
    """When it was told, and when the next stage is, where that is known."""
    told = f"Told on {long_day(one.case.created.astimezone(now.tzinfo))}."
    steps = one.report["plan"]["steps"] if one.report else ()
    following = next((step["when"] for step in steps if step.get("key") == NEXT), None)
    when = days.moment(following, now.tzinfo)
    if when is None:
        return told
    verb = "Next stage" if day_of(when) >= now.date() else "The next stage was"
    return f"{told} {verb} {long_time(when)}."
