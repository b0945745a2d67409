"""Speech under heading lines of name and time: Otter ("Emma  0:00"), Teams documents, old and new."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ringback.readers.labelled import Labelled
from ringback.readers.lines import Line
from ringback.readers.times import TIME, seconds

_HEADING = re.compile(
    rf"[ \t]*(?P<name>[^\W\d_][^\n\t:<>?!]{{0,60}}?)(?:[ \t]+)[\[(]?(?P<time>{TIME})[\])]?[ \t]*$"
)
_TIME_FIRST = re.compile(rf"[ \t]*[\[(]?(?P<time>{TIME})[\])]?[ \t]+(?P<name>[^\W\d_][^\n\t:<>?!.]{{0,60}})$")
_CLOCK = re.compile(r"\b(?:at|by|from|until|till|around|about|to|and|call|for)$", re.IGNORECASE)


def stamped_lines(rows: list[Line]) -> list[Labelled]:
    """The heading lines, each opening a turn on the next line; none unless they are a conversation's."""
    for pattern in (_HEADING, _TIME_FIRST):
        opened = [found for index, row in enumerate(rows) if (found := _heading(pattern, index, row))]
        if _recur(opened):
            return opened
    return []


def _heading(pattern: re.Pattern[str], index: int, row: Line) -> Labelled | None:
    if len(row.text) > 90:
        return None
    match = pattern.match(row.text)
    if not match or _CLOCK.search(match["name"].rstrip()) or len(match["name"].split()) > 6:
        return None
    return Labelled(index, " ".join(match["name"].split()), row.end, seconds(match["time"]))


def _recur(opened: list[Labelled]) -> bool:
    """Two headings or more with times that never run back, by names of which most come again."""
    if len(opened) < 2:
        return False
    names = Counter(one.speaker for one in opened)
    times = [one.at or 0.0 for one in opened]
    ordered = all(a <= b for a, b in pairwise(times))
    return ordered and (len(names) <= max(2, len(opened) // 2))
