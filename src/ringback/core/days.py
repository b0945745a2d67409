"""The day of what is either a time or a date alone, and the times that can be counted from."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""The years in which something can be worked out; days beyond them may not be there at all."""


def day_of(when: datetime | date) -> date:
    """The day of a time or a date."""
    return when.date() if isinstance(when, datetime) else when


def in_zone(when: datetime, zone: tzinfo) -> datetime:
    """The time in the zone, which is its own where it tells none.

    Raises ValueError, or OverflowError where no calendar reaches, for a year that can't be counted from.
    """
    there = when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)
    if not FIRST_YEAR <= there.year <= LAST_YEAR:
        raise ValueError(there.year)
    return there
