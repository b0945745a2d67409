"""Placing a spoken day in time: from the day it was said, its direction, and the reader's locale.

Common forms are placed with the standard library; dates all in figures and odd spellings go to
dateparser, which is loaded only then.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ringback.readers.calendar import Workdays
from ringback.readers.date_clocks import Clock
from ringback.readers.date_forms import MONTHS, WEEKDAYS
from ringback.readers.date_words import Spoken

_FRIDAY = 4
_FAR = 400
_MONTHS = 12
_MONTH_FIRST = ("US", "PH", "FM")
_IN_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d|$)")
_DAY_BEFORE = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:the )?$")
_WEEKS = {"week": 5, "fortnight": 10}
_SHORT = {"hour": "hours", "hr": "hours", "h": "hours", "minute": "minutes", "min": "minutes"}


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
    if one.is_week and one.form not in {"week", "month"}:
        return _monday(when) + timedelta(days=_FRIDAY)
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
    return min(side, key=lambda when: _distance(when, base), default=None)


def _distance(when: date, base: Base) -> int:
    """How far off a day is; looking ahead, one that is over counts as twice as far."""
    days = (when - base.day).days
    return -2 * days if days < 0 and base.ahead else abs(days)


def _iso(match: re.Match[str], _base: Base) -> date | None:
    return _valid(int(match["y"]), int(match["mo"]), int(match["d"]))


def _written(match: re.Match[str], base: Base) -> date | None:
    later = match["d2"] if "d2" in match.re.groupindex else None
    day, month = int(later or match["d"]), MONTHS.index(match["mo"][:3]) + 1
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


def is_month_first(locale: str) -> bool:
    """Whether a locale writes the month before the day: "en-US" does, "en-GB" doesn't."""
    return locale.replace("_", "-").split(".")[0].endswith(_MONTH_FIRST)


def _figures(match: re.Match[str] | None) -> tuple[int, int] | None:
    """The first two figures of a date all in figures; None for any other form."""
    found = _IN_FIGURES.match(match[0]) if match else None
    return (int(found[1]), int(found[2])) if found else None


def reads_month_first(matches: Iterable[re.Match[str] | None]) -> bool | None:
    """What the dates in figures of one text show: 17/04 that the day comes first; None where none does."""
    shown = {
        second > _MONTHS
        for figures in map(_figures, matches)
        if figures
        for first, second in (figures,)
        if (first > _MONTHS) != (second > _MONTHS)
    }
    return shown.pop() if len(shown) == 1 else None


def other_reading(
    one: Spoken, text: str, when: datetime | date, base: Base
) -> tuple[datetime | date, datetime | date | None]:
    """A date in figures as `base` reads it, and as it may be read too; a weekday before it settles it."""
    figures = _figures(one.match)
    if one.match is None or figures is None or max(figures) > _MONTHS or figures[0] == figures[1]:
        return when, None
    other = place(one, replace(base, month_first=not base.month_first))
    if other is None:
        return when, None
    named = _DAY_BEFORE.search(text, max(0, one.match.start() - 16), one.match.start())
    if named:
        weekday = WEEKDAYS.index(named[1])
        fits = [day for day in (when, other) if day.weekday() == weekday]
        if len(fits) == 1:
            return fits[0], None
    return when, other


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
    if unit in _SHORT:
        return base.said + timedelta(**{_SHORT[unit]: count})
    if unit == "month":
        return _add_months(base.day, count)
    if unit == "year":
        return None
    if sort in {"business", "working", "work"} and unit in _WEEKS:
        return base.workdays(base.day, count * _WEEKS[unit])
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


def _month(match: re.Match[str], base: Base) -> date | None:
    """The later end of a month named, or of its part: "mid-March", "late April", "in June"."""
    month = MONTHS.index(match["mo"][:3]) + 1
    year = int(match["y"]) if match["y"] else None
    first = date(year, month, 1) if year else _nearest(month, 1, None, base)
    if first is None or (match["y"] is None and base.ahead and first < base.day.replace(day=1)):
        first = _add_months(first, 12) if first else None
    if first is None:
        return None
    last = monthrange(first.year, first.month)[1]
    part = (match["part"] or "end").split()[0]
    return first.replace(
        day={
            "first": 7,
            "second": 14,
            "third": 21,
            "early": 10,
            "start": 10,
            "beginning": 10,
            "mid": 20,
            "middle": 20,
        }.get(part, last)
    )


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
    "month": _month,
}
