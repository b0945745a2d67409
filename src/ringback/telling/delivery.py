"""How a call was said, in words: what was measured of it, from the record of its delivery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringback.telling import days, said

Record = Mapping[str, Any]


def figures(told: Record) -> Iterator[tuple[str, str]]:
    """Each figure of a call that has times: what is measured, and what it came to."""
    yield "you spoke", f"{round(100 * told['talk_share'])} in 100 of the time that somebody spoke"
    late, pauses, pace = told["latency"], told["pauses"], told["pace"]
    if late["count"]:
        longest = f"the longest {late['longest']} at {days.minutes(late['longest_at'])}"
        yield "answering", f"after {late['median']} seconds, in the middle of {late['count']}; {longest}"
    if pauses["count"]:
        longest = f"the longest {pauses['longest']} at {days.minutes(pauses['longest_at'])}"
        yield "pauses", f"{pauses['count']} of a second and a half or more in your turns; {longest}"
    if pace["answers"]:
        speeds = [one["words_a_minute"] for one in pace["answers"]]
        by = f"; by answer {min(speeds)} to {max(speeds)}" if len(speeds) > 1 else ""
        yield "pace", f"{pace['median']} words a minute{by}"
    into, by = told["overlaps"]["you_into_theirs"], told["overlaps"]["they_into_yours"]
    if into or by:
        yield "overlaps", f"you spoke into {into} of their turns, they into {by} of yours"
    yield "um, uh", fillers_line(told["fillers"])


def fillers_line(known: Record | None) -> str:
    """How many fillers, as a range, and what that rests on."""
    if known is None:
        return "unknown: a transcript made by a machine leaves most of them out"
    marked = len(known.get("by_ear", ()))
    how = "by a second hearing"
    if marked:
        minutes = "minute" if marked == 1 else f"{said.number(marked)} minutes"
        how = f"from the {minutes} that you marked"
    return f"{_span(known['low'], known['high'])} in your turns, {how}"


def _span(low: int, high: int) -> str:
    return f"{low} to {high}" if low < high else str(low)
