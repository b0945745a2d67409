"""A rehearsal in words: what a take holds, its figures as people say them, what is better, and the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ringback.core.days import day_of
from ringback.core.take import Feedback, Measure, MoveMade, Range, Since
from ringback.telling.days import clock, minutes
from ringback.telling.said import listed

Table = Mapping[str, Any]
NAMES = {
    "latency": "Time before you began",
    "length": "Length",
    "pace": "Words a minute",
    "fillers": '"Um" and "uh", each minute',
}
SIDE_NOTES = {
    "latency": "From when the recording began: thinking before that doesn't count.",
    "length": "Up to {most} is what most people follow.",
    "pace": "Within a few words: a transcript misses some. No pace is right or wrong.",
    "fillers": "Counted by machine, so a range. A few are ordinary.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One figure in words: what it is, how it was now, and how it was before."""

    name: str
    here: str
    note: str


def measure(one: Measure, *, typed: bool) -> Told:
    """A figure of a take beside those of the earlier takes and of the call."""
    before = [f"The call {_said(one.name, one.then)}"] if one.then else []
    earlier = [_said(one.name, value) for _, value in one.earlier]
    if earlier:
        before.append(f"{'then ' if before else 'Before: '}{', then '.join(earlier)}")
    notes = [f"{', '.join(before)}."] if before else []
    if typed and one.name == "length":
        notes.append("As long as it takes to say at an ordinary pace; typing takes longer.")
    if one.name in SIDE_NOTES:
        notes.append(_side_note(one))
    return Told(NAMES[one.name], _said(one.name, one.here, whole=True), " ".join(notes))


def _side_note(one: Measure) -> str:
    least, most = one.good or (0.0, 0.0)
    if one.name == "length" and least:
        return f"Between {round(least)} and {_length(most)} is a good length for it."
    return SIDE_NOTES[one.name].format(most=_length(most))


def _said(name: str, value: Range, *, whole: bool = False) -> str:
    low, high = value
    if name == "length":
        return _length(low) if whole else minutes(low)
    if name == "latency":
        return f"about {_seconds(low)}" if whole else _short(low)
    low, high = round(low), round(high)
    return str(low) if low == high else f"{low} to {high}"


def _short(seconds: float) -> str:
    return str(round(seconds))


def _seconds(seconds: float) -> str:
    """A short time to the half second: "1½ seconds"."""
    halves = round(seconds * 2)
    whole, half = divmod(halves, 2)
    if halves == 0:
        return "no time"
    number = f"{whole or ''}{'½' if half else ''}"
    return f"{number} {'second' if halves <= 2 else 'seconds'}"


def _length(seconds: float) -> str:
    """A length: "1 minute 12", "38 seconds"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} {'second' if whole == 1 else 'seconds'}"
    number, rest = divmod(whole, 60)
    unit = "minute" if number == 1 else "minutes"
    return f"{number} {unit} {rest}" if rest else f"{number} {unit}"


def found(said: Feedback, table: Table) -> list[tuple[str, str]]:
    """What a take holds, in words with the take's own words for it; one clause may hold several parts."""
    by_words: dict[str, list[str]] = {}
    for part, name in table["parts"].items():
        if part in said.parts:
            by_words.setdefault(said.parts[part].text, []).append(name)
    return [(_capital(listed(names)), words) for words, names in by_words.items()]


def since(differences: Sequence[Since], table: Table) -> list[str]:
    """What is other than on the call and than in the take before, a sentence for each sort."""
    told: dict[tuple[int, str], list[str]] = {}
    for one in differences:
        told.setdefault((one.take, one.how), []).append(table["parts"].get(one.what, f'"{one.what}"'))
    return [_difference(take, how, listed(what)) for (take, how), what in told.items()]


def _difference(take: int, how: str, what: str) -> str:
    if how == "sooner":
        return "You began sooner than on the call."
    if how == "shorter":
        return f"Shorter than take {take}, and short enough to follow."
    if how == "lost":
        return f"Take {take} had {what}; this one doesn't."
    return f"New since take {take}: {what}." if take else f"Not there on the call, and here now: {what}."


def move(one: MoveMade) -> tuple[str, str]:
    """One move of the opener, and where it was made: the second, else the word; or that it was left out."""
    if one.said is None:
        return one.does, "left out"
    if one.second is not None:
        return one.does, minutes(one.second)
    return one.does, f"word {one.word}"


def enough(said: Feedback, next_day: date | None, today: date, table: Table) -> str:
    """That more adds little this evening, and when to go on; nothing where it's early yet."""
    if not said.enough:
        return ""
    row = table["enough"]
    if next_day is None:
        return str(row["says_last"])
    return str(row["says"]).format(next=a_day(next_day, today))


def schedule(days: Sequence[date], at: datetime | date | None, today: date) -> list[str]:
    """The days on which to say it once more, and the day itself."""
    rows = [f"{_capital(a_day(day, today))}, once" for day in days]
    if at is not None and day_of(at) >= today:
        hour = f" at {clock(at)}" if clock(at) else ""
        rows.append(f"{_capital(a_day(day_of(at), today))}{hour}, the day itself: once beforehand, no more")
    return rows


def a_day(when: date, today: date) -> str:
    """A day: "tomorrow", "Saturday" within the week, else "Tuesday 24 March"."""
    away = (when - today).days
    if away == 0:
        return "today"
    if away == 1:
        return "tomorrow"
    return f"{when:%A}" if away < 7 else f"{when:%A} {when.day} {when:%B}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
