"""Times that name no day: lengths ("half an hour"), a template's blanks ("[Date]"), promptness ("soon")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ringback.readers.date_scan import Scan

Sort = Literal["length", "blank", "blank_length", "prompt"]

_NUMBER = (
    r"(?:\d{1,3}(?:\.5|½)?|half an?|(?:an? )?quarter(?: of an)?|(?:a )?couple(?: of)?|(?:a )?few|several"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty(?:[- ]five)?"
    r"|thirty|forty(?:[- ]five)?|sixty|ninety)"
)
_LENGTH = re.compile(
    rf"(?<![\w.:/£$€])(?:\d ?x ?)?{_NUMBER}\+?(?: ?\(\d{{1,3}}\))?"
    rf"(?: ?(?:-|to|or|/) ?(?:(?:the )?{_NUMBER}))?"
    r"(?:[ -](?:business|working|calendar|full|whole|clear|more|short|solid))?"
    r"(?:[ -]?|(?<=a )half[ -])(?P<unit>minutes?|mins?|min\b\.?|hours?|hrs?|h(?:\d\d)?|(?<=\d)m"
    r"|days?|weekends?|weeks?|wks?|months?|fortnights?|(?P<year>years?))\b"
    r"(?: or (?:so|two))?(?: max(?:imum)?\b)?"
    r"|\b(?:half|quarter)[ -](?P<unit2>hour|day)\b|\b(?P<unit3>hour)[ -]long\b"
)
_SHORT = re.compile(r"m$|min|h$|h\d|hr|hour")
_PART_OF_DAY = re.compile(r"(?:half|quarter)\b|(?:a |one |1 )?(?:full|whole) day|half-")
_OUT_OF_REACH = re.compile(r"(?:1[2-9]|[2-9]\d)\b.*h|(?:a|one|two|three|[1-3]) ?min")
_TIME_WORD = r"(?:day|date|time|hour|weekday|when|slot|start|deadline|zone|month|year|dd|mm|yyyy|yy|hh|xx)s?"
_FILLER = r"(?:insert|enter|add|and|of|the|your|interview|end|finish|at|to|by|or|closing|reply|response|test)"
_BLANK = re.compile(
    rf"[\[{{<(]{{1,2}}(?:{_FILLER}[ _-])*{_TIME_WORD}"
    rf"(?:[ ,/&:_-]{{1,3}}(?:{_TIME_WORD}|{_FILLER}))*[\]}}>)]{{1,2}}"
    rf"|[\[{{<]{{1,2}}[^\]}}>\n]{{0,30}}\b{_TIME_WORD}\b[^\]}}>\n]{{0,30}}[\]}}>]{{1,2}}"
    r"|\b(?:on|at|by|date|time|from|until|before|when):? ?[_.]{4,}"
    r"|\b(?:dd|xx)[/.-](?:mm|xx)[/.-](?:yy|xx){1,2}\b|\bxx[:.]xx\b"
)
_BLANK_LENGTH = re.compile(
    r"(?:[\[{<(]{1,2}[^\]}>)\n\d][^\]}>)\n]{0,25}[\]}>)]{1,2}|_{2,}) "
    r"(?:(?:business|working|calendar) )?(?P<unit>minutes?|mins?|hours?|days?|weeks?|months?)\b"
)
_PROMPT = re.compile(
    r"\b(?:(?:on |that |the )*(?:very )?same[ -]day|before (?:too )?long|shortly"
    r"|(?:very |pretty )?soon(?! as)"
    r"|as soon as (?:possible|we (?:can|have|know)|practicable|practical|a decision)|asap|a\.s\.a\.p"
    r"|promptly|(?:straight|right) ?away|immediately|on the spot|there and then|then and there"
    r"|in due course|without delay|next (?:business |working )?day"
    r"|(?:that|the same) (?:evening|night|afternoon|morning)"
    r"|before the (?:day|week) is (?:out|over)|overnight)\b"
)
_AMOUNTS = frozenset(
    [
        "a",
        "an",
        "the",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "fourteen",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "sixty",
        "ninety",
        "half",
        "quarter",
        "couple",
        "of",
        "few",
        "several",
        "to",
        "or",
        "-",
        "x",
        "n",
        "business",
        "working",
        "calendar",
        "full",
        "whole",
        "clear",
        "more",
        "short",
        "solid",
    ]
)
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Length:
    """A time without a day, as written; `short` where a stage may take so long: minutes, or some hours.

    A length in `years` is a wait, or nothing to do with the process.
    """

    start: int
    end: int
    sort: Sort
    short: bool = False
    years: bool = False


def lengths_in(scan: Scan) -> Iterator[Length]:
    """Every length, blank and word of promptness in a folded text, sort by sort; they may overlap."""
    text = scan.text
    for match in (*_counted(scan), *_close(scan)):
        unit = match["unit"] or match["unit2"] or match["unit3"]
        short = _is_short(unit, match[0])
        yield Length(match.start(), match.end(), "length", short, bool(match["year"]))
    if scan.has("blanks"):
        for match in _BLANK_LENGTH.finditer(text):
            yield Length(match.start(), match.end(), "blank_length", bool(_SHORT.match(match["unit"])))
        for match in _BLANK.finditer(text):
            yield Length(match.start(), match.end(), "blank")
    if scan.has("prompt"):
        for match in _PROMPT.finditer(text):
            yield Length(match.start(), match.end(), "prompt")


def _is_short(unit: str, words: str) -> bool:
    if unit.startswith("day"):
        return bool(_PART_OF_DAY.match(words))
    return bool(_SHORT.match(unit)) and not _OUT_OF_REACH.match(words)


def _counted(scan: Scan) -> Iterator[re.Match[str]]:
    """The lengths whose unit stands alone: from each unit back over the words of its amount."""
    text, taken = scan.text, 0
    for at in sorted(scan.places("units")):
        starts = _starts(text, at, taken)
        match = next((found for start in starts if (found := _LENGTH.match(text, start))), None)
        if match and match.end() > at:
            taken = match.end()
            yield match


def _starts(text: str, at: int, taken: int) -> list[int]:
    """Where the amount before a unit may begin, the furthest first."""
    starts: list[int] = []
    start = at
    for _ in range(_LONGEST):
        before = max(taken, text.rfind(" ", 0, max(0, start - 1)) + 1)
        word = text[before:start].strip(" -")
        figure = any(map(str.isdigit, word))
        plain = word.replace("-", " ").split()
        if before >= start or not (
            figure or (plain and _AMOUNTS.issuperset(plain)) or text[before:start] == "- "
        ):
            bracket = text[before:start].rfind("(") + 1
            if bracket and _AMOUNTS.issuperset(text[before + bracket : start].split()):
                starts.append(before + bracket)
            break
        start = before
        starts.append(start + len(text[start:at]) - len(text[start:at].lstrip("([*_~+<>= -")))
    starts.append(at)
    return sorted(set(starts))


def _close(scan: Scan) -> Iterator[re.Match[str]]:
    for start, end in scan.parts("close", 12, 4):
        yield from _LENGTH.finditer(scan.text, start, end)
