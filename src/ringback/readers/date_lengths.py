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
    r"|days?|weeks?|wks?|months?|fortnights?)\b(?: or (?:so|two))?(?: max(?:imum)?\b)?"
    r"|\b(?:half|quarter)[ -](?P<unit2>hour|day)\b|\b(?P<unit3>hour)[ -]long\b"
)
_SHORT = re.compile(r"m$|min|h$|h\d|hr|hour")
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
    r"(?:[\[{<(]{1,2}[^\]}>)\n\d][^\]}>)\n]{0,25}[\]}>)]{1,2}|\b[xn]|_{2,}) "
    r"(?:(?:business|working|calendar) )?(?P<unit>minutes?|mins?|hours?|days?|weeks?|months?)\b"
)
_PROMPT = re.compile(
    r"\b(?:(?:on |that |the )*(?:very )?same[ -]day|before (?:too )?long|shortly(?! after)"
    r"|(?:very |pretty )?soon(?! as| after)"
    r"|as soon as (?:possible|we (?:can|have|know)|practicable|practical|a decision)|asap|a\.s\.a\.p"
    r"|promptly|(?:straight|right) ?away|immediately|on the spot|there and then|then and there"
    r"|in due course|without delay|next day|(?:that|the same) (?:evening|night|afternoon|morning)"
    r"|before the (?:day|week) is (?:out|over)|overnight)\b"
)
_MAY_BLANK = ("[", "{", "<", "(", "___", "....", "dd", "xx")
_MAY_PROMPT = (
    *("same", "long", "shortly", "soon", "asap", "a.s.a", "prompt", "away", "immediate", "the spot", "then"),
    *("in due", "delay", "next day", "that ", "is o", "overnight"),
)


@dataclass(frozen=True, slots=True)
class Length:
    """A time without a day, as written; `short` where a stage may take so long: minutes, or some hours."""

    start: int
    end: int
    sort: Sort
    short: bool = False


def lengths_in(scan: Scan) -> Iterator[Length]:
    """Every length, blank and word of promptness in a folded text, sort by sort; they may overlap."""
    text = scan.text
    parts = [*scan.parts("units", 40, 12), *scan.parts("close", 12, 4)]
    if parts:
        for match in (one for start, end in parts for one in _LENGTH.finditer(text, start, end)):
            unit = match["unit"] or match["unit2"] or match["unit3"]
            short = bool(_SHORT.match(unit)) and not _OUT_OF_REACH.match(match[0])
            yield Length(match.start(), match.end(), "length", short)
        for match in (one for start, end in parts for one in _BLANK_LENGTH.finditer(text, start, end)):
            yield Length(match.start(), match.end(), "blank_length", bool(_SHORT.match(match["unit"])))
    if any(mark in text for mark in _MAY_BLANK):
        for match in _BLANK.finditer(text):
            yield Length(match.start(), match.end(), "blank")
    if any(word in text for word in _MAY_PROMPT):
        for match in _PROMPT.finditer(text):
            yield Length(match.start(), match.end(), "prompt")
