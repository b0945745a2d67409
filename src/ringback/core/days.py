"""The day of what is either a time or a date alone."""

from __future__ import annotations

from datetime import date, datetime


def day_of(when: datetime | date) -> date:
    """The day of a time or a date."""
    return when.date() if isinstance(when, datetime) else when
