"""Where a text names a day or an hour: the forms people write, found by rules, not yet placed in time.

All patterns take folded text (`core.document.fold`) and run in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from ringback.readers.date_clocks import Clock, clocks_in
from ringback.readers.date_forms import FORMS
from ringback.readers.date_scan import Scan

Tables = Mapping[str, Mapping[str, Any]]
_Made = TypeVar("_Made")
_PAST_WORDS = (
    "yesterday",
    "last ",
    "earlier today",
    "this morning",
    "this past",
    "the day before",
    "day before",
)
_AHEAD_WORDS = (
    "tom",
    "tmrw",
    "next",
    "coming",
    "the coming",
    "this coming",
    "the day after",
    "day after",
    "later",
)
_EARLIER = frozenset({"ago"})
_LATER = frozenset({"ahead", "ahead_bare", "week_on_day", "within_this"})
_GAP = re.compile(
    r"[ ,;(@-]*(?:(?:first thing|morning|afternoon|evening|lunchtime|night|at|from|on|around"
    r"|about|starting|between|for|of|any"
    r"|time|is|the|just|after|before|approximately|approx)\b[ ,;:(@-]*){0,3}$"
)
_BACK_GAP = re.compile(r"[ ,;)-]*(?:(?:on|of|this|next|coming)\b[ ,]*){0,2}$")
_LEAD = re.compile(
    r"\b(?:on or before|no later than|not later than|by the end of|by close of|end of|by|before"
    r"|until|till|til|within|at the latest"
    r"|on|for)(?: the| about| around| approx\.?)?[ ]?$"
)
_LEAD_ENDS = frozenset(
    (
        *(
            "before",
            "than",
            "of",
            "end",
            "close",
            "by",
            "until",
            "till",
            "til",
            "within",
            "latest",
            "on",
            "for",
        ),
        *("the", "about", "around", "approx", "commencing", "beginning", "starting", "com"),
        *("w/c", "w/b", "wc", "wb", "w.c"),
    )
)
"""The words that a preposition of a day ends with; the pattern is tried only behind one of them."""
_WEEK_OF = re.compile(
    r"(?:(?:\bthe )?\b(?:week|wk) ?(?:commencing|beginning|starting|of|com\.?)|\bw/?[cb]\.?|\bw\.c\.)"
    r":? ?(?:the |on )?$"
)
_TO = r" ?(?:-|to|till?|until|or) ?"
_BARE = re.compile(
    rf"[ ,@-]{{1,3}}(?P<h>\d{{1,2}})(?:[.](?P<m>[0-5]\d)\b(?! ?%)(?:{_TO}\d{{1,2}}(?:[.:][0-5]\d)?\b)?"
    rf"|{_TO}(?:\d{{1,2}}|whenever|late|close)\b)"
    r"(?!(?:st|nd|rd|th)\b|[./]\d| ?(?:of|on|in|other|people|candidates|days?|weeks?|months?|hours?|hrs?"
    r"|min\w*|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b)"
)
_BARE_BEFORE = re.compile(
    r"\b(?:by|before|until|till|til) (?P<h>\d{1,2})(?:[.:](?P<m>[0-5]\d))?(?: (?:on|this))?(?: the)? ?$"
)
_NEAR = 80
_DAYS_AGO = re.compile(r"(?:a|an|\d+|one|two|three|four|five|six|seven) (?:day|hour|minute)s? (?:ago|back)$")
_LIMITS = ("by", "before", "until", "till", "til", "later", "within", "inside", "latest")


def says_limit(words: str) -> bool:
    """Whether one of the words sets a limit: "by", "within", "no later than"."""
    return any(word in _LIMITS for word in words.split())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A day, an hour, or both, as written: `start` to `end` in the passage, its preposition with it."""

    start: int
    end: int
    form: str
    match: re.Match[str] | None
    clock: Clock | None
    lead: str

    @property
    def leaning(self) -> str:
        """Whether the words alone put it in the "past" or "ahead"; "" where they don't."""
        words = self.match[0] if self.match else ""
        if self.form in _EARLIER or words.startswith(_PAST_WORDS):
            return "past"
        return "ahead" if self.form in _LATER or words.startswith(_AHEAD_WORDS) else ""

    @property
    def is_week(self) -> bool:
        """Whether it names a stretch of days, not one: "next week", "week commencing 9 March", "in March"."""
        return self.form in {"week", "month"} or bool(_WEEK_OF.search(f"{self.lead} "))

    @property
    def is_exact(self) -> bool:
        """Whether it names its day: "two weeks ago" and "next week" only come near one."""
        if self.is_week or self.form == "vague":
            return False
        return self.form != "ago" or bool(_DAYS_AGO.match(self.match[0] if self.match else ""))

    @property
    def is_limit(self) -> bool:
        """Whether it is said as a limit: "by Friday", "within a week"."""
        return says_limit(f"{self.lead} {self.match[0] if self.match else ''}")


def _days(scan: Scan) -> list[tuple[int, int, str, re.Match[str]]]:
    """The days named, without overlaps: the earlier start holds, then the longer match."""
    found = [(match.start(), match.end(), form, match) for form, match in scan.days()]
    if not found:
        return []
    order = {form: place for place, form in enumerate(FORMS)}
    found.sort(key=lambda one: (one[0], -one[1], order[one[2]]))
    kept: list[tuple[int, int, str, re.Match[str]]] = []
    for one in found:
        if (
            kept
            and kept[-1][2] == "weekday"
            and one[2] in {"numeric", "iso"}
            and _beside_it(scan.text, kept[-1], one)
        ):
            kept[-1] = (kept[-1][0], *one[1:])
        elif kept and one[0] < kept[-1][1]:
            if one[2] in {"written", "written_us", "numeric"} and kept[-1][2] not in {
                "written",
                "written_us",
            }:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


