"""The units of a line, one a stage, and the order in which they follow: what is told twice, or told late.

core/stage_line.py makes units of the line's chunks; here they are put in their order.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ringback.core.stage_chunk import Chunk
from ringback.core.stages import Stage

_A_LIST = 3


@dataclass(slots=True)
class Unit:
    """What makes up one stage.

    `own` is what is quoted, where the rest is shared with the stage before: "interviews with HR and [the
    team]". `slot`: it takes a place of its own in the line. `earlier`: it comes before the
    stage told before it.
    """

    chunk: Chunk
    joint: str
    optional: bool = False
    slot: bool = True
    own: Chunk | None = None
    earlier: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last of its own words."""
        told = (self.own or self.chunk).told
        return told[0].term.start, told[-1].term.end


def fullest(units: list[Unit], passes: Sequence[int]) -> list[Unit]:
    """Of a process that is told twice, "in short: ...; in full: ...", the fuller telling."""
    ends = [*passes[1:], len(units)]
    told = [units[start:end] for start, end in zip(passes, ends, strict=True)]
    return max(told, key=lambda some: (len(some), sum(len(unit.chunk.told) for unit in some)))


def in_time(units: Sequence[Unit]) -> list[Unit]:
    """The units as they follow in time: "a panel, preceded by a call" begins with the call."""
    ordered: list[Unit] = []
    at = 0
    for unit in units:
        if not unit.earlier:
            at = len(ordered)
            ordered.append(unit)
        else:
            ordered.insert(at, unit)
            at += 1
    return ordered


def stands_for(unit: Unit) -> bool:
    """Whether a stage is done instead of the one before it, and so isn't about it."""
    chunk = unit.chunk
    back = "handed_in" in chunk.whats or any(one.term.words.endswith(" it") for one in chunk.told)
    return unit.joint == "or" and "either" not in chunk.marks and not back


def mark_choices(units: Sequence[Unit]) -> None:
    """Both sides of an "or" between different things are optional, and take one place in the line."""
    for before, unit in itertools.pairwise(units):
        unit.slot &= unit.joint not in {"or", "also"}
        if unit.joint == "or":
            before.optional = unit.optional = True


def without_twins(units: Sequence[Unit], stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages without the second of two alternatives of one kind, which are then not optional."""
    kept: list[Stage] = []
    for unit, stage in zip(units, stages, strict=True):
        if unit.joint == "or" and kept and kept[-1].kind == stage.kind:
            kept[-1] = replace(kept[-1], optional="optional" in unit.chunk.marks)
        else:
            kept.append(stage)
    return tuple(kept)


def order_known(chunks: Sequence[Chunk], units: Sequence[Unit], kinds: Sequence[str]) -> bool:
    """Whether the words tell the order: a cue, three or more in a list, or a task before its review."""
    if len(units) < 2:
        return True
    last = units[-1]
    if last.joint == "stop" and "apart" in last.chunk.marks and "ordinal" not in last.chunk.marks:
        return False
    if any(chunk.joint == "sequence" or "ordinal" in chunk.marks for chunk in chunks):
        return True
    if any(unit.joint == "stop" for unit in units[1:]) or sum(unit.slot for unit in units) >= _A_LIST:
        return True
    handed_in = kinds.index("take_home") if "take_home" in kinds else len(kinds)
    reviewed = bool({"take_home_review", "presentation"}.intersection(kinds[handed_in:]))
    return reviewed and not any("either" in chunk.marks for chunk in chunks)
