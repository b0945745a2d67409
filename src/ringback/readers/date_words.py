"""Where a text names a day or an hour: the forms people write, found by rules, not yet placed in time.

All patterns take folded text (`core.document.fold`) and run in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = rf"(?:{_FULL_DAY}|tues?\b\.?|weds?\b\.?|thu(?:rs?)?\b\.?|fri\b\.?|mon\b\.?|sat\b\.?|sun\b\.?)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_NUMBER = (
    r"(?:\d{1,3}|(?:a )?couple(?: of)?|(?:a |the (?:next|coming) )?few|several|an?|one|two|three"
    r"|four|five|six|seven|eight"
    r"|nine|ten|twelve|fourteen|fifteen|twenty|thirty)"
)
_AMOUNT = rf"(?P<n>{_NUMBER})(?: ?(?:-|to|or) ?(?P<m>{_NUMBER}))?"
_SORT = r"(?P<sort>business|working|work|week|calendar|full|clear)?"
_UNIT = r"(?P<unit>weekday|day|week|fortnight|month|year|hour|minute)s?"
_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|up to|at most|just over|just under"
    r"|the next|the coming"
    r"|the following|another|a further|next) ){0,2}"
)
_VERB_MAY = r"(?! (?:be|have|not|also|well|still|want|need|only|take|get|i|we|you)\b)"
_NOT_A_DAY = (
    r"(?! ?(?:floor|time|interview|round|stage|call|question|attempt|year|person|one|candidate"
    r"|place|grade|century|street"
    r"|avenue|anniversary|week|day|month|try|job|party|of (?:the|two|three|four|five|six|my|our)\b))"
)
_ON = r"(?:on|by|next|last|this|until|till|til|for|before|from|of)"

FORMS: Mapping[str, re.Pattern[str]] = {
    "iso": re.compile(r"\b(?P<y>\d{4})-(?P<mo>\d{2})-(?P<d>\d{2})\b(?=t?\b|t\d)"),
    "written": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? (?:the )?)?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?(?: of)?[ -](?P<mo>{_MONTH}){_VERB_MAY}"
        r"(?:,?[ -](?P<y>\d{4}\b|'\d{2}\b))?"
    ),
    "written_us": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? )?(?P<mo>{_MONTH}) (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?! ?(?:[ap]\.?m\b|:\d|%|days?|weeks?|hours?|months?|years?|minutes?|people"
        r"|candidates))(?:,? (?P<y>\d{4})\b)?"
    ),
    "numeric": re.compile(
        r"(?<![\d/.-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
        r"|\d{1,2}-\d{1,2}-\d{4}"
        r"|(?:(?<=\bon )|(?<=\bby )|(?<=\bfor )|(?<=\bbefore )|(?<=\bfrom )|(?<=\buntil )"
        r"|(?<=day )|(?<=day, ))"
        r"(?!24/7)\d{1,2}/\d{1,2})(?![\d/]|\.\d)"
    ),
    "ordinal": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? (?:the )?|{_ON} the |(?:is|'s|was|than|til"
        rf"|till) the )(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b" + _NOT_A_DAY
    ),
    "week_on_day": re.compile(
        rf"\b(?:a )?week (?:on|from|this|next|today|tomorrow)(?: (?P<day>{_FULL_DAY}))?\b"
        rf"|\b(?P<day_week>{_FULL_DAY}|today|tomorrow) week\b"
    ),
    "weekday": re.compile(
        r"\b(?:(?P<lead>next week(?: on)?|last week(?: on)?|this week(?: on)?|last|next"
        r"|this(?: coming| past)?|coming"
        r"|(?:the )?following|the same|that|the next) )?"
        rf"(?P<day>{_FULL_DAY}|tues\b\.?|weds\b\.?|thurs?\b\.?|tue\b\.?|thu\b\.?|fri\b\.?"
        rf"|(?<=on )(?:mon|wed|sat|sun)\b"
        r"|(?<=by )(?:mon|wed|sat|sun)\b|(?<=next )(?:mon|wed|sat|sun)\b|(?<=last )(?:mon|wed|sun)\b)(?!s\b)"
        r"(?: (?P<tail>of next week|of this week|of last week|next week|this week|last week|gone"
        r"|past|before last|after next"
        r"|just gone|(?:before|after)(?= ?(?:$|[.,;:!?)])))\b)?"
    ),
    "relative": re.compile(
        r"\b(?P<day>(?:the )?day after tomorrow|(?:the )?day before yesterday|earlier today"
        r"|later today|today|tonight"
        r"|tomorrow|tmrw|tomorow|tommorow|tommorrow|yesterday|this (?:morning|afternoon|evening"
        r"|lunchtime)|last night)\b"
    ),
    "ahead": re.compile(
        rf"\b(?:with ?in|in|inside|allow|give (?:us|me|it)|over(?= the (?:next|coming))) {_ABOUT}{_AMOUNT}"
        rf"(?: ?{_SORT})? ?\b{_UNIT}\b(?: or (?P<or>so|two))?(?:'?s?'? time\b)?(?! ago\b| back\b"
        rf"| before\b| earlier\b)"
    ),
    "ahead_bare": re.compile(
        r"\b(?:within|in|inside|over) (?:the )?(?:next|coming|following) (?P<unit>day|week|fortnight|month)\b"
        r"|\b(?P<n>\d{1,2}|two|three|five|seven|ten)(?: ?(?:-"
        r"|to) ?(?P<m>\d{1,2}))? (?P<sort>business|working) (?P<unit2>day)s?\b"
        r"|\b(?P<n3>\d{1,2})(?: ?(?:-|to) ?(?P<m3>\d{1,2}))? (?P<unit3>day|week)s? (?:of|after"
        r"|from) (?:the|your|our|this) "
        r"(?:interview|call|date|screen)\b"
    ),
    "within_this": re.compile(r"\bwithin the (?P<unit>hour|day|week|fortnight|month)\b"),
    "ago": re.compile(
        rf"\b(?:(?:about|around|roughly|almost|nearly|over"
        rf"|just) )?{_AMOUNT} {_UNIT}(?: or (?P<or>so|two))? (?:ago|back)\b"
    ),
    "vague": re.compile(
        r"\b(?:(?:some|many|a few|several|a couple of) years ago|years ago"
        r"|a (?:long )?while (?:ago|back)|the other (?:day|week)"
        r"|some time ago|in due course|in the coming (?:days|weeks)"
        r")\b"
    ),
    "week": re.compile(
        r"\b(?:(?:by |at |before |until )?(?:the )?(?P<part>end of|early|earlier|late|later|mid"
        r"|middle of|start of|beginning of)[ -])?"
        r"(?P<which>next|this|last|that|the following|the coming|the) (?P<unit>week|month"
        r"|weekend)(?P<after> after next| after)?\b"
        r"|\b(?P<eow>eow)\b"
    ),
}
"""The forms, most telling first: where two overlap, the longer holds."""

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
_HOUR = r"(?:[:.h](?P<{0}>[0-5]\d)(?!\d))?"
_AP = r"(?P<{0}>a\.m\b\.?|am\b|p\.m\b\.?|pm\b|o'clock\b)"
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
_NEAR = 80
_ANCHOR = re.compile(
    r"day|\d|week|month|fortnight|hour|minute|year|tomm?orr?ow|\btmrw|tonight|morning|afternoon|evening"
    r"|lunchtime|last night|\b(?:mon|tue|wed|thu|fri|sat|sun|eow"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|a (?:long )?while"
    r"|some time|due course"
)
_DAYS_AGO = re.compile(r"(?:a|an|\d+|one|two|three|four|five|six|seven) (?:day|hour|minute)s? (?:ago|back)$")
_LIMITS = ("by", "before", "until", "till", "til", "later", "within", "inside", "latest")
_DAY_END = re.compile(
    r"\b(?:eod|cob|eob|close of (?:business|play)|end of (?:the )?(?:business |working "
    r"|work )?(?:day|play))\b"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as written. `hour` None is the end of the day; `zone` a key of the zones table, "" or "?"."""

    start: int
    end: int
    hour: int | None
    minute: int
    zone: str


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
    def is_exact(self) -> bool:
        """Whether it names its day: "two weeks ago" and "next week" only come near one."""
        if self.form in {"week", "vague"}:
            return False
        return self.form != "ago" or bool(_DAYS_AGO.match(self.match[0] if self.match else ""))

    @property
    def is_limit(self) -> bool:
        """Whether it is said as a limit: "by Friday", "within a week"."""
        words = f"{self.lead} {self.match[0] if self.match else ''}".split()
        return any(word in _LIMITS for word in words)


