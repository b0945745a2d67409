"""The plan's days as a calendar file (RFC 5545), which calendar programs take in, and take in again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from ringback import __version__
from ringback.core.due import Diary, Due

if TYPE_CHECKING:
    from icalendar import Alarm, Event

WAY = timedelta(hours=2)
"""How long before the next stage its alarm sounds."""


def calendar(diary: Diary, zone: tzinfo | None) -> bytes:
    """The entries as a calendar, each at its local time in `zone`; in UTC where the zone isn't known here.

    The same step has the same id each time, so that taking the file in again changes the entry there is.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Ringback//Ringback {__version__}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for due in diary.entries:
        made.add_component(_event(due, diary, zone))
    years = [_day(due.when).year for due in diary.entries] or [diary.made.year]
    made.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1))
    return bytes(made.to_ical())


def _day(when: datetime | date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _event(due: Due, diary: Diary, zone: tzinfo | None) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", due.uid)
    event.add("dtstamp", diary.made.astimezone(UTC))
    event.add("sequence", diary.version)
    event.add("dtstart", local(due.when, zone) if isinstance(due.when, datetime) else due.when)
    event.add("summary", due.does)
    event.add("description", due.about)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if due.busy and isinstance(due.when, datetime) else "TRANSPARENT")
    if due.ahead:
        event.add_component(_alarm(due))
    return event


def local(when: datetime, zone: tzinfo | None) -> datetime:
    """The time in the zone, or in UTC where a calendar couldn't tell which of two hours of one name it is."""
    there = when.astimezone(zone or UTC)
    earlier = there.replace(fold=0)
    return there if earlier.utcoffset() == there.utcoffset() else when.astimezone(UTC)


def _alarm(due: Due) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", due.does)
    before = -WAY if due.busy else timedelta(0)
    alarm.add("trigger", before if isinstance(due.when, datetime) else timedelta(hours=due.hour))
    return alarm
