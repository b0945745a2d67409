"""Hours as people write them: "2:30pm PT", "at 9", "noon", "half past two", "close of business"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ringback.readers.date_scan import Scan

_HOUR = r"(?:[:.h](?P<{0}>[0-5]\d)(?!\d))?"
_AP = r"(?P<{0}>a\.m\b\.?|am\b|p\.m\b\.?|pm\b|o'clock\b)"
_BEFORE = re.compile(r"(?:\b(?:at|around|from|between|about)|@) ?$")
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAY_END = re.compile(
    r"\b(?:eod|cob|eob|midnight|close of (?:business|play)|end of (?:the )?(?:business |working "
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


@cache
def _clock_pattern(zones: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(zone) for zone in sorted(zones, key=len, reverse=True))
    half_to = rf"(?: ?{_AP.format('ap_to')}| (?:noon|midday)\b)?"
    tail = rf"(?: ?(?:-|to|until|till|and|or) ?(?P<h_to>\d{{1,2}})(?:[:.][0-5]\d)?{half_to})?"
    return re.compile(
        rf"(?:(?<![\d:./£$€])(?P<h>\d{{1,2}}){_HOUR.format('m')} ?{_AP.format('ap')}"
        r"|(?<![\d:./£$€])(?P<h24>[01]?\d|2[0-3])(?:(?P<m24>[0-5]\d) ?(?:hrs|h)|h(?P<m24h>[0-5]\d))\b"
        rf"|\b(?P<past>half|quarter) (?:past |(?P<to>to ))?(?P<h_word>{'|'.join(_HOURS)}|\d{{1,2}})\b"
        r"(?! (?:hour|day|week|minute)s?\b)"
        r"|(?<![\d:./£$€])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?![\d:])"
        rf"|\b(?:at|@|around|from|between|about) ?(?P<h3>\d{{1,2}}){_HOUR.format('m3')}(?![\d:%/]"
        rf"|st|nd|rd|th| ?(?:per|am|pm|percent))"
        rf"(?P<ish>ish)?){tail}(?: ?\(?(?P<zone>{named})\b\)?)?"
        rf"|\b(?P<word>(?:12 )?noon|midday)\b(?: ?\(?(?P<zone_word>{named})\b\)?)?"
    )


def _hours(scan: Scan, zones: Mapping[str, str]) -> Iterator[re.Match[str]]:
    if not scan.has("figures", "hours"):
        return
    pattern = _clock_pattern(tuple(zones))
    taken = 0
    for place in sorted((*scan.places("figures"), *scan.places("hours"))):
        if place < taken:
            continue
        lead = _BEFORE.search(scan.text, max(taken, place - 9), place)
        tries = [pattern.match(scan.text, lead.start())] if lead else []
        found = [match for match in (*tries, pattern.match(scan.text, place)) if match]
        if found:
            match = max(found, key=lambda one: one.end())
            taken = match.end()
            yield match


def clocks_in(scan: Scan, zones: Mapping[str, str]) -> Iterator[Clock]:
    """Every hour in a folded text, in order but for the ends of days, which come last."""
    text = scan.text
    for match in _hours(scan, zones):
        zone = zones.get(match["zone"] or match["zone_word"] or "", "")
        if match["word"]:
            yield Clock(match.start(), match.end(), 12, 0, zone)
            continue
        if match["past"]:
            yield _in_words(match, zone)
            continue
        hour = int(match["h"] or match["h2"] or match["h3"] or match["h24"])
        minute = int(match["m"] or match["m2"] or match["m3"] or match["m24"] or match["m24h"] or 0)
        if hour < 24:
            yield Clock(match.start(), match.end(), _hour(hour, match), minute, zone)
    for match in _DAY_END.finditer(text) if scan.has("ends") else ():
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
    unmarked = 1 <= hour <= 7 and not (match["h2"] or match["h24"] or "").startswith("0")
    return hour + 12 if unmarked else hour


def _in_words(match: re.Match[str], zone: str) -> Clock:
    """ "half past two", "half two", "quarter to three": 1 to 7 is the afternoon."""
    word = match["h_word"]
    hour = int(word) if word.isdigit() else _HOURS.index(word) + 1
    minute = 30 if match["past"] == "half" else 45 if match["to"] else 15
    hour = hour - bool(match["to"])
    return Clock(match.start(), match.end(), hour % 24 + 12 * (1 <= hour <= 7), minute, zone)