@cache
def _clock_pattern(zones: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(zone) for zone in sorted(zones, key=len, reverse=True))
    half_to = rf"(?: ?{_AP.format('ap_to')}| (?:noon|midday)\b)?"
    tail = rf"(?: ?(?:-|to|until|till|and) ?(?P<h_to>\d{{1,2}})(?:[:.][0-5]\d)?{half_to})?"
    return re.compile(
        rf"(?:(?<![\d:./£$€])(?P<h>\d{{1,2}}){_HOUR.format('m')} ?{_AP.format('ap')}"
        r"|(?<![\d:./£$€])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?![\d:])"
        rf"|\b(?:at|@|around|from|between|about) ?(?P<h3>\d{{1,2}}){_HOUR.format('m3')}(?![\d:%/]"
        rf"|st|nd|rd|th| ?(?:per|am|pm|percent))"
        rf"(?P<ish>ish)?){tail}(?: ?\(?(?P<zone>{named})\b\)?)?"
        rf"|\b(?P<word>(?:12 )?noon|midday)\b(?: ?\(?(?P<zone_word>{named})\b\)?)?"
    )


def _clocks(text: str, zones: Mapping[str, str]) -> Iterator[Clock]:
    for match in _clock_pattern(tuple(zones)).finditer(text):
        zone = zones.get(match["zone"] or match["zone_word"] or "", "")
        if match["word"]:
            yield Clock(match.start(), match.end(), 12, 0, zone)
            continue
        hour = int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["m"] or match["m2"] or match["m3"] or 0)
        if hour < 24:
            yield Clock(match.start(), match.end(), _hour(hour, match), minute, zone)
    for match in _DAY_END.finditer(text):
        yield Clock(match.start(), match.end(), None, 0, "")


