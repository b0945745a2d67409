"""Working days as people count them."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.readers.calendar import COUNTRIES, country_of, from_library, holidays_of, workdays

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def naive(start: date, days: int, free: set[date]) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in free:
            days -= 1
    return day


@given(DAYS, st.integers(0, 300))
def test_counting_skips_weekends_where_no_country_is_known(start: date, days: int) -> None:
    assert workdays(None)(start, days) == naive(start, days, set())


@pytest.mark.parametrize(("country", "part"), [("GB", "ENG"), ("US", None), ("IE", None)])
@given(start=DAYS, days=st.integers(0, 120))
def test_counting_skips_the_countrys_holidays_too(
    country: str, part: str | None, start: date, days: int
) -> None:
    free = set(holidays.country_holidays(country, subdiv=part, years=range(start.year, start.year + 2)))
    assert workdays(country)(start, days) == naive(start, days, free)


def test_christmas_and_new_year_are_no_working_days_in_england() -> None:
    assert workdays("GB")(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert workdays("GB")(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_thanksgiving_is_free_in_america_and_not_in_england() -> None:
    eve = date(2026, 11, 25)
    assert workdays("US")(eve, 1) == date(2026, 11, 27)
    assert workdays("GB")(eve, 1) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("locale", "zone", "country"),
    [
        ("en-GB", "Europe/London", "GB"),
        ("en-US", "America/Indiana/Indianapolis", "US"),
        ("en-US", "Europe/London", "GB"),
        ("en_US.UTF-8", "UTC", "US"),
        ("en-GB", "Australia/Perth", "AU"),
        ("C.UTF-8", "Etc/UTC", None),
        (None, None, None),
    ],
)
def test_the_place_tells_the_country_before_the_language_does(
    locale: str | None, zone: str | None, country: str | None
) -> None:
    assert country_of(locale, zone) == country


def test_a_country_without_a_calendar_counts_weekends_only() -> None:
    assert workdays("ZZ")(date(2026, 12, 24), 1) == date(2026, 12, 25)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", [2026, 2029])
def test_the_holidays_that_ship_are_the_librarys(country: str, year: int) -> None:
    """The file beside the calendar says what the holidays library says."""
    assert holidays_of(country, year) == from_library(country, year)
