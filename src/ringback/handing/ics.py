"""The plan's days as a calendar file (RFC 5545), which calendar programs take in, and take in again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ringback import __version__
from ringback.core.due import Diary, Due
from ringback.handing.zones import told

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Alarm, Event

WAY = timedelta(hours=2)
"""How long before the next stage its alarm sounds."""


def calendar(diary: Diary, zone: ZoneInfo | None) -> bytes:
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
    years = [start.year for start in _local_starts(diary, zone)]
    if zone and years:
        made.subcomponents.insert(0, told(zone, min(years) - 1, max(years) + 1))
    return bytes(made.to_ical())


def _local_starts(diary: Diary, zone: ZoneInfo | None) -> list[datetime]:
    starts = [local(due.when, zone) for due in diary.entries if isinstance(due.when, datetime)]
    return [start for start in starts if start.tzinfo is not UTC]


def _event(due: Due, diary: Diary, zone: ZoneInfo | None) -> Event:
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


def local(when: datetime, zone: ZoneInfo | None) -> datetime:
    """The time in the zone; in UTC where a calendar couldn't tell which of two hours of one name it is."""
    there = when.astimezone(zone or UTC)
    twice = there.replace(fold=0).utcoffset() != there.utcoffset()
    return when.astimezone(UTC) if twice or str(zone) == "UTC" else there


def _alarm(due: Due) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", due.does)
    before = -WAY if due.busy else timedelta(0)
    alarm.add("trigger", before if isinstance(due.when, datetime) else timedelta(hours=due.hour))
    return alarm
