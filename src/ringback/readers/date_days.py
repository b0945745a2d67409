"""Placing a spoken day in time: from the day it was said, its direction, and the reader's locale.

Common forms are placed with the standard library; dates all in figures and odd spellings go to
dateparser, which is loaded only then.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ringback.readers.calendar import Workdays
from ringback.readers.date_words import MONTHS, WEEKDAYS, Clock, Spoken

_FRIDAY = 4
_FAR = 400


@dataclass(frozen=True)
class Base:
    """From where a day is reckoned. `said` is aware, in the candidate's zone; `ahead` is the direction."""

    said: datetime
    ahead: bool
    month_first: bool
    workdays: Workdays
    amounts: Mapping[str, Mapping[str, int]]

    @property
    def day(self) -> date:
        return self.said.date()


def place(one: Spoken, base: Base) -> datetime | date | None:
    """When it is: an aware time in the candidate's zone, a date, or None where the words don't say."""
    if one.form == "clock":
        return _at(base.day, one.clock, base)
    when = PLACES[one.form](one.match, base) if one.match else None
    if when is None or isinstance(when, datetime):
        return when
    if one.lead.startswith("before") and one.clock is None:
        return when - timedelta(days=1)
    return _at(when, one.clock, base)


def _at(day: date, clock: Clock | None, base: Base) -> datetime | date:
    if clock is None or clock.hour is None or clock.zone == "?":
        return day
    zone = ZoneInfo(clock.zone) if clock.zone else base.said.tzinfo
    return datetime.combine(day, time(clock.hour, clock.minute), zone).astimezone(base.said.tzinfo)


def _weekday(name: str | None) -> int | None:
    return WEEKDAYS.index(name[:3]) if name else None


