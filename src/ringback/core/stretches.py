"""Many stretches of a text, asked about places in it by bisection: none of them is looked at twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches by their starts; `reach` is how far those up to each one go."""

    starts: tuple[int, ...]
    reach: tuple[int, ...]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them overlaps the stretch from start to end."""
        at = bisect_left(self.starts, end)
        return at > 0 and self.reach[at - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds the whole stretch from start to end."""
        at = bisect_right(self.starts, start)
        return at > 0 and self.reach[at - 1] >= end


def stretches(spans: Iterable[tuple[int, int]]) -> Stretches:
    """Stretches given by their starts and ends, in any order; they may overlap."""
    ordered = sorted(spans)
    ends = accumulate((end for _, end in ordered), max)
    return Stretches(tuple(start for start, _ in ordered), tuple(ends))
