"""The calendar: read back, every entry stands at the plan's own day and hour, under an id that stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.handing.reports import WAITING, Record, report

from ringback import catalogue
from ringback.core.due import Diary, Due, diary_of
from ringback.handing.ics import calendar

MADE = datetime(2026, 11, 19, 21, 40, tzinfo=UTC)
CREATED = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
ZONES = (
    "Europe/London", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Santiago",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia", "Africa/Casablanca",
    "Asia/Tehran", "UTC",
)  # fmt: skip
EDGES = tuple(
    datetime.fromisoformat(f"{moment}+00:00")
    for moment in (
        "2026-03-29T01:00", "2026-10-25T01:00", "2027-03-14T07:00", "2026-11-01T06:00",
        "2026-04-04T15:00", "2026-10-03T15:30", "2026-09-26T14:00", "2027-04-03T14:00",
    )
)  # fmt: skip
"""Changes of clocks in these zones."""
YEARS = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: MADE + timedelta(minutes=minutes))
AROUND = st.tuples(st.sampled_from(EDGES), st.integers(-90, 90)).map(
    lambda one: one[0] + timedelta(minutes=one[1])
)
MOMENTS = YEARS | AROUND


def entries(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def of(record: Record, case: str = "ferrybank-homes") -> list[Any]:
    return entries(calendar(diary_of(record, case, CREATED), ZoneInfo(record["zone"])))


def one(when: datetime | date, zone: str) -> bytes:
    due = Due("u", when, "Ring them", "", ahead=True, busy=False, hour=9)
    return calendar(Diary(MADE, 1, (due,)), ZoneInfo(zone))


def test_every_step_with_a_day_is_an_entry_at_its_own_time() -> None:
    record = report()
    told = {event["summary"]: event["dtstart"].dt for event in of(record)}
    london = ZoneInfo("Europe/London")
    assert told["Say yes to the next stage"] == datetime(2026, 11, 20, 9, tzinfo=london)
    assert told["The opener in the first minute, then the work"] == datetime(2026, 11, 24, 10, tzinfo=london)
    assert told["Say the opener aloud, three times"] == date(2026, 11, 22)
    assert len(told) == len([step for step in record["plan"]["steps"] if step["when"]]) + 1
    assert told["No word by today: most likely they have decided without you"] == date.fromisoformat(
        record["plan"]["silence_by"]
    )


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_time_shown_is_the_plans_in_every_zone_and_around_every_change_of_clocks(
    moment: datetime, zone: str
) -> None:
    data = one(moment.astimezone(ZoneInfo(zone)), zone)
    [event] = entries(data)
    start = event["dtstart"].dt
    assert start.astimezone(UTC) == moment
    written = event["dtstart"].to_ical().decode()
    if written.endswith("Z"):
        return
    assert start.replace(tzinfo=None) == moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    [rules] = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert event["dtstart"].params["TZID"] == rules["TZID"]
    told = rules.to_tz(lookup_tzid=False)  # as a program does that doesn't know the zone's name
    assert start.replace(tzinfo=told).utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("hour", [0, 1])
def test_of_an_hour_that_comes_twice_the_right_one_is_meant(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    [event] = entries(one(moment.astimezone(ZoneInfo("Europe/London")), "Europe/London"))
    assert event["dtstart"].dt.astimezone(UTC) == moment


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.sampled_from(ZONES))
def test_a_day_without_a_time_is_the_whole_day_in_every_zone(day: date, zone: str) -> None:
    data = one(day, zone)
    [event] = entries(data)
    assert type(event["dtstart"].dt) is date
    assert event["dtstart"].dt == day
    assert b"VTIMEZONE" not in data


def test_the_same_step_keeps_its_id_when_the_case_is_worked_out_again() -> None:
    first, later = report(), report()
    later["made"] = "2026-11-21T08:00:00+00:00"
    later["plan"]["steps"][3]["when"] = "2026-11-26T14:00:00+00:00"
    before, after = of(first), of(later)
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert all(new["sequence"] > old["sequence"] for old, new in zip(before, after, strict=True))
    assert all(new["dtstamp"].dt > old["dtstamp"].dt for old, new in zip(before, after, strict=True))
    assert of(first) == before


def test_the_same_report_gives_the_same_file() -> None:
    record = report()
    files = {calendar(diary_of(record, "c", CREATED), ZoneInfo("Europe/London")) for _ in range(3)}
    assert len(files) == 1


def test_an_id_holds_no_name_and_belongs_to_one_step_of_one_case() -> None:
    here, there = of(report(), "ferrybank-homes"), of(report(), "ferrybank-homes-2")
    ids = [str(event["uid"]) for event in [*here, *there]]
    assert len(set(ids)) == len(ids)
    assert not any("ferry" in one for one in ids)


def test_no_plan_of_the_catalogue_has_two_steps_on_one_day() -> None:
    for case in catalogue.load().phrases["plan"]["case"].values():
        keys = [step["when"] for step in case["steps"]]
        assert len(set(keys)) == len(keys)


def test_what_still_lies_ahead_has_one_alarm_and_what_is_over_none() -> None:
    record = report()
    record["plan"]["steps"][0]["when"] = "2026-11-19T09:00:00+00:00"
    record["plan"]["steps"][1]["when"] = "2026-11-19"
    alarms = {str(event["summary"]): event.walk("VALARM") for event in of(record)}
    over = alarms.pop("Say yes to the next stage")
    today = alarms.pop("Say the opener aloud, three times")
    assert over == today == []
    assert {len(found) for found in alarms.values()} == {1}
    [evening] = alarms["Thank them in three sentences, nothing about the call"]
    assert evening["trigger"].dt == timedelta(hours=18)
    [before] = alarms["The opener in the first minute, then the work"]
    assert before["trigger"].dt < timedelta(0)


def test_a_report_older_than_the_names_of_its_steps_still_has_ids() -> None:
    record = report(WAITING)
    for step in record["plan"]["steps"]:
        del step["key"]
    ids = [event["uid"] for event in of(record)]
    assert len(set(ids)) == len(ids) >= 1


def test_the_calendar_is_what_the_standard_asks_for() -> None:
    made = icalendar.Calendar.from_ical(calendar(diary_of(report(), "c", CREATED), ZoneInfo("Europe/London")))
    assert (made["version"], made["method"]) == ("2.0", "PUBLISH")
    assert made["prodid"]
    for event in made.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event["class"] == "PRIVATE"
    assert made.errors == []
