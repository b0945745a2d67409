"""Times as transcripts write them: 0:03, 1:02:03, 00:00:01.790, 0:0:5.32, 00:00:43,810, 43.81, 43810."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ringback.core.transcript import Turn

TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?"
ARROW = re.compile(rf"[ \t]*({TIME})[ \t]*-->[ \t]*({TIME})")

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?=s?$)")
_SLOWEST, _FASTEST = 20, 600
"""Words a minute between which whole calls lie, by far; the wrong unit is a thousand times off."""


def seconds(written: str) -> float:
    """A time in the form of TIME as seconds."""
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 6)


def told_seconds(value: object) -> float | None:
    """A number, or a string that holds one or a clock time, as seconds; None when it is neither."""
    if isinstance(value, str):
        if re.fullmatch(TIME, value):
            return seconds(value)
        number = _NUMBER.match(value)
        return float(number[0]) if number else None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
        return float(value)
    return None


def in_seconds(turns: Sequence[Turn]) -> list[Turn]:
    """The turns with their times in seconds: milliseconds, where only so the pace is that of speech."""
    times = [at for turn in turns for at in (turn.at, turn.until) if at is not None]
    lengths = [turn.until - turn.at for turn in turns if turn.at is not None and turn.until is not None]
    spoken = sum(lengths) if len(lengths) == len(turns) else max(times, default=0.0) - min(times, default=0.0)
    if spoken <= 0 or not all(at.is_integer() for at in times):
        return list(turns)
    pace = sum(len(turn.text.split()) for turn in turns) * 60 / spoken
    if not _SLOWEST <= pace * 1000 <= _FASTEST:
        return list(turns)
    return [replace(turn, at=_thousandth(turn.at), until=_thousandth(turn.until)) for turn in turns]


def _thousandth(at: float | None) -> float | None:
    return None if at is None else at / 1000
