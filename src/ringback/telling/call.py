"""What was put right in a call, and what that moved, in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ringback.core.heard import lines_of
from ringback.core.moved import moved
from ringback.telling.delivery import fillers_line
from ringback.telling.moved import moved_lines

if TYPE_CHECKING:
    from ringback.core.put_right import Change

Record = Mapping[str, Any]
LONGEST = 90


def change_line(change: Change) -> str:
    """What was put right."""
    if change.kind == "speaker":
        return f"A line that {change.was} said is {change.became}'s now."
    if change.kind == "swap":
        return "The two are swapped."
    if change.kind == "minute":
        if change.was and change.became:
            return "The count of a minute is another now."
        return "A minute is counted by ear." if change.became else "A count by ear is taken back."
    was, became = _short(change.was), _short(change.became)
    return f'"{was}" reads "{became}" now.' if became else f'"{was}" is out.'


def changes(before: Record, after: Record) -> Iterator[str]:
    """What is found now and wasn't, or no longer, how many ums that makes, and what followed from it."""
    old, new = _titles(before), _titles(after)
    gone = [title for title in old if title not in new]
    found = [title for title in new if title not in old]
    yield from (f"No longer found: {title}." for title in gone)
    yield from (f"Found now: {title}." for title in found)
    was, now = _fillers(before), _fillers(after)
    if was != now:
        yield f"Um, uh: {fillers_line(now)}; before: {fillers_line(was)}."
    shifts = moved(before, after)
    if shifts.anything or not (gone or found or was != now):
        yield from moved_lines(shifts)


def _titles(record: Record) -> list[str]:
    """The findings by title; one that is there several times has its place in the count."""
    seen: list[str] = []
    for one in record.get("findings", ()):
        count = sum(title.partition(" (")[0] == one["title"] for title in seen)
        seen.append(f"{one['title']} ({count + 1})" if count else one["title"])
    return seen


def _fillers(record: Record) -> Record | None:
    told = record.get("delivery")
    found: Record | None = told["fillers"] if told else None
    return found


def _short(words: str) -> str:
    """Words in a line, cut where they are long; of whole lines, what is said in them."""
    lines = [line.said for line in lines_of(words)] or [words]
    said = " / ".join(lines)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 4]} ..."
