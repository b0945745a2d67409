"""Which stages of a longer text aren't for everyone, and which are parts of a visit, not stages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ringback.core.detectors.patterns import compiled
from ringback.core.document import fold
from ringback.core.stages import Stage

_BEFORE = 70
_AFTER = 90
_PARTS = frozenset({"technical_interview", "presentation", "online_assessment", "take_home", "system_design"})


def with_optional(stages: Sequence[Stage], text: str, row: Mapping[str, Any]) -> list[Stage]:
    """The stages, those that aren't for everyone marked: "some are also asked to", "on request"."""
    before, after = compiled(tuple(row["before"])), compiled(tuple(row["after"]))
    starts = [*sorted(stage.start for stage in stages), len(text)]
    ends = [0, *sorted(stage.end for stage in stages)]
    told = []
    for stage in stages:
        since = ends[bisect_right(ends, stage.start) - 1]
        until = starts[bisect_left(starts, stage.end)]
        lead = fold(text[max(since, stage.start - _BEFORE) : stage.start])
        rest = fold(text[stage.end : min(until, stage.end + _AFTER)])
        optional = stage.optional or before.search(lead) is not None or after.search(rest) is not None
        told.append(replace(stage, optional=optional))
    return told


def without_parts(stages: Sequence[Stage], text: str, row: Mapping[str, Any]) -> Iterator[Stage]:
    """The stages without what is done in the course of the visit named before: "a role play on the day"."""
    same_day = compiled(tuple(row["same_day"]))
    yield from stages[:1]
    for one, other in pairwise(stages):
        part = other.kind in _PARTS and one.kind == "panel_or_onsite"
        if not part or not same_day.search(fold(text[other.end : other.end + _AFTER])):
            yield other
