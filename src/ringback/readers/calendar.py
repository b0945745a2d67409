"""Working days: weekends and the public holidays of the candidate's country.

The holidays library knows them; the next years of the countries we name ship beside this file, written
by it, because asking it costs a third of a second at every start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

Workdays = Callable[[date, int], date]

_SATURDAY = 5
_MANY = 60
_TOWNS = {
    "GB": "Europe/London Europe/Belfast",
    "IE": "Europe/Dublin",
    "IN": "Asia/Kolkata Asia/Calcutta",
    "NZ": "Pacific/Auckland",
    "SG": "Asia/Singapore",
    "ZA": "Africa/Johannesburg",
    "US": "America/New_York America/Detroit America/Chicago America/Denver America/Phoenix America/Boise"
    " America/Los_Angeles America/Anchorage Pacific/Honolulu",
    "CA": "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax"
    " America/St_Johns America/Regina",
}
_ZONES = {zone: country for country, zones in _TOWNS.items() for zone in zones.split()}
_FAMILIES = {
    "US/": "US",
    "Australia/": "AU",
    "Canada/": "CA",
    "America/Indiana/": "US",
    "America/Kentucky/": "US",
}
_SUBDIVISIONS = {"GB": "ENG"}
"""Where a country has no holidays common to all its parts that serve: England's for Great Britain."""


def country_of(locale: str | None, zone: str | None) -> str | None:
    """The country to count working days in, as two letters: the zone's, else the locale's, else None."""
    by_zone = _ZONES.get(zone or "") or next(
        (country for prefix, country in _FAMILIES.items() if (zone or "").startswith(prefix)), None
    )
    region = (locale or "").replace("_", "-").split(".")[0].split("-")[-1]
    return by_zone or (region if len(region) == 2 and region.isupper() else None)


COUNTRIES = (*_TOWNS, "AU")


@cache
def _shipped() -> dict[str, dict[str, list[date]]]:
    import tomli

    found: dict[str, dict[str, list[date]]] = tomli.loads((files(__package__) / "free_days.toml").read_text())
    return found


@cache
def holidays_of(country: str | None, year: int) -> frozenset[date]:
    """The public holidays of one year; none for a country unknown here."""
    if country is None:
        return frozenset()
    shipped = _shipped().get(country, {}).get(str(year))
    return frozenset(shipped) if shipped is not None else from_library(country, year)


def from_library(country: str, year: int) -> frozenset[date]:
    """The same, as the holidays library has them; none for a country it doesn't know."""
    import holidays

    try:
        found = holidays.country_holidays(country, subdiv=_SUBDIVISIONS.get(country), years=year)
    except NotImplementedError:
        return frozenset()
    return frozenset(day for day in found if day.year == year)


def is_workday(day: date, free: Collection[date] = ()) -> bool:
    """Whether people are at work: neither weekend nor one of the free days."""
    return day.weekday() < _SATURDAY and day not in free


def _step_by_step(country: str | None, start: date, days: int) -> date:
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_workday(day, holidays_of(country, day.year))
    return day


def _at_once(country: str | None, start: date, days: int) -> date:
    from numpy import busday_offset

    last_year = start.year + days // 200 + 1
    free = sorted(day for year in range(start.year, last_year + 1) for day in holidays_of(country, year))
    return date.fromisoformat(str(busday_offset(start, days, roll="backward", holidays=free)))


@cache
def workdays(country: str | None) -> Workdays:
    """A function that gives the day so many working days after another; 0 or less gives the day itself.

    `country` is two letters ("GB", "US"); None or a country unknown here counts weekends only.
    """

    def after(start: date, days: int) -> date:
        return (_at_once if days > _MANY else _step_by_step)(country, start, days)

    return after
