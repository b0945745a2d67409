"""A time zone as a calendar file tells it, change by change.

Done here, because the calendar library's own search steps over a change that is soon taken back, as
in Morocco around Ramadan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def told(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone from the start of the year `first` to the end of `last`, each change of clocks in it."""
    from icalendar import Timezone

    start = datetime(first, 1, 1, tzinfo=UTC)
    found = Timezone()
    found.add("tzid", zone.key)
    found.add_component(_rule(zone, start, start))
    for before, after in _changes(zone, start, datetime(last + 1, 1, 1, tzinfo=UTC)):
        found.add_component(_rule(zone, before, after))
    return found


def _changes(zone: tzinfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last minute before and the first after each change, both in UTC."""
    while start < end:
        following = start + DAY
        if _offset(zone, start) != _offset(zone, following):
            before, after = start, following
            while after - before > MINUTE:
                middle = before + (after - before) // MINUTE // 2 * MINUTE
                same = _offset(zone, middle) == _offset(zone, before)
                before, after = (middle, after) if same else (before, middle)
            yield before, after
        start = following


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _rule(zone: tzinfo, before: datetime, after: datetime) -> TimezoneDaylight | TimezoneStandard:
    """One change; it begins at the local time that the clocks showed as it came (RFC 5545, 3.6.5)."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    there = after.astimezone(zone)
    rule = TimezoneDaylight() if there.dst() else TimezoneStandard()
    rule.add("dtstart", (after + _offset(zone, before)).replace(tzinfo=None))
    rule.add("tzoffsetfrom", _offset(zone, before))
    rule.add("tzoffsetto", _offset(zone, after))
    rule.add("tzname", there.tzname() or "")
    return rule