def _hour(hour: int, match: re.Match[str]) -> int:
    """The hour of 24: a range lends its first hour its half of the day; 1 to 7 unmarked is the afternoon."""
    half = (match["ap"] or "")[:1]
    later, later_half = match["h_to"], (match["ap_to"] or "")[:1]
    if half in {"", "o"} and later_half in {"a", "p"}:
        crosses = later_half == "p" and hour % 12 > int(later) % 12
        half = "a" if crosses else later_half
    if half in {"a", "p"} and hour <= 12:
        return hour % 12 + (12 if half == "p" else 0)
    unmarked = 1 <= hour <= 7 and not (match["h2"] or "").startswith("0")
    return hour + 12 if unmarked else hour


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text worth reading closely: around a figure, or a word that a day is made of."""
    start = end = 0
    for found in _ANCHOR.finditer(text):
        if found.start() - _NEAR > end:
            if end:
                yield start, end
            start = found.start() - _NEAR
        space = text.find(" ", found.end() + _NEAR)
        end = len(text) if space < 0 else space
    if end:
        yield max(start, 0), end


def _days(text: str) -> list[tuple[int, int, str, re.Match[str]]]:
    """The days named, without overlaps: the earlier start holds, then the longer match."""
    found = [
        (match.start(), match.end(), form, match)
        for start, end in _stretches(text)
        for form, pattern in FORMS.items()
        for match in pattern.finditer(text, start, end)
    ]
    order = {form: place for place, form in enumerate(FORMS)}
    found.sort(key=lambda one: (one[0], -one[1], order[one[2]]))
    kept: list[tuple[int, int, str, re.Match[str]]] = []
    for one in found:
        if kept and one[0] < kept[-1][1]:
            if one[2] in {"written", "written_us", "numeric"} and kept[-1][2] not in {
                "written",
                "written_us",
            }:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


def _lead(text: str, start: int) -> str:
    match = _LEAD.search(text, max(0, start - 24), start)
    return match[0] if match else ""


def _joined(text: str, first: tuple[int, int], second: tuple[int, int], gap: re.Pattern[str]) -> bool:
    between = text[first[1] : second[0]]
    return first[1] <= second[0] and len(between) < 40 and bool(gap.match(between))


def spoken(text: str, zones: Mapping[str, str]) -> Iterator[Spoken]:
    """Every day named in folded `text`, with its hour where one stands beside it, in order.

    An hour without a day counts only as a limit ("by noon"). `zones` maps a zone as written to its key.
    """
    days = _days(text)
    clocks = sorted(_clocks(text, zones), key=lambda clock: clock.start)
    taken: set[int] = set()
    said = [_with_clock(text, day, clocks, taken) for day in days]
    alone = (_alone(text, clock) for place, clock in enumerate(clocks) if place not in taken)
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
    first = min(start, chosen.start) if chosen else start
    lead = _lead(text, first)
    last = max(end, chosen.end) if chosen else end
    return Spoken(first - len(lead), last, form, match, chosen, lead.strip())


def _alone(text: str, clock: Clock) -> Spoken | None:
    lead = _lead(text, clock.start)
    if not lead.startswith(("by", "before", "no later", "not later", "until")):
        return None
    return Spoken(clock.start - len(lead), clock.end, "clock", None, clock, lead.strip())


def zones_by_name(table: Mapping[str, Any]) -> dict[str, str]:
    """The zones table turned round: how a zone is written to its name, "?" for one that can't be placed."""
    known = {written: zone for zone, names in table["zones"].items() for written in names}
    unplaced: Collection[str] = table["unplaced"]["words"]
    return known | dict.fromkeys(unplaced, "?")