def _beside_it(
    text: str, day: tuple[int, int, str, re.Match[str]], date: tuple[int, int, str, re.Match[str]]
) -> bool:
    """Whether a date in figures goes straight on from its weekday: "Friday, 03/04/2026"."""
    return text[day[1] : date[0]].strip() in {"", ",", "the", ", the"}


def lead_before(text: str, start: int) -> str:
    """The preposition that a day or hour at `start` stands with: "by ", "on or before ", "w/c "."""
    last = text[max(0, start - 14) : start].split()[-1:]
    if not last or last[0].strip(":.") not in _LEAD_ENDS:
        return ""
    week = _WEEK_OF.search(text, max(0, start - 24), start)
    first = week.start() if week else start
    match = _LEAD.search(text, max(0, first - 24), first)
    return text[match.start() if match else first : start]


def _joined(text: str, first: tuple[int, int], second: tuple[int, int], gap: re.Pattern[str]) -> bool:
    between = text[first[1] : second[0]]
    return first[1] <= second[0] and len(between) < 40 and bool(gap.match(between))


def spoken(
    text: str, zones: Mapping[str, str], scan: Scan | None = None, *, hours: bool = False
) -> Iterator[Spoken]:
    """Every day named in folded `text`, with its hour where one stands beside it, in order.

    An hour without a day counts only as a limit ("by noon"), or with `hours` always. `zones` maps a
    zone as written to its key.
    """
    scan = Scan(text) if scan is None else scan
    if not scan:
        return
    days = _days(scan)
    clocks = sorted(clocks_in(scan, zones), key=lambda clock: clock.start)
    taken: set[int] = set()
    said = [_with_clock(text, day, clocks, taken) for day in days]
    alone = (_alone(text, clock, always=hours) for place, clock in enumerate(clocks) if place not in taken)
    yield from sorted([*said, *(one for one in alone if one)], key=lambda one: one.start)


def _beside(text: str, day: tuple[int, int], clock: Clock) -> bool:
    hour = (clock.start, clock.end)
    return _joined(text, day, hour, _GAP) or _joined(text, hour, day, _BACK_GAP)


def _with_clock(
    text: str, day: tuple[int, int, str, re.Match[str]], clocks: list[Clock], taken: set[int]
) -> Spoken:
    start, end, form, match = day
    chosen = None
    near = bisect_left(clocks, start - _NEAR, key=lambda clock: clock.start)
    for place in range(near, len(clocks)):
        clock = clocks[place]
        if clock.start > end + _NEAR:
            break
        if place not in taken and _beside(text, (start, end), clock):
            chosen = clock
            taken.add(place)
            break
    chosen = chosen or _bare(text, end) or _bare_before(text, start)
    first = min(start, chosen.start) if chosen else start
    lead = lead_before(text, first)
    last = max(end, chosen.end) if chosen else end
    return Spoken(first - len(lead), last, form, match, chosen, lead.strip())


def _bare(text: str, end: int) -> Clock | None:
    """An hour that only stands as one because a day goes before it: "Weds 11th 12.30", "4 till 8"."""
    match = _BARE.match(text, end)
    if not match or int(match["h"]) > 23:
        return None
    hour = int(match["h"])
    return Clock(match.start("h"), match.end(), hour + 12 * (1 <= hour <= 7), int(match["m"] or 0), "")


def _bare_before(text: str, start: int) -> Clock | None:
    """The same where the day comes after it: "by 10 tonight", "before 5 on Friday"."""
    match = _BARE_BEFORE.search(text, max(0, start - 16), start)
    if not match or int(match["h"]) > 23:
        return None
    hour, evening = int(match["h"]), text.startswith("tonight", start)
    later = hour < 12 if evening else 1 <= hour <= 7
    return Clock(match.start("h"), match.end(), hour + 12 * later, int(match["m"] or 0), "")


def _alone(text: str, clock: Clock, *, always: bool) -> Spoken | None:
    lead = lead_before(text, clock.start)
    limit = lead.startswith(("by", "before", "no later", "not later", "until"))
    if not limit and (clock.hour is None or not always):
        return None
    return Spoken(clock.start - len(lead), clock.end, "clock", None, clock, lead.strip())


def zones_by_name(table: Mapping[str, Any]) -> dict[str, str]:
    """The zones table turned round: how a zone is written to its name, "?" for one that can't be placed."""
    known = {written: zone for zone, names in table["zones"].items() for written in names}
    unplaced: Collection[str] = table["unplaced"]["words"]
    return known | dict.fromkeys(unplaced, "?")


def remembered(make: Callable[[Tables], _Made]) -> Callable[[Tables], _Made]:
    """`make`, done once for the tables it was last given: those of one catalogue."""
    last: list[tuple[Tables, _Made]] = []

    @wraps(make)
    def made(tables: Tables) -> _Made:
        if not last or last[0][0] is not tables:
            last[:] = [(tables, make(tables))]
        return last[0][1]

    return made
