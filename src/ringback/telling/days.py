"""Days and hours as people write them, in the zone of the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ringback.core.days import day_of

EVENING, MORNING = 18, 6


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """The time zone, or None where this machine doesn't know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None


def moment(words: str | None, zone: tzinfo | None) -> datetime | date | None:
    """A date, or an aware time in the zone, from its ISO form; None where none is given."""
    if not words:
        return None
    if len(words) == 10:
        return date.fromisoformat(words)
    when = datetime.fromisoformat(words)
    return when.astimezone(zone) if zone and when.tzinfo else when


def made_at(record: Mapping[str, Any]) -> datetime:
    """When a record was made, in its own zone where this machine knows it."""
    made, zone = datetime.fromisoformat(record["made"]), zone_named(record["zone"])
    return made.astimezone(zone) if zone else made


def there(now: datetime, record: Mapping[str, Any]) -> datetime:
    """The time where a record was made, in whose zone all of its days and hours are told."""
    zone = zone_named(record["zone"])
    return now.astimezone(zone) if zone else now


def day(when: datetime | date, today: date) -> str:
    """ "Tue 17 Nov", with the year where it isn't this one's."""
    that = day_of(when)
    year = "" if that.year == today.year else f" {that.year}"
    return f"{that:%a} {that.day:>2} {that:%b}{year}"


def clock(when: datetime | date) -> str:
    """ "9:05", or nothing for a date."""
    return f"{when.hour}:{when:%M}" if isinstance(when, datetime) else ""


def from_today(when: datetime | date, today: date) -> str:
    """ "today at 9:00", "tomorrow", "on Monday at 9:00", "on Tue 24 Nov"."""
    away = (day_of(when) - today).days
    near = {0: "today", 1: "tomorrow"}
    name = near.get(away) or (f"on {when:%A}" if 1 < away < 7 else f"on {day(when, today)}")
    hour = clock(when)
    return f"{name} at {hour}" if hour else name


def tonight(now: datetime) -> str:
    """What to call the rest of this day: "tonight" late, else "today"."""
    return "tonight" if now.hour >= EVENING or now.hour < MORNING else "today"


def minutes(seconds: float) -> str:
    """A place in a recording: "9:40", "1:02:05"."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"
