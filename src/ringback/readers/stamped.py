"""Speech under heading lines of name and time: Otter ("Emma  0:00"), Teams documents, old and new."""

from __future__ import annotations

import re
from itertools import pairwise

from ringback.readers.labelled import Labelled
from ringback.readers.lines import Line
from ringback.readers.times import TIME, seconds

_NAME = r"[ \t]*(?P<name>[^\W\d_][^\n\t:<>?!]{0,60}?)"
_WIDE = re.compile(rf"{_NAME}(?:[ ]{{2,}}|[ ]?\t[ ]?)(?P<time>{TIME})[ \t]*$")
_NARROW = re.compile(rf"{_NAME}[ ][\[(]?(?P<time>{TIME})[\])]?[ \t]*$")
_TIME_FIRST = re.compile(rf"[ \t]*[\[(]?(?P<time>{TIME})[\])]?[ \t]+(?P<name>[^\W\d_][^\n\t:<>?!.]{{0,60}})$")
_CLOCK = re.compile(r"\b(?:at|by|from|until|till|around|about|to|and|call|for)$", re.IGNORECASE)


def stamped_lines(rows: list[Line]) -> list[Labelled]:
    """The heading lines, each opening a turn on the next line; none unless they are a conversation's.

    A name set apart from its time by two spaces is an exporter's; with one space, a name must come again.
    """
    for pattern, least in ((_WIDE, 2), (_NARROW, 3), (_TIME_FIRST, 3)):
        opened = [found for index, row in enumerate(rows) if (found := _heading(pattern, index, row))]
        if len(opened) >= least and _in_order(opened) and (pattern is _WIDE or _heard_again(opened)):
            return opened
    return []


def _heading(pattern: re.Pattern[str], index: int, row: Line) -> Labelled | None:
    if len(row.text) > 90:
        return None
    match = pattern.match(row.text)
    if not match or _CLOCK.search(match["name"].rstrip()) or len(match["name"].split()) > 6:
        return None
    return Labelled(index, " ".join(match["name"].split()), row.end, seconds(match["time"]))


def _in_order(opened: list[Labelled]) -> bool:
    times = [one.at or 0.0 for one in opened]
    return all(a <= b for a, b in pairwise(times))


def _heard_again(opened: list[Labelled]) -> bool:
    return len({one.speaker for one in opened}) * 2 <= len(opened) + 1
