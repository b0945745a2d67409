"""The plan's days as entries of a calendar: what to do when, each under an id that stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ringback.core.plan import EVENING, MORNING

Record = Mapping[str, Any]

SILENCE, NEXT, AFTER_NEXT = "silence", "next", "after_next"
"""The keys of the day that means no, of the next stage itself, and of the evening after it."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ringback:due")
_EPOCH = datetime.fromisoformat("2020-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Due:
    """One entry. `when` is an aware time, or a date for the whole day.

    `uid` is the same for the same step of the same case in every report, and holds no name; `ahead`
    says that there was still time to be reminded when the report was made; `busy` that it takes time
    from the day; `hour` is when to be reminded of what has a day alone.
    """

    uid: str
    when: datetime | date
    does: str
    about: str
    ahead: bool
    busy: bool
    hour: int


@dataclass(frozen=True, slots=True)
class Diary:
    """The entries of one report. `made` is aware; `version` grows with it (seconds since 2020)."""

    made: datetime
    version: int
    entries: tuple[Due, ...]


def diary_of(record: Record, case: str, created: datetime) -> Diary:
    """The steps of a report's plan that have a day, and the day after which silence means no.

    `case` and `created` are the case's name and the time it was made, which only its owner knows.
    """
    made = datetime.fromisoformat(record["made"])
    steps = [*record["plan"]["steps"], *_silence(record["plan"])]
    return Diary(
        made=made,
        version=max(0, int((made - _EPOCH).total_seconds())),
        entries=tuple(
            _due(
                step,
                when,
                made,
                uid=_uid(case, created, step),
                about=f"{record['title']}\nThe words for it lie in Ringback, in the case {case}.",
            )
            for step in steps
            if (when := moment(step["when"]))
        ),
    )


def _due(step: Record, when: datetime | date, made: datetime, *, uid: str, about: str) -> Due:
    key = step.get("key")
    hour = EVENING if key == AFTER_NEXT else MORNING.hour
    reminded = when if isinstance(when, datetime) else datetime.combine(when, time(hour), made.tzinfo)
    return Due(
        uid=uid,
        when=when,
        does=step["does"][:1].upper() + step["does"][1:],
        about=about,
        ahead=reminded >= made,
        busy=key == NEXT,
        hour=hour,
    )


def silent_from(plan: Record) -> str | None:
    """The day after which no word means no, where no step of the plan tells what to do on it."""
    told = any(step.get("key") == SILENCE for step in plan["steps"])
    return None if told else plan["silence_by"]


def _silence(plan: Record) -> Iterator[Record]:
    """The day itself, where no step stands on it."""
    day = silent_from(plan)
    if day:
        says = "no word by today: most likely they have decided without you"
        yield {"key": SILENCE, "when": day, "does": says}


def moment(words: str | None) -> datetime | date | None:
    """A date, or an aware time, from its ISO form; None where none is given."""
    if not words:
        return None
    return date.fromisoformat(words) if len(words) == 10 else datetime.fromisoformat(words)


def _uid(case: str, created: datetime, step: Record) -> str:
    """By the step's key; in reports that are older than keys, by what it says."""
    return str(uuid.uuid5(_SPACE, "\0".join((case, created.isoformat(), step.get("key") or step["does"]))))