def _coming(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _gone(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, weekday: int | None, base: Base) -> date | None:
    """The year nobody wrote: the closest, on the right side, on the weekday named."""
    years = range(base.day.year - 1, base.day.year + 2)
    found = [when for year in years if (when := _valid(year, month, day))]
    side = [when for when in found if base.ahead or when <= base.day] or found
    for fitting in (side, found):
        if weekday is not None and any(when.weekday() == weekday for when in fitting):
            side = [when for when in fitting if when.weekday() == weekday]
            break
    return min(side, key=lambda when: abs((when - base.day).days), default=None)


def _iso(match: re.Match[str], _base: Base) -> date | None:
    return _valid(int(match["y"]), int(match["mo"]), int(match["d"]))


def _written(match: re.Match[str], base: Base) -> date | None:
    day, month = int(match["d"]), MONTHS.index(match["mo"][:3]) + 1
    if match["y"]:
        return _valid(int(match["y"].replace("'", "20")), month, day)
    return _nearest(month, day, _weekday(match["day"]), base)


def _ordinal(match: re.Match[str], base: Base) -> date | None:
    """ "the 3rd", "Weds 11th": the nearest month that has it, on the right side, on the weekday named."""
    day, weekday = int(match["d"]), _weekday(match["day"])
    first = base.day.replace(day=1)
    months = [_add_months(first, n) for n in range(-6, 7)]
    found = [when for month in months if (when := _valid(month.year, month.month, day))]
    side = [when for when in found if (when >= base.day if base.ahead else when <= base.day)]
    fitting = [when for when in side if weekday is None or when.weekday() == weekday]
    return min(fitting or side, key=lambda when: abs((when - base.day).days), default=None)


def _numeric(match: re.Match[str], base: Base) -> date | None:
    parts = re.split(r"[/.-]", match[0])
    swapped = int(parts[0]) > 12 or int(parts[1]) > 12
    month_first = int(parts[1]) > 12 if swapped else base.month_first
    written = match[0] if len(parts) == 3 else f"{match[0]}/{base.day.year}"
    when = parse_date(written, base.said, month_first=month_first)
    if when is None or len(parts) == 3:
        return when
    return _nearest(when.month, when.day, None, base)


def parse_date(written: str, said: datetime, *, month_first: bool) -> date | None:
    """A date as dateparser reads it, whole (year, month and day) or not at all."""
    import dateparser

    order = "MDY" if month_first else "DMY"
    found = dateparser.parse(
        written,
        languages=["en"],
        settings={
            "DATE_ORDER": order,
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": said.replace(tzinfo=None),
        },
    )
    return found.date() if found else None


def _week_on(match: re.Match[str], base: Base) -> date | None:
    words = match[0]
    weekday = _weekday(match["day"] or match["day_week"]) if "day" in words.replace("today", "") else None
    if weekday is not None:
        return _coming(base.day, weekday) + timedelta(days=7)
    if "tomorrow" in words or "today" in words:
        return base.day + timedelta(days=8 if "tomorrow" in words else 7)
    return None


def _named_day(match: re.Match[str], base: Base) -> date | None:
    weekday = WEEKDAYS.index(match["day"][:3])
    lead, tail = match["lead"] or "", match["tail"] or ""
    around = f"{lead} {tail}"
    monday = _monday(base.day)
    if "before" in tail or "after" in tail or lead in {"that", "the same", "following", "the following"}:
        return None
    if "next" in around:
        return monday + timedelta(days=7 + weekday)
    if "last week" in around:
        return monday + timedelta(days=weekday - 7)
    if "last" in lead or "past" in around or "gone" in tail:
        return _gone(base.day, weekday)
    if lead.startswith("this") or "this week" in tail:
        here = monday + timedelta(days=weekday)
        return here if (here >= base.day) == base.ahead or here == base.day else _plain(weekday, base)
    return _plain(weekday, base)


def _plain(weekday: int, base: Base) -> date:
    return _coming(base.day, weekday) if base.ahead else _gone(base.day, weekday)


def _relative(match: re.Match[str], base: Base) -> date:
    words = match["day"]
    if "after tomorrow" in words:
        return base.day + timedelta(days=2)
    if "before yesterday" in words:
        return base.day - timedelta(days=2)
    if words.startswith(("tom", "tm")):
        return base.day + timedelta(days=1)
    return base.day - timedelta(days=words in {"yesterday", "last night"})


def _add_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _count(written: str | None, base: Base) -> int | None:
    if not written:
        return None
    words = written.split()
    if words[0].isdigit():
        return int(words[0])
    known = [base.amounts["numbers"][word] for word in words if word in base.amounts["numbers"]]
    return max(known, default=None)


def _offset(count: int, unit: str, sort: str, base: Base) -> datetime | date | None:
    """So many units from the base; negative counts go back."""
    if unit in {"hour", "minute"}:
        return base.said + timedelta(hours=count) if unit == "hour" else base.said + timedelta(minutes=count)
    if unit == "month":
        return _add_months(base.day, count)
    if unit == "year":
        return None
    if sort in {"business", "working", "work", "week"} or unit == "weekday":
        return base.workdays(base.day, count)
    days = {"day": 1, "week": 7, "fortnight": 14}[unit] * count
    return base.day + timedelta(days=days) if abs(days) < _FAR else None


def _ahead(match: re.Match[str], base: Base) -> datetime | date | None:
    count = _count(match["m"], base) or _count(match["n"], base)
    if match["or"] == "two":
        count = 2
    return _offset(count, match["unit"], match["sort"] or "", base) if count else None


def _ahead_bare(match: re.Match[str], base: Base) -> datetime | date | None:
    if match["unit"]:
        return _offset(1, match["unit"], "", base)
    if match["unit2"]:
        count = _count(match["m"], base) or _count(match["n"], base)
        return _offset(count, "day", "working", base) if count else None
    count = _count(match["m3"], base) or _count(match["n3"], base)
    return _offset(count, match["unit3"], "", base) if count else None


def _within_this(match: re.Match[str], base: Base) -> datetime | date | None:
    return _offset(1, match["unit"], "", base)


def _ago(match: re.Match[str], base: Base) -> datetime | date | None:
    count = _count(match["n"], base)
    return _offset(-count, match["unit"], "", base) if count else None


def _week(match: re.Match[str], base: Base) -> date | None:
    """The later end of a week or month named; its part, where one is named ("early next week")."""
    part = (match["part"] or "whole").split()[0]
    if match["eow"]:
        return _monday(base.day) + timedelta(days=_FRIDAY)
    which, unit = match["which"], match["unit"]
    if (
        which in {"last", "that", "the following"}
        or match["after"] == " after"
        or unit == "weekend"
        or (which == "the" and part == "whole")
    ):
        return None
    steps = (which in {"next", "the coming"}) + (
        2 if match["after"] == " after next" else bool(match["after"])
    )
    if unit == "month":
        month = _add_months(base.day.replace(day=1), steps)
        return (
            month.replace(day=monthrange(month.year, month.month)[1])
            if part in {"end", "whole", "late", "later"}
            else None
        )
    ends = base.amounts["week_ends"]
    named = {
        "early": "early",
        "earlier": "early",
        "start": "start",
        "beginning": "start",
        "mid": "mid",
        "middle": "mid",
    }
    friday_or_part = ends[named.get(part, "end")]
    when = _monday(base.day) + timedelta(days=7 * steps + friday_or_part)
    return when if when >= base.day or not base.ahead else None


def _nowhere(_match: re.Match[str], _base: Base) -> None:
    return None


PLACES: Mapping[str, Callable[[re.Match[str], Base], datetime | date | None]] = {
    "iso": _iso,
    "written": _written,
    "written_us": _written,
    "numeric": _numeric,
    "ordinal": _ordinal,
    "week_on_day": _week_on,
    "weekday": _named_day,
    "relative": _relative,
    "ahead": _ahead,
    "ahead_bare": _ahead_bare,
    "within_this": _within_this,
    "ago": _ago,
    "vague": _nowhere,
    "week": _week,
}
