"""What came of a case, as somebody tells it: on which day it may have been."""

from __future__ import annotations

from datetime import date

from ringback.core.errors import RingbackError


class BadDay(RingbackError):
    """A day that can't be read, or is still to come."""

    code = "bad_day"


def happened_on(day: date | None, today: date, place: str) -> date:
    """The day of an outcome, today where none is given. Raises BadDay where it is still to come."""
    if day is None:
        return today
    if day > today:
        remedy = f"Say it once it has come; today is {today.isoformat()}. Plans go into a note."
        raise BadDay(
            f"{day.isoformat()} is still to come, and an outcome is what has happened.", remedy, place
        )
    return day
